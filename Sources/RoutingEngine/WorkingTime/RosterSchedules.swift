import LeadModel

/// The schedules of all reps of a roster version, by position in the ``RosterIndex``.
public struct RosterSchedules: Sendable {
  /// The reps that the schedules belong to.
  public let roster: RosterIndex
  /// Beside the reps.
  public private(set) var schedules: [WorkSchedule]
  /// In which the organisation's weeks begin.
  public let organisationZone: Zone

  /// Joins roster, leave, holidays and presence by the rule set's coverage model. A rep without a
  /// zone, or with one that nobody knows, works in the organisation's; one without country has no
  /// holidays.
  public init(_ roster: Roster, presence: ObservedPresence, ruleSet: RuleSet) {
    var zones = ZoneCache()
    let home = zones.zone(ruleSet.organisation.timezone) ?? .utc
    let leave = Dictionary(grouping: roster.leave, by: \.rep)
    let holidays = Dictionary(grouping: roster.holidays, by: \.country)
      .mapValues { Set($0.map(\.date)) }
    let index = RosterIndex(roster.reps)
    self.roster = index
    organisationZone = home
    schedules = index.reps.map { rep in
      WorkSchedule(
        zone: rep.timezone.flatMap { zones.zone($0) } ?? home, hours: rep.hours,
        leave: leave[rep.id] ?? [], holidays: rep.country.flatMap { holidays[$0] } ?? [],
        observed: ruleSet.coverageModel == .observed ? presence.weeks(of: rep.id) : nil)
    }
  }

  /// The schedule of a rep; nil for one who is not in the roster.
  public func schedule(of rep: RepID) -> WorkSchedule? {
    roster.index(of: rep).map { schedules[$0] }
  }

  /// The same, with the hours that exceptions give reps for a time whatever the lead is. Those that are for
  /// some leads only change nobody's calendar.
  public func following(_ exceptions: [RoutingException]) -> RosterSchedules {
    var all = self
    for exception in exceptions.sorted(by: { $0.number < $1.number }) {
      guard case .hoursOf(let rep, let hours) = exception.effect, exception.scope.isUnlimited,
        let index = roster.index(of: rep)
      else { continue }
      all.schedules[index] = all.schedules[index].following(
        hours, during: exception.effective..<exception.sunset)
    }
    return all
  }
}
