import LeadModel
import RoutingEngine
import Store

/// Load, week count and last assignment of everybody at instants that go forward, from what really
/// happened, counted by the rules of one version.
///
/// Read once for a whole preview into flat arrays, 24 bytes a change of load.
struct FigureHistory {
  /// One thing that changes a figure. Of those at one instant a lead's come in the order of its number,
  /// as leads of one file are decided in that order.
  private struct Event {
    enum Kind: UInt8 { case release, end, begin, assignment }
    var at: Int64
    var lead: Int64
    var person: Int32
    var kind: Kind

    func precedes(_ other: Event) -> Bool {
      if at != other.at { return at < other.at }
      if lead != other.lead { return lead < other.lead }
      return kind.rawValue < other.kind.rawValue
    }
  }

  private struct Figures {
    var load = 0
    var week = 0
    var last: Instant?
  }

  private var events: [Event] = []
  private var next = 0
  private var positions: [RepID: Int32] = [:]
  private var figures: [Figures] = []
  private var week: Range<Instant>
  private let zone: Zone

  /// Reads what happened up to an instant, as far back as it counts at `from`.
  init(_ store: Store, rules: RuleSet, zone: Zone, from: Instant, to: Instant) throws(StoreProblem)
  {
    self.zone = zone
    let release = Int64(rules.capacity.releaseAfterDays) * Instant.day
    let counts = rules.capacity.counts
    let (assigned, working) = (counts.contains(.assigned), counts.contains(.working))
    let start = from - max(release, 8 * Instant.day)
    week = Self.week(of: start, in: zone)
    for (rep, last) in try store.lastAssignments(before: start) {
      figures[Int(position(of: rep))].last = last
    }
    // Asked by the store's closure, which must not throw.
    var read: [OwnedStretch] = []
    try store.ownedStretches(from: start, to: to, contacts: assigned != working) { read.append($0) }
    for owned in read {
      add(owned, release: release, assigned: assigned, working: working)
    }
    events.sort { $0.precedes($1) }
  }

  private static func week(of instant: Instant, in zone: Zone) -> Range<Instant> {
    let monday = zone.wall(at: instant).date.monday
    return zone.start(of: monday)..<zone.start(of: monday + 7)
  }

  private mutating func position(of rep: RepID) -> Int32 {
    if let known = positions[rep] { return known }
    let position = Int32(figures.count)
    positions[rep] = position
    figures.append(Figures())
    return position
  }

  private mutating func add(
    _ owned: OwnedStretch, release: Int64, assigned: Bool, working: Bool
  ) {
    let person = position(of: owned.owner)
    func add(_ kind: Event.Kind, _ at: Instant, of lead: Int64) {
      events.append(Event(at: at.milliseconds, lead: lead, person: person, kind: kind))
    }
    let lead = owned.lead.value
    add(.assignment, owned.from, of: lead)
    // As long as it lasts, is young enough, and is in a state that counts.
    let released = owned.receivedAt + release
    let contact = owned.contactedAt.map { max($0, owned.from) }
    let begin = assigned ? owned.from : working ? contact : nil
    var end = owned.to
    if assigned, !working, let contact { end = min(contact, end ?? contact) }
    guard let begin, begin < released, end.map({ begin < $0 }) ?? true else { return }
    add(.begin, begin, of: lead)
    if let end, end < released { add(.end, end, of: lead) } else { add(.release, released, of: 0) }
  }

  /// Makes it the moment right before a lead is decided.
  mutating func advance(to at: Instant, before lead: LeadNumber) {
    while next < events.count {
      let event = events[next]
      if (event.at, event.lead) >= (at.milliseconds, lead.value) { break }
      next += 1
      take(event)
    }
    startWeek(at)
  }

  private mutating func startWeek(_ at: Instant) {
    guard at >= week.upperBound else { return }
    week = Self.week(of: at, in: zone)
    for index in figures.indices { figures[index].week = 0 }
  }

  private mutating func take(_ event: Event) {
    let person = Int(event.person)
    switch event.kind {
    case .begin: figures[person].load += 1
    case .end, .release: figures[person].load -= 1
    case .assignment:
      let at = Instant(milliseconds: event.at)
      startWeek(at)
      figures[person].week += 1
      figures[person].last = at
    }
  }

  /// How everybody stands who ever had a lead, in byte order of the ids.
  var standings: [(rep: RepID, standing: RepStanding)] {
    positions.keys.sorted().map { ($0, standing(of: $0)) }
  }

  /// How the rep stands; nothing for one who never had a lead.
  func standing(of rep: RepID) -> RepStanding {
    guard let position = positions[rep] else { return RepStanding() }
    let figures = figures[Int(position)]
    return RepStanding(load: figures.load, week: figures.week, lastAssigned: figures.last)
  }
}
