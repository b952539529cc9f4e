import LeadModel

@testable import Desk

/// When promises were due: counted minute by minute over what has happened, by calendars of its own.
final class YearReference {
  /// A look of the host at its clocks.
  struct Tick {
    var at: Instant
    /// The last entries of the log before and after.
    var before: Int64
    var after: Int64
    /// Whether time passed since the look before in which nobody could look: the host was down, or the
    /// system's clock leapt.
    var isLate: Bool
  }

  let history: YearHistory
  private let ticks: [Tick]
  /// By plan and person.
  private var shifts: [[String: NaiveShifts]] = []
  private var analysts: [NaiveShifts] = []
  private var absences: [String: [YearHistory.Absence]] = [:]
  private var cuts: [Instant] = []

  init(_ history: YearHistory, ticks: [Tick]) {
    self.history = history
    self.ticks = ticks
    let names = Set(YearCompany.regions.map(\.zone) + YearCompany.analysts.map(\.zone))
    let zones = Dictionary(uniqueKeysWithValues: names.map { ($0, NaiveZone($0)) })
    var known: [String: NaiveShifts] = [:]
    for plan in history.plans.indices {
      var all: [String: NaiveShifts] = [:]
      for person in YearCompany.people(plan: plan) {
        guard let region = YearCompany.regions.first(where: { $0.id == person.region }),
          let zone = zones[region.zone]
        else { continue }
        let key = "\(person.id) \(person.hours.map(\.text))"
        let works = known[key] ?? NaiveShifts(zone, person.hours, off: Self.off(person.id, region))
        known[key] = works
        all[person.id] = works
      }
      shifts.append(all)
    }
    analysts = YearCompany.analysts.compactMap { analyst in
      zones[analyst.zone].map { NaiveShifts($0, [analyst.hours], off: []) }
    }
    absences = Dictionary(grouping: history.absences, by: \.rep)
    cuts =
      history.plans.map(\.at) + history.publications.map(\.at)
      + history.absences.flatMap { [$0.from, $0.until] + [$0.ended?.at].compactMap(\.self) }
  }

  /// The local dates on which somebody does not work.
  private static func off(_ person: String, _ region: YearCompany.Region) -> Set<Int> {
    func day(_ text: String) -> Int { Int(LocalDate(parsing: text)?.daysSinceEpoch ?? 0) }
    var days = Set(YearCompany.holidays.filter { $0.0 == region.country }.map { day($0.1) })
    for leave in YearCompany.leave where leave.0 == person {
      days.formUnion(day(leave.1)...day(leave.2))
    }
    return days
  }

  // MARK: Due

  /// When a clock warns and when it is due, as far as was known up to its end.
  func promised(_ clock: YearHistory.Clock) -> (warn: Instant, due: Instant) {
    let whole = Int64(clock.promise.minutes) * Instant.minute
    guard clock.working else { return (clock.start + whole * 3 / 4, clock.start + whole) }
    let known = clock.ended?.seq ?? .max
    let places = history.leads[clock.lead]?.places ?? []
    let edges = (cuts + places.map(\.at) + [clock.made.at]).filter { $0 > clock.start }.sorted()
    var next = edges[...]
    var now = clock.start
    var people = people(clock, now, places, known: known)
    var done: Int64 = 0
    var warn: Instant?
    while done < whole {
      if let edge = next.first, edge <= now {
        next = next.drop { $0 <= now }
        people = self.people(clock, now, places, known: known)
      }
      let minute = now.milliseconds / Instant.minute
      let end = min(
        Instant(milliseconds: (minute + 1) * Instant.minute), next.first ?? now + Instant.day)
      if people.contains(where: { $0.works(Int(minute)) }) {
        done += end - now
        if warn == nil, done >= whole * 3 / 4 { warn = end - (done - whole * 3 / 4) }
      }
      now = end
    }
    return (warn ?? now, now - (done - whole))
  }

