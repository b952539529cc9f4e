import DeskRules
import Intake
import LeadModel
import Ledger
import RoutingEngine

/// A roster or CRM file: it replaces its table as a whole, or nothing.
struct DatasetJob {
  private let desk: Desk
  private let job: ClaimedJob
  private let bytes: [UInt8]

  init(_ desk: Desk, _ job: ClaimedJob, bytes: [UInt8]) {
    self.desk = desk
    self.job = job
    self.bytes = bytes
  }

  /// Puts the table in force and renews the folder's copy.
  func take(now wall: Instant) throws -> TakenFile {
    let now = max(wall, desk.state.at)
    let name = "\(job.listed.name)"
    guard let file = DataFile(delivered: name, to: job.listed.folder.rawValue) else {
      throw FileRefusal(
        origin: Origin(file: name),
        reason: Intake.DatasetKind.refusal(folder: job.listed.folder))
    }
    var unit = CommitUnit()
    let (data, rows) = try replace(file, name, now: now, in: &unit)
    try desk.commit([unit])
    // What was read just now need not be read again.
    desk.data = data
    try desk.adoptCurrentVersion(now: now)
    var taken = TakenFile(
      counts: IntakeCounts(rows: rows, updated: rows), hash: Digest.sha256(bytes))
    renewCopy(of: file, name, &taken)
    return taken
  }

  /// The store's version counts: a copy that cannot be written is told, and `doctor` tells of it later.
  private func renewCopy(of file: DataFile, _ name: String, _ taken: inout TakenFile) {
    let isCalendar = file == .holidays && name.lowercased().hasSuffix(".ics")
    do {
      try Files.write(
        isCalendar ? DeskData.table(of: desk.data.roster.holidays) : bytes,
        to: desk.workspace.path(file.path))
    } catch {
      taken.messages.append(
        "\(file.path) was not renewed: \(error.sentences.joined(separator: "; "))")
    }
  }

  private func replace(
    _ file: DataFile, _ name: String, now: Instant, in unit: inout CommitUnit
  ) throws -> (data: DeskData, rows: Int) {
    var data = desk.data
    let problems = data.replace(file, with: bytes, name: name)
    guard problems.isEmpty else { throw RefusedDataset(problems: problems) }
    let rows =
      switch file {
      case .reps: data.roster.reps.count
      case .leave: data.roster.leave.count
      case .holidays: data.roster.holidays.count
      case .accounts: data.accounts.count
      case .opportunities: data.opportunities.count
      case .contacts: data.contacts.count
      case .ipCountry: data.geoRows
      case .presence: 0
      }
    let kind = file.kind ?? .roster
    let content = kind == .roster ? try DeskData.document(of: data.roster) : bytes
    let hash = Dataset.replace(
      kind, content: content, rows: rows, by: job.deliverer, now: now, in: &unit)
    data.noteHash(of: kind, hash)
    if file == .reps {
      let difference = RosterDifference(from: desk.data.roster, to: data.roster)
      unit.entries += difference.entries(by: job.deliverer, at: now)
      let last = try desk.store.highWaters().rosterChange
      unit.changes += difference.notes(after: last, at: now).map { .rosterChangeNoted($0) }
    }
    return (data, rows)
  }
}
