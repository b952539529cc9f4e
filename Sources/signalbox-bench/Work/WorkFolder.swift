import Foundation
import LeadModel
import RoutingEngine
import Settings

/// The work as files: workspaces that signalbox opens, and beside each what the C peers need to know of
/// countries and time zones.
struct WorkFolder {
  static let seed: UInt64 = 20_260_314
  /// When leads are taken in: a Tuesday, afternoon in Europe and morning in America.
  static let now = Instant(milliseconds: 1_774_364_400_000)

  /// One workspace of the work.
  struct Site {
    var name: String
    var reps: Int
    /// What everybody's capacity is multiplied by.
    var room: Int
    /// Whether reps work day and night.
    var isAlwaysOn = false

    /// Leads spread over four weeks, for decisions as such.
    static let small = Site(name: "reps-200", reps: 200, room: 1)
    static let large = Site(name: "reps-2000", reps: 2000, room: 1)
    /// Leads that all come in at once, for intake: with room for them.
    static let intake = Site(name: "intake", reps: 200, room: 25)
    /// Leads of many months, one week after the other, with reps who work day and night: queues are another
    /// row's.
    static let history = Site(name: "history", reps: 2000, room: 1, isAlwaysOn: true)
    static let all = [small, large, intake, history]
  }

  let root: String

  /// Writes all of it: `leads.csv` with so many leads, and the workspaces.
  func write(leads: Int) throws {
    try make("")
    let customers = WorkCustomers(reps: 200, seed: Self.seed)
    var spread = WorkLeads(customers, seed: Self.seed)
    try write("leads.csv", spread.file(leads))
    var recent = WorkLeads(customers, seed: Self.seed)
    try write("arrivals.csv", recent.file(leads, before: Self.now))
    for site in Site.all { try write(site) }
  }

  private func write(_ site: Site) throws {
    for folder in ["roster", "crm", "peer"] { try make("\(site.name)/\(folder)") }
    let rules = Self.rules
    let customers = WorkCustomers(reps: site.reps, seed: Self.seed)
    var reps = WorkReps(count: site.reps, seed: Self.seed)
    try write("\(site.name)/rules.toml", rules)
    try write("\(site.name)/signalbox.toml", "[intake]\npoll_seconds = 0.05\nsettle_seconds = 0\n")
    try write(
      "\(site.name)/roster/reps.csv", reps.file(room: site.room, isAlwaysOn: site.isAlwaysOn))
    try write("\(site.name)/crm/accounts.csv", customers.accounts)
    try write("\(site.name)/crm/opportunities.csv", customers.opportunityRows)
    if site.isAlwaysOn { try write("\(site.name)/leakage.toml", Self.leakage) }
    let ruleSet = try RuleSetFile(parsing: Array(rules.utf8)).ruleSet
    try write("\(site.name)/peer/countries.csv", Self.countries(ruleSet))
    try write("\(site.name)/peer/zones.csv", Self.zones())
  }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(root)/\(name)", withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)"))
  }
}

extension WorkFolder {
  /// Country, region and language that is spoken where the lead does not say.
  private static func countries(_ rules: RuleSet) -> String {
    var text = "country,region,language\n"
    for entry in CountryTable.shipped.all {
      let region = rules.regions.first { $0.countries.contains(entry.code) }?.id.text ?? ""
      let language = rules.countryLanguages[entry.code] ?? entry.language
      text += "\(entry.code),\(region),\(language.map(\.description) ?? "")\n"
    }
    return text
  }

  /// The offsets of each zone in seconds, with the instants from which they hold, around the leads.
  private static func zones() -> String {
    let from: Int64 = 1_772_323_200_000  // 2026-03-01
    var text = "zone,from,offset\n"
    for name in Set(Market.all.map(\.zone)).sorted() {
      let zone = Zone(name) ?? .utc
      var last: Int64?
      for quarter in 0..<(90 * 96) {
        let instant = Instant(milliseconds: from + Int64(quarter) * 15 * Instant.minute)
        let offset = zone.offset(at: instant)
        if offset != last { text += "\(name),\(instant.milliseconds / 1000),\(offset / 1000)\n" }
        last = offset
      }
    }
    return text
  }

  private static let leakage = """
    currency = "EUR"
    acv = 24_000
    rep_hourly_cost = 55
    blended_hourly_cost = 80
    friction_discount = 400
    [hours]
    duplicate = 0.5
    escalation = 1.0
    reassignment = 0.25
    [conversion]
    under_1h = 0.12
    drop_1h_to_24h = [0.02, 0.03, 0.05]
    drop_over_24h = [0.04, 0.06, 0.09]

    """

  /// The rules of the work: every dimension has something to do, and load is short-lived so that four
  /// weeks of leads fit the reps.
  private static var rules: String {
    var text = """
      [org]
      name = "Work"
      timezone = "UTC"

      [capacity]
      default = 40
      release_after_days = 1

      [coverage]
      model = "contract"

      [segments]
      default = "smb"


      """
    for (id, from) in Market.segments {
      text += "[[segment]]\nid = \"\(id)\"\nemployees_from = \(from)\n"
      text += "[[pool]]\nid = \"\(id)\"\nsegments = [\"\(id)\"]\n"
    }
    for product in Market.products { text += "[[product]]\nid = \"\(product)\"\n" }
    for (number, region) in Market.regions.enumerated() {
      text += "[[queue]]\nid = \"\(region.id.lowercased())\"\nregions = [\"\(region.id)\"]\n"
      text += "manager = \"\(WorkReps.id(number + 1))\"\n"
    }
    text += "[[queue]]\nid = \"world\"\nmanager = \"\(WorkReps.id(9))\"\ndefault = true\n"
    return text
  }
}
