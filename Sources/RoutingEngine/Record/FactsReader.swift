import LeadModel

/// Reads back what ``FactsWriter`` wrote.
enum FactsReader {
  /// Facts before anything of them is read.
  static var nothing: Facts { Facts(lead: "", source: "", at: Instant(milliseconds: 0)) }

  static func read(_ cursor: inout JSONCursor) throws -> Facts {
    var facts = nothing
    try read(&cursor, into: &facts)
    return facts
  }

  static func read(_ cursor: inout JSONCursor, into facts: inout Facts) throws {
    try cursor.object { key, cursor in
      if try !readLead(key, &facts, &cursor), try !readLookups(key, &facts, &cursor) {
        try cursor.skip()
      }
    }
  }

  private static func readLead(
    _ key: JSONCursor.Key, _ facts: inout Facts, _ cursor: inout JSONCursor
  ) throws -> Bool {
    switch key {
    case "lead": facts.lead = try cursor.string()
    case "source": facts.source = try cursor.string()
    case "at": facts.at = try cursor.instant()
    case "flags":
      facts.intakeFlags = FlagSet(
        try cursor.array { try $0.value("a flag") { Flag(rawValue: $0) } })
    case "country": facts.country = try cursor.country()
    case "region": facts.region = RegionID(try cursor.string())
    case "language": facts.language = try cursor.value("a language") { LanguageCode($0) }
    case "products": facts.products = try cursor.array { ProductID(try $0.string()) }
    case "campaign": facts.campaign = try cursor.string()
    case "employees": facts.employees = Int(try cursor.integer())
    case "enriched_at": facts.enrichedAt = try cursor.instant()
    case "revenue_cents": facts.revenue = try cursor.integer()
    case "segment": facts.segment = SegmentID(try cursor.string())
    case "lifecycle": facts.lifecycle = try cursor.string()
    case "account_type": facts.accountType = try cursor.string()
    default: return false
    }
    return true
  }

  private static func readLookups(
    _ key: JSONCursor.Key, _ facts: inout Facts, _ cursor: inout JSONCursor
  ) throws -> Bool {
    switch key {
    case "inferred": facts.inferred = try cursor.array(geoAnswer)
    case "account": facts.account = try match(&cursor)
    case "ambiguous": facts.accountIsAmbiguous = try cursor.bool()
    case "opportunities": facts.opportunities = try cursor.array(opportunity)
    case "duplicate": facts.duplicate = try duplicate(&cursor)
    case "duplicate_owner_inactive": facts.duplicateOwnerInactive = try cursor.bool()
    case "returning": facts.returning = try cursor.bool()
    case "exceptions": facts.exceptions = try cursor.array { try ExceptionReader.read(&$0) }
    case "away": facts.away = try cursor.array(away)
    case "excluded": facts.excluded = try cursor.array(excluded)
    case "drain": facts.drain = try drain(&cursor)
    default: return false
    }
    return true
  }

  private static func geoAnswer(_ cursor: inout JSONCursor) throws -> GeoAnswer {
    var answer = GeoAnswer(source: .domain, country: "ZZ")
    try cursor.object { key, cursor in
      switch key {
      case "by": answer.source = try cursor.value("a source") { GeoSource(rawValue: $0) }
      case "country": answer.country = try cursor.country()
      default: try cursor.skip()
      }
    }
    return answer
  }

  private static func match(_ cursor: inout JSONCursor) throws -> AccountMatch {
    var via = AccountMatch.Via.id
    var isShared = false
    var chain: [AccountFact] = []
    let start = cursor.at
    try cursor.object { key, cursor in
      switch key {
      case "via": via = try cursor.value("a way of matching") { AccountMatch.Via(rawValue: $0) }
      case "shared": isShared = try cursor.bool()
      case "chain": chain = try cursor.array(account)
      default: try cursor.skip()
      }
    }
    guard let first = chain.first else {
      throw JSONCursor.Problem(offset: start, expected: "an account")
    }
    return AccountMatch(
      via: via, account: first, ancestors: Array(chain.dropFirst()), domainIsShared: isShared)
  }

  private static func account(_ cursor: inout JSONCursor) throws -> AccountFact {
    var account = AccountFact(id: "", name: "", named: false)
    try cursor.object { key, cursor in
      switch key {
      case "id": account.id = AccountID(try cursor.string())
      case "name": account.name = try cursor.string()
      case "named": account.named = try cursor.bool()
      case "owner": account.owner = RepID(try cursor.string())
      case "country": account.country = try cursor.country()
      case "segment": account.segment = try cursor.string()
      case "type": account.type = try cursor.string()
      default: try cursor.skip()
      }
    }
    return account
  }

