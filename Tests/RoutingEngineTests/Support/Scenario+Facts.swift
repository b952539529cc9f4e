import LeadModel
import RoutingEngine

extension Scenario {
  /// A line about the lead and what is known around it.
  func addLead(_ line: Line, _ facts: inout Facts) -> Bool {
    switch line.word {
    case "lead": addFields(line, &facts)
    case "inferred":
      for name in line.names {
        let parts = name.split(separator: ":")
        if let source = GeoSource(rawValue: String(parts[0])), let country = CountryCode(parts[1]) {
          facts.inferred.append(GeoAnswer(source: source, country: country))
        }
      }
    case "account":
      facts.account = AccountMatch(
        via: line.values["via"].flatMap { AccountMatch.Via(rawValue: $0) } ?? .domain,
        account: account(line), domainIsShared: line.has("shared"))
    case "parent": facts.account?.ancestors.append(account(line))
    case "ambiguous": facts.accountIsAmbiguous = true
    case "opportunity":
      facts.opportunities.append(
        OpportunityFact(
          id: OpportunityID(line.names[0]), owner: line.values["owner"].map { RepID($0) }))
    case "duplicate":
      facts.duplicate = DuplicateHit(
        via: line.values["via"].flatMap { DuplicateHit.Via(rawValue: $0) } ?? .email,
        target: line.names[0], owner: line.values["owner"].map { RepID($0) },
        queue: line.values["queue"].map { QueueID($0) })
    case "duplicate-owner-inactive": facts.duplicateOwnerInactive = true
    case "returning": facts.returning = true
    case "exception": facts.exceptions += exception(line).map { [$0] } ?? []
    case "away":
      facts.away.append(
        AwayFact(
          rep: RepID(line.names[0]),
          until: line.values["minutes"].flatMap { Int64($0) }.map { Self.at + $0 * Instant.minute },
          delegate: line.values["delegate"].map { RepID($0) }))
    case "exclude":
      for (rep, reason) in line.values {
        if let reason = RemovalReason(rawValue: reason.replacing(" ", with: "_")) {
          facts.excluded.append(ExcludedRep(rep: RepID(rep), reason: reason))
        }
      }
    default: return false
    }
    return true
  }

  private func addFields(_ line: Line, _ facts: inout Facts) {
    for (key, value) in line.values {
      switch key {
      case "country": facts.country = CountryCode(value)
      case "region": facts.region = RegionID(value)
      case "language": facts.language = LanguageCode(value)
      case "products": facts.products = line.list("products").map { ProductID($0) }
      case "campaign": facts.campaign = value
      case "source": facts.source = value
      case "employees": facts.employees = Int(value)
      case "enriched": facts.enrichedAt = Self.at - (Int64(value) ?? 0) * Instant.day
      case "enriched-ms": facts.enrichedAt = Self.at - (Int64(value) ?? 0)
      case "revenue": facts.revenue = Int64(value).map { $0 * 100 }
      case "segment": facts.segment = SegmentID(value)
      case "lifecycle": facts.lifecycle = value
      case "type": facts.accountType = value
      case "flags":
        facts.intakeFlags = FlagSet(
          line.list("flags").compactMap { Flag(rawValue: $0.replacing(" ", with: "_")) })
      default: break
      }
    }
  }

  private func account(_ line: Line) -> AccountFact {
    AccountFact(
      id: AccountID(line.names[0]), name: line.values["name"] ?? line.names[0],
      named: line.has("named"), owner: line.values["owner"].map { RepID($0) },
      segment: line.values["segment"], type: line.values["type"])
  }

  private func exception(_ line: Line) -> RoutingException? {
    guard let number = line.names.first.flatMap({ Int64($0) }) else { return nil }
    let rep = RepID(line.values["rep"] ?? "")
    let effect: RoutingException.Effect
    switch line.names[1] {
    case "route-to": effect = .routeTo(rep)
    case "coverage-for":
      effect = .coverageFor(
        rep,
        line.list("pairs").map { entry in
          let parts = entry.split(separator: ":").map(String.init)
          return CoverageEntry(place: parts[0], language: LanguageCode(parts[1]))
        })
    case "product-for": effect = .productFor(rep, ProductID(line.values["product"] ?? ""))
    case "segment-of": effect = .segmentOf(SegmentID(line.values["segment"] ?? ""))
    case "capacity-of": effect = .capacityOf(rep, line.values["cap"].flatMap { Int($0) } ?? 0)
    case "hours-of":
      effect = .hoursOf(rep, (try? WeeklyHours(parsing: "Mon-Fri 09:00-17:00")) ?? .never)
    default: return nil
    }
    let from = line.values["from"].flatMap { Int64($0) } ?? -1
    let to = line.values["to"].flatMap { Int64($0) } ?? 1
    return RoutingException(
      number: number, effect: effect,
      scope: RoutingException.Scope(
        account: line.values["account"].map { AccountID($0) }, domain: line.values["domain"],
        campaign: line.values["campaign"]),
      effective: Self.at + from, sunset: Self.at + to)
  }
}
