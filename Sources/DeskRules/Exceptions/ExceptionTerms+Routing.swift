import LeadModel
import RoutingEngine

// What terms mean to routing.
extension ExceptionTerms {
  /// The effect at its dimension; nil where the terms cannot be read, which no request gets past.
  public var effect: RoutingException.Effect? {
    switch kind {
    case .routeTo: rep.map { .routeTo($0) }
    case .coverageFor:
      rep.flatMap { rep in coverage.map { .coverageFor(rep, $0) } }
    case .productFor: rep.flatMap { rep in value.map { .productFor(rep, ProductID($0)) } }
    case .segmentOf: value.map { .segmentOf(SegmentID($0)) }
    case .capacityOf:
      rep.flatMap { rep in value.flatMap { Int($0) }.map { .capacityOf(rep, $0) } }
    case .hoursOf: rep.flatMap { rep in hours.map { .hoursOf(rep, $0) } }
    }
  }

  /// The pairs of a `coverage_for`.
  var coverage: [CoverageEntry]? {
    value.flatMap { text in
      try? Self.items(text).map { item throws(CoverageEntryProblem) in
        try CoverageEntry(parsing: item)
      }
    }
  }

  /// The hours of an `hours_of`.
  var hours: WeeklyHours? { value.flatMap { try? WeeklyHours(parsing: $0) } }

  /// The items of a list as rosters write it: separated by `;`, empty ones dropped.
  static func items(_ text: String) -> [String] {
    text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// Whether any lead may be meant.
  var isUnlimited: Bool { account == nil && domain == nil && campaign == nil }
}

extension RoutingException {
  /// An exception as routing goes by it; nil where its terms cannot be read.
  public init?(_ row: ExceptionRow) {
    guard let effect = row.terms.effect else { return nil }
    self.init(
      number: row.number, effect: effect,
      scope: Scope(
        account: row.terms.account, domain: row.terms.domain, campaign: row.terms.campaign),
      effective: row.effective, sunset: row.sunset)
  }
}
