import Foundation
import LeadModel

@testable import Desk

/// What has happened at a desk, as its log tells it, and which clocks must have run by that: derived from
/// the product's rules without a look at the desk's own clocks.
struct YearHistory {
  /// Where a lead went.
  struct Place {
    var seq: Int64
    var at: Instant
    var owner: String?
    var queue: String?
    var route: String
    /// Whether the engine chose it.
    var byEngine: Bool
    /// Why it waits there.
    var reason: String?
    /// Whether it had waited until somebody had room.
    var isDrained = false
  }

  struct Lead {
    var submittedAt: Instant
    var receivedAt: Instant
    var region: String?
    var segment: String?
    var places: [Place] = []
    /// The entry with which nobody works on it any more.
    var closed: Int64?
  }

  /// A promise that was made.
  struct Clock {
    var kind: ClockKind
    var lead: Int64
    var escalation: Int64?
    var owner: String?
    var queue: String?
    var start: Instant
    var made: (seq: Int64, at: Instant)
    var promise: YearCompany.Promise
    /// The entry that ended it, when that was written, and from when it says it was over.
    var ended: (seq: Int64, entry: Instant, at: Instant)?
    var early = ClockEnd.met
    /// Whether the lead went to somebody else with its end.
    var isMoved = false
    /// Whether its end never counts, however late.
    var isTakenBack = false

    /// How it ended with that due; nil while it runs. What comes before due may count in no figure; at due,
    /// contact is in time, and another owner is not.
    func end(due: Instant) -> ClockEnd? {
      guard let ended else { return nil }
      if isTakenBack { return .void }
      if ended.at > due { return .missed }
      guard ended.at == due, early == .void else { return early }
      return isMoved ? .missed : .met
    }

    var working: Bool { promise.working ?? (kind == .queue || kind == .escalation) }
    var subject: String { escalation.map { "escalation/\($0)" } ?? "lead/\(lead)" }
  }

  struct Absence {
    var rep: String
    var from: Instant
    var until: Instant
    /// Whether nobody said until when: no promise waits longer than `until`, but leads do.
    var isOpen: Bool
    var seq: Int64
    var ended: (seq: Int64, at: Instant)?
  }

  /// A warning or a breach that was told.
  struct Told {
    var seq: Int64
    var at: Instant
    var isBreach: Bool
    var subject: String
    var clock: String
    var due: String
    var owner: String?
    var queue: String?
    var isLate: Bool
  }

  private(set) var leads: [Int64: Lead] = [:]
  private(set) var clocks: [Clock] = []
  private(set) var absences: [Absence] = []
  /// When each roster came into force.
  private(set) var plans: [(seq: Int64, at: Instant)] = []
  private(set) var told: [Told] = []
  private(set) var jumps = 0
  /// When each set of rules came into force after the first.
  private(set) var publications: [(seq: Int64, at: Instant)] = []
  private var numbers: [String: Int64] = [:]
  private var escalated: [Int64: Int64] = [:]
  private var running: [Int64: [Int]] = [:]
  private let decoder = JSONDecoder()

  init(_ entries: [LogRow]) throws {
    for entry in entries { try take(entry) }
  }

  // MARK: Entries

  private mutating func take(_ entry: LogRow) throws {
    let number = Int64(entry.subject.split(separator: "/").last ?? "") ?? 0
    switch entry.kind {
    case .leadReceived: try receive(number, entry)
    case .leadAssigned, .leadQueued, .leadDuplicate, .leadDrained: try decide(number, entry)
    case .leadClaimed, .leadReassigned:
      let moved = try read(Moved.self, entry)
      place(number, entry, owner: moved.to, queue: nil, route: "manual")
    case .leadContacted: try contact(number, entry)
    case .leadDisposition: try dispose(number, entry)
    case .escalationOpened: try escalate(number, entry)
    case .escalationReviewed: endReview(number, entry, .met)
    case .escalationWithdrawn: endReview(number, entry, .void)
    case .repAway: try leave(entry)
    case .repBack: try comeBack(entry)
    case .datasetReplaced where entry.subject == "dataset/roster":
      plans.append((entry.seq, entry.at))
    case .rulesPublished: publications.append((entry.seq, entry.at))
    case .clockJumped: jumps += 1
    case .slaWarned, .slaBreached: try tell(entry)
    default: break
    }
  }

  private func read<T: Decodable>(_ type: T.Type, _ entry: LogRow) throws -> T {
    try decoder.decode(type, from: Data(entry.payload.utf8))
  }

  private mutating func receive(_ number: Int64, _ entry: LogRow) throws {
    let received = try read(Received.self, entry)
    numbers[received.lead] = number
    leads[number] = Lead(submittedAt: Instant(received.submitted_at), receivedAt: entry.at)
  }

  private mutating func decide(_ number: Int64, _ entry: LogRow) throws {
    let decision = try read(Decided.self, entry).decision
    let isNew = leads[number]?.places.isEmpty ?? true
    leads[number]?.region = decision.lead_fields.region?.value
    leads[number]?.segment = decision.lead_fields.segment?.value
    place(
      number, entry, owner: decision.owner, queue: decision.queue, route: decision.route ?? "",
      decision: decision, isDrained: entry.kind == .leadDrained)
    // A repeat of a lead has no promise of its own; one of a CRM contact does.
    let isRepeatOfLead = decision.duplicate_of.map { !$0.hasPrefix("contact:") } ?? false
    guard isNew, !isRepeatOfLead, let lead = leads[number] else { return }
    start(.firstContact, number, entry, at: lead.submittedAt)
  }