  /// Those whose time counts and who are not away. What comes after `known` was not known; before the clock
  /// was made, what was known then counts.
  private func people(
    _ clock: YearHistory.Clock, _ now: Instant, _ places: [YearHistory.Place], known: Int64
  ) -> [NaiveShifts] {
    if clock.kind == .escalation { return analysts }
    let isBefore = now < clock.made.at
    func holds(_ change: (seq: Int64, at: Instant)) -> Bool {
      isBefore ? change.seq <= clock.made.seq : change.seq < known && change.at <= now
    }
    let plan = history.plans.lastIndex(where: holds) ?? 0
    var (owner, queue) = (clock.owner, clock.queue)
    if clock.kind == .firstContact,
      let place = places.last(where: { $0.seq < known && $0.at <= now }) ?? places.first
    {
      (owner, queue) = (place.owner, place.queue)
    }
    let region = YearCompany.regions(version: history.publications.count(where: holds)).first {
      $0.queue == queue
    }
    let people = owner.map { [$0] } ?? region.map { [$0.manager, $0.deputy] } ?? []
    return people.filter {
      !isAway($0, now, known: isBefore ? clock.made.seq : known, runningOnly: isBefore)
    }.compactMap { shifts[plan][$0] }
  }

  /// Whether somebody is at work at an instant, as far as was known before an entry of the log.
  func isAtWork(_ person: String, at instant: Instant, known: Int64) -> Bool {
    let plan = history.plans.lastIndex { $0.seq < known } ?? 0
    let minute = Int(instant.milliseconds / Instant.minute)
    return shifts[plan][person]?.works(minute) ?? false
      && !absences[person, default: []].contains { absence in
        guard absence.seq < known, absence.ended.map({ $0.seq > known }) ?? true else {
          return false
        }
        return absence.isOpen || instant < absence.until
      }
  }

  private func isAway(
    _ person: String, _ now: Instant, known: Int64, runningOnly: Bool
  ) -> Bool {
    absences[person, default: []].contains { absence in
      guard absence.seq < known, absence.from <= now else { return false }
      guard let ended = absence.ended, ended.seq < known else { return now < absence.until }
      return !runningOnly && now < min(ended.at, absence.until)
    }
  }

  // MARK: Told

  /// What must have been told of a clock, a line each, and what was wrong with when it was.
  func telling(
    _ clock: YearHistory.Clock, warn: Instant, due: Instant, complain: (String) -> Void
  ) -> [String] {
    guard let lead = history.leads[clock.lead] else { return [] }
    if clock.kind == .firstContact, due < lead.receivedAt {
      let place = lead.places.first
      return [line(clock, due, at: clock.made.at, place, isLate: true)]
    }
    var lines: [String] = []
    var isWarned = false
    let first = ticks.partitioningIndex { $0.before >= clock.made.seq }
    for index in ticks.indices[first...] {
      let tick = ticks[index]
      if let ended = clock.ended, ended.seq <= tick.before { break }
      guard tick.at >= (isWarned ? due : min(warn, due)) else { continue }
      let isBreach = tick.at >= due
      let right = isBreach ? due : warn
      if !tick.isLate, index > first, tick.at != right {
        complain("\(clock.kind) of \(clock.subject): noticed at \(tick.at), was at \(right)")
      }
      guard isBreach else {
        lines.append("warned \(clock.kind.rawValue) \(clock.subject) at \(tick.at)")
        isWarned = true
        continue
      }
      let place = lead.places.last { $0.seq <= tick.before }
      return lines + [line(clock, due, at: tick.at, place, isLate: false)]
    }
    if let ended = clock.ended, clock.end(due: due) == .missed {
      let place = lead.places.last { $0.seq < ended.seq }
      lines.append(line(clock, due, at: ended.entry, place, isLate: false))
    }
    return lines
  }

  /// A breach is told of those who have the lead then.
  private func line(
    _ clock: YearHistory.Clock, _ due: Instant, at: Instant, _ place: YearHistory.Place?,
    isLate: Bool
  ) -> String {
    let passes = clock.kind == .firstContact
    let owner = passes ? place?.owner : clock.kind == .queue ? nil : clock.owner
    let queue = passes ? place?.queue : clock.queue
    let whose = clock.kind == .escalation ? "" : " \(owner ?? "-") \(queue ?? "-")"
    return "breached \(clock.kind.rawValue) \(clock.subject) due \(due) at \(at)\(whose)"
      + (isLate ? " late arrival" : "")
  }

  /// The same line of what was told.
  static func line(_ told: YearHistory.Told) -> String {
    guard told.isBreach else { return "warned \(told.clock) \(told.subject) at \(told.at)" }
    let whose =
      told.clock == "escalation" ? "" : " \(told.owner ?? "-") \(told.queue ?? "-")"
    return "breached \(told.clock) \(told.subject) due \(told.due) at \(told.at)\(whose)"
      + (told.isLate ? " late arrival" : "")
  }
}

extension Array {
  /// The first index from which on the condition holds, where it holds for all after the first.
  fileprivate func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
