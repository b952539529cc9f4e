import LeadModel

/// How large a lead says its company is: about a fifth say nothing.
enum LeadSize {
  static func fill(_ lead: inout SampleLead, _ random: inout SplitMix64) {
    let people = headcount(&random)
    if random.percent(22) {
      lead.traits.insert(.blankCompanySize)
      lead[.employees] = random.percent(25) ? random.pick(["-", "n/a", "unknown"]) : nil
    } else {
      let (text, counted) = spelled(people, &random)
      lead[.employees] = text
      lead.headcount = counted
      if random.percent(40) {
        let days = random.percent(20) ? random.between(95, 400) : random.between(1, 80)
        let enriched = lead.submittedAt - Int64(days) * Instant.day
        lead[.enrichedAt] = "\(enriched)".replacingSuffix(".000Z", by: "Z")
      }
    }
    if random.percent(28) { revenue(&lead, people, &random) }
  }

  /// Small businesses ask most.
  private static func headcount(_ random: inout SplitMix64) -> Int {
    switch random.below(100) {
    case ..<60: random.between(2, 149)
    case ..<87: random.between(150, 999)
    default: random.between(1000, 60_000)
    }
  }

  /// As written, and the number that the text stands for.
  private static func spelled(_ people: Int, _ random: inout SplitMix64) -> (String, Int) {
    switch random.below(100) {
    case ..<55: return (String(people), people)
    case ..<85:
      let band = bands.last { $0.from <= people } ?? bands[0]
      return (band.text, band.from)
    default: return (grouped(people, by: random.pick([",", ".", " "])), people)
    }
  }

  private static func revenue(
    _ lead: inout SampleLead, _ people: Int, _ random: inout SplitMix64
  ) {
    let amount = people * random.between(60, 260) * 1000
    switch random.below(4) {
    case 0: lead[.revenue] = String(amount)
    case 1: lead[.revenue] = grouped(amount, by: ",")
    case 2: lead[.revenue] = "€\(amount / 1_000_000).\(amount / 100_000 % 10)M"
    default:
      lead[.revenue] = "\(max(1, amount / 1000))K"
      lead[.currency] = random.pick(["EUR", "EUR", "USD", "GBP"])
    }
  }

  private static func grouped(_ number: Int, by separator: String) -> String {
    var out = ""
    let digits = Array(String(number))
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += separator }
      out.append(digit)
    }
    return out
  }

  private static let bands: [(from: Int, text: String)] = [
    (1, "1-10"), (11, "11-50"), (51, "51-200"), (201, "201–500"), (501, "501 to 1,000"),
    (1001, "1,001-5,000"), (5001, "5,001-10,000"), (10_000, "10,000+"),
  ]
}
