import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Store

extension Desk {
  /// Takes records in as one commit: each becomes a lead with its decision, an update of one that is
  /// known, or a redelivery that changes nothing.
  ///
  /// The state goes ahead of the commit, so that each record meets the desk as the one before left it; if
  /// the commit fails, the state is set up again from the store and nothing has happened.
  func take(
    _ records: [LeadRecord], file: Int64?, deliveredBy: String, receivedAt: Instant, now: Instant
  ) throws(DeskProblem) -> IntakeCounts {
    var batch = RoutingBatch(
      desk: self, file: file, deliveredBy: deliveredBy, now: max(now, state.at))
    do {
      try batch.route(records, receivedAt: receivedAt)
      try commit(batch.units)
      return batch.counts
    } catch {
      try recover(now: now)
      throw Desk.problem(error)
    }
  }

  /// Commits units, keeps the log anchored and tells what changed. The state must have followed already.
  @discardableResult
  func commit(_ units: [CommitUnit]) throws -> CommitReceipt? {
    guard units.contains(where: { !$0.changes.isEmpty || !$0.entries.isEmpty }) else { return nil }
    let receipt = try store.commit(clockIsGiven ? units.map(\.underGivenClock) : units)
    if let last = units.last?.entries.last {
      notary.anchorIfDue(store, head: receipt.head, now: last.at)
    }
    for unit in units { note(unit.changes) }
    news.formUnion([.log, .status])
    return receipt
  }

  /// Follows changes in the state.
  func follow(_ changes: [Change]) {
    for change in changes {
      state.apply(change)
      switch change {
      case .awayStarted(let started): absences[started.rep] = started.until
      case .awayEnded(let rep, _): absences[rep] = nil
      default: break
      }
    }
  }

  /// After a failed commit: numbers and state as the store has them.
  func recover(now: Instant) throws(DeskProblem) {
    do { counters = try Counters(store) } catch { throw .store(error.sentence) }
    try reloadState(now: now)
  }

  private func note(_ changes: [Change]) {
    for change in changes {
      switch change {
      case .leadAdded, .leadUpdated, .leadStateChanged, .activityAdded: news.insert(.leads)
      case .leadPlaced: news.formUnion([.leads, .queues, .reps])
      case .clockStarted, .clockEnded, .clockWarned, .clockBreached, .clockRescheduled:
        news.insert(.clocks)
      case .escalationOpened, .escalationClaimed, .escalationClosed: news.insert(.escalations)
      case .awayStarted, .awayEnded, .presenceAdded: news.formUnion([.reps, .queues])
      case .rulesPublished, .datasetReplaced: news.formUnion(Topic.allCases)
      case .fileAttempted, .fileFinished, .rowRejected: news.insert(.files)
      case .markAdvanced: break
      }
    }
  }
}

extension CommitUnit {
  /// The unit with `"clock":"given"` in every entry: its time is what somebody said it was.
  var underGivenClock: CommitUnit {
    var unit = self
    for index in unit.entries.indices {
      let fields = unit.entries[index].payload.dropLast()
      let mark = (fields.count > 1 ? "," : "") + "\"clock\":\"given\"}"
      unit.entries[index].payload = fields + Array(mark.utf8)
    }
    return unit
  }
}

/// Records on their way to one commit.
private struct RoutingBatch {
  let desk: Desk
  let file: Int64?
  let deliveredBy: String
  let now: Instant
  private(set) var units: [CommitUnit] = []
  private(set) var counts = IntakeCounts()
  private let routing: RouteLead
  private var engine: RoutingEngine
  private var random = SystemRandomNumberGenerator()
  /// Leads of this very batch, by identity.
  private var fresh: [String: KnownLead] = [:]

  init(desk: Desk, file: Int64?, deliveredBy: String, now: Instant) {
    self.desk = desk
    self.file = file
    self.deliveredBy = deliveredBy
    self.now = now
    routing = RouteLead(clocks: desk.rules.clocks)
    engine = RoutingEngine(desk.rules.compiled)
  }

