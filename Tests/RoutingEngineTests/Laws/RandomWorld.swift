import LeadModel
import RoutingEngine

/// A small company with everything in it that routing can trip over, made from a seed.
struct RandomWorld {
  var rules: RuleSet
  var reps: [Rep]
  var standing: FixedStanding
  var dice: Dice

  static let countries: [CountryCode] = ["DE", "AT", "FR", "US", "CA", "JP", "NA", "AQ", "BR"]
  static let languages: [LanguageCode] = ["de", "fr", "en", "ja", "pt"]
  static let places = ["DE", "AT", "FR", "US", "JP", "EMEA", "NA", "NAM", "*", "nowhere"]
  static let at = Instant(milliseconds: 1_772_442_900_000)

  init(seed: UInt64) {
    dice = Dice(seed: seed)
    rules = Self.rules(&dice)
    reps = []
    for number in 0..<(1 + dice.roll(20)) { reps.append(Self.rep(number, &dice)) }
    standing = FixedStanding(RosterIndex(reps))
    for rep in reps {
      let last = dice.oneIn(3) ? nil : Self.at - Int64(dice.roll(4)) * 1000
      standing.loads[rep.id] = RepStanding(
        load: dice.roll(6), week: dice.roll(3), lastAssigned: last)
      if dice.oneIn(3) { standing.off[rep.id] = dice.pick([.offShift, .onLeave]) }
      if dice.oneIn(6) {
        standing.leave[rep.id] = dice.some(reps.map(\.id), oneIn: 6) + ["nobody"]
      }
      if dice.oneIn(3) { standing.contract.insert(rep.id) }
    }
    if dice.oneIn(2) { standing.hoursOn.insert("Mon-Fri 09:00-17:00") }
  }

  private static func rules(_ dice: inout Dice) -> RuleSet {
    let emea: [CountryCode] = ["DE", "AT", "FR", "NA"]
    var pools = [
      Pool(
        id: "customers", accountTypes: ["customer"], onEmpty: dice.pick([.relax, .queue])),
      Pool(id: "emea-ent", segments: ["ent"], regions: ["EMEA"]),
      Pool(id: "ent", segments: ["ent"], onEmpty: .queue),
      Pool(id: "mql", segments: ["smb"], lifecycles: ["MQL"]),
    ]
    if dice.oneIn(2) { pools.append(Pool(id: "rest", onEmpty: dice.pick([.relax, .queue]))) }
    return RuleSet(
      version: 3, countryLanguages: dice.oneIn(2) ? ["AT": "fr"] : [:],
      regions: [
        Region(id: "EMEA", countries: emea), Region(id: "NA", countries: ["US", "CA"]),
        Region(id: "APAC", countries: ["JP"]),
      ],
      products: [
        Product(id: "core", campaigns: ["Spring"], sources: ["partner"]), Product(id: "edge"),
        Product(id: "bi", campaigns: ["autumn"]),
      ], productPriority: dice.pick([["edge", "core", "bi"], ["bi"], []]),
      segments: [
        Segment(id: "ent", name: "Enterprise", employeesFrom: 1000, revenueFrom: 100_000_00),
        Segment(id: "mid", employeesFrom: 100, revenueFrom: 10_000_00),
        Segment(id: "smb", employeesFrom: 5),
      ], defaultSegment: dice.pick(["smb", "mid"]), pools: pools,
      queues: [
        FallbackQueue(id: "emea", regions: ["EMEA"], manager: "r0"),
        FallbackQueue(id: "world", regions: ["NA"], manager: "r0", isDefault: true),
        FallbackQueue(id: "late", regions: ["NA", "EMEA", "APAC"], manager: "r0"),
      ], capacity: CapacityRules(standard: 3))
  }

  private static func rep(_ number: Int, _ dice: inout Dice) -> Rep {
    let products =
      dice.oneIn(5) ? ProductScope.every : .listed(dice.some(["core", "Edge", "bi"], oneIn: 2))
    return Rep(
      id: RepID("r\(number)"), status: dice.pick(["active", "Active", "active", "inactive"]),
      region: dice.pick(["EMEA", "emea", "NA", "APAC", nil]),
      coverage: (0..<dice.roll(4)).map { _ in
        CoverageEntry(place: dice.pick(places), language: dice.pick(languages + [nil]))
      }, products: products,
      pools: dice.some(["customers", "EMEA-ent", "ent", "mql", "rest", "gone"], oneIn: 2),
      capacity: dice.pick([nil, 0, 1, 3, 5, 8]))
  }

