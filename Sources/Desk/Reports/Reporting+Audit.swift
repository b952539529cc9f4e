import DeskRules
import Insights
import LeadModel
import Store

extension Reporting {
  /// At most so many weeks in one report.
  static let mostAuditedWeeks = 53

  /// The samples of the weeks of the time with what was found of them.
  func audit() throws -> Report {
    let weeks = auditedWeeks
    guard let first = weeks.first, let last = weeks.last else {
      throw ReportProblem(
        "no week between \(time.minute(period.from)) and \(time.minute(period.to)) has ended yet: "
          + "a sample is drawn when its week is over")
    }
    guard weeks.count <= Self.mostAuditedWeeks else {
      throw ReportProblem(
        "an audit of \(weeks.count) weeks is too long: ask for at most \(Self.mostAuditedWeeks)")
    }
    let judged = Dictionary(
      grouping: try store.judgements(from: first.monday, through: last.monday), by: \.week)
    let samples = try weeks.map { week in
      let sample = try desk.auditSamples.sample(of: week, in: zone, store)
      let found = Dictionary(
        (judged[week.monday] ?? []).map { ($0.lead, $0) }, uniquingKeysWith: { _, last in last })
      return AuditReport.Sample(
        week: week, assignments: sample.assignments,
        lines: try store.audited(sample.drawn, by: by).map { audited in
          AuditReport.Line(
            audited: audited,
            judgement: found[audited.assignment.lead].map { withholding($0, of: audited) })
        })
    }
    let time = time
    return AuditReport(samples, before: try desk.routingAccuracy(of: first.advanced(by: -1)))
      .report(
        Period(from: first.period(in: zone).from, to: last.period(in: zone).to), by: by,
        labels: labels
      ) { time.minute($0) }
  }

  /// The weeks that the time touches and that have ended.
  private var auditedWeeks: [ISOWeek] {
    var weeks: [ISOWeek] = []
    var week = ISOWeek(at: period.from, in: zone)
    while true {
      let time = week.period(in: zone)
      guard time.from < period.to, time.to <= now else { return weeks }
      weeks.append(week)
      week = week.advanced(by: 1)
    }
  }

  /// The judgement without its sentence, where the asker may not read what is written of the person.
  private func withholding(
    _ judgement: AuditJudgement, of audited: AuditedAssignment
  ) -> AuditJudgement {
    let mayRead =
      judgement.by == actor.name
      || Authority.mayReadPerson(actor, owner: audited.currentOwner, region: audited.region)
    guard judgement.note != nil, !mayRead else { return judgement }
    var judgement = judgement
    judgement.note = "(sentence withheld)"
    return judgement
  }
}
