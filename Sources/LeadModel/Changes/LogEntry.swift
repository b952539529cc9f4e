/// What a log entry will say, before it is numbered and chained.
public struct EntryDraft: Sendable, Equatable {
  public var at: Instant
  /// Who did it: a person's name in the log, `engine`, or `clock`.
  public var actor: String
  /// The roles in which it was done, separated by `+`; empty for the engine.
  public var role: String
  public var kind: EntryKind
  /// What it is about: `lead/4127`, `escalation/193`, `rep/ana.silva`, `file/12`, `rules/7`.
  public var subject: String
  /// JSON, stored and hashed as these bytes.
  public var payload: [UInt8]
  public init(
    at: Instant, actor: String, role: String = "", kind: EntryKind, subject: String,
    payload: [UInt8]
  ) {
    self.at = at
    self.actor = actor
    self.role = role
    self.kind = kind
    self.subject = subject
    self.payload = payload
  }
}

/// What a log entry tells of.
public enum EntryKind: String, Sendable, Codable, CaseIterable {
  case leadReceived = "lead.received"
  case leadImported = "lead.imported"
  case leadUpdated = "lead.updated"
  case leadRedelivered = "lead.redelivered"
  case leadDuplicate = "lead.duplicate"
  case leadAssigned = "lead.assigned"
  case leadQueued = "lead.queued"
  case leadShadowed = "lead.shadowed"
  case leadDrained = "lead.drained"
  case leadClaimed = "lead.claimed"
  case leadReassigned = "lead.reassigned"
  case leadContacted = "lead.contacted"
  case leadDisposition = "lead.disposition"
  case leadUndone = "lead.undone"
  case repAway = "rep.away"
  case repBack = "rep.back"
  case rosterChanged = "roster.changed"
  case rosterReviewed = "roster.reviewed"
  case slaWarned = "sla.warned"
  case slaBreached = "sla.breached"
  case escalationOpened = "escalation.opened"
  case escalationClaimed = "escalation.claimed"
  case escalationReviewed = "escalation.reviewed"
  case escalationWithdrawn = "escalation.withdrawn"
  case exceptionRequested = "exception.requested"
  case exceptionApproved = "exception.approved"
  case exceptionRejected = "exception.rejected"
  case exceptionRenewed = "exception.renewed"
  case exceptionRevoked = "exception.revoked"
  case exceptionSignedOff = "exception.signed_off"
  case rulesProposed = "rules.proposed"
  case rulesApproved = "rules.approved"
  case rulesRejected = "rules.rejected"
  case rulesPublished = "rules.published"
  case rulesRolledBack = "rules.rolled_back"
  case datasetReplaced = "dataset.replaced"
  case intakeAccepted = "intake.accepted"
  case intakeRejected = "intake.rejected"
  case intakePaused = "intake.paused"
  case intakeResumed = "intake.resumed"
  case auditJudged = "audit.judged"
  case actRefused = "act.refused"
  case peopleChanged = "people.changed"
  case personErased = "person.erased"
  case clockJumped = "clock.jumped"
  case keyRotated = "key.rotated"
  case notifyFailed = "notify.failed"
  case storeRestored = "store.restored"

  /// Whether the entry's payload is a decision that can be derived again.
  public var isDecision: Bool {
    switch self {
    case .leadDuplicate, .leadAssigned, .leadQueued, .leadShadowed, .leadDrained: true
    default: false
    }
  }
}

/// Changes that stand or fall together with the entries that record them.
public struct CommitUnit: Sendable, Equatable {
  /// A key chosen by whoever asked; asking again with it gives the first outcome.
  public var key: String?
  public var changes: [Change]
  public var entries: [EntryDraft]
  public init(key: String? = nil, changes: [Change] = [], entries: [EntryDraft] = []) {
    self.key = key
    self.changes = changes
    self.entries = entries
  }
}
