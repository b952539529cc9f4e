import LeadModel

/// What the host answers.
public enum DeskAnswer: Sendable, Equatable, Codable {
  case status(DeskStatus)
  case window(Window)
  case lead(LeadDetail)
  case whyNot(WhyNotAnswer)
  case explain([LogRow])
  case done(ActReceipt)
  case refused(Refusal)
  case drained(IntakeSummary)
  case replayed(ReplaySummary)
  case verified(VerifySummary)
  case subscribed
  case terms(DeskTerms)
  case exceptions([ExceptionRow])
  case changeRequests([ChangeRequestRow])
  case changeRequest(ChangeRequestDetail)
  case ruleVersions([RuleVersionRow])
  case ruleDifference([RuleDifference])
  case text(String)
  case lint(LintSummary)
  /// Still at work: asking again brings the next answer.
  case working(done: Int, of: Int)
  case previewed(PreviewSummary)
  case rosterChanges([RosterChangeRow])
  case agenda(Agenda)
  case report(Report)
  case rejectedRows([RejectedRow])
  /// The host could not answer: store busy, disk full.
  case failed(String)
  /// Settings that do not hold, a line for each problem; nothing was changed.
  case badSettings([String])
}

/// Rows of a list with how many there are.
public struct Window: Sendable, Equatable, Codable {
  public var list: ListName
  public var offset: Int
  /// How many rows pass the filter.
  public var matching: Int
  /// How many rows there are at all.
  public var total: Int
  public var rows: WindowRows
  public init(list: ListName, offset: Int, matching: Int, total: Int, rows: WindowRows) {
    self.list = list
    self.offset = offset
    self.matching = matching
    self.total = total
    self.rows = rows
  }
}

/// The rows, by list.
public enum WindowRows: Sendable, Equatable, Codable {
  case leads([LeadRow])
  case queues([QueueRow])
  case clocks([ClockRow])
  case reps([RepRow])
  case escalations([EscalationRow])
  case log([LogRow])
  case files([IntakeFileRow])
}
