import LeadModel
import RoutingEngine
import Store

/// Figures of the history, read when the first of them is wanted: many previews want none.
final class FigureSource {
  private let store: Store
  private let rules: RuleSet
  private let zone: Zone
  private let period: Range<Instant>
  private var history: FigureHistory?
  /// Why they could not be read. Engines ask questions that cannot fail, so it is told afterwards.
  private(set) var problem: StoreProblem?

  init(_ store: Store, rules: RuleSet, period: Range<Instant>) {
    self.store = store
    self.rules = rules
    self.period = period
    zone = Zone(rules.organisation.timezone) ?? .utc
  }

  func standing(of rep: RepID, at: Instant, before lead: LeadNumber) -> RepStanding {
    if history == nil, problem == nil {
      do {
        history = try FigureHistory(
          store, rules: rules, zone: zone, from: period.lowerBound, to: period.upperBound)
      } catch { problem = error }
    }
    history?.advance(to: at, before: lead)
    return history?.standing(of: rep) ?? RepStanding()
  }
}

/// What was so at the instant of a decision, as the history and the calendars tell it: for reps whom the
/// record of the decision does not hold.
///
/// A class, so that asking it from within another source copies nothing.
final class DerivedStanding: StandingSource {
  private let figures: FigureSource
  /// Knows no leads: it answers about calendars and absences.
  private var calendar: DeskState
  private var lead = LeadNumber(0)

  init(_ figures: FigureSource, rules: RuleSet, schedules: RosterSchedules, at: Instant) {
    self.figures = figures
    calendar = DeskState(ruleSet: rules, schedules: schedules, at: at)
  }

  /// Makes it the moment of a decision on a lead, whose facts tell who was away.
  func turn(to facts: Facts, of lead: LeadNumber) {
    self.lead = lead
    calendar.advance(to: facts.at)
    guard calendar.away != facts.away else { return }
    for absence in calendar.away { calendar.comeBack(absence.rep) }
    for absence in facts.away { calendar.goAway(absence) }
  }

  func standing(of rep: Int) -> RepStanding {
    figures.standing(of: calendar.schedules.roster[rep].id, at: calendar.at, before: lead)
  }
  func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    calendar.shift(of: rep, hours: hours)
  }
  func isOnLeave(_ rep: Int) -> Bool { calendar.isOnLeave(rep) }
  func leaveDelegate(of rep: Int) -> RepID? { calendar.leaveDelegate(of: rep) }
  func leaveDelegates(of rep: Int) -> [RepID] { calendar.leaveDelegates(of: rep) }
  func nextOpening(among reps: [Int]) -> NextOpening? { calendar.nextOpening(among: reps) }
}
