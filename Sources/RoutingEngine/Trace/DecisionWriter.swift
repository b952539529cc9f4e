import LeadModel

extension RoutingEngine {
  /// Decides, and appends the decision with its trace as one JSON object to the bytes.
  ///
  /// Keys stand in a fixed order and absent values are `null`; inside a step stand only those that apply.
  public mutating func decide(
    _ facts: Facts, standing: inout some StandingSource,
    regionModes: RegionModes = .respected, json: inout [UInt8]
  ) -> Verdict {
    let verdict = decide(facts, standing: &standing, regionModes: regionModes)
    let writer = freshWriter()
    DecisionWriter.write(verdict, facts, tables, run, to: writer)
    writer.append(to: &json)
    return verdict
  }
}

extension RoutingEngine {
  /// The sentence of the decision that was taken last, as its JSON has it: for those of which only the
  /// sentence is wanted.
  public mutating func sentence(of verdict: Verdict, _ facts: Facts) -> String {
    let writer = freshWriter()
    Sentence.write(verdict, facts, tables, run, to: writer)
    var bytes = [UInt8(ascii: "\"")]
    writer.append(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    return bytes.withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      return (try? cursor.string()) ?? ""
    }
  }
}

/// Writes a decision as JSON.
enum DecisionWriter {
  static func write(
    _ verdict: Verdict, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#"{"lead":"#)
    out.string(facts.lead)
    out.raw(#","source":"#)
    out.string(facts.source)
    out.raw(#","at":"#)
    out.instant(facts.at)
    writeVerdict(verdict, rules, run, to: out)
    out.raw(",")
    out.raw(rules.fragments.versions)
    out.raw(#","lead_fields":{"country":{"value":"#)
    writeLeadFields(facts, rules, run, to: out)
    out.raw(#"},"steps":["#)
    for index in run.steps.indices {
      if index > 0 { out.raw(",") }
      StepWriter.write(run.steps[index], facts, rules, run, to: out)
    }
    out.raw(#"],"sentence":""#)
    Sentence.write(verdict, facts, rules, run, to: out)
    out.raw(#""}"#)
  }

  private static func writeVerdict(
    _ verdict: Verdict, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    out.raw(#","outcome":"#)
    out.string(verdict.outcome.rawValue)
    out.raw(#","owner":"#)
    if let receiver = run.receiver {
      out.quoted(rules.fragments.repIDs[receiver])
    } else {
      out.string(verdict.owner?.text)
    }
    out.raw(#","queue":"#)
    if let queue = run.queue {
      out.quoted(rules.fragments.queues[queue])
    } else {
      out.string(verdict.queue?.text)
    }
    out.raw(#","duplicate_of":"#)
    out.string(verdict.duplicateOf)
    out.raw(#","route":"#)
    out.string(verdict.route.rawValue)
    out.raw(#","dimension":"#)
    if let dimension = verdict.dimension { out.integer(dimension) } else { out.raw("null") }
    out.raw(#","reason":"#)
    out.string(verdict.reason?.rawValue)
    out.raw(verdict.isContingent ? #","contingent":true"# : #","contingent":false"#)
    out.raw(#","flags":["#)
    writeFlags(verdict.flags, to: out)
    out.raw("]")
  }

  private static let flagTexts = Flag.allCases.map(\.rawValue)

  private static func writeFlags(_ flags: FlagSet, to out: ByteWriter) {
    var rest = flags.bits
    while rest != 0 {
      if rest != flags.bits { out.raw(",") }
      out.string(flagTexts[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
  }

  /// From the value of the country on.
  private static func writeLeadFields(
    _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    let fragments = rules.fragments
    out.code(run.country)
    writeOrigin(run.countryOrigin, to: out)
    out.raw(#","language":{"value":"#)
    out.code(run.language)
    writeOrigin(run.languageOrigin, to: out)
    out.raw(#","region":{"value":"#)
    out.quoted(run.region.map { fragments.regions[$0] })
    writeOrigin(run.regionOrigin, to: out)
    out.raw(#","account":{"value":"#)
    out.string(run.accountOrigin == .none ? nil : facts.account?.account.id.text)
    writeOrigin(run.accountOrigin, to: out)
    out.raw(#","segment":{"value":"#)
    out.quoted(run.segment.map { fragments.segments[$0] })
    writeOrigin(run.segmentOrigin, to: out)
    out.raw(#","product":{"value":"#)
    out.quoted(run.product.map { fragments.products[$0] })
    writeOrigin(run.productOrigin, to: out)
  }

  private static func writeOrigin(_ origin: ValueOrigin, to out: ByteWriter) {
    out.raw(#","from":"#)
    switch origin {
    case .none: out.raw("null}")
    case .given: out.raw(#""given"}"#)
    case .crm: out.raw(#""crm"}"#)
    case .geo(.domain): out.raw(#""inferred:domain"}"#)
    case .geo(.ip): out.raw(#""inferred:ip"}"#)
    case .geo(.phone): out.raw(#""inferred:phone"}"#)
    case .geo(.account): out.raw(#""inferred:account"}"#)
    case .company: out.raw(#""inferred:company"}"#)
    case .campaign: out.raw(#""inferred:campaign"}"#)
    case .source: out.raw(#""inferred:source"}"#)
    case .employees: out.raw(#""inferred:employees"}"#)
    case .staleEmployees: out.raw(#""inferred:stale_employees"}"#)
    case .revenue: out.raw(#""inferred:revenue"}"#)
    case .standard: out.raw(#""default"}"#)
    case .country(let country):
      out.raw(#""default:"#)
      out.letters(country.packed)
      out.raw(#""}"#)
    case .exception(let number):
      out.raw(#""exception:"#)
      out.integer(number)
      out.raw(#""}"#)
    }
  }
}