  mutating func route(_ records: [LeadRecord], receivedAt: Instant) throws {
    let normaliser = desk.rules.router.normaliser
    let leads = records.map { normaliser.normalise($0, receivedAt: receivedAt) }
    let known = try desk.store.knownLeads(identities: leads.map(RouteLead.identity(of:)))
    for (record, lead) in zip(records, leads) {
      counts.rows += 1
      let identity = RouteLead.identity(of: lead)
      let hash = Digest.sha256(lead.contentBytes)
      switch fresh[identity] ?? known[identity] {
      case nil: receive(record, lead, identity: identity, hash: hash)
      case let earlier? where earlier.contentHash == hash: counts.redelivered += 1
      case let earlier?: try update(earlier, record, lead, identity: identity, hash: hash)
      }
    }
  }

  private mutating func receive(
    _ record: LeadRecord, _ lead: NormalisedLead, identity: String, hash: [UInt8]
  ) {
    let decided = decide(record, lead, number: nil)
    let receipt = RouteLead.Receipt(
      number: desk.counters.nextLead(), file: file, deliveredBy: deliveredBy, contentHash: hash,
      secret: newSecret())
    add(
      routing.receive(decided, receipt) { desk.counters.nextClock() })
    count(decided.verdict.outcome)
    fresh[identity] = KnownLead(
      number: receipt.number, contentHash: hash, state: LeadState(decided.verdict.outcome),
      receivedAt: lead.receivedAt)
  }

  /// New content of a known lead. One that waits in a queue is decided again with it.
  private mutating func update(
    _ earlier: KnownLead, _ record: LeadRecord, _ lead: NormalisedLead, identity: String,
    hash: [UInt8]
  ) throws {
    counts.updated += 1
    try flush()
    var lead = lead
    lead.receivedAt = earlier.receivedAt
    let decided = decide(record, lead, number: earlier.number)
    let receipt = RouteLead.Receipt(
      number: earlier.number, file: file, deliveredBy: deliveredBy, contentHash: hash,
      secret: newSecret())
    add(UpdateLead().update(decided, receipt, at: now))
    var state = earlier.state
    if earlier.state == .queued, decided.verdict.outcome != .duplicate {
      add(
        routing.decideAgain(
          decided, number: earlier.number,
          running: try desk.store.runningClocks(of: earlier.number), kind: nil
        ) {
          desk.counters.nextClock()
        })
      state = LeadState(decided.verdict.outcome)
    }
    fresh[identity] = KnownLead(
      number: earlier.number, contentHash: hash, state: state, receivedAt: earlier.receivedAt)
  }

  private mutating func decide(
    _ record: LeadRecord, _ lead: NormalisedLead, number: LeadNumber?
  ) -> RouteLead.Decided {
    let facts = desk.rules.router.gather(lead, number: number, at: now, state: &desk.state)
    var payload: [UInt8] = []
    payload.reserveCapacity(2048)
    let (verdict, _) = engine.decide(facts, standing: &desk.state, record: &payload)
    return RouteLead.Decided(
      record: record, lead: lead, facts: facts, verdict: verdict, payload: payload)
  }

  /// Commits what there is: an update reads the lead as the store has it, which may be of this very batch.
  private mutating func flush() throws {
    try desk.commit(units)
    units = []
  }

  private mutating func add(_ unit: CommitUnit) {
    desk.follow(unit.changes)
    units.append(unit)
  }

  private mutating func count(_ outcome: Outcome) {
    switch outcome {
    case .assigned: counts.assigned += 1
    case .queued: counts.queued += 1
    case .duplicate: counts.duplicate += 1
    case .shadowed: counts.shadowed += 1
    }
  }

  private mutating func newSecret() -> [UInt8] {
    var secret: [UInt8] = []
    secret.reserveCapacity(32)
    for _ in 0..<4 {
      withUnsafeBytes(of: random.next() as UInt64) { secret.append(contentsOf: $0) }
    }
    return secret
  }
}

extension LeadState {
  /// The state that a decision puts a lead in.
  init(_ outcome: Outcome) {
    switch outcome {
    case .assigned: self = .assigned
    case .queued: self = .queued
    case .duplicate: self = .duplicate
    case .shadowed: self = .shadowed
    }
  }
}
