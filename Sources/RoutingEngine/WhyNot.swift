import LeadModel

/// Why a rep did not get a lead: the first step at which the rep left, with the values compared, and what
/// would have to differ.
public struct WhyNot: Sendable, Equatable {
  /// A named value, in the order in which it is told.
  public struct Item: Sendable, Equatable {
    /// What it is, as in traces: `coverage`, `load` …
    public var name: String
    /// nil for what there is not.
    public var value: String?
    init(_ name: String, _ value: String?) {
      self.name = name
      self.value = value
    }
  }

  /// As decisions name it.
  public var lead: String
  /// Who was asked about.
  public var rep: RepID
  /// nil for a rep who has the lead.
  public var step: StepName?
  /// In plain English.
  public var why: String
  /// What was compared.
  public var values: [Item]
  /// What would have to differ for the rep to go on from that step, or to be chosen at the last.
  public var needed: [Item]

  /// For people at a terminal: the reason, then each value on a line of its own. Control characters in
  /// values are shown as `·`.
  public var text: String {
    let width = (values + needed).map(\.name.count).max() ?? 0
    func lines(_ items: [Item], _ heading: String) -> [String] {
      items.enumerated().map { place, item in
        let label = (place == 0 ? heading : "").padded(to: 8)
        return "\(label)\(item.name.padded(to: width))  \(DecisionText.clean(item.value ?? "–"))"
      }
    }
    let place = step.map { "at \($0.rawValue): " } ?? ""
    return ([place + DecisionText.clean(why)] + lines(values, "values") + lines(needed, "needed"))
      .joined(separator: "\n")
  }