  private mutating func tell(_ entry: LogRow) throws {
    let clock = try read(ClockEntry.self, entry)
    told.append(
      Told(
        seq: entry.seq, at: entry.at, isBreach: entry.kind == .slaBreached,
        subject: entry.subject, clock: clock.clock, due: clock.due, owner: clock.owner,
        queue: clock.queue, isLate: clock.late_arrival ?? false))
  }

  private mutating func leave(_ entry: LogRow) throws {
    let away = try read(Away.self, entry)
    end(of: away.rep, entry.seq, at: entry.at)
    let until = away.until.map { Instant($0) } ?? entry.at + 14 * Instant.day
    absences.append(
      Absence(
        rep: away.rep, from: entry.at, until: until, isOpen: away.until == nil, seq: entry.seq))
  }

  private mutating func comeBack(_ entry: LogRow) throws {
    let away = try read(Away.self, entry)
    end(of: away.rep, entry.seq, at: away.until.map { Instant($0) } ?? entry.at)
  }

  private mutating func end(of rep: String, _ seq: Int64, at: Instant) {
    for index in absences.indices where absences[index].rep == rep && absences[index].ended == nil {
      absences[index].ended = (seq, at)
    }
  }
}

// What runs and what ends.
extension YearHistory {
  private mutating func place(
    _ number: Int64, _ entry: LogRow, owner: String?, queue: String?, route: String,
    decision: Decided.Decision? = nil, isDrained: Bool = false
  ) {
    let before = leads[number]?.places.last
    leads[number]?.places.append(
      Place(
        seq: entry.seq, at: entry.at, owner: owner, queue: queue, route: route,
        byEngine: decision != nil, reason: decision?.reason, isDrained: isDrained))
    if decision?.outcome == "duplicate" { return }
    end(.owner, number, entry, at: entry.at, early: .void)
    if queue == nil || before?.queue != queue {
      end(.queue, number, entry, at: entry.at, early: .met)
      start(queue == nil ? .owner : .queue, number, entry, at: entry.at)
    }
  }

  private mutating func start(
    _ kind: ClockKind, _ number: Int64, _ entry: LogRow, at: Instant, escalation: Int64? = nil
  ) {
    guard let lead = leads[number], let place = lead.places.last else { return }
    let promise =
      YearCompany.promises(version: publications.count).first {
        $0.clock == kind && Self.fits($0.regions, lead.region)
          && Self.fits($0.segments, lead.segment) && Self.fits($0.routes, place.route)
          && Self.fits($0.queues, place.queue)
      } ?? YearCompany.standard(kind, segment: lead.segment)
    let clock = Clock(
      kind: kind, lead: number, escalation: escalation, owner: place.owner, queue: place.queue,
      start: at, made: (entry.seq, entry.at), promise: promise)
    running[number, default: []].append(clocks.count)
    clocks.append(clock)
  }

  private static func fits(_ wanted: [String], _ value: String?) -> Bool {
    wanted.isEmpty || value.map(wanted.contains) ?? false
  }

  private mutating func end(
    _ kind: ClockKind, _ number: Int64, _ entry: LogRow, at: Instant, early: ClockEnd,
    escalation: Int64? = nil
  ) {
    for index in running[number] ?? []
    where clocks[index].kind == kind && clocks[index].escalation == escalation {
      clocks[index].ended = (entry.seq, entry.at, max(at, clocks[index].start))
      clocks[index].early = early
      clocks[index].isMoved = leads[number]?.places.last?.seq == entry.seq
      running[number]?.removeAll { $0 == index }
    }
  }

  private mutating func contact(_ number: Int64, _ entry: LogRow) throws {
    let contact = try read(Activity.self, entry)
    guard contact.auto != true, contact.kind != "note" else { return }
    meet(number, entry, at: Instant(contact.at), contact.actor)
  }

  /// Somebody spoke to the person: the first to do so, and where it was the owner, that one.
  private mutating func meet(_ number: Int64, _ entry: LogRow, at: Instant, _ actor: String?) {
    end(.firstContact, number, entry, at: at, early: .met)
    let holder = leads[number]?.places.last
    guard (actor ?? entry.actor) == holder?.owner, let since = holder?.at, at >= since else {
      return
    }
    end(.owner, number, entry, at: at, early: .met)
  }

  private mutating func dispose(_ number: Int64, _ entry: LogRow) throws {
    let activity = try read(Activity.self, entry)
    guard activity.auto != true else { return }
    let at = Instant(activity.at)
    leads[number]?.closed = entry.seq
    let early: ClockEnd = (activity.code ?? activity.kind) == "disqualified" ? .void : .met
    end(.firstContact, number, entry, at: at, early: early)
    end(.owner, number, entry, at: at, early: early)
    end(.queue, number, entry, at: at, early: .met)
  }

  private mutating func escalate(_ escalation: Int64, _ entry: LogRow) throws {
    guard let number = numbers[try read(Received.self, entry).lead] else { return }
    escalated[escalation] = number
    start(.escalation, number, entry, at: entry.at, escalation: escalation)
  }

  private mutating func endReview(_ escalation: Int64, _ entry: LogRow, _ early: ClockEnd) {
    guard let number = escalated[escalation] else { return }
    for index in running[number] ?? [] where clocks[index].escalation == escalation {
      clocks[index].isTakenBack = early == .void
    }
    end(.escalation, number, entry, at: entry.at, early: early, escalation: escalation)
  }
}
