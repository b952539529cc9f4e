import LeadModel

/// When one person works: contract hours in a zone, less leave and holidays, and where the rules
/// say so what was observed in the eight weeks before.
public struct WorkSchedule: Sendable, Equatable {
  /// All that there is to know. Schedules are asked millions of times and hardly ever changed: a copy of one
  /// is a copy of one reference.
  private let kept: Kept

  private struct Terms: Sendable, Equatable {
    var zone: Zone
    /// Leave entries in file order.
    var leave: [Leave]
    var holidays: Set<LocalDate>
    var hours: WeeklyHours
    var contract: WindowCalendar
    /// nil: the contract model.
    var observed: SeenWeeks?
    /// Stretches for which the person went off shift at once.
    var absences: [Range<Instant>] = []
    /// Whether days of leave and holidays are taken off.
    var takesDaysOff = true
    /// Hours that hold for a time instead of the person's own; of those that overlap the first.
    var datedHours: [DatedHours] = []
  }

  private final class Kept: Sendable {
    let terms: Terms
    init(_ terms: Terms) { self.terms = terms }
  }

  private init(_ terms: Terms) { kept = Kept(terms) }

  /// Where the person works.
  public var zone: Zone { kept.terms.zone }

  /// Whether both answer alike.
  public static func == (a: Self, b: Self) -> Bool {
    a.kept === b.kept || a.kept.terms == b.kept.terms
  }

  /// Hours for a time.
  private struct DatedHours: Equatable {
    var time: Range<Instant>
    var isNever: Bool
    var calendar: WindowCalendar
  }

  /// The contract model: the person is on shift in a window of the hours, unless on leave or
  /// holiday.
  public init(
    zone: Zone, hours: WeeklyHours, leave: [Leave] = [], holidays: Set<LocalDate> = []
  ) {
    self.init(zone: zone, hours: hours, leave: leave, holidays: holidays, observed: nil)
  }

  /// The observed model when there are weeks of observation (which may be none at all), else the
  /// contract model. Leave is that of the person, holidays those of the person's country.
  public init(
    zone: Zone, hours: WeeklyHours, leave: [Leave], holidays: Set<LocalDate>,
    observed: SeenWeeks?
  ) {
    let contract = WindowCalendar(zone: zone, hours: hours)
    self.init(
      Terms(
        zone: zone, leave: leave, holidays: holidays, hours: hours, contract: contract,
        observed: observed))
  }

  /// The contract model with other hours, leave and holidays unchanged.
  public func replacing(hours: WeeklyHours) -> WorkSchedule {
    WorkSchedule(
      zone: zone, hours: hours, leave: kept.terms.leave, holidays: kept.terms.holidays)
  }

  /// The same, with other hours for a time, for which the contract model answers. Of several that overlap
  /// the one that was added first holds.
  public func following(_ hours: WeeklyHours, during time: Range<Instant>) -> WorkSchedule {
    var terms = kept.terms
    terms.datedHours.append(
      DatedHours(
        time: time, isNever: hours.isEmpty, calendar: WindowCalendar(zone: zone, hours: hours)))
    return WorkSchedule(terms)
  }

  /// The same, less a stretch for which the person went off shift at once.
  public func excluding(_ absence: Range<Instant>) -> WorkSchedule {
    var terms = kept.terms
    terms.absences.append(absence)
    return WorkSchedule(terms)
  }

  /// The same as in a week in which nothing is different: without leave, holidays, absences and hours for
  /// a time.
  public var usual: WorkSchedule {
    var terms = kept.terms
    terms.takesDaysOff = false
    terms.absences = []
    terms.datedHours = []
    return WorkSchedule(terms)
  }

  /// What keeps the person from being on shift at the instant; nil when nothing does, so that only the
  /// usual hours say no.
  public func hindrance(at instant: Instant) -> ShiftHindrance? {
    let date = kept.terms.zone.wall(at: instant).date
    if let entry = kept.terms.leave.first(where: { $0.covers(date) }) {
      return .leave(kind: entry.kind)
    }
    if kept.terms.holidays.contains(date) { return .holiday(date) }
    if kept.terms.absences.contains(where: { $0.contains(instant) }) { return .away }
    return kept.terms.datedHours.contains { $0.time.contains(instant) } ? .otherHours : nil
  }

  /// Whether the person can ever be on shift.
  var isNever: Bool { kept.terms.hours.isEmpty && kept.terms.datedHours.allSatisfy(\.isNever) }

  /// Whether the person is never on shift again: only hours for a time gave any, and it has passed.
  func isOver(at instant: Instant) -> Bool {
    kept.terms.hours.isEmpty
      && kept.terms.datedHours.allSatisfy { $0.isNever || $0.time.upperBound <= instant }
  }

  /// Whether there is any leave entry.
  var hasLeave: Bool { !kept.terms.leave.isEmpty }

  /// Whether the person is on leave on that local date.
  public func isOnLeave(_ date: LocalDate) -> Bool {
    !kept.terms.leave.isEmpty && kept.terms.leave.contains { $0.covers(date) }
  }

  /// The delegates that leave entries of the date name, in file order.
  public func delegates(on date: LocalDate) -> [RepID] {
    kept.terms.leave.filter { $0.covers(date) }.compactMap(\.delegate)
  }

  /// Whether the person is on shift at the instant, and for how long around it that answer holds:
  /// never beyond the local date or a change of clocks.
  public func span(at instant: Instant) -> ShiftSpan {
    var week: ObservedWeek?
    return span(at: instant, week: &week)
  }

