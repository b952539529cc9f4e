/// A clock began to run.
public struct ClockStarted: Sendable, Equatable, Codable {
  public var id: Int64
  public var kind: ClockKind
  public var lead: LeadNumber?
  public var escalation: Int64?
  /// Whose it is: the owner, or the filing rep.
  public var owner: RepID?
  public var queue: QueueID?
  public var startedAt: Instant
  public var dueAt: Instant
  /// When three quarters of the time are used.
  public var warnAt: Instant
  public var minutes: Int
  /// Whether only working time counts.
  public var workingTime: Bool
  /// Milliseconds used before this start (carried over from an earlier owner).
  public var used: Int64
  /// Whether a breach also routes the lead again.
  public var reroutes: Bool
  public init(
    id: Int64, kind: ClockKind, lead: LeadNumber?, escalation: Int64?, owner: RepID?,
    queue: QueueID?, startedAt: Instant, dueAt: Instant, warnAt: Instant, minutes: Int,
    workingTime: Bool, used: Int64, reroutes: Bool
  ) {
    self.id = id
    self.kind = kind
    self.lead = lead
    self.escalation = escalation
    self.owner = owner
    self.queue = queue
    self.startedAt = startedAt
    self.dueAt = dueAt
    self.warnAt = warnAt
    self.minutes = minutes
    self.workingTime = workingTime
    self.used = used
    self.reroutes = reroutes
  }
}

/// Somebody did something with a lead.
public struct ActivityAdded: Sendable, Equatable {
  public var lead: LeadNumber
  /// `contacted`, `meeting`, a disposition's code, or `note`.
  public var kind: String
  public var at: Instant
  public var actor: String
  public var channel: String?
  public var auto: Bool
  public init(
    lead: LeadNumber, kind: String, at: Instant, actor: String, channel: String?, auto: Bool
  ) {
    self.lead = lead
    self.kind = kind
    self.at = at
    self.actor = actor
    self.channel = channel
    self.auto = auto
  }
}

/// A dispute of a decision was filed.
public struct EscalationOpened: Sendable, Equatable {
  public var number: Int64
  public var lead: LeadNumber
  public var code: String
  /// Free text of the person who filed it: kept with the person's data, not in the log.
  public var note: String?
  public var by: String
  public var rep: RepID?
  public var at: Instant
  /// The log entry of the disputed decision.
  public var decision: Int64?
  public init(
    number: Int64, lead: LeadNumber, code: String, note: String?, by: String, rep: RepID?,
    at: Instant, decision: Int64?
  ) {
    self.number = number
    self.lead = lead
    self.code = code
    self.note = note
    self.by = by
    self.rep = rep
    self.at = at
    self.decision = decision
  }
}

/// A dispute ended.
public struct EscalationClosed: Sendable, Equatable {
  public var number: Int64
  public var at: Instant
  public var by: String
  /// `correct`, `refine_rule`, `routing_error` or `withdrawn`.
  public var outcome: String
  public var note: String?
  public init(number: Int64, at: Instant, by: String, outcome: String, note: String?) {
    self.number = number
    self.at = at
    self.by = by
    self.outcome = outcome
    self.note = note
  }
}

/// A rep went off shift at once.
public struct AwayStarted: Sendable, Equatable {
  public var rep: RepID
  public var from: Instant
  /// nil: until back.
  public var until: Instant?
  public var delegate: RepID?
  public var code: String
  public init(rep: RepID, from: Instant, until: Instant?, delegate: RepID?, code: String) {
    self.rep = rep
    self.from = from
    self.until = until
    self.delegate = delegate
    self.code = code
  }
}
