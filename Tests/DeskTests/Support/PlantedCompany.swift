import LeadModel
import RoutingEngine

@testable import SampleCompany

/// What is wrong with a company on purpose.
struct Plants {
  /// Hours of Wednesdays in which nobody of EMEA is seen though the contract says so.
  var gap: Range<Int>?
  /// Whether `list-import` brings numbers of employees that were looked up long ago.
  var hasStaleSource = false
  /// Whether half of the leads of Spain say no language.
  var hasThinMarket = false
  /// Whether `web-form` brings no phones in the last week any more.
  var hasStoppedSource = false

  static let none = Plants()
  static let all = Plants(
    gap: 17..<19, hasStaleSource: true, hasThinMarket: true, hasStoppedSource: true)
}

/// Six weeks of a company of three regions, through whose first days American clocks change and through
/// whose last the European ones do. Leads come in when somebody is at work; each is contacted in time,
/// but for a few, and for those that nobody was there for.
struct PlantedCompany {
  /// A lead with the hour in which it comes in, on the clock of its region.
  struct Batch {
    var at: Instant
    var leads: String
    /// The first contacts of these leads, 20 minutes later; empty where nobody is there.
    var contacts: String
  }

  static let weeks = 6
  /// Monday 2026-03-02, 00:00 in Berlin.
  static let start = Instant("2026-03-01T23:00:00Z")
  /// The Monday after the last week, five past midnight in Berlin.
  static let end = Instant("2026-04-12T22:05:00Z")

  private struct Region {
    var name: String
    var zone: Zone
    var hours: Range<Int>
    var countries: [(code: String, language: String, dial: String)]
    /// Hours in which leads come in.
    var arrivals: [Int]
  }

  private static let regions = [
    Region(
      name: "EMEA", zone: Zone("Europe/Berlin") ?? .utc, hours: 9..<19,
      countries: [("DE", "de", "49"), ("FR", "fr", "33"), ("GB", "en", "44"), ("ES", "es", "34")],
      arrivals: [9, 16, 17, 18]),
    Region(
      name: "NA", zone: Zone("America/New_York") ?? .utc, hours: 9..<18,
      countries: [("US", "en", "1"), ("CA", "en", "1")], arrivals: [9, 17]),
    Region(
      name: "APAC", zone: Zone("Asia/Tokyo") ?? .utc, hours: 9..<18,
      countries: [("JP", "ja", "81"), ("AU", "en", "61")], arrivals: [9, 17]),
  ]

  private static let sources = ["web-form", "events", "partner-feed", "list-import", "chat"]
  private static let weights = [35, 20, 20, 10, 15]

  let plants: Plants
  private var dice: SplitMix64
  private var number = 0

  init(_ plants: Plants, seed: UInt64) {
    self.plants = plants
    dice = SplitMix64(seed: seed)
  }

  // MARK: Rules and people

  static let rules = """
    [org]
    name = "Planted"
    timezone = "Europe/Berlin"
    owner = "Head of RevOps"
    [[product]]
    id = "signal"
    [[product]]
    id = "fleet"
    [segments]
    default = "small"
    [[segment]]
    id = "large"
    employees_from = 1000
    [[segment]]
    id = "small"
    employees_from = 0
    [[pool]]
    id = "all"
    [[queue]]
    id = "world"
    manager = "emea1"
    default = true
    [capacity]
    default = 1000
    [[sla]]
    clock = "first_contact"
    minutes = 60
    [[source]]
    id = "web-form"
    required = ["email", "phone"]
    owner = "kberg"
    [[source]]
    id = "partner-feed"
    required = ["employees"]
    owner = "Noor Haddad"
    [[source]]
    id = "list-import"
    required = ["company"]
    """

  static let people = """
    [[person]]
    user = "kberg"
    name = "Kim Berg"
    roles = ["analyst"]
    """

  private static func reps(_ region: Region) -> [String] {
    (1...4).map { "\(region.name.lowercased())\($0)" }
  }

