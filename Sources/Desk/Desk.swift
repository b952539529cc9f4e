import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Settings
import Store

/// Why a desk cannot be opened.
public enum DeskProblem: Error, Equatable {
  case workspace(WorkspaceProblem)
  /// One sentence of the store.
  case store(String)
}

/// The desk: what the store holds, ready for deciding and acting. Whoever has the host's lock has one for
/// writing; anyone who may read the store can have one for reading.
///
/// A desk belongs to one thread. It is given the time and never reads a clock; what it changes it commits
/// with the log entries that record it, and tells as ``news``.
public final class Desk {
  /// What the desk is opened for.
  public enum Mode: Sendable { case host, readOnly }

  public let workspace: Workspace
  let mode: Mode
  let store: Store
  var configuration: Configuration

  /// The rules and the roster in force, ready for use.
  var rules: DeskVersion
  var data: DeskData
  /// When reps were seen, as far as decisions may ask.
  var presence: LoadedPresence
  var state: DeskState
  var counters: Counters
  var notary: Notary

  /// What changed since it was last asked for.
  var news: Set<Topic> = []
  /// What intake does at the moment.
  var intakeStatus = IntakeStatus.live
  /// Whether the whole log was found intact; nil before it was looked at.
  public internal(set) var logIntact: Bool?
  /// How many clients are connected, told by the host.
  public var connections = 0
  /// Whether the clock is given rather than the system's: entries then say so.
  let clockIsGiven: Bool
  /// Who is away.
  var absences: [RepID: AwayStarted] = [:]
  /// When the queues are drained.
  var drain = DrainState()
  /// Clocks that are to be told of next, as they were found a moment ago.
  var ringing: ArraySlice<Int64> = []
  /// How many waiting leads a step of a pass decides, so that it keeps nobody waiting for long.
  var drainStride = 100
  /// When the latest lead was received: the next is numbered after it and received no earlier.
  var lastReceived: Instant?
  /// What wants attention, kept for as long as it holds.
  var attention = Attention()
  /// What programs are to be told, and when.
  var notifier = Notifier()
  /// How the reps kept their promises this week.
  var weekAttainment = WeekAttainment()
  /// What falling escalations may mean, as worked out for the last week that ended.
  var trustWatch: TrustWatch?
  /// Samples of assignments that were drawn for audits.
  var auditSamples = AuditSamples()
  /// What the act at hand brings once it is committed.
  var aftermath = Aftermath()
  /// Sentences for the operator's log.
  var messages: [String] = []

  /// Opens the desk of a workspace at an instant. A host's makes what is missing: folders, store, the
  /// first rule set, the first version of each data file.
  public init(
    _ workspace: Workspace, mode: Mode, now: Instant, clockIsGiven: Bool = false
  ) throws(DeskProblem) {
    self.workspace = workspace
    self.mode = mode
    self.clockIsGiven = clockIsGiven
    do {
      if mode == .host { try workspace.makeFolders() }
      configuration = try Configuration(workspace)
    } catch { throw .workspace(error) }
    do {
      store = try Store.open(
        at: workspace.store, mode: mode == .host ? .readWrite : .readOnly)
      if mode == .host {
        notary = try Notary(workspace, copy: configuration.site.checkpointCopy, store: store)
        notifier = try Notifier(store)
        try Founding(
          workspace: workspace, store: store, configuration: configuration,
          clockIsGiven: clockIsGiven
        ).completeIfNeeded(now: now)
        notary.anchorIfDue(store, now: now)
      } else {
        notary = try Notary(reading: workspace)
      }
      data = try DeskData.current(store)
      presence = LoadedPresence(ObservedPresence.span(at: now))
      try presence.cover(data.roster, store)
      rules = try DeskVersion.current(store, configuration, data, presence)
      counters = try Counters(store)
      state = DeskState(ruleSet: rules.ruleSet, schedules: rules.schedules, at: now)
    } catch { throw Desk.problem(error) }
    // Where the clock has stepped back, time stands still until it has caught up with the store.
    try reloadState(now: mode == .host ? max(now, latestInstant ?? now) : now)
  }

  /// Sets the state up from the store: at the start, and when a commit failed after the state had gone
  /// ahead of it.
  func reloadState(now: Instant) throws(DeskProblem) {
    do {
      state = try StateLoader(store).load(rules, at: now)
      absences = Dictionary(
        try store.away(at: Instant(milliseconds: 0)).map { ($0.rep, $0) },
        uniquingKeysWith: { _, last in last })
      rules.clocks.absences = Self.stretches(absences)
      adopt(try store.exceptionsInForce(after: now))
      lastReceived = try store.recordedLead(LeadNumber(counters.lead))?.row.receivedAt
      drain = try drainState()
      ringing = []
    } catch { throw .store(error.sentence) }
  }

  /// Ends the desk in order: a checkpoint for what is not anchored, then the store.
  public func close(now: Instant) {
    if mode == .host { notary.anchor(store, now: now) }
    try? store.close()
  }

  /// What changed since the last call.
  public func takeNews() -> Set<Topic> {
    let topics = news
    news = []
    return topics
  }

  static func problem(_ error: any Error) -> DeskProblem {
    switch error {
    case let problem as DeskProblem: problem
    case let problem as WorkspaceProblem: .workspace(problem)
    case let problem as StoreProblem: .store(problem.sentence)
    default: .store("\(error)")
    }
  }
}

/// Numbers that the desk gives out; each is the last one given.
struct Counters {
  var lead: Int64
  var clock: Int64
  var escalation: Int64
  var file: Int64

  mutating func nextLead() -> LeadNumber {
    lead += 1
    return LeadNumber(lead)
  }
  mutating func nextClock() -> Int64 {
    clock += 1
    return clock
  }
  mutating func nextEscalation() -> Int64 {
    escalation += 1
    return escalation
  }
  mutating func nextFile() -> Int64 {
    file += 1
    return file
  }
}
