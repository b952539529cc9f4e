import LeadModel
import RoutingEngine

extension Scenario {
  /// A company as the lines of a case describe it.
  struct Company {
    var rules: RuleSet
    var reps: [Rep] = []
    var facts: Facts
    var standing: FixedStanding
  }

  static let at = Instant(rfc3339: "2026-03-02T09:15:00Z") ?? Instant(milliseconds: 0)

  func build() throws -> Company {
    var company = Company(
      rules: RuleSet(segments: [], defaultSegment: "smb", pools: [], queues: []),
      facts: Facts(lead: "L-1", source: "web", at: Self.at),
      standing: FixedStanding(RosterIndex([])))
    for line in lines {
      if !addRule(line, &company.rules), !addRep(line, &company), !addLead(line, &company.facts) {
        throw Unreadable(scenario: description, word: line.word)
      }
    }
    company.rules.productPriority += company.rules.products.map(\.id).filter {
      !company.rules.productPriority.contains($0)
    }
    company.standing.roster = RosterIndex(company.reps)
    return company
  }

  struct Unreadable: Error {
    var scenario: String
    var word: String
  }

  private func addRule(_ line: Line, _ rules: inout RuleSet) -> Bool {
    let name = line.names.first ?? ""
    switch line.word {
    case "region":
      rules.regions.removeAll { $0.id.text == name }
      rules.regions.append(
        Region(
          id: RegionID(name), countries: line.list("countries").compactMap { CountryCode($0) },
          mode: line.values["mode"].flatMap { Region.Mode(rawValue: $0) } ?? .live))
    case "product":
      rules.products.append(
        Product(
          id: ProductID(name), name: line.values["name"], campaigns: line.list("campaigns"),
          sources: line.list("sources")))
    case "priority": rules.productPriority = line.names.map { ProductID($0) }
    case "segment":
      rules.segments.append(
        Segment(
          id: SegmentID(name), name: line.values["name"],
          employeesFrom: line.values["employees"].flatMap { Int($0) },
          revenueFrom: line.values["revenue"].flatMap { Int64($0) }.map { $0 * 100 }))
    case "default": rules.defaultSegment = SegmentID(name)
    case "pool":
      rules.pools.append(
        Pool(
          id: PoolID(name), segments: line.list("segments").map { SegmentID($0) },
          regions: line.list("regions").map { RegionID($0) },
          accountTypes: line.list("types"), lifecycles: line.list("lifecycles"),
          onEmpty: line.has("queue") ? .queue : .relax))
    case "nopools": rules.pools = []
    case "queue":
      rules.queues.append(
        FallbackQueue(
          id: QueueID(name), name: line.values["name"],
          regions: line.list("regions").map { RegionID($0) }, manager: "boss",
          isDefault: line.has("default")))
    case "languages":
      for (country, language) in line.values {
        if let country = CountryCode(country) {
          rules.countryLanguages[country] = LanguageCode(language)
        }
      }
    case "capacity": rules.capacity.standard = Int(name) ?? 0
    case "stale": rules.enrichment.staleAfterDays = Int(name) ?? 0
    default: return false
    }
    return true
  }

  /// A rep; a second line for the same rep changes what it names.
  private func addRep(_ line: Line, _ company: inout Company) -> Bool {
    guard line.word == "rep", let name = line.names.first else {
      if line.word == "noreps" { company.reps = [] }
      return line.word == "noreps"
    }
    let id = RepID(name)
    let known = company.reps.firstIndex { $0.id == id }
    var rep = known.map { company.reps[$0] } ?? Rep(id: id, region: "EMEA", products: .every)
    for (key, value) in line.values {
      switch key {
      case "name": rep.name = value
      case "status": rep.status = value
      case "region": rep.region = value == "-" ? nil : value
      case "covers":
        rep.coverage = line.list("covers").map { entry in
          let parts = entry.split(separator: ":").map(String.init)
          return CoverageEntry(place: parts[0], language: LanguageCode(parts[1]))
        }
      case "products": rep.products = value == "*" ? .every : .listed(line.list("products"))
      case "pools": rep.pools = line.list("pools")
      case "cap": rep.capacity = Int(value)
      case "load": company.standing.loads[id, default: RepStanding()].load = Int(value) ?? 0
      case "week": company.standing.loads[id, default: RepStanding()].week = Int(value) ?? 0
      case "last":
        company.standing.loads[id, default: RepStanding()].lastAssigned =
          Self.at - (Int64(value) ?? 0) * Instant.minute
      case "off":
        company.standing.off[id] = RemovalReason(rawValue: value.replacing(" ", with: "_"))
      case "leave": company.standing.leave[id] = line.list("leave").map { RepID($0) }
      default: break
      }
    }
    if line.has("contract") { company.standing.contract.insert(id) }
    if line.has("leave") { company.standing.leave[id] = [] }
    if let opens = line.values["opens"], let at = Instant(rfc3339: opens) {
      company.standing.opening = NextOpening(
        at: at, rep: id, zone: line.values["zone"] ?? "UTC", localTime: line.values["at"] ?? "",
        localDate: LocalDate(parsing: line.values["on"] ?? "2026-03-02")
          ?? LocalDate(daysSinceEpoch: 0))
    }
    if let known { company.reps[known] = rep } else { company.reps.append(rep) }
    return true
  }
}
