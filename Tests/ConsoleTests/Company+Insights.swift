import DeskRules
import LeadModel

// Reports of the sample desk, and the rows that a file lost.
extension Company {
  /// What a report tells; nil for reports that the sample desk does not make.
  static func report(_ request: ReportRequest) -> Report? {
    switch request.name {
    case "escalations": Governance.report
    case "health": health
    case "kpi": week(before: request.to ?? at("2026-03-02T00:00:00.000Z"))
    default: nil
    }
  }

  static let rejected = [
    RejectedRow(line: 17, reason: "\"countri\" is no country: write DE or Germany"),
    RejectedRow(line: 93, reason: "the row has 9 cells, the header has 14"),
  ]

  /// The figures of the week that ends at an instant; each week is a little worse than the one before.
  private static func week(before end: Instant) -> Report {
    let latest = at("2026-03-02T00:00:00.000Z")
    let age = Double((latest - end) / (7 * Instant.day))
    let shared = 0.034 - 0.004 * age
    return Report(
      name: "kpi", from: end - 7 * Instant.day, to: end,
      rows: [
        Report.Figure("speed_to_lead", .minutes, value: 4.2 + age, count: 910),
        Report.Figure("sla_attainment", .share, value: 0.912 + 0.01 * age, count: 903),
        Report.Figure(
          "duplicate_assignment", .share, value: shared, count: 4012, threshold: 0.03,
          breached: shared > 0.03),
        Report.Figure(
          "lead_to_meeting", .share, by: [Report.Term("route", "coverage")],
          value: age > 3 ? nil : 0.21, count: 412),
        Report.Figure("review_median", .minutes, value: 74.5, count: 12),
      ])
  }

  private static let health: Report = {
    var report = Report(
      name: "health", from: at("2026-01-31T00:00:00.000Z"), to: at("2026-03-02T00:00:00.000Z"),
      rows: [],
      sections: [
        Report.Section(
          title: "Failure modes", columns: ["failure mode", "state", "evidence", "look at"],
          rows: [
            [
              "rules overfitted to one region", "green", "no lead was routed by an exception",
              "report exceptions",
            ],
            [
              "unlogged overrides", "amber",
              "known only by comparing with an export of the CRM",
              "report reconcile --file EXPORT",
            ],
            ["queue ownership", "red", "7 leads wait past due in fallback-emea", "report queues"],
            [
              "after hours and holidays", "green",
              "66 % met of 73 out of hours, none of 0 within", "report sla --by hour",
            ],
          ])
      ])
    report.notes = ["Levels are 0 for green, 1 for amber and 2 for red."]
    return report
  }()
}
