import LeadModel

/// Answers about shifts, each kept for as long as it holds: repeated questions cost a comparison.
struct ShiftCache: Sendable {
  /// By position of the rep.
  var spans: [ShiftSpan?]
  var weeks: [ObservedWeek?]
  var openings: [Opening?]
  /// Schedules with other hours than the rep's own.
  var replaced: [Int: (hours: WeeklyHours, schedule: WorkSchedule, span: ShiftSpan?)] = [:]

  init(count: Int) {
    spans = Array(repeating: nil, count: count)
    weeks = Array(repeating: nil, count: count)
    openings = Array(repeating: nil, count: count)
  }

  /// When a calendar next says yes, for whoever asks between two instants.
  struct Opening: Sendable {
    var from: Instant
    /// The first opening, or how far none was found.
    var until: Instant
    var isOpen: Bool
  }
}

extension DeskState: StandingSource {
  /// Load, week count and last assignment: the live figures, or those of the region in shadow.
  public mutating func standing(of rep: Int) -> RepStanding {
    guard let shadowRegion else { return tallies.standing(of: personOfRep[rep]) }
    return shadows[shadowRegion]?.tallies.standing(of: personOfRep[rep]) ?? RepStanding()
  }

  /// Whether the rep is on shift: not away, and the calendar says so.
  public mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    if !away.isEmpty, away.contains(where: { $0.rep == schedules.roster[rep].id }) {
      return ShiftAnswer(off: .away)
    }
    if let hours { return replacedShift(of: rep, hours: hours) }
    if let span = shiftCache.spans[rep], span.holds(at: at) { return span.answer }
    let span = schedules.schedules[rep].span(at: at, week: &shiftCache.weeks[rep])
    shiftCache.spans[rep] = span
    return span.answer
  }

  private mutating func replacedShift(of rep: Int, hours: WeeklyHours) -> ShiftAnswer {
    if let known = shiftCache.replaced[rep], known.hours == hours {
      if let span = known.span, span.holds(at: at) { return span.answer }
      let span = known.schedule.span(at: at)
      shiftCache.replaced[rep]?.span = span
      return span.answer
    }
    let schedule = schedules.schedules[rep].replacing(hours: hours)
    let span = schedule.span(at: at)
    shiftCache.replaced[rep] = (hours, schedule, span)
    return span.answer
  }

  /// Whether a leave entry covers the rep's local date.
  public mutating func isOnLeave(_ rep: Int) -> Bool {
    // Asked of nearly every rep, of whom few have any: the schedule is not copied for that.
    guard schedules.schedules[rep].hasLeave else { return false }
    let schedule = schedules.schedules[rep]
    return schedule.isOnLeave(schedule.zone.wall(at: at).date)
  }

  /// The first delegate that leave entries of the rep's local date name.
  public mutating func leaveDelegate(of rep: Int) -> RepID? { leaveDelegates(of: rep).first }

  /// The delegates that leave entries of the rep's local date name, in file order.
  public mutating func leaveDelegates(of rep: Int) -> [RepID] {
    guard schedules.schedules[rep].hasLeave else { return [] }
    let schedule = schedules.schedules[rep]
    return schedule.delegates(on: schedule.zone.wall(at: at).date)
  }

  /// The first moment within 14 days at which one of the reps is on shift: after their absence, for
  /// those who said until when; never, for those who did not.
  public mutating func nextOpening(among reps: [Int]) -> NextOpening? {
    var best: (at: Instant, rep: Int)?
    let limit = at + 14 * Instant.day
    for rep in reps {
      let absence = away.isEmpty ? nil : away.first { $0.rep == schedules.roster[rep].id }
      if let absence, absence.until == nil { continue }
      let start = max(at, absence?.until ?? at)
      guard let opening = opening(of: rep, from: start, limit: limit) else { continue }
      if let best, (best.at, best.rep) < (opening, rep) { continue }
      best = (opening, rep)
    }
    return best.map { found in
      let zone = schedules.schedules[found.rep].zone
      let wall = zone.wall(at: found.at)
      return NextOpening(
        at: found.at, rep: schedules.roster[found.rep].id, zone: zone.name,
        localTime: wall.clockText, localDate: wall.date)
    }
  }

  /// When the rep's calendar first says yes from `start` to `limit`.
  private mutating func opening(of rep: Int, from start: Instant, limit: Instant) -> Instant? {
    var known =
      shiftCache.openings[rep] ?? ShiftCache.Opening(from: start, until: start, isOpen: false)
    if start < known.from || start > known.until {
      known = ShiftCache.Opening(from: start, until: start, isOpen: false)
    }
    if !known.isOpen, known.until <= limit {
      let schedule = schedules.schedules[rep]
      var week = shiftCache.weeks[rep]
      while !known.isOpen, known.until <= limit {
        let span = schedule.span(at: known.until, week: &week)
        if span.answer.isOn { known.isOpen = true } else { known.until = span.until }
      }
    }
    shiftCache.openings[rep] = known
    return known.isOpen && known.until <= limit ? known.until : nil
  }
}
