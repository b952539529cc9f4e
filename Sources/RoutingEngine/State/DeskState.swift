import LeadModel

/// What evolves from one decision to the next: open leads by person, loads, week counts, last
/// assignments, and who is away. Answers the engine's questions about reps at one instant.
///
/// It goes forward in time only (``advance(to:)``) and holds no names, addresses or phone numbers.
/// One value serves one sequence of decisions; a copy is an independent desk.
public struct DeskState: Sendable {
  /// One open lead.
  struct Tracked: Sendable {
    var number: LeadNumber
    /// As decisions name it.
    var publicID: String
    var received: Instant
    var state: LeadState
    var keys: LeadKeys
    /// Position in `people`; −1 for nobody.
    var owner: Int32 = -1
    /// Position in `queues`; −1 for none.
    var queue: Int16 = -1
    /// Too old to count as load.
    var isReleased = false
  }

  /// The instant that questions are answered for.
  public internal(set) var at: Instant
  /// Calendars of the reps.
  public internal(set) var schedules: RosterSchedules
  private(set) var rules: StateRules

  /// Everybody who ever had a lead, in no particular order.
  private(set) var people: [RepID] = []
  private var positions: [RepID: Int32] = [:]
  /// Position in `people` by position in the roster.
  private(set) var personOfRep: [Int] = []

  /// Every queue that ever held a lead, in no particular order.
  private(set) var queues: [QueueID] = []

  /// Open leads; places are used again.
  private(set) var leads: [Tracked?] = []
  private var freeSlots: [Int32] = []
  private var slots = SlotTable()
  private(set) var index = KeyIndex()
  /// Keys of duplicates that count for the lead they were attached to.
  private var attachedKeys: [Int32: [PersonKey]] = [:]
  private(set) var closed = ClosedLeads()

  private(set) var tallies = Tallies()
  private var releases = ReleaseQueue()
  private(set) var week: Range<Instant>
  /// Regions in shadow keep figures of their own.
  private(set) var shadows: [RegionID: ShadowLedger] = [:]
  /// The region in shadow whose figures are answered; nil for the live ones.
  public var shadowRegion: RegionID?

  /// How often somebody's load became less, whatever the reason: a number that grows with each time.
  public var relieved: Int { tallies.relieved }

  /// In byte order of the reps.
  public private(set) var away: [AwayFact] = []
  var shiftCache: ShiftCache

  /// An empty desk at the instant.
  public init(ruleSet: RuleSet, schedules: RosterSchedules, at: Instant) {
    self.at = at
    self.schedules = schedules
    rules = StateRules(ruleSet)
    week = Self.week(of: at, in: schedules.organisationZone)
    shiftCache = ShiftCache(count: schedules.roster.count)
    mapRoster()
  }

  /// Monday 00:00 to Monday 00:00 in the zone.
  private static func week(of instant: Instant, in zone: Zone) -> Range<Instant> {
    let monday = zone.wall(at: instant).date.monday
    return zone.start(of: monday)..<zone.start(of: monday + 7)
  }

  /// Takes another version of rules or roster; everything else stands.
  public mutating func adopt(ruleSet: RuleSet, schedules: RosterSchedules) {
    self.schedules = schedules
    rules = StateRules(ruleSet)
    shiftCache = ShiftCache(count: schedules.roster.count)
    mapRoster()
    week = Self.week(of: at, in: schedules.organisationZone)
    recountLoads()
  }

  private mutating func mapRoster() {
    personOfRep = schedules.roster.reps.map { Int(person($0.id)) }
  }

  /// The position of a person, who is taken in when new.
  mutating func person(_ rep: RepID) -> Int32 {
    if let known = positions[rep] { return known }
    let position = Int32(people.count)
    positions[rep] = position
    people.append(rep)
    tallies.grow(to: people.count)
    return position
  }

  /// The position of a queue, which is taken in when new; −1 for none.
  mutating func position(of queue: QueueID?) -> Int16 {
    guard let queue else { return -1 }
    if let known = queues.firstIndex(of: queue) { return Int16(known) }
    queues.append(queue)
    return Int16(queues.count - 1)
  }

