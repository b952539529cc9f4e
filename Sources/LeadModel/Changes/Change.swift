/// One thing that a commit does to the desk's state. Use cases decide changes, the store applies them,
/// the log records them: three words for one list.
///
/// Numbers and instants are made by whoever decides; applying a change reads no clock.
public enum Change: Sendable, Equatable {
  /// A record became a lead.
  case leadAdded(LeadAdded)
  /// A lead was delivered again with other content.
  case leadUpdated(LeadUpdated)
  /// A lead went to an owner or to a queue, or was closed to routing as duplicate or shadowed.
  case leadPlaced(LeadPlaced)
  /// A lead's state changed without a change of place: `working`, `closed`.
  ///
  /// From `closed` to an open state it takes the closing back: the lead is again where it was.
  case leadStateChanged(lead: LeadNumber, state: LeadState, at: Instant)
  case clockStarted(ClockStarted)
  /// The clock stopped. `at` may be later than due.
  case clockEnded(clock: Int64, at: Instant, end: ClockEnd)
  /// What stopped the clock was taken back: it runs on as if it had never stopped.
  case clockResumed(clock: Int64, at: Instant)
  case clockWarned(clock: Int64, at: Instant)
  case clockBreached(clock: Int64, at: Instant)
  /// Working time moved: leave, hours or absence changed.
  case clockRescheduled(clock: Int64, due: Instant, warn: Instant)
  case activityAdded(ActivityAdded)
  case escalationOpened(EscalationOpened)
  /// Somebody took an escalation for review, or nil gave it back.
  case escalationClaimed(escalation: Int64, by: String?, at: Instant)
  case escalationClosed(EscalationClosed)
  case awayStarted(AwayStarted)
  case awayEnded(rep: RepID, at: Instant)
  case rulesPublished(RulesPublished)
  case datasetReplaced(DatasetReplaced)
  /// Minutes in which reps were seen; those that are known already change nothing.
  case presenceAdded([PresenceWeek])
  /// A file was taken up; counted before it is read, so that a file that kills the host is found out.
  case fileAttempted(FileAttempted)
  case fileFinished(FileFinished)
  case rowRejected(RowRejected)
  case exceptionRequested(ExceptionRequested)
  case exceptionDecided(ExceptionDecided)
  /// The council signed a long term: the exception holds up to `sunset`.
  case exceptionSignedOff(number: Int64, by: String, at: Instant, sunset: Instant)
  case approvalGiven(ApprovalGiven)
  case changeRequested(ChangeRequested)
  case changeDecided(ChangeDecided)
  case rosterChangeNoted(RosterChangeNoted)
  /// The council has seen changes of the roster.
  case rosterChangesReviewed(ids: [Int64], by: String, at: Instant)
  case noteAdded(NoteAdded)
  case auditJudged(AuditJudged)
  /// What says who the lead's person is was deleted, with the secret of its commitments.
  case personErased(lead: LeadNumber, at: Instant)
  case notificationQueued(NotificationQueued)
  case notificationTried(NotificationTried)
  case outboxWritten(OutboxWritten)
  /// Instants up to which periodic work is done.
  case markAdvanced(name: String, at: Instant)
}
