/// Somebody asked for a departure from the rules.
public struct ExceptionRequested: Sendable, Equatable {
  public var number: Int64
  public var terms: ExceptionTerms
  /// A reason code of the rule set for use `exception`.
  public var code: String
  /// The business reason: free text, kept out of the log.
  public var reason: String
  public var references: [ExceptionReference]
  /// The role that answers for it.
  public var ownerRole: String
  public var effective: Instant
  /// The first instant at which it no longer holds.
  public var sunset: Instant
  /// As asked for, where the term needs the council's quarterly signature; else the same as `sunset`.
  public var wantedSunset: Instant
  /// The exception that this one renews.
  public var renews: Int64?
  public var by: String
  public var at: Instant
  /// The secret of the commitment to `reason`, 32 random bytes.
  public var secret: [UInt8]
  public init(
    number: Int64, terms: ExceptionTerms, code: String, reason: String,
    references: [ExceptionReference], ownerRole: String, effective: Instant, sunset: Instant,
    wantedSunset: Instant, renews: Int64?, by: String, at: Instant, secret: [UInt8]
  ) {
    self.number = number
    self.terms = terms
    self.code = code
    self.reason = reason
    self.references = references
    self.ownerRole = ownerRole
    self.effective = effective
    self.sunset = sunset
    self.wantedSunset = wantedSunset
    self.renews = renews
    self.by = by
    self.at = at
    self.secret = secret
  }
}

/// An exception was approved, rejected or revoked.
public struct ExceptionDecided: Sendable, Equatable {
  public var number: Int64
  /// `approved`, `rejected` or `revoked`.
  public var status: ExceptionStatus
  public var by: String
  public var at: Instant
  /// Free text, kept out of the log.
  public var note: String?
  public init(number: Int64, status: ExceptionStatus, by: String, at: Instant, note: String?) {
    self.number = number
    self.status = status
    self.by = by
    self.at = at
    self.note = note
  }
}

/// What a vote of the council is about.
public enum ApprovalSubject: Sendable, Equatable, Hashable, Codable {
  case exception(Int64)
  case change(Int64)
  /// The quarterly signature under a long exception.
  case signOff(exception: Int64)
}

/// Somebody of the council approved.
public struct ApprovalGiven: Sendable, Equatable {
  public var subject: ApprovalSubject
  public var by: String
  public var at: Instant
  public init(subject: ApprovalSubject, by: String, at: Instant) {
    self.subject = subject
    self.by = by
    self.at = at
  }
}

/// Somebody asked for other rules.
public struct ChangeRequested: Sendable, Equatable {
  public var number: Int64
  public var kind: ChangeRequestKind
  /// Why: free text, kept out of the log.
  public var reason: String
  /// The TOML text of the rules; nil for a draft.
  public var source: String?
  /// The rule set as JSON with every default resolved; nil for a draft.
  public var document: [UInt8]?
  /// SHA-256 of `document`.
  public var hash: [UInt8]?
  /// The version in force when it was filed.
  public var base: Int
  /// The earlier version that a rollback publishes again.
  public var rollbackTo: Int?
  /// The dimension that a draft says should change, 1…8.
  public var dimension: Int?
  /// The escalation that a draft came from.
  public var escalation: Int64?
  /// The draft that this request carries out.
  public var draft: Int64?
  public var by: String
  public var at: Instant
  /// The secret of the commitment to `reason`, 32 random bytes.
  public var secret: [UInt8]
  public init(
    number: Int64, kind: ChangeRequestKind, reason: String, source: String?, document: [UInt8]?,
    hash: [UInt8]?, base: Int, rollbackTo: Int?, dimension: Int?, escalation: Int64?,
    draft: Int64?, by: String, at: Instant, secret: [UInt8]
  ) {
    self.number = number
    self.kind = kind
    self.reason = reason
    self.source = source
    self.document = document
    self.hash = hash
    self.base = base
    self.rollbackTo = rollbackTo
    self.dimension = dimension
    self.escalation = escalation
    self.draft = draft
    self.by = by
    self.at = at
    self.secret = secret
  }
}

/// A change request ended.
public struct ChangeDecided: Sendable, Equatable {
  public var number: Int64
  /// `published`, `rejected` or `superseded`.
  public var status: ChangeRequestStatus
  public var by: String
  public var at: Instant
  /// The version that it became.
  public var version: Int?
  public var note: String?
  public init(
    number: Int64, status: ChangeRequestStatus, by: String, at: Instant, version: Int?,
    note: String?
  ) {
    self.number = number
    self.status = status
    self.by = by
    self.at = at
    self.version = version
    self.note = note
  }
}

/// A roster version changed what routing reads of a rep.
public struct RosterChangeNoted: Sendable, Equatable {
  public var id: Int64
  public var rep: RepID
  /// `coverage`, `products`, `pools`, `capacity`, `hours`, or `rep` where one came or went.
  public var field: String
  public var old: String?
  public var new: String?
  public var at: Instant
  public init(id: Int64, rep: RepID, field: String, old: String?, new: String?, at: Instant) {
    self.id = id
    self.rep = rep
    self.field = field
    self.old = old
    self.new = new
    self.at = at
  }
}

/// Free text that somebody wrote about a lead. It goes with the person when the person is erased.
public struct NoteAdded: Sendable, Equatable {
  public var lead: LeadNumber
  /// The act that it belongs to: `reassigned`, `reviewed`, …
  public var kind: String
  public var text: String
  public var by: String
  public var at: Instant
  public init(lead: LeadNumber, kind: String, text: String, by: String, at: Instant) {
    self.lead = lead
    self.kind = kind
    self.text = text
    self.by = by
    self.at = at
  }
}

/// An event for one program of `[[notify]]` waits to be told.
public struct NotificationQueued: Sendable, Equatable {
  public var id: Int64
  /// The command and its arguments.
  public var command: [String]
  /// `assigned`, `sla_breach`, …
  public var event: String
  /// The JSON that the program reads.
  public var payload: [UInt8]
  public var at: Instant
  public init(id: Int64, command: [String], event: String, payload: [UInt8], at: Instant) {
    self.id = id
    self.command = command
    self.event = event
    self.payload = payload
    self.at = at
  }
}

/// A program was run for a notification.
public struct NotificationTried: Sendable, Equatable {
  public enum Result: Sendable, Equatable {
    case delivered
    /// To be tried again at the instant.
    case retry(at: Instant, why: String)
    case givenUp(why: String)
  }
  public var id: Int64
  public var at: Instant
  public var result: Result
  public init(id: Int64, at: Instant, result: Result) {
    self.id = id
    self.at = at
    self.result = result
  }
}

/// A file of changes of owner was put into the outbox.
public struct OutboxWritten: Sendable, Equatable {
  public var name: String
  /// The log entries that it covers.
  public var first: Int64
  public var last: Int64
  public var rows: Int
  public var at: Instant
  public init(name: String, first: Int64, last: Int64, rows: Int, at: Instant) {
    self.name = name
    self.first = first
    self.last = last
    self.rows = rows
    self.at = at
  }
}
