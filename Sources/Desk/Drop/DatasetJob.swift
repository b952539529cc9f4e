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
    let rows =
      file == .presence
      ? try addPresence(name, now: now, in: &unit) : try replace(file, name, now: now, in: &unit)
    try desk.commit([unit])
    try desk.adoptCurrentVersion(now: now)
    var taken = TakenFile(
      counts: IntakeCounts(rows: rows, updated: rows), hash: Digest.sha256(bytes))
    if file != .presence { renewCopy(of: file, name, &taken) }
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
  ) throws -> Int {
    var data = desk.data
    let problems = data.replace(file, with: bytes, name: name)
    guard problems.isEmpty else { throw RefusedDataset(problems: problems) }
    let (kind, rows): (LeadModel.DatasetKind, Int) =
      switch file {
      case .reps: (.roster, data.roster.reps.count)
      case .leave: (.roster, data.roster.leave.count)
      case .holidays: (.roster, data.roster.holidays.count)
      case .accounts: (.accounts, data.accounts.count)
      case .opportunities: (.opportunities, data.opportunities.count)
      case .contacts: (.contacts, data.contacts.count)
      case .ipCountry, .presence: (.ipCountry, data.ipRanges.count)
      }
    let content = kind == .roster ? try DeskData.document(of: data.roster) : bytes
    Dataset.replace(kind, content: content, rows: rows, by: job.deliverer, now: now, in: &unit)
    if file == .reps {
      let difference = RosterDifference(from: desk.data.roster, to: data.roster)
      unit.entries += difference.entries(by: job.deliverer, at: now)
      let last = try desk.store.highWaters().rosterChange
      unit.changes += difference.notes(after: last, at: now).map { .rosterChangeNoted($0) }
    }
    return rows
  }

  private func addPresence(_ name: String, now: Instant, in unit: inout CommitUnit) throws -> Int {
    let reading = Datasets.presence(bytes, file: name)
    guard reading.problems.isEmpty else { throw RefusedDataset(problems: reading.problems) }
    let counts = PresenceImport(desk.data.roster, desk.rules.ruleSet).counts(of: reading.rows)
    // Counts do not tell which rows they come from: a file that is delivered twice is told by its bytes.
    unit.key = "presence:" + Hex.encode(Digest.sha256(bytes))
    Dataset.addPresence(
      counts, rows: reading.rows.count, by: job.deliverer, now: now, in: &unit)
    return reading.rows.count
  }
}
