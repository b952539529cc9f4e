import LeadModel
import RoutingEngine

/// The leads of the work: a file of 16 columns, four weeks long, most of it in local business hours.
struct WorkLeads {
  static let header = """
    id,submitted_at,email,first_name,last_name,title,company,website,phone,country,language,products,\
    employees,source,campaign,message

    """
  static let words = """
    north wind blue river stone iron silver oak maple summit harbor delta nova terra lumen apex orbit \
    cedar falcon prism vertex cobalt ember quartz willow atlas pioneer beacon horizon granite
    """.split(separator: " ").map(String.init)
  static let endings = ["com", "io", "net", "de", "co.uk", "eu"]
  static let freeMail = ["gmail.com", "outlook.com", "yahoo.com", "proton.me"]
  private static let firstNames = """
    Anna Ben Chloé David Eva François Grace Hanna Ivan José Karin Łukasz Maria Nils Olga Pedro Quinn \
    Renée Søren Tomáš Uma Víctor Wei Xin Yuki Zoë
    """.split(separator: " ").map(String.init)
  private static let lastNames = """
    Müller Smith García Nowak Dubois Rossi Jansen Kim Tanaka Silva Ivanov O'Brien Nguyen Patel Haddad \
    Cohen Åkesson Novák Fernández Okafor Brown Martin Weber Lopez Berg Lindqvist
    """.split(separator: " ").map(String.init)
  private static let titles = ["Head of IT", "CTO", "Buyer", "VP Sales", "Analyst", "Director"]
  private static let sources = ["web-form", "webinar", "event", "partner", "referral", "chat"]
  private static let message = """
    We are evaluating vendors for a regional rollout and would like to see a demo next week
    """.split(separator: " ").map(String.init)
  /// Monday, 2026-03-16 00:00 UTC: the weeks around Europe's change to summer time.
  private static let start = Instant(milliseconds: 1_773_619_200_000)

  private let customers: WorkCustomers
  private var random: Random
  private let zones: [String: Zone]

  init(_ customers: WorkCustomers, seed: UInt64) {
    self.customers = customers
    random = Random(seed: seed &+ 1)
    zones = Dictionary(
      Market.all.map { ($0.zone, Zone($0.zone) ?? .utc) }, uniquingKeysWith: { first, _ in first })
  }

  /// So many rows in order of time, under the header: over four weeks, or within three quarters of an
  /// hour before an instant.
  mutating func file(_ count: Int, before now: Instant? = nil) -> String {
    var arrivals: [(at: Instant, market: Int)] = []
    for _ in 0..<count {
      var arrival = arrival()
      if let now { arrival.at = now - Int64(random.below(45 * 60)) * 1000 }
      arrivals.append(arrival)
    }
    arrivals.sort { ($0.at, $0.market) < ($1.at, $1.market) }
    var text = Self.header
    text.reserveCapacity(count * 330)
    for (number, arrival) in arrivals.enumerated() {
      text += row(number + 1, arrival.at, Market.all[arrival.market])
    }
    return text
  }

  /// So many rows of the week that begins at an instant, in order of time, each with its hour since 1970.
  /// Numbers go on after `first`; two in a hundred people write in a second time within the week.
  mutating func week(
    _ count: Int, from start: Instant, after first: Int
  ) -> [(hour: Int64, row: String, isRepeat: Bool)] {
    var arrivals = (0..<count).map { _ in arrival(from: start, days: 7) }
    arrivals.sort { ($0.at, $0.market) < ($1.at, $1.market) }
    var number = first
    var latest = first + 1
    return arrivals.map { arrival in
      number += 1
      let isRepeat = random.percent(2) && number > first + 1
      // The same words again, under another number.
      let saved = random
      if isRepeat { random = Random(seed: UInt64(latest)) } else { latest = number }
      if !isRepeat { random = Random(seed: UInt64(number)) }
      let text = row(latest, arrival.at, Market.all[arrival.market], id: number)
      random = saved
      return (arrival.at.milliseconds / Instant.hour, text, isRepeat)
    }
  }

  private mutating func arrival(
    from start: Instant = Self.start, days: Int = 28
  ) -> (at: Instant, market: Int) {
    let market = random.pick(Array(Market.all.enumerated()), weight: \.element.weight)
    let zone = zones[market.element.zone] ?? .utc
    while true {
      let at = start + Int64(random.below(days * 86_400)) * 1000
      let wall = zone.wall(at: at)
      let isBusy =
        wall.date.weekday < 5 && (8..<18).contains(Int(wall.millisecondsOfDay / Instant.hour))
      if isBusy || random.percent(22) { return (at, market.offset) }
    }
  }

  private mutating func row(
    _ number: Int, _ at: Instant, _ market: Market, id: Int? = nil
  ) -> String {
    let first = random.pick(Self.firstNames)
    let last = random.pick(Self.lastNames)
    let (domain, isFree) = domain(number)
    let stem = isFree ? random.pick(Self.words) : String(domain.prefix { $0 != "-" })
    let local = (first + "." + last).unicodeScalars.filter { $0.isASCII && $0 != "'" }
    let language =
      random.percent(80) ? market.languages[0] : random.pick(market.languages + ["en"])
    let scale = random.below(100)
    let employees =
      scale < 50
      ? random.within(1...99) : scale < 82 ? random.within(100...999) : random.within(1000...90_000)
    let cells = [
      "L\(1_000_000 + (id ?? number))", "\(at)", "\(String(local).lowercased())\(number)@\(domain)",
      first,
      last, random.pick(Self.titles), "\(stem.capitalized) x\(number) GmbH",
      isFree ? "" : domain,
      "+\(random.within(30...69)) \(random.within(100...999)) \(1_000_000 + number)",
      market.country, language, random.pick(Market.products), String(employees),
      random.pick(Self.sources), "fy26-q\(random.within(1...4))-\(random.pick(Self.words))", note(),
    ]
    return cells.joined(separator: ",") + "\n"
  }

  /// A named account's, another account's, a free one, or one that nobody knows.
  private mutating func domain(_ number: Int) -> (String, isFree: Bool) {
    switch random.below(100) {
    case ..<12: return (random.pick(customers.namedDomains), false)
    case ..<30: return (random.pick(customers.otherDomains), false)
    case ..<38: return (random.pick(Self.freeMail), true)
    default:
      let stem = random.pick(Self.words) + random.pick(Self.words)
      return ("\(stem)-x\(number).\(random.pick(Self.endings))", false)
    }
  }

  /// Some 120 characters; one in eight quoted, with doubled quotes and a comma.
  private mutating func note() -> String {
    let words = (0..<random.within(18...28)).map { _ in random.pick(Self.message) }
    let text = words.joined(separator: " ")
    return random.percent(12) ? "\"Re: \"\"\(text.prefix(30))\"\", \(text.dropFirst(30))\"" : text
  }
}