  /// Makes it so late: old leads are released from load, a new week begins, people come back.
  /// An earlier instant changes nothing but the instant that questions are answered for.
  public mutating func advance(to instant: Instant) {
    at = instant
    if instant >= week.upperBound {
      week = Self.week(of: instant, in: schedules.organisationZone)
      tallies.startWeek()
      for region in shadows.keys { shadows[region]?.tallies.startWeek() }
    }
    let limit = instant - rules.releaseAfter
    while let number = releases.next(receivedUpTo: limit) { release(LeadNumber(number)) }
    for region in shadows.keys { shadows[region]?.release(receivedUpTo: limit) }
    if away.contains(where: { $0.until.map { $0 <= instant } ?? false }) {
      away.removeAll { $0.until.map { $0 <= instant } ?? false }
    }
  }
}

/// What the state of a desk needs to know of the rules.
struct StateRules: Sendable {
  /// In milliseconds.
  let releaseAfter: Int64
  let window: Int64
  let countsAssigned: Bool
  let countsWorking: Bool

  init(_ ruleSet: RuleSet) {
    releaseAfter = Int64(ruleSet.capacity.releaseAfterDays) * Instant.day
    window = Int64(ruleSet.dedupeWindowDays) * Instant.day
    countsAssigned = ruleSet.capacity.counts.contains(.assigned)
    countsWorking = ruleSet.capacity.counts.contains(.working)
  }

  func counts(_ state: LeadState) -> Bool {
    state == .assigned && countsAssigned || state == .working && countsWorking
  }
}

extension DeskState {
  /// The person whose load a lead counts in; nil for none.
  private func loadBearer(_ lead: Tracked) -> Int? {
    lead.owner >= 0 && !lead.isReleased && rules.counts(lead.state) ? Int(lead.owner) : nil
  }

  /// Changes an open lead, keeping loads right; nothing when it is not open.
  mutating func change(_ number: LeadNumber, _ body: (inout Tracked) -> Void) {
    guard let slot = slots[number], var lead = leads[Int(slot)] else { return }
    let before = loadBearer(lead)
    body(&lead)
    let after = loadBearer(lead)
    leads[Int(slot)] = lead
    if before != after {
      if let before { tallies.changeLoad(of: before, by: -1) }
      if let after { tallies.changeLoad(of: after, by: 1) }
    }
  }

  private mutating func release(_ number: LeadNumber) { change(number) { $0.isReleased = true } }

  /// Takes in an open lead.
  mutating func track(_ lead: Tracked) {
    var lead = lead
    lead.isReleased = lead.received <= at - rules.releaseAfter
    let slot: Int32
    if let free = freeSlots.popLast() {
      slot = free
      leads[Int(slot)] = lead
    } else {
      slot = Int32(leads.count)
      leads.append(lead)
    }
    slots.insert(slot, for: lead.number)
    if lead.keys.email != .none { index.insert(slot, for: lead.keys.email) }
    if lead.keys.phone != .none { index.insert(slot, for: lead.keys.phone) }
    if !lead.isReleased { releases.insert(lead.number.value, received: lead.received) }
    if let bearer = loadBearer(lead) { tallies.changeLoad(of: bearer, by: 1) }
  }

  /// Forgets an open lead and returns what it was, with all its keys.
  mutating func untrack(_ number: LeadNumber) -> (lead: Tracked, keys: [PersonKey])? {
    guard let slot = slots.remove(number), let lead = leads[Int(slot)] else {
      return nil
    }
    if let bearer = loadBearer(lead) { tallies.changeLoad(of: bearer, by: -1) }
    let keys = lead.keys.all + (attachedKeys.removeValue(forKey: slot) ?? [])
    for key in keys { index.remove(slot, for: key) }
    leads[Int(slot)] = nil
    freeSlots.append(slot)
    return (lead, keys)
  }

  /// Whether the key is one of the open lead's, or of a duplicate attached to it.
  func has(_ slot: Int32, _ key: PersonKey) -> Bool {
    guard let lead = leads[Int(slot)] else { return false }
    return lead.keys.email == key || lead.keys.phone == key
      || attachedKeys[slot]?.contains(key) ?? false
  }

