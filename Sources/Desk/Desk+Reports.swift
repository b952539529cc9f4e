import DeskRules
import LeadModel

// Reports on what was decided and done.
extension Desk {
  /// Answers with a report.
  func answer(_ report: ReportRequest, for actor: Actor, now: Instant) throws -> DeskAnswer {
    .failed("there is no report \"\(report.name)\"")
  }
}
