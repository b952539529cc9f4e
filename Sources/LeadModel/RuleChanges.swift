/// What a change request asks for.
public enum ChangeRequestKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Rules as written in a file.
  case rules
  /// An earlier version under a new number.
  case rollback
  /// A remark of a review that the rules should change, without rules yet.
  case draft
}

/// Where a change request stands.
public enum ChangeRequestStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case open, published, rejected
  /// A draft that another request carries out.
  case superseded
}

/// One change request.
public struct ChangeRequestRow: Sendable, Equatable, Codable {
  public var number: Int64
  public var kind: ChangeRequestKind
  public var reason: String
  public var base: Int
  public var rollbackTo: Int?
  public var dimension: Int?
  public var escalation: Int64?
  public var draft: Int64?
  public var status: ChangeRequestStatus
  public var requestedBy: String
  public var requestedAt: Instant
  public var decidedBy: String?
  public var decidedAt: Instant?
  /// The version that it became.
  public var version: Int?
  public var note: String?
  /// SHA-256 of the rules as 64 hex digits.
  public var hash: String?
  /// Who approved so far, in order.
  public var approvals: [String]
  public init(
    number: Int64, kind: ChangeRequestKind, reason: String, base: Int, rollbackTo: Int?,
    dimension: Int?, escalation: Int64?, draft: Int64?, status: ChangeRequestStatus,
    requestedBy: String, requestedAt: Instant, decidedBy: String?, decidedAt: Instant?,
    version: Int?, note: String?, hash: String?, approvals: [String]
  ) {
    self.number = number
    self.kind = kind
    self.reason = reason
    self.base = base
    self.rollbackTo = rollbackTo
    self.dimension = dimension
    self.escalation = escalation
    self.draft = draft
    self.status = status
    self.requestedBy = requestedBy
    self.requestedAt = requestedAt
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.version = version
    self.note = note
    self.hash = hash
    self.approvals = approvals
  }
}

/// One published version of the rules.
public struct RuleVersionRow: Sendable, Equatable, Codable {
  public var version: Int
  /// 64 hex digits.
  public var hash: String
  public var author: String
  public var approvers: [String]
  public var reason: String
  public var at: Instant
  /// The change request that it came from; nil for the first.
  public var request: Int64?
  public init(
    version: Int, hash: String, author: String, approvers: [String], reason: String, at: Instant,
    request: Int64?
  ) {
    self.version = version
    self.hash = hash
    self.author = author
    self.approvers = approvers
    self.reason = reason
    self.at = at
    self.request = request
  }
}

/// A change of the roster that the council has to see.
public struct RosterChangeRow: Sendable, Equatable, Codable {
  public var id: Int64
  public var rep: RepID
  public var field: String
  public var old: String?
  public var new: String?
  public var at: Instant
  public var reviewedBy: String?
  public var reviewedAt: Instant?
  public init(
    id: Int64, rep: RepID, field: String, old: String?, new: String?, at: Instant,
    reviewedBy: String?, reviewedAt: Instant?
  ) {
    self.id = id
    self.rep = rep
    self.field = field
    self.old = old
    self.new = new
    self.at = at
    self.reviewedBy = reviewedBy
    self.reviewedAt = reviewedAt
  }
}

/// Free text that somebody wrote about a lead.
public struct NoteRow: Sendable, Equatable, Codable {
  public var kind: String
  public var text: String
  public var by: String
  public var at: Instant
  public init(kind: String, text: String, by: String, at: Instant) {
    self.kind = kind
    self.text = text
    self.by = by
    self.at = at
  }
}