  private static func opportunity(_ cursor: inout JSONCursor) throws -> OpportunityFact {
    var opportunity = OpportunityFact(id: "", owner: nil)
    try cursor.object { key, cursor in
      switch key {
      case "id": opportunity.id = OpportunityID(try cursor.string())
      case "owner": opportunity.owner = RepID(try cursor.string())
      default: try cursor.skip()
      }
    }
    return opportunity
  }

  private static func duplicate(_ cursor: inout JSONCursor) throws -> DuplicateHit {
    var hit = DuplicateHit(via: .email, target: "")
    try cursor.object { key, cursor in
      switch key {
      case "via": hit.via = try cursor.value("a key") { DuplicateHit.Via(rawValue: $0) }
      case "target": hit.target = try cursor.string()
      case "number": hit.number = LeadNumber(try cursor.integer())
      case "owner": hit.owner = RepID(try cursor.string())
      case "queue": hit.queue = QueueID(try cursor.string())
      default: try cursor.skip()
      }
    }
    return hit
  }

  private static func away(_ cursor: inout JSONCursor) throws -> AwayFact {
    var away = AwayFact(rep: "")
    try cursor.object { key, cursor in
      switch key {
      case "rep": away.rep = RepID(try cursor.string())
      case "until": away.until = try cursor.instant()
      case "delegate": away.delegate = RepID(try cursor.string())
      default: try cursor.skip()
      }
    }
    return away
  }

  private static func excluded(_ cursor: inout JSONCursor) throws -> ExcludedRep {
    var excluded = ExcludedRep(rep: "", reason: .onePerPass)
    try cursor.object { key, cursor in
      switch key {
      case "rep": excluded.rep = RepID(try cursor.string())
      case "why":
        excluded.reason = try cursor.value("a reason") { RemovalReason(rawValue: $0) }
      case "lead": excluded.lead = try cursor.string()
      default: try cursor.skip()
      }
    }
    return excluded
  }

  private static func drain(_ cursor: inout JSONCursor) throws -> DrainFact {
    var median = 0
    var opening = NextOpening.none
    try cursor.object { key, cursor in
      switch key {
      case "median": median = Int(try cursor.integer())
      case "next_opening": opening = try NextOpening(&cursor)
      default: try cursor.skip()
      }
    }
    return DrainFact(median: median, opening: opening)
  }
}

/// Reads back an exception of the facts.
enum ExceptionReader {
  private struct Parts {
    var kind = ""
    var rep = ""
    var pairs: [CoverageEntry] = []
    var product = ""
    var capacity = 0
    var hours = WeeklyHours.never
  }

  static func read(_ cursor: inout JSONCursor) throws -> RoutingException {
    var parts = Parts()
    let start = cursor.at
    let zero = Instant(milliseconds: 0)
    var exception = RoutingException(
      number: 0, effect: .routeTo(""), effective: zero, sunset: zero)
    try cursor.object { key, cursor in
      switch key {
      case "number": exception.number = try cursor.integer()
      case "account": exception.scope.account = AccountID(try cursor.string())
      case "domain": exception.scope.domain = try cursor.string()
      case "campaign": exception.scope.campaign = try cursor.string()
      case "effective": exception.effective = try cursor.instant()
      case "sunset": exception.sunset = try cursor.instant()
      default: try readEffect(key, &parts, &cursor)
      }
    }
    guard let effect = effect(parts) else {
      throw JSONCursor.Problem(offset: start, expected: "an exception")
    }
    exception.effect = effect
    return exception
  }

  private static func readEffect(
    _ key: JSONCursor.Key, _ parts: inout Parts, _ cursor: inout JSONCursor
  ) throws {
    switch key {
    case "pairs": parts.pairs = try cursor.array { try $0.value("PLACE:LANG", pair) }
    case "product": parts.product = try cursor.string()
    case "capacity": parts.capacity = Int(try cursor.integer())
    case "hours":
      parts.hours = try cursor.value("hours") { try? WeeklyHours(parsing: $0) }
    default:
      parts.kind = key.text
      parts.rep = try cursor.string()
    }
  }

  private static func pair(_ text: String) -> CoverageEntry? {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let language = text[text.index(after: colon)...]
    if language == "*" { return CoverageEntry(place: String(text[..<colon]), language: nil) }
    return LanguageCode(language).map {
      CoverageEntry(place: String(text[..<colon]), language: $0)
    }
  }

  private static func effect(_ parts: Parts) -> RoutingException.Effect? {
    switch parts.kind {
    case "route_to": .routeTo(RepID(parts.rep))
    case "coverage_for": .coverageFor(RepID(parts.rep), parts.pairs)
    case "product_for": .productFor(RepID(parts.rep), ProductID(parts.product))
    case "segment_of": .segmentOf(SegmentID(parts.rep))
    case "capacity_of": .capacityOf(RepID(parts.rep), parts.capacity)
    case "hours_of": .hoursOf(RepID(parts.rep), parts.hours)
    default: nil
    }
  }
}
