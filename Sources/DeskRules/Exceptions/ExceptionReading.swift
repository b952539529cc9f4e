import LeadModel
import RoutingEngine

/// Reads the terms of a request: what each kind needs is there, is spelled as the rules spell it, and can
/// ever act.
///
/// Terms that were read once come out the same, so approving asks again with what was requested.
struct ExceptionReading {
  let grounds: ExceptionGrounds

  func terms(_ given: ExceptionTerms) throws(Refusal) -> ExceptionTerms {
    var terms = given
    terms.rep = given.rep.flatMap { $0.text.trimmed.isEmpty ? nil : RepID($0.text.trimmed) }
    terms.value = Self.filled(given.value)
    try readScope(of: &terms)
    try checkRep(of: terms)
    terms.value = try value(of: terms)
    try checkNamedAccounts(terms)
    return terms
  }

  static func filled(_ text: String?) -> String? {
    text.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  // MARK: Scope

  private func readScope(of terms: inout ExceptionTerms) throws(Refusal) {
    terms.campaign = Self.filled(terms.campaign)
    terms.account = Self.filled(terms.account?.text).map { AccountID($0) }
    if let text = Self.filled(terms.domain) {
      guard let domain = RoutingException.Scope.domain(text) else {
        throw Refusal(.usage, "\"\(text)\" is no domain: write it like acme.example")
      }
      terms.domain = domain
    } else {
      terms.domain = nil
    }
    if let account = terms.account, grounds.customers.lineage(of: account).isEmpty {
      throw Refusal(
        .conflict,
        "there is no account \"\(account)\" in the CRM, so the exception could never "
          + "act: give the id as the CRM has it")
    }
    switch terms.kind {
    case .routeTo where terms.isUnlimited:
      throw Refusal(.usage, "route_to is for some leads only: give an account, domain or campaign")
    case .segmentOf where terms.account == nil && terms.domain == nil:
      throw Refusal(.usage, "segment_of says what a company counts as: give an account or domain")
    default: break
    }
  }

  /// Leads of a named account go to its owner at dimension 1, which nothing overrides.
  private func checkNamedAccounts(_ terms: ExceptionTerms) throws(Refusal) {
    if let account = terms.account, let (named, owner) = claim(on: account) {
      throw Refusal(
        .conflict,
        "leads of account \"\(account)\" go to \(owner) by dimension 1, since "
          + "\(named == account ? "it is named" : "its parent \(named) is named"), so the "
          + "exception could never act: change the owner in the CRM instead")
    }
    guard let domain = terms.domain else { return }
    let accounts = grounds.customers.accounts(under: domain)
    guard let first = accounts.first, let (_, owner) = claim(on: first),
      accounts.allSatisfy({ claim(on: $0) != nil })
    else { return }
    throw Refusal(
      .conflict,
      "leads of \"\(domain)\" belong to account \(first) and go to \(owner) by "
        + "dimension 1, so the exception could never act: change the owner in the CRM instead")
  }

  /// The named account that decides on leads of this one, with its active owner.
  private func claim(on account: AccountID) -> (named: AccountID, owner: RepID)? {
    for fact in grounds.customers.lineage(of: account) where fact.named {
      if let owner = fact.owner, grounds.rep(owner)?.isActive ?? false { return (fact.id, owner) }
    }
    return nil
  }

  // MARK: Rep

  private func checkRep(of terms: ExceptionTerms) throws(Refusal) {
    guard terms.kind != .segmentOf else {
      if let rep = terms.rep {
        throw Refusal(
          .usage, "segment_of is about a company, not about a rep: leave \"\(rep)\" out")
      }
      return
    }
    guard let id = terms.rep else {
      throw Refusal(.usage, "\(terms.kind.rawValue) is for one rep: name the rep by its id")
    }
    guard let rep = grounds.rep(id) else {
      let near = NearMiss.of(id.text, among: grounds.rules.roster.reps.map(\.id.text))
      throw Refusal(
        .conflict,
        "there is no rep \"\(id)\" in the roster, so the exception could never act: "
          + (near.map { "did you mean \"\($0)\"?" } ?? "give the id as reps.csv has it"))
    }
    guard rep.isActive else {
      throw Refusal(
        .conflict,
        "\"\(id)\" is not active (\(rep.status)), so the exception could never act: "
          + "name an active rep")
    }
  }

  // MARK: Value

  private func value(of terms: ExceptionTerms) throws(Refusal) -> String? {
    guard terms.kind != .routeTo else {
      if let value = terms.value {
        throw Refusal(
          .usage, "route_to takes nothing but the rep and a scope: leave \"\(value)\" out")
      }
      return nil
    }
    guard let value = terms.value else { throw Refusal(.usage, Self.missing(terms.kind)) }
    switch terms.kind {
    case .routeTo: return nil
    case .coverageFor: return try coverage(value, terms)
    case .productFor: return try product(value, terms)
    case .segmentOf: return try segment(value, terms)
    case .capacityOf: return try capacity(value, terms)
    case .hoursOf: return try hours(value, terms)
    }
  }

  private static func missing(_ kind: ExceptionKind) -> String {
    switch kind {
    case .routeTo: "route_to needs a rep"
    case .coverageFor: "coverage_for needs pairs, such as DE:de;AT:de"
    case .productFor: "product_for needs a product"
    case .segmentOf: "segment_of needs a segment"
    case .capacityOf: "capacity_of needs a number of leads from 0 up"
    case .hoursOf: "hours_of needs hours, such as Mon-Fri 09:00-17:30"
    }
  }

  private func coverage(_ text: String, _ terms: ExceptionTerms) throws(Refusal) -> String {
    var entries: [CoverageEntry] = []
    for item in ExceptionTerms.items(text) {
      var entry: CoverageEntry
      do throws(CoverageEntryProblem) { entry = try CoverageEntry(parsing: item) } catch {
        throw Refusal(.usage, "\"\(item)\" \(error)")
      }
      guard let place = grounds.rules.canonicalPlace(entry.place) else {
        throw Refusal(
          .usage,
          "\"\(entry.place)\" in \"\(item)\" is no region of the rules and no country: "
            + "write a region, two letters of a country, or *")
      }
      entry.place = place
      if !entries.contains(entry) { entries.append(entry) }
    }
    guard !entries.isEmpty else { throw Refusal(.usage, Self.missing(.coverageFor)) }
    if let rep = terms.rep.flatMap(grounds.rep),
      entries.allSatisfy({ new in rep.coverage.contains { grounds.rules.covers($0, new) } })
    {
      throw Refusal(
        .conflict,
        "\(rep.id) covers \"\(text)\" already by the roster, so the exception would "
          + "change nothing")
    }
    return entries.map(\.text).joined(separator: ";")
  }

  private func product(_ text: String, _ terms: ExceptionTerms) throws(Refusal) -> String {
    guard let product = grounds.rules.product(text) else {
      throw Refusal(
        .conflict,
        "there is no product \"\(text)\" in the rules, so the exception could never act: "
          + Self.choice(grounds.ruleSet.products.map(\.id.text), for: text))
    }
    if let rep = terms.rep.flatMap(grounds.rep), rep.products.holds(product, grounds.rules) {
      throw Refusal(
        .conflict,
        "\(rep.id) is aligned with \(product) already by the roster, so the exception "
          + "would change nothing")
    }
    return product.text
  }

  private func segment(_ text: String, _ terms: ExceptionTerms) throws(Refusal) -> String {
    guard let segment = grounds.rules.segment(text) else {
      throw Refusal(
        .conflict,
        "there is no segment \"\(text)\" in the rules, so the exception could never act: "
          + Self.choice(grounds.ruleSet.segments.map(\.id.text), for: text))
    }
    if let account = terms.account,
      let fact = grounds.customers.lineage(of: account).first,
      fact.segment.flatMap(grounds.rules.segment) == segment
    {
      throw Refusal(
        .conflict,
        "account \"\(account)\" is \(segment) already in the CRM, so the exception "
          + "would change nothing")
    }
    return segment.text
  }

  private func capacity(_ text: String, _ terms: ExceptionTerms) throws(Refusal) -> String {
    guard let number = Int(text), (0...1_000_000).contains(number) else {
      throw Refusal(.usage, "\"\(text)\" is no capacity: write a whole number from 0 up")
    }
    if let rep = terms.rep.flatMap(grounds.rep),
      rep.capacity ?? grounds.ruleSet.capacity.standard == number
    {
      throw Refusal(
        .conflict,
        "\(rep.id) has a capacity of \(number) already, so the exception would change "
          + "nothing")
    }
    return String(number)
  }

  private func hours(_ text: String, _ terms: ExceptionTerms) throws(Refusal) -> String {
    let hours: WeeklyHours
    do throws(WeeklyHoursProblem) { hours = try WeeklyHours(parsing: text) } catch {
      throw Refusal(.usage, "hours \"\(text)\": \(error)")
    }
    if grounds.ruleSet.coverageModel == .contract, let rep = terms.rep.flatMap(grounds.rep),
      Set(rep.hours.windows) == Set(hours.windows)
    {
      throw Refusal(
        .conflict,
        "\(rep.id) works \"\(hours.text)\" already by the roster, so the exception "
          + "would change nothing")
    }
    return hours.text
  }

  static func choice(_ names: [String], for text: String) -> String {
    names.isEmpty ? "the rules list none" : Guess.among(names, for: text)
  }
}

extension ProductScope {
  /// Whether the roster says that the rep is aligned with the product.
  fileprivate func holds(_ product: ProductID, _ rules: CompiledRules) -> Bool {
    switch self {
    case .every: true
    case .listed(let names):
      names.contains { Folding.fold($0) == Folding.fold(product.text) }
    }
  }
}