  mutating func facts(_ number: Int) -> Facts {
    var facts = Facts(
      lead: "L-\(number)", source: dice.pick(["web", "Partner"]), at: Self.at)
    if dice.oneIn(8) { facts.intakeFlags = [.futureTime, .shortRow] }
    if !dice.oneIn(3) { facts.country = dice.pick(Self.countries) }
    if dice.oneIn(3) { facts.region = dice.pick(["EMEA", "NA", "APAC"]) }
    if !dice.oneIn(3) { facts.language = dice.pick(Self.languages) }
    facts.products = dice.some(["core", "edge", "bi"], oneIn: 3)
    facts.campaign = dice.pick([nil, "spring", "autumn", "other"])
    facts.employees = dice.pick([nil, 0, 50, 100, 5000])
    facts.enrichedAt = dice.pick([
      nil, Self.at - 90 * Instant.day, Self.at - 90 * Instant.day - 1, Self.at + 1,
    ])
    facts.revenue = dice.pick([nil, 0, 10_000_00, 99_999_99, 500_000_00])
    facts.segment = dice.pick([nil, "ent", "mid"])
    facts.lifecycle = dice.pick([nil, "mql", "SQL"])
    facts.accountType = dice.pick([nil, "Customer", "prospect"])
    if facts.country == nil, dice.oneIn(2) {
      facts.inferred = [GeoAnswer(source: .domain, country: dice.pick(Self.countries))]
      if dice.oneIn(2) {
        facts.inferred.append(GeoAnswer(source: .ip, country: dice.pick(Self.countries)))
      }
    }
    addCustomer(&facts)
    addCircumstances(&facts)
    return facts
  }

  private mutating func owner() -> RepID? { dice.oneIn(6) ? nil : RepID("r\(dice.roll(24))") }

  private mutating func account(_ id: AccountID) -> AccountFact {
    AccountFact(
      id: id, name: "Acme \"\(id)\"\n", named: dice.oneIn(3), owner: owner(), country: "DE",
      segment: dice.pick([nil, "Enterprise", "mid", "unheard of"]),
      type: dice.pick([nil, "customer", "partner"]))
  }

  private mutating func addCustomer(_ facts: inout Facts) {
    facts.accountIsAmbiguous = dice.oneIn(10)
    guard dice.oneIn(2) else { return }
    facts.account = AccountMatch(
      via: dice.pick([.id, .domain, .name]), account: account("A1"),
      ancestors: dice.oneIn(2) ? [account("P1"), account("P2")] : [],
      domainIsShared: dice.oneIn(4))
    for number in 0..<dice.roll(3) {
      facts.opportunities.append(OpportunityFact(id: OpportunityID("O\(number)"), owner: owner()))
    }
  }

  private mutating func addCircumstances(_ facts: inout Facts) {
    facts.returning = dice.oneIn(10)
    facts.duplicateOwnerInactive = dice.oneIn(12)
    if dice.oneIn(12) {
      let rep = owner()
      facts.duplicate = DuplicateHit(
        via: dice.pick([.email, .contact, .phone]), target: "L-0", number: LeadNumber(1),
        owner: rep, queue: rep == nil ? "world" : nil)
    }
    for rep in reps where dice.oneIn(12) {
      facts.excluded.append(
        ExcludedRep(
          rep: rep.id, reason: dice.pick([.alreadyOwned, .onePerPass, .aboveMedian]),
          lead: dice.oneIn(2) ? "L-9" : nil))
    }
    if dice.oneIn(6) {
      facts.drain = DrainFact(
        median: dice.roll(9),
        opening: NextOpening(
          at: Self.at + Instant.hour, rep: "r1", zone: "Asia/Tokyo", localTime: "19:15",
          localDate: LocalDate(daysSinceEpoch: 20_514)))
    }
    for rep in reps where dice.oneIn(12) {
      facts.away.append(
        AwayFact(
          rep: rep.id, until: dice.pick([nil, Self.at + 1, Self.at]),
          delegate: dice.oneIn(2) ? owner() : nil))
    }
    for number in 0..<(dice.oneIn(3) ? dice.roll(9) : 0) {
      facts.exceptions.append(exception(Int64(10 - number)))
    }
  }

  private mutating func exception(_ number: Int64) -> RoutingException {
    let rep = RepID("r\(dice.roll(dice.pick([4, 24])))")
    let hours = (try? WeeklyHours(parsing: "Mon-Fri 09:00-17:00")) ?? .never
    let effect: RoutingException.Effect = dice.pick([
      .routeTo(rep), .capacityOf(rep, dice.roll(7)), .hoursOf(rep, hours),
      .productFor(rep, dice.pick(["core", "edge", "bi"])), .segmentOf(dice.pick(["ent", "smb"])),
      .coverageFor(
        rep,
        [
          CoverageEntry(place: dice.pick(Self.places), language: dice.pick(Self.languages + [nil])),
          CoverageEntry(place: "JP", language: "ja"),
        ]),
    ])
    let scope = dice.pick([
      RoutingException.Scope(), RoutingException.Scope(account: "A1"),
      RoutingException.Scope(domain: "acme.example"), RoutingException.Scope(campaign: "spring"),
    ])
    let (from, to) = dice.pick([(0, 1), (-5, 5), (1, 9), (-9, 0)])
    return RoutingException(
      number: number, effect: effect, scope: scope, effective: Self.at + Int64(from),
      sunset: Self.at + Int64(to))
  }
}
