import Desk
import DeskRules
import Foundation
import Glibc
import LeadModel

/// Other rules on real leads, against deciding as such.
enum PreviewRow {
  /// Takes a file of leads in hour by hour, each lead in the hour in which it was submitted, so that loads,
  /// shifts and weeks are those of a desk at work.
  static func takeIn(workspace folder: String, leads: String) throws -> Measurement {
    let workspace = Workspace(root: folder)
    let lines = try String(contentsOfFile: leads, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: true)
    guard let header = lines.first,
      let column = header.split(separator: ",").firstIndex(of: "submitted_at")
    else { throw BenchProblem("the leads of the work have no times") }
    var hours: [Int64: [Substring]] = [:]
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let at = Instant(rfc3339: String(cells[column])) else { continue }
      hours[at.milliseconds / Instant.hour, default: []].append(line)
    }
    let sorted = hours.keys.sorted()
    let start = Instant(milliseconds: (sorted.first ?? 0) * Instant.hour)
    let desk = try Desk(workspace, mode: .host, now: start)
    let runner = IntakeRunner(desk)
    var moment: Int64 = 0
    var measurement = try Measurement("hours", count: 1) {
      for hour in sorted {
        let now = Instant(milliseconds: (hour + 1) * Instant.hour)
        let text = ([header] + (hours[hour] ?? [])).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: workspace.drop + "/leads/\(hour).csv"))
        var looks = 0
        while looks < 3 {
          moment += 100
          if runner.step(now: now, monotonic: moment) != .more { looks += 1 }
        }
      }
      return 0
    }
    let summary = runner.takeSummary()
    desk.close(now: desk.latestEntry ?? start)
    guard summary.counts.rows > 0, summary.counts.rejected == 0 else {
      throw BenchProblem("intake did not take the files: \(summary.messages.prefix(3))")
    }
    measurement.count = summary.counts.rows
    return measurement
  }

  /// One preview of all leads, and two passes of decisions without trace on the same leads.
  static func run(workspace folder: String, site: String, leads: String) throws {
    let workspace = Workspace(root: folder)
    let rules = try String(contentsOfFile: workspace.rulesFile, encoding: .utf8)
    // A class of companies begins elsewhere: leads move to pools that their records do not hold.
    guard let (segment, bound) = Market.segments.last else { return }
    let other = rules.replacingOccurrences(
      of: "id = \"\(segment)\"\nemployees_from = \(bound)",
      with: "id = \"\(segment)\"\nemployees_from = \(bound + bound / 4)")
    guard other != rules else { throw BenchProblem("the rules of the work have changed") }
    let desk = try Desk(workspace, mode: .readOnly, now: Instant(milliseconds: 0))
    guard let now = desk.latestEntry else { throw BenchProblem("the store has no leads") }
    var summary: PreviewSummary?
    var measurement = try Measurement("preview", count: 1) {
      let preview = try Preview(workspace)
      let request = PreviewRequest(rules: .text(other), days: 60)
      if case .success(let result) = try preview.run(request, now: now) {
        summary = result.page(offset: 0, limit: 100)
      }
      return 0
    }
    guard let summary, summary.changed > 0 else { throw BenchProblem("nothing was previewed") }
    measurement.count = summary.leads
    measurement.report()
    Measurement("changed", count: summary.changed) { 0 }.report()
    let row = try DecisionRow(folder: site, leads: leads)
    _ = try row.run(withTrace: false)
    try row.run(withTrace: false).report()
  }
}
