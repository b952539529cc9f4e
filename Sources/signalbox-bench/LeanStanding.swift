import LeadModel
import RoutingEngine

/// The standing of reps in flat arrays, as the C peer keeps it, so that the time measured is the
/// decision's. Shifts are answered by the desk's own calendars.
struct LeanStanding: StandingSource {
  private var desk: DeskState
  private var loads: [Int]
  private var weeks: [Int]
  private var lasts: [Instant?]
  private var held: [(at: Instant, rep: Int)] = []
  private var released = 0
  private var week: Int64 = .min
  private let releaseAfter: Int64

  init(_ world: World, at instant: Instant) {
    desk = world.desk(at: instant)
    let count = world.schedules.roster.count
    loads = Array(repeating: 0, count: count)
    weeks = Array(repeating: 0, count: count)
    lasts = Array(repeating: nil, count: count)
    releaseAfter = Int64(world.ruleSet.capacity.releaseAfterDays) * Instant.day
  }

  /// Makes it so late: releases old load, begins weeks.
  mutating func advance(to instant: Instant) {
    desk.advance(to: instant)
    // Weeks begin on Monday, and 1970-01-05 was one.
    let monday = (instant.milliseconds - 4 * Instant.day) / (7 * Instant.day)
    if monday != week {
      week = monday
      for index in weeks.indices { weeks[index] = 0 }
    }
    while released < held.count, held[released].at <= instant - releaseAfter {
      loads[held[released].rep] -= 1
      released += 1
    }
  }

  /// Counts an assignment.
  mutating func assign(_ rep: Int, at instant: Instant) {
    loads[rep] += 1
    weeks[rep] += 1
    lasts[rep] = instant
    held.append((instant, rep))
  }

  mutating func standing(of rep: Int) -> RepStanding {
    RepStanding(load: loads[rep], week: weeks[rep], lastAssigned: lasts[rep])
  }
  mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    desk.shift(of: rep, hours: hours)
  }
  mutating func isOnLeave(_ rep: Int) -> Bool { desk.isOnLeave(rep) }
  mutating func leaveDelegate(of rep: Int) -> RepID? { desk.leaveDelegate(of: rep) }
  mutating func leaveDelegates(of rep: Int) -> [RepID] { desk.leaveDelegates(of: rep) }
  mutating func nextOpening(among reps: [Int]) -> NextOpening? { desk.nextOpening(among: reps) }
}
