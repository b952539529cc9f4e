import LeadModel

/// One step of a decision as it was taken: what the trace, the sentence and the answer to "why not me"
/// are written from.
struct StepEvent: Sendable {
  var result: StepResult
  var path: StepPath = .primary
  /// How many reps went in and came out; nil for steps that do not narrow.
  var counts: (entering: Int, leaving: Int)?
  var finding: Finding

  /// What a step found, in its own terms.
  enum Finding: Sendable {
    case duplicate(DuplicateCheck.Finding)
    case enrichment(GeoEnrichment.Finding)
    case account(AccountStep.Finding)
    case namedAccount(NamedAccount.Finding)
    case openOpportunity(OpenOpportunity.Finding)
    case exception(ExceptionRoute.Finding)
    case coverage(Coverage.Finding)
    case product(ProductAlignment.Finding)
    case segment(SegmentPool.Finding)
    case capacity(Capacity.Finding)
    case coverageHours(CoverageHours.Finding)
    case fallbackQueue(Fallback.Finding)
  }

  /// The name in traces.
  var name: StepName {
    switch finding {
    case .duplicate: .duplicate
    case .enrichment: .enrichment
    case .account: .account
    case .namedAccount: .namedAccount
    case .openOpportunity: .openOpportunity
    case .exception: .exception
    case .coverage: .coverage
    case .product: .product
    case .segment: .segment
    case .capacity: .capacity
    case .coverageHours: .coverageHours
    case .fallbackQueue: .fallbackQueue
    }
  }
}

extension StepName {
  /// 1…8 for the dimensions, nil for what comes before and between them.
  var dimension: Int? {
    switch self {
    case .duplicate, .enrichment, .account, .exception: nil
    case .namedAccount: 1
    case .openOpportunity: 2
    case .coverage: 3
    case .product: 4
    case .segment: 5
    case .capacity: 6
    case .coverageHours: 7
    case .fallbackQueue: 8
    }
  }
}

/// Where a value that a decision used came from.
enum ValueOrigin: Sendable, Equatable {
  /// There is no value.
  case none
  /// The lead said so.
  case given
  /// The CRM said so.
  case crm
  /// Inferred from the named fact.
  case geo(GeoSource)
  case company, campaign, source, employees, staleEmployees, revenue
  /// The default language of the country.
  case country(CountryCode)
  /// The rule set's default.
  case standard
  /// The exception of that number.
  case exception(Int64)
}
