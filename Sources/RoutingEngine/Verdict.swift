import LeadModel

/// What was decided of a lead: the answer without its trace.
public struct Verdict: Sendable, Equatable {
  /// What became of the lead.
  public var outcome = Outcome.queued
  /// Who gets the lead, or has the one that it repeats.
  public var owner: RepID?
  /// Where the lead waits; nil when it has an owner.
  public var queue: QueueID?
  /// The earlier lead, or `contact:ID`.
  public var duplicateOf: String?
  /// The way by which it was decided.
  public var route = RouteType.fallback
  /// The dimension that decided, 1…8; nil for duplicates.
  public var dimension: Int?
  /// Why the lead waits.
  public var reason: QueueReason?
  /// Remarks of intake and of the decision.
  public var flags: FlagSet
  /// Whether it was decided on a secondary path.
  public var isContingent: Bool

  // The routing facts as the decision came to see them; nil for those it never asked about.

  /// Given or inferred.
  public var country: CountryCode?
  /// Given, or the default of the country.
  public var language: LanguageCode?
  /// That of the country, else the given one.
  public var region: RegionID?
  /// The matched account.
  public var account: AccountID?
  /// From dimension 5 on.
  public var segment: SegmentID?
  /// From dimension 4 on.
  public var product: ProductID?

  /// When the first of the reps in rank comes on shift, for leads that wait for that.
  public var nextOpening: Instant?
  /// Whom a manager would choose for a waiting lead: the first in rank, ignoring hours, then capacity.
  public var suggested: RepID?

  // Borrowed: an initialiser else owns what it is given, which would copy both for every decision.
  init(_ facts: borrowing Facts, _ rules: borrowing RuleTables, _ run: borrowing Deliberation) {
    flags = run.flags
    isContingent = run.isContingent
    country = run.country
    language = run.language
    region = run.region.map { rules.ruleSet.regions[$0].id }
    account = run.accountOrigin == .none ? nil : facts.account?.account.id
    segment = run.segment.map { rules.ruleSet.segments[$0].id }
    product = run.product.map { rules.ruleSet.products[$0].id }
  }
}

extension Deliberation {
  /// The first in rank whatever the hours; if nobody had room, whatever the load.
  var firstIgnoringHours: Int? {
    var best: Candidate?
    for candidate in candidates where best.map({ candidate.precedes($0) }) ?? true {
      best = candidate
    }
    if best == nil {
      for removal in full where removal.reason == .atCapacity {
        if best.map({ removal.candidate.precedes($0) }) ?? true { best = removal.candidate }
      }
    }
    return best.map { Int($0.rep) }
  }
}