  /// `{"lead","rep","step","why","values","needed"}`, the last two as objects.
  public var json: [UInt8] {
    let out = ByteWriter()
    out.raw(#"{"lead":"#)
    out.string(lead)
    out.raw(#","rep":"#)
    out.string(rep.text)
    out.raw(#","step":"#)
    out.string(step?.rawValue)
    out.raw(#","why":"#)
    out.string(why)
    for (key, items): (StaticString, _) in [(#","values":{"#, values), (#","needed":{"#, needed)] {
      out.raw(key)
      for (index, item) in items.enumerated() {
        if index > 0 { out.raw(",") }
        out.string(item.name)
        out.raw(":")
        out.string(item.value)
      }
      out.raw("}")
    }
    out.raw("}")
    return out.bytes
  }
}

extension RoutingEngine {
  /// Decides the lead again and tells why the rep did not get it; nil for a rep whom the roster does not
  /// know.
  public mutating func whyNot(
    _ rep: RepID, _ facts: Facts, standing: inout some StandingSource,
    regionModes: RegionModes = .respected
  ) -> WhyNot? {
    guard let index = rules.roster.index(of: rep) else { return nil }
    run.watched = index
    let verdict = decide(facts, standing: &standing, regionModes: regionModes)
    run.watched = nil
    let asker = WhyNotWriter(rep: index, verdict: verdict, facts: facts, rules: tables, run: run)
    return asker.answer()
  }
}

/// Finds the step and puts the answer into words.
struct WhyNotWriter {
  let rep: Int
  let verdict: Verdict
  let facts: Facts
  let rules: RuleTables
  let run: Deliberation

  var person: Rep { rules.roster[rep] }

  func answer() -> WhyNot {
    if verdict.outcome == .duplicate { return ofDuplicate() }
    if run.receiver == rep { return tell(nil, "\(person.name) has this lead", [], []) }
    if verdict.reason == .regionOff { return ofRegionOff() }
    if run.counts(at: .coverage) == nil { return ofOwnership() }
    if !person.isActive {
      return tell(
        .coverage, "\(person.name) does not take part in routing", [("status", person.status)],
        [("status", "active")])
    }
    if let removal = run.offShift.first(where: { Int($0.candidate.rep) == rep }) {
      return ofHours(removal)
    }
    if let candidate = run.candidates.first(where: { Int($0.rep) == rep }) {
      return ofRank(candidate)
    }
    if let removal = run.full.first(where: { Int($0.candidate.rep) == rep }) {
      return ofCapacity(removal)
    }
    switch run.watchedLeft {
    case .product: return ofProduct()
    case .segment: return ofSegment()
    default: return ofCoverage()
    }
  }

  func tell(
    _ step: StepName?, _ why: String, _ values: [(String, String?)], _ needed: [(String, String?)]
  ) -> WhyNot {
    WhyNot(
      lead: facts.lead, rep: person.id, step: step, why: why,
      values: values.map { WhyNot.Item($0, $1) }, needed: needed.map { WhyNot.Item($0, $1) })
  }

  private func ofDuplicate() -> WhyNot {
    let target = facts.duplicate?.target ?? ""
    if let owner = verdict.owner, owner == person.id {
      return tell(nil, "\(person.name) has the lead that this one repeats, \(target)", [], [])
    }
    return tell(
      .duplicate, "it repeats \(target) and stays with it; nobody else is considered",
      [
        ("duplicate_of", target), ("owner", verdict.owner?.text), ("queue", verdict.queue?.text),
      ], [("duplicate_of", nil)])
  }

  private func ofRegionOff() -> WhyNot {
    let region = verdict.region?.text
    return tell(
      .fallbackQueue, "routing is off in \(region ?? "")", [("region", region), ("mode", "off")],
      [("mode", "live")])
  }

  /// Decided by dimension 1 or 2, or by an exception.
  private func ofOwnership() -> WhyNot {
    let receiver = run.receiver.map { rules.roster[$0].name } ?? ""
    let step = run.steps.last?.name
    if run.delegator == rep {
      return tell(
        step, "\(person.name) is away and \(receiver) stands in",
        [("delegate", verdict.owner?.text)], [("delegate", nil)])
    }
    switch run.steps.last?.finding {
    case .namedAccount(.owner(let level, let owner)):
      let account = NamedAccount.account(level, facts)
      return tell(
        step, "\(account?.name ?? "") is a named account of \(rules.roster[owner].name)",
        [("account", account?.id.text), ("owner", account?.owner?.text)] + status,
        [("owner", person.id.text)])
    case .openOpportunity(.owner(let index, let owner)):
      let opportunity = facts.opportunities[index]
      return tell(
        step,
        "opportunity \(opportunity.id) is open and owned by \(rules.roster[owner].name)",
        [("opportunity", opportunity.id.text), ("owner", opportunity.owner?.text)] + status,
        [("owner", person.id.text)])
    case .exception(let finding):
      return tell(
        step, "exception \(finding.number) routes this lead to \(receiver)",
        [("exception", String(finding.number)), ("route_to", verdict.owner?.text)],
        [("route_to", person.id.text)])
    default: return tell(step, "the lead was decided before any rep was considered", [], [])
    }
  }

  /// Worth telling only where it stands in the way.
  private var status: [(String, String?)] {
    person.isActive ? [] : [("status", person.status)]
  }

  private func ofCoverage() -> WhyNot {
    let entries = person.coverage.map { "\($0.place):\($0.language?.description ?? "*")" }
      .joined(separator: ";")
    guard let country = run.country else {
      guard let region = verdict.region else {
        return tell(
          .coverage, "neither country nor region of the lead is known",
          [("country", nil), ("region", nil)], [("country", "known, or the region")])
      }
      return tell(
        .coverage,
        "\(person.name) is not at home in \(region)"
          + (run.language.map { " or has no entry in \($0)" } ?? ""),
        [
          ("region", region.text), ("language", run.language?.description),
          ("rep_region", person.region), ("coverage", entries),
        ], [("rep_region", region.text), ("coverage", run.language.map { "any entry in \($0)" })])
    }
    let pair = "\(country):\(run.language?.description ?? "*")"
    return tell(
      .coverage,
      "\(person.name) does not cover \(country)"
        + (run.language.map { " in \($0)" } ?? ""),
      [
        ("country", country.description), ("language", run.language?.description),
        ("coverage", entries),
      ], [("coverage", pair)])
  }

  private func ofProduct() -> WhyNot {
    let product = verdict.product?.text
    let own =
      switch person.products {
      case .every: "*"
      case .listed(let names): names.joined(separator: ";")
      }
    return tell(
      .product, "\(person.name) is not aligned with \(product ?? "")",
      [("product", product), ("products", own)], [("products", product)])
  }

  private func ofSegment() -> WhyNot {
    let pool: String? =
      switch run.finding(at: .segment) {
      case .segment(.members(let index)), .segment(.emptyQueues(let index)):
        rules.ruleSet.pools[index].id.text
      default: nil
      }
    return tell(
      .segment, "\(person.name) is not in the pool \(pool ?? "")",
      [
        ("segment", verdict.segment?.text), ("pool", pool),
        ("pools", person.pools.joined(separator: ";")),
      ], [("pools", pool)])
  }
}
