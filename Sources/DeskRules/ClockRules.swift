import LeadModel
import RoutingEngine

/// Which clock runs for how long: the `[[sla]]` entries of the rule set, then the built-in defaults.
///
/// What a clock got when it started stays with it; later rule sets do not change it.
public struct ClockRules: Sendable {
  /// What the choice of minutes goes by.
  public struct Context: Sendable {
    public var segment: SegmentID?
    public var region: RegionID?
    public var route: RouteType
    public var queue: QueueID?
    public init(
      segment: SegmentID?, region: RegionID?, route: RouteType, queue: QueueID?
    ) {
      self.segment = segment
      self.region = region
      self.route = route
      self.queue = queue
    }
  }

  /// The promise that a clock measures.
  public struct Terms: Sendable, Equatable {
    public var minutes: Int
    public var workingTime: Bool
    public var reroutes: Bool
  }

  /// Somebody who reviews escalations.
  public struct Analyst: Sendable {
    /// The rep that this person is, if any: then the absences of that rep are theirs.
    public var rep: RepID?
    public var schedule: WorkSchedule
    public init(rep: RepID?, schedule: WorkSchedule) {
      self.rep = rep
      self.schedule = schedule
    }
  }

  /// Who went off shift at once, and for how long: no working time of theirs.
  public var absences: [RepID: Range<Instant>] = [:]

  private let rules: RuleSet
  private let schedules: RosterSchedules
  /// Managers who are no reps, by the name that queues know them by.
  private let others: [RepID: WorkSchedule]
  private let analysts: [Analyst]

  /// `others` are people who are not in the roster, by the name that queues know them by.
  public init(
    rules: RuleSet, schedules: RosterSchedules, analysts: [Analyst],
    others: [RepID: WorkSchedule] = [:]
  ) {
    self.rules = rules
    self.schedules = schedules
    self.analysts = analysts
    self.others = others
  }

  /// The terms for a clock: the first entry whose conditions all hold, else the default.
  public func terms(_ kind: ClockKind, _ context: Context) -> Terms {
    let usual = Self.standard(kind, context)
    guard let rule = rules.slas.first(where: { $0.clock == kind && $0.applies(to: context) })
    else { return usual }
    return Terms(
      minutes: rule.minutes, workingTime: rule.time.map { $0 == .working } ?? usual.workingTime,
      reroutes: rule.onBreach == .reroute)
  }

  /// 30 minutes to first contact for enterprise leads, 60 otherwise; 60 for each owner; 120 minutes of
  /// working time for queues and reviews.
  private static func standard(_ kind: ClockKind, _ context: Context) -> Terms {
    switch kind {
    case .firstContact:
      Terms(
        minutes: context.segment?.text.lowercased() == "enterprise" ? 30 : 60, workingTime: false,
        reroutes: false)
    case .owner: Terms(minutes: 60, workingTime: false, reroutes: false)
    case .queue, .escalation: Terms(minutes: 120, workingTime: true, reroutes: false)
    }
  }

  /// A clock from its start, with due and warning instants worked out. `used` milliseconds of its time
  /// were used before (by an earlier owner).
  public func start(
    _ kind: ClockKind, id: Int64, lead: LeadNumber?, escalation: Int64? = nil, owner: RepID?,
    at start: Instant, used: Int64 = 0, _ context: Context
  ) -> ClockStarted {
    let terms = terms(kind, context)
    let time = terms.workingTime ? working(kind, owner: owner, queue: context.queue) : nil
    let (warn, due) = Self.instants(
      minutes: terms.minutes, used: used, from: start, working: time)
    return ClockStarted(
      id: id, kind: kind, lead: lead, escalation: escalation, owner: owner, queue: context.queue,
      startedAt: start, dueAt: due, warnAt: warn, minutes: terms.minutes,
      workingTime: terms.workingTime, used: used, reroutes: terms.reroutes)
  }

  /// When three quarters and when all of the time are used. Where nobody ever works, time runs as it
  /// elapses: a promise that nobody keeps is broken, not postponed for ever.
  public static func instants(
    minutes: Int, used: Int64, from start: Instant, working: WorkingTime?
  ) -> (warn: Instant, due: Instant) {
    let whole = Int64(minutes) * Instant.minute
    func after(_ total: Int64) -> Instant {
      let left = max(0, total - used)
      return working?.due(start: start, work: left) ?? start + left
    }
    return (after(whole * 3 / 4), after(whole))
  }

  /// Whose working time a clock of that kind counts: the owner's for leads; the manager's and deputy's
  /// for queues; any analyst's for reviews.
  public func working(_ kind: ClockKind, owner: RepID?, queue: QueueID?) -> WorkingTime {
    switch kind {
    case .escalation: return WorkingTime(anyOf: analysts.map { less($0.rep, $0.schedule) })
    case .firstContact, .owner:
      if let schedule = owner.flatMap(working(of:)) { return WorkingTime(anyOf: [schedule]) }
    case .queue: break
    }
    let people = rules.queues.first { $0.id == queue }.map {
      [$0.manager] + [$0.deputy].compactMap(\.self)
    }
    return WorkingTime(anyOf: (people ?? []).compactMap(working(of:)))
  }

  /// When a rep or manager is to work, absences aside; nil for somebody whom nobody knows.
  public func schedule(of rep: RepID) -> WorkSchedule? {
    schedules.schedule(of: rep) ?? others[rep]
  }

  private func working(of rep: RepID) -> WorkSchedule? { schedule(of: rep).map { less(rep, $0) } }

  private func less(_ rep: RepID?, _ schedule: WorkSchedule) -> WorkSchedule {
    rep.flatMap { absences[$0] }.map(schedule.excluding) ?? schedule
  }
}

extension ClockRules {
  /// What becomes of running clocks when these rules and schedules give way to others at an instant: of
  /// the work that was left then, none is lost and none is added. Clocks that are due already stay.
  public func rescheduling(
    _ clocks: [ClockRow], under next: ClockRules, at now: Instant
  ) -> [Change] {
    clocks.compactMap { clock in
      guard clock.workingTime, clock.state.dueAt > now else { return nil }
      let moved = Self.moved(
        clock.state, at: now, from: working(clock.kind, owner: clock.owner, queue: clock.queue),
        to: next.working(clock.kind, owner: clock.owner, queue: clock.queue))
      guard moved.due != clock.state.dueAt || moved.warn != clock.state.warnAt else { return nil }
      return .clockRescheduled(clock: clock.id, due: moved.due, warn: moved.warn)
    }
  }

  /// When a running clock is due, and warns, once its time is somebody else's: the work that is left
  /// between now and due is left to them.
  static func moved(
    _ clock: ClockState, at now: Instant, from before: WorkingTime, to after: WorkingTime
  ) -> (warn: Instant, due: Instant) {
    func moved(_ end: Instant) -> Instant {
      guard end > now else { return end }
      let work = before.elapsed(start: now, end: end)
      // Before each such instant there is work, except where nobody ever worked: then time elapsed.
      let left = work > 0 ? work : end - now
      return after.due(start: now, work: left) ?? now + left
    }
    return (moved(clock.warnAt), moved(clock.dueAt))
  }
}

extension SLARule {
  fileprivate func applies(to context: ClockRules.Context) -> Bool {
    holds(segments, context.segment) && holds(regions, context.region)
      && holds(routes, context.route) && holds(queues, context.queue)
  }

  /// An empty list is any; a given one does not hold for a missing value.
  private func holds<T: Equatable>(_ list: [T], _ value: T?) -> Bool {
    list.isEmpty || value.map(list.contains) ?? false
  }
}
