import LeadModel

/// Facts that were recorded under some rules, as they read under others.
public enum FactsTransfer {
  /// The recorded facts with what differs between two gatherings of the same lead, one by the rules of the
  /// record and one by the others: so that nothing else that has changed since then, such as the
  /// customers, gets into it.
  public static func carry(_ recorded: Facts, from own: Facts, to other: Facts) -> Facts {
    var facts = recorded
    func take<Value: Equatable>(_ path: WritableKeyPath<Facts, Value>) {
      if own[keyPath: path] != other[keyPath: path] { facts[keyPath: path] = other[keyPath: path] }
    }
    take(\.country)
    take(\.region)
    take(\.language)
    take(\.products)
    take(\.revenue)
    take(\.segment)
    take(\.inferred)
    take(\.account)
    take(\.accountIsAmbiguous)
    take(\.opportunities)
    let (before, after) = (own.intakeFlags, other.intakeFlags)
    if before != after {
      facts.intakeFlags = FlagSet(
        Flag.allCases.filter { flag in
          before.contains(flag) == after.contains(flag)
            ? recorded.intakeFlags.contains(flag) : after.contains(flag)
        })
    }
    // A country that is given now is not asked for.
    if facts.country != nil { facts.inferred = [] }
    return facts
  }
}

/// Of a rule set what decides how a record reads as facts. Rules that are alike in it read it alike.
public struct FactsReading: Equatable, Sendable {
  private let currency: String
  private let aliases: [String: CountryCode]
  private let names: [[String]]
  private let enrichment: [[String]]

  public init(_ rules: RuleSet) {
    currency = rules.organisation.currency
    aliases = rules.countryAliases
    names =
      rules.regions.map { [$0.id.text, $0.name] + $0.aliases }
      + rules.products.map { [$0.id.text, $0.name] + $0.aliases }
      + rules.segments.map { [$0.id.text, $0.name] }
    let geo = rules.enrichment
    enrichment = [geo.geo.map(\.rawValue), geo.genericCCTLDs, geo.freeEmailDomains]
  }
}

/// Of a rule set what decides what load and week counts come to.
public struct FiguresReading: Equatable, Sendable {
  private let counts: Set<CapacityRules.Counted>
  private let releaseAfterDays: Int
  private let timezone: String

  public init(_ rules: RuleSet) {
    counts = Set(rules.capacity.counts)
    releaseAfterDays = rules.capacity.releaseAfterDays
    timezone = rules.organisation.timezone
  }
}

/// Of a rule set what decides who is on shift.
public struct ShiftsReading: Equatable, Sendable {
  private let model: CoverageModel
  private let timezone: String

  public init(_ rules: RuleSet) {
    model = rules.coverageModel
    timezone = rules.organisation.timezone
  }
}
