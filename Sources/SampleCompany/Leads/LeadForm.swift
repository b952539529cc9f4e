import LeadModel

/// Fills in a form as people do: most of it, in their own words.
enum LeadForm {
  static func filled(
    _ number: Int, _ instant: Instant, _ person: Maker.Person, _ company: Maker.Company,
    _ market: Market, _ random: inout SplitMix64
  ) -> SampleLead {
    var lead = SampleLead(
      number: number, submittedAt: instant, values: [:], traits: [], market: market.code)
    lead[.firstName] = person.first
    lead[.lastName] = person.last
    lead[.company] = company.name
    lead[.email] = email(person, company, &random)
    if random.percent(65) { lead[.phone] = Maker.digits(market.phone, &random) }
    if random.percent(70) { lead[.title] = random.pick(titles) }
    if random.percent(35) { lead[.website] = website(company.domain, &random) }
    if random.percent(55) { lead[.ip] = Maker.address(in: market, &random) }
    origin(&lead, &random)
    LeadPlace.fill(&lead, market, &random)
    LeadSize.fill(&lead, &random)
    interest(&lead, market, &random)
    if random.percent(45) {
      lead[.message] = LeadMessages.text(language: market.culture.language, &random)
      lead.traits.insert(.message)
    }
    return lead
  }

  private static func email(
    _ person: Maker.Person, _ company: Maker.Company, _ random: inout SplitMix64
  ) -> String {
    let last = person.mailbox.split(separator: ".").last.map(String.init) ?? "info"
    let initial = person.mailbox.prefix(1)
    let mailbox =
      switch random.below(100) {
      case ..<70: person.mailbox
      case ..<88: String(initial) + last
      default: last
      }
    return "\(mailbox)@\(company.domain)"
  }

  private static func website(_ domain: String, _ random: inout SplitMix64) -> String {
    random.pick([
      "https://www.\(domain)", "www.\(domain)", domain, "http://\(domain)/", "https://\(domain)/en",
    ])
  }

  private static func origin(_ lead: inout SampleLead, _ random: inout SplitMix64) {
    let source = sources[random.weighted([46, 16, 12, 10, 8, 8])]
    lead[.source] = source
    if random.percent(source == "ads" ? 90 : 40) {
      lead[.campaign] = random.pick(campaigns)
    }
    lead[.lifecycle] = random.pick(["lead", "lead", "lead", "MQL", "MQL", "SQL", ""])
    if random.percent(60) { lead[.score] = String(random.between(3, 98)) }
  }

  private static func interest(
    _ lead: inout SampleLead, _ market: Market, _ random: inout SplitMix64
  ) {
    if random.percent(88) { lead[.language] = languageText(market, &random) }
    if random.percent(88) {
      var wishes = [random.pick(products)]
      if random.percent(18) { wishes.append(random.pick(products)) }
      if random.percent(5) {
        wishes = random.percent(60) ? [random.pick(unknownProducts)] : wishes + ["Legacy SCADA"]
        lead.traits.insert(.unknownProduct)
      }
      lead[.products] = wishes.joined(separator: random.pick(["; ", ";", ", "]))
    }
    if random.percent(7) {
      lead[.segment] = random.pick(["Enterprise", "mid-market", "SMB", "Small business", "Tier 1"])
    }
    if random.percent(9) { lead[.accountType] = random.pick(["customer", "prospect", "Partner"]) }
  }

  private static func languageText(_ market: Market, _ random: inout SplitMix64) -> String {
    let language = random.percent(85) ? market.culture.language : "en"
    if random.percent(40) { return "\(language)-\(market.code)" }
    let names = [
      "en": "English", "de": "German", "fr": "French", "es": "Spanish", "ja": "Japanese",
      "it": "Italian", "nl": "Dutch",
    ]
    return random.percent(30) ? names[language] ?? language : language
  }

  private static let sources = ["web", "webinar", "event", "ads", "partner-portal", "content"]
  private static let campaigns = [
    "2026-always-on-search", "rail-safety-webinar", "fleet-benchmark-report", "edge-launch",
    "innotrans-follow-up", "newsletter", "ports-summit",
  ]
  private static let products = [
    "signal", "Signal Platform", "platform", "fleet", "Fleet Analytics", "analytics", "edge",
    "Edge Gateway", "NX-40", "rail-services", "Rail Services", "services",
  ]
  private static let unknownProducts = ["Hyperloop Kit", "Ticketing", "NX-20", "Drone Watch"]
  private static let titles = [
    "Head of Operations", "CTO", "IT Manager", "Fleet Manager", "Procurement Lead",
    "Managing Director", "Maintenance Engineer", "VP Supply Chain", "Signalling Engineer",
    "Plant Manager", "Consultant", "Student", "Digital Transformation Lead", "COO",
    "Terminal Manager", "Project Manager", "Data Engineer", "Owner",
  ]
}
