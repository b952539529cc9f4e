/// What a clock measures.
public enum ClockKind: String, Sendable, Codable, Hashable, CaseIterable {
  /// From submission to the first contact by a person; never restarts.
  case firstContact = "first_contact"
  /// From each assignment to that owner's first contact.
  case owner
  /// From entering a fallback queue to claim, assignment or drain.
  case queue
  /// From filing an escalation to its outcome.
  case escalation
}

/// How a clock ended.
public enum ClockEnd: String, Sendable, Codable, Hashable {
  /// Stopped at or before due.
  case met
  /// Stopped after due; stays missed.
  case missed
  /// Counts in no figure.
  case void
}

/// The state of a lead.
public enum LeadState: String, Sendable, Codable, Hashable, CaseIterable {
  case queued, assigned, working, closed, duplicate, shadowed

  /// Whether the lead still waits for somebody's work.
  public var isOpen: Bool { self == .queued || self == .assigned || self == .working }
}
