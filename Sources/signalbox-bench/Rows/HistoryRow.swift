import Desk
import DeskRules
import Foundation
import Glibc
import LeadModel

/// A desk at work for months: leads come in hour by hour, reps work on them, clocks run out, the queues are
/// drained, and some decisions are disputed and reviewed.
final class HistoryRow {
  private static let perWeek = 25_000

  private let workspace: Workspace
  private let desk: Desk
  private let runner: IntakeRunner
  private let person: String
  private var fates = WorkFates()
  private var random = Random(seed: WorkFolder.seed &+ 3)
  private var moment: Int64 = 0
  private var taken = 0

  /// Lives through so many leads, so that the last come in just before the work's now.
  static func live(workspace folder: String, leads: Int, presence: String) throws {
    let weeks = max(1, (leads + perWeek - 1) / perWeek)
    let monday = LocalDate(daysSinceEpoch: Int32(WorkFolder.now.milliseconds / Instant.day)).monday
    let start = Instant(
      milliseconds: Int64((monday + -7 * weeks).daysSinceEpoch) * Instant.day)
    let row = try HistoryRow(folder, at: start)
    try row.drop(presence, into: "roster/presence.csv", now: start)
    var market = WorkLeads(WorkCustomers(reps: 2000, seed: WorkFolder.seed), seed: WorkFolder.seed)
    var left = leads
    for week in 0..<weeks {
      let begin = start + Int64(week) * 7 * Instant.day
      let count = min(left, perWeek)
      try Measurement("week", count: count) {
        try row.live(market.week(count, from: begin, after: leads - left), from: begin)
        return row.taken
      }.report()
      left -= count
    }
    row.desk.close(now: start + Int64(weeks) * 7 * Instant.day)
  }

  private init(_ folder: String, at start: Instant) throws {
    workspace = Workspace(root: folder)
    person = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "root"
    let people = """
      [[person]]
      user = "\(person)"
      roles = ["admin", "council", "manager", "analyst"]
      hours = "Mon-Fri 08:00-18:00"

      """
    try Data(people.utf8).write(to: URL(filePath: folder + "/people.toml"))
    desk = try Desk(workspace, mode: .host, now: start)
    runner = IntakeRunner(desk)
  }

  /// One week, an hour at a time.
  private func live(
    _ arrivals: [(hour: Int64, row: String, isRepeat: Bool)], from begin: Instant
  ) throws {
    let hours = Dictionary(grouping: arrivals, by: \.hour)
    let first = begin.milliseconds / Instant.hour
    for hour in first..<first + 7 * 24 {
      let now = Instant(milliseconds: (hour + 1) * Instant.hour)
      let rows = hours[hour] ?? []
      for row in rows where !row.isRepeat { fates.take(row.row, hour: hour) }
      if !rows.isEmpty {
        try write(WorkLeads.header + rows.map(\.row).joined(), "leads/\(hour).csv")
      }
      if let told = fates.file(of: hour) { try write(told, "activities/\(hour).csv") }
      takeIn(now: now)
      dispute(now: now)
      // As a host's loop does.
      while try desk.tick(now: now) <= now {}
      _ = desk.takeNews()
      _ = desk.takeMessages()
    }
  }

  /// In every second hour or so a rep disputes a decision, and an analyst rules on an older one.
  private func dispute(now: Instant) {
    if random.percent(50), let lead = desk.openLeads(limit: 20).first(where: { $0.owner != nil }),
      let owner = lead.owner
    {
      let code = random.pick(["wrong_segment", "wrong_language", "wrong_territory"])
      desk.play(
        .escalate(lead: "#\(lead.number.value)", code: code, note: "Not one of mine."), by: owner,
        now: now)
    }
    let disputes = desk.openDisputes(limit: 30)
    guard disputes.count > 20, let oldest = disputes.first else { return }
    let outcome = random.pick(["correct", "correct", "refine_rule"])
    desk.play(
      .review(ReviewOrder(escalation: oldest.number, outcome: outcome, note: "It is as ruled.")),
      byPerson: person, now: now)
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: workspace.drop + "/" + name), options: .atomic)
  }

  private func drop(_ file: String, into name: String, now: Instant) throws {
    let target = workspace.drop + "/" + name
    try FileManager.default.copyItem(atPath: file, toPath: target + ".part")
    guard rename(target + ".part", target) == 0 else {
      throw BenchProblem("the file cannot be dropped")
    }
    takeIn(now: now)
  }

  private func takeIn(now: Instant) {
    var looks = 0
    while looks < 3 {
      moment += 100
      if runner.step(now: now, monotonic: moment) != .more { looks += 1 }
    }
    taken += runner.takeSummary().counts.rows
  }
}
