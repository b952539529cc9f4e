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

  private let rules: RuleSet
  private let schedules: RosterSchedules
  /// Working time of the people who review escalations.
  private let analysts: [WorkSchedule]

  public init(rules: RuleSet, schedules: RosterSchedules, analysts: [WorkSchedule]) {
    self.rules = rules
    self.schedules = schedules
    self.analysts = analysts
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
    case .escalation: return WorkingTime(anyOf: analysts)
    case .firstContact, .owner:
      if let schedule = owner.flatMap(schedules.schedule(of:)) {
        return WorkingTime(anyOf: [schedule])
      }
    case .queue: break
    }
    let people = rules.queues.first { $0.id == queue }.map {
      [$0.manager] + [$0.deputy].compactMap(\.self)
    }
    return WorkingTime(anyOf: (people ?? []).compactMap(schedules.schedule(of:)))
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