  /// Whether the lead is open.
  func isOpen(_ number: LeadNumber) -> Bool { slots[number] != nil }

  /// Lets keys of a repeat count for an open lead, those too that are its own at the moment: it may turn
  /// out to be reached otherwise. Nothing when it is not open.
  mutating func attach(_ keys: [PersonKey], to number: LeadNumber) {
    guard let slot = slots[number] else { return }
    for key in keys where !(attachedKeys[slot]?.contains(key) ?? false) {
      index.insert(slot, for: key)
      attachedKeys[slot, default: []].append(key)
    }
  }

  mutating func close(_ number: LeadNumber) {
    guard let (lead, keys) = untrack(number) else { return }
    remember(closed: keys, received: lead.received)
  }

  mutating func remember(closed keys: [PersonKey], received: Instant) {
    closed.insert(keys, received: received, forget: at - rules.window)
  }

  /// Counts an assignment.
  mutating func noteAssignment(to person: Int32, at instant: Instant) {
    tallies.noteAssignment(to: Int(person), at: instant, week: week)
  }

  mutating func set(week: Int, last: Instant?, of person: Int32) {
    tallies.set(week: week, last: last, of: Int(person))
  }

  mutating func noteShadow(_ person: Int32, region: RegionID, received: Instant, at: Instant) {
    let isYoung = received > self.at - rules.releaseAfter
    shadows[region, default: ShadowLedger()].note(
      person, of: people.count, received: isYoung ? received : nil, at: at, week: week)
  }

  mutating func setAway(_ fact: AwayFact?, of rep: RepID) {
    away.removeAll { $0.rep == rep }
    if let fact {
      away.append(fact)
      away.sort { $0.rep < $1.rep }
    }
  }

  /// Loads from scratch, after other rules have come into force.
  private mutating func recountLoads() {
    tallies.clearLoads()
    releases.removeAll()
    for slot in leads.indices {
      guard var lead = leads[slot] else { continue }
      lead.isReleased = lead.received <= at - rules.releaseAfter
      leads[slot] = lead
      if !lead.isReleased { releases.insert(lead.number.value, received: lead.received) }
      if let bearer = loadBearer(lead) { tallies.changeLoad(of: bearer, by: 1) }
    }
  }
}

/// Keys of leads that are closed, for as long as a duplicate would have been told.
struct ClosedLeads: Sendable {
  /// The latest receipt by key, in seconds since 1970.
  private var received: [UInt64: UInt32] = [:]
  private var sweepAt = 4096

  mutating func insert(_ keys: [PersonKey], received instant: Instant, forget limit: Instant) {
    let seconds = Self.seconds(instant)
    for key in keys { received[key.short] = max(received[key.short] ?? 0, seconds) }
    if received.count >= sweepAt {
      let oldest = Self.seconds(limit)
      received = received.filter { $0.value >= oldest }
      sweepAt = max(4096, received.count * 2)
    }
  }

  /// Whether a lead with the key, received at or after the instant, is closed.
  func contains(_ key: PersonKey, since limit: Instant) -> Bool {
    received[key.short].map { $0 >= Self.seconds(limit) } ?? false
  }

  private static func seconds(_ instant: Instant) -> UInt32 {
    UInt32(clamping: instant.milliseconds / 1000)
  }
}

/// The figures of one region in shadow.
struct ShadowLedger: Sendable {
  var tallies = Tallies()
  private var releases = ReleaseQueue()

  /// Counts a lead that would have been assigned; as load only with an instant of receipt.
  mutating func note(
    _ person: Int32, of people: Int, received: Instant?, at: Instant, week: Range<Instant>
  ) {
    tallies.grow(to: people)
    tallies.noteAssignment(to: Int(person), at: at, week: week)
    if let received {
      tallies.changeLoad(of: Int(person), by: 1)
      releases.insert(Int64(person), received: received)
    }
  }

  mutating func release(receivedUpTo limit: Instant) {
    while let person = releases.next(receivedUpTo: limit) {
      tallies.changeLoad(of: Int(person), by: -1)
    }
  }
}
