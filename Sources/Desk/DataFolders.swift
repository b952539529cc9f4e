import Intake
import LeadModel
import Ledger
import RoutingEngine

/// What the folders of a workspace hold.
struct DataFolders {
  private(set) var data = DeskData()
  /// The bytes of each file that is there, but for presence, which is read where it lies.
  private(set) var bytes: [DataFile: [UInt8]] = [:]
  private let workspace: Workspace
  private let limits: IntakeLimits

  /// Reads them all, or only some; every error of every file at once. Absent files count as empty, but for
  /// the reps.
  init(
    _ workspace: Workspace, only files: [DataFile] = DataFile.allCases,
    limits: IntakeLimits = IntakeLimits()
  ) throws(WorkspaceProblem) {
    self.workspace = workspace
    self.limits = limits
    var problems: [String] = []
    for file in files where file != .presence {
      guard let content = try Files.read(workspace.path(file.path)) else {
        if file == .reps {
          problems.append("\(file.path) is missing: a desk needs at least its reps")
        }
        continue
      }
      bytes[file] = content
      let findings = data.replace(file, with: content, name: file.path)
      if let kind = file.kind { data.noteHash(of: kind, Digest.sha256(content)) }
      problems += findings.map(\.description)
    }
    if files.contains(.presence) { problems += try presenceProblems() }
    guard problems.isEmpty else { throw .badSettings(problems) }
  }

  private func presenceProblems() throws(WorkspaceProblem) -> [String] {
    guard let check = try scanPresence() else { return [] }
    do { while try check.step({ _, _ in }) {} } catch { throw presenceProblem(error) }
    return check.problems.map(\.description)
  }

  /// Reads presence into a gatherer, which is given to the body whenever it is full, and at the end.
  func gatherPresence(
    _ rules: RuleSet, _ body: (inout PresenceGatherer) throws -> Void
  ) throws {
    guard let scan = try scanPresence() else { return }
    var gatherer = PresenceGatherer(
      data.roster.reps, fallback: Zone(rules.organisation.timezone) ?? .utc)
    var isGoingOn = true
    while isGoingOn {
      isGoingOn = try scan.step(into: &gatherer)
      if gatherer.isFull || !isGoingOn { try body(&gatherer) }
    }
  }

  /// Presence of the roster's reps as decisions about an instant ask for it.
  func observedPresence(_ rules: RuleSet, at instant: Instant) throws -> ObservedPresence {
    let span = ObservedPresence.span(at: instant)
    let reps = Set(data.roster.reps.map(\.id))
    var presence = ObservedPresence()
    try gatherPresence(rules) { gatherer in
      while gatherer.count > 0 {
        for found in gatherer.next(10_000)
        where span.contains(found.week.week) && reps.contains(found.week.rep) {
          presence.add(WeekCells(found.week.seen), rep: found.week.rep, week: found.week.week)
        }
      }
    }
    return presence
  }

  private func scanPresence() throws(WorkspaceProblem) -> PresenceScan? {
    let path = workspace.path(DataFile.presence.path)
    guard let file = try Files.open(path) else { return nil }
    return PresenceScan(
      file, 0..<(file.size ?? 0), name: DataFile.presence.path, limits: limits)
  }

  private func presenceProblem(_ error: any Error) -> WorkspaceProblem {
    let why = (error as? DropFileProblem)?.sentence ?? "\(error)"
    return .cannotRead(path: workspace.path(DataFile.presence.path), why: why)
  }
}
