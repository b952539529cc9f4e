import LeadModel
import RoutingEngine

/// Rules and roster together.
extension RuleLinter {
  mutating func check(_ roster: Roster) {
    let names = RosterNames(rules)
    let active = roster.reps.filter(\.isActive)
    checkManagers(roster.reps)
    checkMembers(active)
    checkAlignment(active)
    checkCoverage(active, names)
    for rep in active { check(rep, among: roster.reps, names) }
  }

  private mutating func checkManagers(_ reps: [Rep]) {
    for queue in rules.queues {
      check(queue.manager, as: "manager", of: queue, origin(.manager(queue.id)), reps)
      if let deputy = queue.deputy {
        check(deputy, as: "deputy", of: queue, origin(.deputy(queue.id)), reps)
      }
    }
  }

  private mutating func check(
    _ rep: RepID, as role: String, of queue: FallbackQueue, _ origin: Origin?, _ reps: [Rep]
  ) {
    let subject = "queue \(queue.id.text.quoted): its \(role) \(rep.text.quoted)"
    guard let found = reps.first(where: { $0.id == rep }) else {
      let hint = NearMiss.hint(rep.text, among: reps.map(\.id.text))
      findings.error(.unknownRep, origin, "\(subject) is not in the roster\(hint)")
      return
    }
    if !found.isActive {
      findings.warn(.inactiveRep, origin, "\(subject) is \(found.status.quoted), not active")
    }
  }

  private mutating func checkMembers(_ active: [Rep]) {
    let members = Set(active.flatMap { $0.pools.map(Folding.fold) })
    for pool in rules.pools where !members.contains(Folding.fold(pool.id.text)) {
      let effect =
        pool.onEmpty == .queue ? "its leads wait in a queue" : "its leads go to anybody"
      findings.warn(
        .emptyPool, origin(.pool(pool.id)),
        "nobody active is in pool \(pool.id.text.quoted); \(effect); name it in the pools of a rep")
    }
  }

  private mutating func checkAlignment(_ active: [Rep]) {
    for product in rules.products {
      let isAligned = active.contains { rep in
        switch rep.products {
        case .every: true
        case .listed(let ids): ids.contains { Folding.fold($0) == Folding.fold(product.id.text) }
        }
      }
      if !isAligned {
        findings.warn(
          .uncoveredProduct, origin(.product(product.id)),
          "nobody active is aligned with product \(product.id.text.quoted); "
            + "name it in the products of a rep")
      }
    }
  }

  /// One finding a region, because most desks do not sell everywhere.
  private mutating func checkCoverage(_ active: [Rep], _ names: RosterNames) {
    var covered: Set<CountryCode> = []
    for entry in active.flatMap(\.coverage) {
      switch names.place(entry.place) {
      case .everywhere: return
      case .region(let region): covered.formUnion(region.countries)
      case .country(let code): covered.insert(code)
      case nil: continue
      }
    }
    for region in rules.regions {
      let open = region.countries.filter { !covered.contains($0) }
      guard !open.isEmpty else { continue }
      let shown = open.prefix(12).map(\.description).joined(separator: " ")
      let more = open.count > 12 ? " and \(open.count - 12) more" : ""
      findings.warn(
        .uncoveredCountries, origin(.region(region.id)),
        "nobody active covers \(plural(open.count, "country", "countries")) of region "
          + "\(region.id.text.quoted): \(shown)\(more)")
    }
  }

  private mutating func check(_ rep: Rep, among reps: [Rep], _ names: RosterNames) {
    let origin = Origin(file: "reps.csv")
    let subject = "rep \(rep.id.text.quoted)"
    if rep.pools.isEmpty, !rules.pools.isEmpty {
      findings.warn(.repInNoPool, origin, "\(subject) is in no pool; name pools, or leave it so")
    }
    if rep.hours.isEmpty {
      findings.warn(.repWithoutHours, origin, "\(subject) has no hours and is never on shift")
    }
    for pool in rep.pools where !names.pools.contains(Folding.fold(pool)) {
      unknown("pool", pool, subject, origin, among: rules.pools.map(\.id.text))
    }
    if case .listed(let products) = rep.products {
      for product in products where !names.products.contains(Folding.fold(product)) {
        unknown("product", product, subject, origin, among: rules.products.map(\.id.text))
      }
    }
    if let region = rep.region, names.regions[Folding.fold(region)] == nil {
      unknown("region", region, subject, origin, among: rules.regions.map(\.id.text))
    }
    for entry in rep.coverage where names.place(entry.place) == nil {
      unknown(
        "region or country", entry.place, subject, origin, among: rules.regions.map(\.id.text))
    }
    if let manager = rep.manager, !reps.contains(where: { $0.id == manager }) {
      unknown("rep", manager.text, subject, origin, among: reps.map(\.id.text))
    }
  }

  private mutating func unknown(
    _ kind: String, _ name: String, _ subject: String, _ origin: Origin, among known: [String]
  ) {
    let hint = NearMiss.hint(name, among: known)
    findings.error(.unknownName, origin, "\(subject) names no \(kind) \(name.quoted)\(hint)")
  }
}

/// What the names in a roster may mean.
struct RosterNames {
  enum Place {
    case everywhere
    case region(Region)
    case country(CountryCode)
  }

  let pools: Set<String>
  let products: Set<String>
  let regions: [String: Region]

  init(_ rules: RuleSet) {
    pools = Set(rules.pools.map { Folding.fold($0.id.text) })
    products = Set(rules.products.map { Folding.fold($0.id.text) })
    regions = Dictionary(
      rules.regions.map { (Folding.fold($0.id.text), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// `*`, else a region, else a country.
  func place(_ text: String) -> Place? {
    if text == "*" { return .everywhere }
    if let region = regions[Folding.fold(text)] { return .region(region) }
    return CountryTable.shipped.code(alpha2Or3: text).map(Place.country)
  }
}