  /// The same, keeping what was worked out for the week for the next question.
  func span(at instant: Instant, week: inout ObservedWeek?) -> ShiftSpan {
    var span = planned(at: instant, week: &week)
    for absence in kept.terms.absences where !absence.isEmpty {
      if absence.contains(instant) {
        if span.answer.off != .onLeave { span.answer = ShiftAnswer(off: .away) }
        span.from = max(span.from, absence.lowerBound)
        span.until = min(span.until, absence.upperBound)
      } else if absence.lowerBound > instant {
        span.until = min(span.until, absence.lowerBound)
      } else {
        span.from = max(span.from, absence.upperBound)
      }
    }
    return span
  }

  /// The same without regard to absences, for no longer than hours with a date begin or end.
  private func planned(at instant: Instant, week: inout ObservedWeek?) -> ShiftSpan {
    if kept.terms.datedHours.isEmpty { return planned(at: instant, hours: nil, week: &week) }
    let dated = kept.terms.datedHours.first { $0.time.contains(instant) }
    var span = planned(at: instant, hours: dated?.calendar, week: &week)
    for other in kept.terms.datedHours {
      for edge in [other.time.lowerBound, other.time.upperBound] {
        if edge <= instant {
          span.from = max(span.from, edge)
        } else {
          span.until = min(span.until, edge)
        }
      }
    }
    return span
  }

  /// By the given hours, or else by the person's own.
  private func planned(
    at instant: Instant, hours other: WindowCalendar?, week: inout ObservedWeek?
  ) -> ShiftSpan {
    let stretch = kept.terms.zone.stretch(at: instant)
    let wall = WallTime(milliseconds: instant.milliseconds &+ stretch.offset)
    let date = wall.date
    let midnight = instant - wall.millisecondsOfDay
    let day = (start: max(midnight, stretch.start), end: min(midnight + Instant.day, stretch.end))
    if kept.terms.takesDaysOff, isOnLeave(date) {
      return ShiftSpan(answer: ShiftAnswer(off: .onLeave), from: day.start, until: day.end)
    }
    if kept.terms.takesDaysOff, kept.terms.holidays.contains(date) {
      return ShiftSpan(answer: ShiftAnswer(off: .offShift), from: day.start, until: day.end)
    }
    if let other {
      let dated = other.span(at: instant, date: date, day: day)
      return ShiftSpan(
        answer: ShiftAnswer(off: dated.isOn ? nil : .offShift), from: dated.from,
        until: dated.until)
    }
    if kept.terms.observed != nil {
      if week?.monday != date.monday { week = observedWeek(date.monday) }
      if let cells = week?.cells {
        return observedSpan(cells, date: date, wall: wall, midnight: midnight, day: day)
      }
    }
    let contractual = kept.terms.contract.span(at: instant, date: date, day: day)
    return ShiftSpan(
      answer: ShiftAnswer(
        off: contractual.isOn ? nil : .offShift,
        path: kept.terms.observed == nil ? .primary : .secondary),
      from: contractual.from, until: contractual.until)
  }

  /// From the first to the last neighbouring hour of the day that says the same.
  private func observedSpan(
    _ cells: WeekCells, date: LocalDate, wall: WallTime, midnight: Instant,
    day: (start: Instant, end: Instant)
  ) -> ShiftSpan {
    let monday = date.weekday * 24
    let hour = Int(wall.millisecondsOfDay / Instant.hour)
    let isOn = cells[monday + hour]
    var first = hour
    while first > 0, cells[monday + first - 1] == isOn { first -= 1 }
    var last = hour
    while last < 23, cells[monday + last + 1] == isOn { last += 1 }
    return ShiftSpan(
      answer: ShiftAnswer(off: isOn ? nil : .offShift),
      from: max(midnight + Int64(first) * Instant.hour, day.start),
      until: min(midnight + Int64(last + 1) * Instant.hour, day.end))
  }
}

extension WorkSchedule {
  /// How many weeks are looked back at, and how many of them need any presence.
  static let weeksBack = 8
  private static let weeksNeeded = 4

  /// What the observed model says of the week, from the eight full weeks before it.
  ///
  /// Weeks wholly away do not count, nor does presence in them.
  private func observedWeek(_ monday: LocalDate) -> ObservedWeek {
    guard let observed = kept.terms.observed, !kept.terms.hours.isEmpty else {
      return ObservedWeek(monday: monday, cells: nil)
    }
    var seen: [WeekCells] = []
    var counted = 0
    for back in 1...Self.weeksBack {
      let earlier = monday + -7 * back
      if isWhollyAway(weekOf: earlier) { continue }
      counted += 1
      if let cells = observed[earlier], !cells.isEmpty { seen.append(cells) }
    }
    guard seen.count >= Self.weeksNeeded else { return ObservedWeek(monday: monday, cells: nil) }
    return ObservedWeek(
      monday: monday, cells: .common(to: seen, atLeast: (counted + 1) / 2))
  }

  /// The hours in which the observed model says yes in the week of that Monday; nil where the contract
  /// model has to answer.
  public func observedCells(weekOf monday: LocalDate) -> WeekCells? { observedWeek(monday).cells }

  /// Whether every date of the week whose weekday has a window is leave or holiday.
  private func isWhollyAway(weekOf monday: LocalDate) -> Bool {
    if kept.terms.leave.isEmpty, kept.terms.holidays.isEmpty { return false }
    return (0..<7).allSatisfy { day in
      let date = monday + day
      return !kept.terms.contract.weekdays[day] || isOnLeave(date)
        || kept.terms.holidays.contains(date)
    }
  }
}

/// What the observed model says of one week.
struct ObservedWeek: Sendable {
  let monday: LocalDate
  /// The hours in which it says yes; nil when the contract model has to answer.
  let cells: WeekCells?
}

extension Leave {
  /// Whether the date lies in it, both ends included.
  func covers(_ date: LocalDate) -> Bool { from <= date && date <= to }
}
