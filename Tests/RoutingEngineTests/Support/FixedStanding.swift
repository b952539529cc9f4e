import LeadModel
import RoutingEngine

/// Answers about reps from tables that a test fills in; everybody else has no load and is on shift.
struct FixedStanding: StandingSource {
  var roster: RosterIndex
  var loads: [RepID: RepStanding] = [:]
  var off: [RepID: RemovalReason] = [:]
  /// For whom the contract model answered.
  var contract: Set<RepID> = []
  /// Delegates of reps on leave, in file order.
  var leave: [RepID: [RepID]] = [:]
  var opening: NextOpening?
  /// Answers by exception hours: on shift when the text is in here.
  var hoursOn: Set<String> = []

  init(_ roster: RosterIndex) { self.roster = roster }

  mutating func standing(of rep: Int) -> RepStanding { loads[roster[rep].id] ?? RepStanding() }
  mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    let id = roster[rep].id
    if let hours { return ShiftAnswer(off: hoursOn.contains(hours.text) ? nil : .offShift) }
    let reason = off[id] ?? (leave[id] == nil ? nil : .onLeave)
    return ShiftAnswer(off: reason, path: contract.contains(id) ? .secondary : .primary)
  }
  mutating func isOnLeave(_ rep: Int) -> Bool { leave[roster[rep].id] != nil }
  mutating func leaveDelegate(of rep: Int) -> RepID? { leave[roster[rep].id]?.first }
  mutating func leaveDelegates(of rep: Int) -> [RepID] { leave[roster[rep].id] ?? [] }
  /// Whoever is asked about first.
  mutating func nextOpening(among reps: [Int]) -> NextOpening? {
    guard var first = opening, let rep = reps.first else { return nil }
    first.rep = roster[rep].id
    return first
  }
}
