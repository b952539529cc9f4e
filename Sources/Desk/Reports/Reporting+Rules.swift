import Insights
import LeadModel
import Store

extension Reporting {
  /// What exceptions were good for.
  func exceptions() throws -> Report {
    let audit = try desk.exceptionAudit(now: now)
    var report = Report(
      name: "exceptions", from: period.from, to: period.to, rows: audit.figures,
      sections: [audit.section { time.day($0) }])
    report.rows += try requested()
    if audit.lines.isEmpty { report.notes.append("No exception is in force.") }
    return report
  }

  /// Exceptions asked for in the time, by reason code.
  private func requested() throws -> [Report.Figure] {
    let codes = try store.exceptions().filter { period.contains($0.requestedAt) }
      .reduce(into: [String: Int]()) { $0[$1.code, default: 0] += 1 }
    return codes.sorted { Bytes.precedes($0.key, $1.key) }.map {
      .count("requested", by: [Report.Term("code", $0.key)], $0.value)
    }
  }

  /// What each part of the rules was good for.
  func ruleAudit() throws -> Report {
    try desk.ruleAudit(period).report(period, at: now)
  }
}

extension Desk {
  /// The audit of all exceptions in force: decisions since the first of them took effect are searched.
  func exceptionAudit(now: Instant) throws -> ExceptionAudit {
    let all = try store.exceptions()
    var fires: [Int64: ExceptionAudit.Fires] = [:]
    if let first = all.filter({ $0.status == .approved || $0.status == .revoked })
      .map(\.effective).min()
    {
      try store.forEachExceptionFired(ReportScope(from: first, to: now + 1)) { number, at in
        fires[number, default: ExceptionAudit.Fires()].add(at: at)
      }
    }
    return ExceptionAudit(all, fires: fires, at: now)
  }

  /// The audit of the rules in force over a stretch of time.
  func ruleAudit(_ period: Period) throws -> RuleAudit {
    let scope = ReportScope(from: period.from, to: period.to)
    var uses = try store.reportUses(scope)
    var stays: [QueueID: UseTally] = [:]
    try store.forEachStay(scope) { stay in
      var tally =
        stays[stay.queue]
        ?? UseTally(
          kind: .queue, id: stay.queue.text, fires: 0, contingent: 0, last: stay.from,
          assigned: 0, meetings: 0)
      tally.fires += 1
      tally.contingent += stay.isContingent ? 1 : 0
      tally.last = max(tally.last, stay.from)
      stays[stay.queue] = tally
    }
    uses += stays.values.sorted { Bytes.precedes($0.id, $1.id) }
    return RuleAudit(
      rules.ruleSet, pools: try store.reportPools(scope), uses: uses,
      promises: try store.reportPromises(scope), judged: try store.reportJudged(scope))
  }
}
