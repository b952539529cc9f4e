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
    // A file that had to wait for the disk was claimed before others that are in already; numbers go by
    // receipt.
    let receivedAt = max(receivedAt, lastReceived ?? receivedAt)
    do {
      try batch.route(records, receivedAt: receivedAt)
      try commit(batch.units)
      if batch.counts.rows > 0 { lastReceived = receivedAt }
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
    let units = telling(units)
    let receipt = try store.commit(clockIsGiven ? units.map(\.underGivenClock) : units)
    notary.note(receipt.head)
    if let last = units.last?.entries.last { notary.anchorIfDue(store, now: last.at) }
    for unit in units {
      attention.note(unit) { (try? store.escalation($0))?.lead }
      note(unit.changes)
    }
    news.formUnion([.log, .status])
    return receipt
  }

  /// Follows changes in the state.
  func follow(_ changes: [Change]) {
    for change in changes {
      state.apply(change)
      drain.note(change)
      switch change {
      case .awayStarted, .awayEnded:
        Self.note(change, in: &absences)
        rules.clocks.absences = Self.stretches(absences)
      default: break
      }
    }
  }

  /// Decides: the verdict, and what the log keeps of it. In a region in shadow, by the figures that the
  /// region keeps apart.
  func decide(_ facts: Facts) -> (Verdict, [UInt8]) {
    enterShadow(facts)
    defer { state.shadowRegion = nil }
    var payload: [UInt8] = []
    payload.reserveCapacity(2048)
    let (verdict, _) = rules.engine.decide(facts, standing: &state, record: &payload)
    return (verdict, payload)
  }

  /// The verdict alone.
  func verdict(_ facts: Facts) -> Verdict {
    enterShadow(facts)
    defer { state.shadowRegion = nil }
    return rules.engine.decide(facts, standing: &state)
  }

  private func enterShadow(_ facts: Facts) {
    if rules.hasShadows, let region = rules.router.region(of: facts), region.mode == .shadow {
      state.shadowRegion = region.id
    }
  }

  /// After a failed commit: numbers and state as the store has them.
  func recover(now: Instant) throws(DeskProblem) {
    do { counters = try Counters(store) } catch { throw .store(error.sentence) }
    try reloadState(now: max(now, state.at))
  }

  private func note(_ changes: [Change]) {
    weekAttainment.note(changes)
    for change in changes {
      switch change {
      case .leadAdded, .leadUpdated, .leadStateChanged, .activityAdded: news.insert(.leads)
      case .leadPlaced: news.formUnion([.leads, .queues, .reps])
      case .clockStarted, .clockEnded, .clockResumed, .clockWarned, .clockBreached,
        .clockRescheduled:
        news.insert(.clocks)
      case .escalationOpened, .escalationClaimed, .escalationClosed: news.insert(.escalations)
      case .awayStarted, .awayEnded, .presenceAdded: news.formUnion([.reps, .queues])
      case .rulesPublished, .datasetReplaced: news.formUnion(Topic.allCases)
      case .fileAttempted, .fileFinished, .rowRejected: news.insert(.files)
      case .exceptionRequested, .exceptionDecided, .exceptionSignedOff, .approvalGiven,
        .changeRequested, .changeDecided, .rosterChangeNoted, .rosterChangesReviewed:
        news.insert(.governance)
      case .noteAdded, .auditJudged, .personErased: news.insert(.leads)
      case .markAdvanced, .notificationQueued, .notificationTried, .outboxWritten: break
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
  private var random = SystemRandomNumberGenerator()
  /// Leads of this very batch, by identity.
  private var fresh: [String: KnownLead] = [:]

  init(desk: Desk, file: Int64?, deliveredBy: String, now: Instant) {
    self.desk = desk
    self.file = file
    self.deliveredBy = deliveredBy
    self.now = now
    routing = RouteLead(clocks: desk.rules.clocks)
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
      secret: Secret.fresh(using: &random))
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
    try flush()
    // Whoever was erased stays so: what comes in of them again is not kept.
    guard let known = try desk.store.recordedLead(earlier.number), !known.secret.isEmpty else {
      counts.redelivered += 1
      return
    }
    counts.updated += 1
    var lead = lead
    lead.receivedAt = earlier.receivedAt
    let decided = decide(
      record, lead, number: earlier.number,
      excluded: known.row.state == .queued ? try desk.earlierOwners(of: earlier.number) : [])
    // The secret stays with the lead, or what was committed to before could not be shown any more.
    let receipt = RouteLead.Receipt(
      number: earlier.number, file: file, deliveredBy: deliveredBy, contentHash: hash,
      secret: known.secret)
    add(UpdateLead().update(decided, receipt, at: now))
    meetAgain(known.row, lead)
    var state = known.row.state
    if state == .queued, decided.verdict.outcome != .shadowed {
      add(
        routing.decideAgain(
          decided, row: known.row, running: try desk.store.runningClocks(of: earlier.number)
        ) { desk.counters.nextClock() })
      state = LeadState(decided.verdict.outcome)
    }
    fresh[identity] = KnownLead(
      number: earlier.number, contentHash: hash, state: state, receivedAt: earlier.receivedAt)
  }

  /// A repeat or a closed lead has no place in the state, but its person may now be reached otherwise.
  private func meetAgain(_ row: LeadRow, _ lead: NormalisedLead) {
    guard [.duplicate, .closed].contains(row.state) else { return }
    desk.state.seed(
      LeadSeed(
        number: row.number, publicID: row.publicID, receivedAt: row.receivedAt, state: row.state,
        keys: LeadKeys(lead), duplicateOf: row.duplicateOf))
  }

  private mutating func decide(
    _ record: LeadRecord, _ lead: NormalisedLead, number: LeadNumber?, excluded: [ExcludedRep] = []
  ) -> RouteLead.Decided {
    let facts = desk.rules.router.gather(
      lead, number: number, at: now, excluded: excluded, state: &desk.state)
    let (verdict, payload) = desk.decide(facts)
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
