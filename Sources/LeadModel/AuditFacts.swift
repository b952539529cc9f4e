// What the weekly audit of assignments is made of, as the store reads it.

/// An assignment that the engine made: what an audit sample is drawn from.
public struct EngineAssignment: Sendable, Equatable {
  public var lead: LeadNumber
  /// The lead as decisions name it.
  public var publicID: String
  /// The log entry of the decision.
  public var entry: Int64
  public var at: Instant
  public init(lead: LeadNumber, publicID: String, entry: Int64, at: Instant) {
    self.lead = lead
    self.publicID = publicID
    self.entry = entry
    self.at = at
  }
}

/// An assignment as its auditor reads it.
public struct AuditedAssignment: Sendable, Equatable {
  /// What it is counted under in a breakdown.
  public var key: String?
  public var assignment: EngineAssignment
  public var source: String
  public var company: String?
  public var region: RegionID?
  /// Who has the lead now: may differ from whom the engine chose.
  public var currentOwner: RepID?
  /// Whom the engine chose, and how; nil where the record of the decision does not tell.
  public var owner: RepID?
  public var route: RouteType?
  /// The decision in plain English.
  public var sentence: String?
  public init(
    key: String? = nil, assignment: EngineAssignment, source: String, company: String? = nil,
    region: RegionID? = nil, currentOwner: RepID? = nil, owner: RepID? = nil,
    route: RouteType? = nil, sentence: String? = nil
  ) {
    self.key = key
    self.assignment = assignment
    self.source = source
    self.company = company
    self.region = region
    self.currentOwner = currentOwner
    self.owner = owner
    self.route = route
    self.sentence = sentence
  }
}

/// What an analyst found of an assignment: the latest of a lead and week.
public struct AuditJudgement: Sendable, Equatable {
  public var lead: LeadNumber
  /// The Monday of the week whose sample it is of.
  public var week: LocalDate
  public var isRight: Bool
  /// nil where the lead's person was erased.
  public var note: String?
  public var by: String
  public var at: Instant
  public init(
    lead: LeadNumber, week: LocalDate, isRight: Bool, note: String? = nil, by: String, at: Instant
  ) {
    self.lead = lead
    self.week = week
    self.isRight = isRight
    self.note = note
    self.by = by
    self.at = at
  }

  /// `right` or `wrong`.
  public var word: String { isRight ? "right" : "wrong" }
}

/// How many assignments that one part of the rules had a hand in were judged, and how many were wrong.
public struct JudgedTally: Sendable, Equatable {
  /// `pool`, `product`, `segment` or `queue`.
  public var kind: String
  public var id: String
  public var judged: Int
  public var wrong: Int
  public init(kind: String, id: String, judged: Int, wrong: Int) {
    self.kind = kind
    self.id = id
    self.judged = judged
    self.wrong = wrong
  }
}