  static var roster: String {
    var out = "id,name,status,region,coverage,products,pools,timezone,hours,team\n"
    for region in regions {
      let hours = "Mon-Fri \(region.hours.lowerBound):00-\(region.hours.upperBound):00"
        .replacing(" 9:", with: " 09:")
      for rep in reps(region) {
        out += "\(rep),\(rep),active,\(region.name),\(region.name):*,*,all,\(region.zone.name),"
        out += "\(hours),\(region.name) team\n"
      }
    }
    return out
  }

  /// Where everybody was seen in the eight weeks before and in the weeks themselves: nearly always.
  mutating func presence() -> String {
    var out = "rep,at\n"
    for region in Self.regions {
      for week in -8..<Self.weeks {
        for rep in Self.reps(region) {
          for day in 0..<5 { seen(rep, region, week: week, day: day, &out) }
        }
      }
    }
    return out
  }

  private mutating func seen(
    _ rep: String, _ region: Region, week: Int, day: Int, _ out: inout String
  ) {
    for hour in region.hours {
      let isSeen = dice.percent(98)
      if isSeen, !isGap(region, day, hour) {
        out += "\(rep),\(instant(region, week, day, hour, minute: dice.between(1, 58)))\n"
      }
    }
  }

  private func isGap(_ region: Region, _ day: Int, _ hour: Int) -> Bool {
    region.name == "EMEA" && day == 2 && plants.gap?.contains(hour) == true
  }

  private func instant(
    _ region: Region, _ week: Int, _ day: Int, _ hour: Int, minute: Int = 0
  ) -> Instant {
    let monday = (Zone("Europe/Berlin") ?? .utc).wall(at: Self.start).date
    return region.zone.instant(
      of: WallTime(date: monday + (7 * week + day), minutes: hour * 60 + minute), .first)
  }

  // MARK: Leads

  /// All leads, in order of time.
  mutating func batches() -> [Batch] {
    var batches: [Batch] = []
    for week in 0..<Self.weeks {
      for day in 0..<5 {
        for region in Self.regions {
          for hour in region.arrivals { batches.append(batch(region, week, day, hour)) }
        }
      }
    }
    return batches.sorted { $0.at < $1.at }
  }

  private mutating func batch(_ region: Region, _ week: Int, _ day: Int, _ hour: Int) -> Batch {
    let at = instant(region, week, day, hour, minute: 30)
    var batch = Batch(
      at: at,
      leads: "id,source,email,phone,company,website,country,language,products,employees,"
        + "enriched_at,submitted_at\n",
      contacts: "")
    for _ in 0..<dice.between(8, 12) {
      number += 1
      batch.leads += lead(region, week, at)
      if !isGap(region, day, hour), dice.percent(96) {
        let rep = Self.reps(region)[0]
        batch.contacts += "L-\(number),contacted,\(at + 20 * Instant.minute),\(rep)\n"
      }
    }
    if !batch.contacts.isEmpty { batch.contacts = "lead,kind,at,actor\n" + batch.contacts }
    return batch
  }

  /// A row: nearly everything is there.
  private mutating func lead(_ region: Region, _ week: Int, _ at: Instant) -> String {
    let country = dice.pick(region.countries)
    let source = Self.sources[dice.weighted(Self.weights)]
    let saysCountry = !dice.percent(2)
    let saysLanguage = !dice.percent(plants.hasThinMarket && country.code == "ES" ? 60 : 1)
    let hasStopped = plants.hasStoppedSource && source == "web-form" && week == Self.weeks - 1
    let saysPhone = !dice.percent(hasStopped ? 95 : 3)
    let age = plants.hasStaleSource && source == "list-import" ? 200 : dice.between(1, 60)
    let top = saysCountry ? "example" : country.code == "GB" ? "uk" : country.code.lowercased()
    let fields = [
      "L-\(number)", source, "p\(number)@x\(number).example",
      saysPhone ? "+\(country.dial) 55 \(1_000_000 + number)" : "", "X \(number)",
      "www.x\(number).\(top)", saysCountry ? country.code : "",
      saysLanguage ? country.language : "", dice.percent(1) ? "" : dice.pick(["signal", "fleet"]),
      dice.percent(1) ? "" : "\(dice.between(5, 4000))", "\(at - Int64(age) * Instant.day)",
      "\(at)",
    ]
    return fields.joined(separator: ",") + "\n"
  }
}
