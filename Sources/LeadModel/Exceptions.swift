/// What an exception does.
public enum ExceptionKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// After dimension 2: the rep gets the lead.
  case routeTo = "route_to"
  /// Dimension 3: the rep also covers the listed pairs.
  case coverageFor = "coverage_for"
  /// Dimension 4: the rep is also aligned with the product.
  case productFor = "product_for"
  /// Dimension 5: the account or domain counts as the segment.
  case segmentOf = "segment_of"
  /// Dimension 6: the rep's capacity.
  case capacityOf = "capacity_of"
  /// Dimension 7: the rep's hours.
  case hoursOf = "hours_of"

  /// The dimension at which it acts: 3 for `route_to`, which acts before coverage is asked.
  public var dimension: Int {
    switch self {
    case .routeTo, .coverageFor: 3
    case .productFor: 4
    case .segmentOf: 5
    case .capacityOf: 6
    case .hoursOf: 7
    }
  }
}

/// What an exception does to whom, as people write it.
public struct ExceptionTerms: Sendable, Equatable, Hashable, Codable {
  public var kind: ExceptionKind
  /// For every kind but `segment_of`.
  public var rep: RepID?
  /// The scope: all that are given hold for a lead.
  public var account: AccountID?
  public var domain: String?
  public var campaign: String?
  /// `coverage_for`: `DE:de;AT:de`. `product_for`: a product. `segment_of`: a segment. `capacity_of`: a
  /// number. `hours_of`: hours in the syntax of the roster. `route_to`: nil.
  public var value: String?
  public init(
    kind: ExceptionKind, rep: RepID? = nil, account: AccountID? = nil, domain: String? = nil,
    campaign: String? = nil, value: String? = nil
  ) {
    self.kind = kind
    self.rep = rep
    self.account = account
    self.domain = domain
    self.campaign = campaign
    self.value = value
  }
}

/// What a business reason points at: something that exists.
public struct ExceptionReference: Sendable, Equatable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case account, product
    /// A pair of country and language, `BR:pt`, that nobody covers.
    case coverage
  }
  public var kind: Kind
  public var id: String
  public init(kind: Kind, id: String) {
    self.kind = kind
    self.id = id
  }
}

/// What was decided about an exception. Whether it is in force is told by its dates.
public enum ExceptionStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case requested, approved, rejected, revoked
}

/// Where an exception stands at an instant.
public enum ExceptionState: String, Sendable, Hashable, Codable, CaseIterable {
  case requested, approved, active, expired, revoked, rejected
}

/// One exception.
public struct ExceptionRow: Sendable, Equatable, Codable {
  public var number: Int64
  public var terms: ExceptionTerms
  public var code: String
  public var reason: String
  public var references: [ExceptionReference]
  public var ownerRole: String
  public var effective: Instant
  public var sunset: Instant
  public var wantedSunset: Instant
  public var renews: Int64?
  public var status: ExceptionStatus
  public var requestedBy: String
  public var requestedAt: Instant
  public var decidedBy: String?
  public var decidedAt: Instant?
  public var note: String?
  /// When the council last signed a long term.
  public var signedOffAt: Instant?
  /// Who approved so far, in order.
  public var approvals: [String]
  public init(
    number: Int64, terms: ExceptionTerms, code: String, reason: String,
    references: [ExceptionReference], ownerRole: String, effective: Instant, sunset: Instant,
    wantedSunset: Instant, renews: Int64?, status: ExceptionStatus, requestedBy: String,
    requestedAt: Instant, decidedBy: String?, decidedAt: Instant?, note: String?,
    signedOffAt: Instant?, approvals: [String]
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
    self.status = status
    self.requestedBy = requestedBy
    self.requestedAt = requestedAt
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.note = note
    self.signedOffAt = signedOffAt
    self.approvals = approvals
  }

  /// Where it stands at the instant: at its sunset it has expired.
  public func state(at instant: Instant) -> ExceptionState {
    switch status {
    case .requested: .requested
    case .rejected: .rejected
    case .revoked: .revoked
    case .approved:
      instant < effective ? .approved : instant < sunset ? .active : .expired
    }
  }
}
