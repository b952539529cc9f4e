import Desk
import DeskRules
import Foundation
import Glibc
import LeadModel

/// What a console asks for when something changed, pane by pane.
enum PaneRows {
  static func run(workspace folder: String, runs: Int) throws {
    let (desk, now) = try HistoryDesk.open(folder)
    let uid = geteuid()
    var requests: [(name: String, request: DeskRequest)] = [("status", .status)]
    for list in ListName.allCases {
      requests.append(("pane \(list.rawValue)", .window(WindowRequest(list: list, limit: 100))))
    }
    requests.append(("agenda", .agenda))
    let newest = desk.openLeads(limit: 1).first.map { "#\($0.number.value)" } ?? "#1"
    requests += [("lead", .lead(newest)), ("explain", .explain(lead: newest))]
    for (name, request) in requests {
      // The first finds pages that are not in memory and figures that are kept.
      _ = desk.answer(request, from: uid, now: now)
      for turn in 0..<runs {
        // Figures that are kept for a while are worked out again.
        let later = now + Int64(turn + 1) * 2 * Instant.minute
        try Measurement(name, count: 1) {
          if case .failed(let why) = desk.answer(request, from: uid, now: later) {
            throw BenchProblem("\(name): \(why)")
          }
          return 0
        }.report()
      }
    }
    Plain.report("memory", Memory.share, Double(Memory.peak) / 1024, 1)
  }
}

/// Every report over all that there is and over its own time.
enum ReportRows {
  static let names = [
    "kpi", "sla", "queues", "reps", "rep", "fairness", "duplicates", "coverage", "enrichment",
    "leakage", "health", "shifts", "self-audit", "escalations", "exceptions", "rules", "shadow",
  ]

  static func run(workspace folder: String, runs: Int) throws {
    let (desk, now) = try HistoryDesk.open(folder)
    let all = now - 400 * Instant.day
    for name in names {
      for isWhole in name == "shifts" ? [false] : [true, false] {
        let request = ReportRequest(
          name: name, from: isWhole ? all : nil, rep: name == "rep" ? "R00001" : nil)
        for _ in 0..<runs {
          try Measurement(isWhole ? name : name + " recent", count: 1) {
            switch desk.answer(.report(request), from: geteuid(), now: now) {
            case .report: return 0
            case let other: throw BenchProblem("\(name): \(other)")
            }
          }.report()
        }
      }
    }
    Plain.report("memory", Double(Memory.peak) / 1024, 0, 1)
  }
}

/// A desk with a history, for reading.
enum HistoryDesk {
  static func open(_ folder: String) throws -> (Desk, Instant) {
    let desk = try Desk(Workspace(root: folder), mode: .readOnly, now: Instant(milliseconds: 0))
    guard let now = desk.latestEntry else { throw BenchProblem("the store has no leads") }
    return (try Desk(Workspace(root: folder), mode: .readOnly, now: now), now)
  }
}
