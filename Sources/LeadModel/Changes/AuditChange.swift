/// An analyst marked an assignment of a week's audit sample right or wrong. A later one of the same lead and
/// week takes its place in every figure; both stay.
public struct AuditJudged: Sendable, Equatable {
  public var lead: LeadNumber
  /// The Monday of the week whose sample it is of.
  public var week: LocalDate
  /// The log entry of the assignment.
  public var decision: Int64
  public var isRight: Bool
  /// Free text, kept out of the log; nil where the lead's person was erased.
  public var note: String?
  public var by: String
  public var at: Instant
  public init(
    lead: LeadNumber, week: LocalDate, decision: Int64, isRight: Bool, note: String?, by: String,
    at: Instant
  ) {
    self.lead = lead
    self.week = week
    self.decision = decision
    self.isRight = isRight
    self.note = note
    self.by = by
    self.at = at
  }
}
