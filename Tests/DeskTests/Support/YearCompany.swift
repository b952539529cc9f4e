import LeadModel

@testable import Desk

/// A company in three regions, as its files tell and as the reference counts: night shifts in every zone, a
/// manager and a deputy for each queue, promises of every sort, and other plans and promises later on.
struct YearCompany {
  struct Person {
    var id: String
    var region: String
    var hours: [NaiveHours]
    /// 0 for those who only answer for a queue.
    var capacity = 60
  }

  /// A rule of the rule set: what is empty is any.
  struct Promise {
    var clock: ClockKind
    var regions: [String] = []
    var segments: [String] = []
    var routes: [String] = []
    var queues: [String] = []
    var minutes: Int
    var working: Bool?
    var reroutes = false
  }

  struct Region {
    var id: String
    var country: String
    var zone: String
    var queue: String
    var manager: String
    var deputy: String
  }

  static let regions = [
    Region(
      id: "AMER", country: "US", zone: "America/New_York", queue: "amer", manager: "mia",
      deputy: "ned"),
    Region(
      id: "EMEA", country: "DE", zone: "Europe/Berlin", queue: "emea", manager: "eva",
      deputy: "fay"),
    Region(
      id: "APAC", country: "AU", zone: "Australia/Lord_Howe", queue: "apac", manager: "kim",
      deputy: "lou"),
  ]

  /// With whom answers for the queues by a version of the rules.
  static func regions(version: Int) -> [Region] {
    var all = regions
    if version > 1 { all[0].deputy = "kay" }
    return all
  }

  /// Analysts, who are no reps, with their zones.
  static let analysts = [
    (name: "lena", zone: "Europe/Berlin", hours: NaiveHours(days: 0...4, from: 540, to: 1020)),
    (name: "omar", zone: "Asia/Tokyo", hours: NaiveHours(days: 1...5, from: 600, to: 960)),
  ]

  private static func at(_ days: ClosedRange<Int>, _ from: Int, _ to: Int) -> NaiveHours {
    NaiveHours(days: days, from: from * 60, to: to * 60)
  }

  /// Everybody by a plan: from one plan to the next some work other hours.
  static func people(plan: Int) -> [Person] {
    let later = plan * 15
    return [
      Person(id: "ida", region: "AMER", hours: [at(0...4, 9, 17)]),
      Person(id: "jon", region: "AMER", hours: [at(0...6, 22, 6)]),
      Person(id: "kay", region: "AMER", hours: [at(0...4, 8, 12), at(0...4, 13, 16)]),
      Person(
        id: "mia", region: "AMER",
        hours: [NaiveHours(days: 0...4, from: 480 + later, to: 720 + later)], capacity: 0),
      Person(
        id: "ned", region: "AMER", hours: [NaiveHours(days: 0...6, from: 1200, to: 90)],
        capacity: 0),
      Person(id: "ana", region: "EMEA", hours: [at(0...4, 9, 17)]),
      Person(id: "bo", region: "EMEA", hours: [at(0...4, 7, 15)]),
      // Begins and ends in the hour that clocks skip and repeat, as ned ends.
      Person(
        id: "cy", region: "EMEA",
        hours: [
          NaiveHours(days: 0...6, from: 1290, to: 140), NaiveHours(days: 0...6, from: 160, to: 330),
        ]),
      Person(id: "eva", region: "EMEA", hours: [at(0...4, 9, 13)], capacity: 0),
      Person(
        id: "fay", region: "EMEA",
        hours: [NaiveHours(days: 0...4, from: 720, to: 1080 - later)], capacity: 0),
      Person(
        id: "gil", region: "APAC",
        hours: [NaiveHours(days: 0...4, from: 540 + later, to: 1020 + later)]),
      Person(id: "hal", region: "APAC", hours: [at(0...5, 10, 18)]),
      Person(id: "ivy", region: "APAC", hours: [NaiveHours(days: 0...6, from: 1320, to: 150)]),
      Person(id: "kim", region: "APAC", hours: [at(0...4, 9, 17)], capacity: 0),
      Person(id: "lou", region: "APAC", hours: [at(5...6, 8, 12)], capacity: 0),
    ]
  }

  /// The first that matches counts.
  static func promises(version: Int) -> [Promise] {
    version == 1
      ? [
        Promise(clock: .owner, routes: ["manual"], minutes: 80),
        Promise(clock: .owner, regions: ["EMEA"], minutes: 60, reroutes: true),
        Promise(clock: .owner, regions: ["AMER"], minutes: 120, working: true),
        Promise(
          clock: .firstContact, regions: ["EMEA"], segments: ["enterprise"], minutes: 20,
          reroutes: true),
        Promise(clock: .firstContact, regions: ["APAC"], minutes: 90, working: true),
        Promise(clock: .queue, queues: ["emea"], minutes: 240, working: false, reroutes: true),
        Promise(clock: .queue, queues: ["apac"], minutes: 88),
      ]
      : [
        Promise(clock: .owner, routes: ["manual"], minutes: 40),
        Promise(clock: .owner, regions: ["EMEA"], minutes: 48, working: true, reroutes: true),
        Promise(clock: .firstContact, regions: ["APAC", "AMER"], minutes: 44, working: true),
        Promise(clock: .queue, queues: ["amer"], minutes: 300, working: false),
        Promise(clock: .escalation, minutes: 60),
      ]
  }

  /// What nobody promised otherwise.
  static func standard(_ clock: ClockKind, segment: String?) -> Promise {
    switch clock {
    case .firstContact: Promise(clock: clock, minutes: segment == "enterprise" ? 30 : 60)
    case .owner: Promise(clock: clock, minutes: 60)
    case .queue, .escalation: Promise(clock: clock, minutes: 120)
    }
  }

  static let holidays = [
    ("US", "2028-07-04"), ("US", "2028-03-12"), ("DE", "2028-05-01"), ("DE", "2028-10-03"),
    ("AU", "2028-01-26"), ("AU", "2028-04-25"), ("DE", "2028-02-29"),
  ]
  static let leave = [
    ("mia", "2028-02-14", "2028-02-18"), ("eva", "2028-08-01", "2028-08-14"),
    ("gil", "2028-03-27", "2028-04-07"), ("kay", "2028-11-01", "2028-11-08"),
    ("kim", "2028-09-25", "2028-10-06"), ("ana", "2028-06-19", "2028-06-23"),
  ]
}

// As files.
extension YearCompany {
  static func roster(plan: Int) -> String {
    "id,name,status,country,coverage,pools,capacity,timezone,hours\n"
      + people(plan: plan).map { person in
        let region = regions.first { $0.id == person.region } ?? regions[0]
        let coverage = person.capacity == 0 ? "" : "\(region.country):*"
        let hours = person.hours.map(\.text).joined(separator: "; ")
        return "\(person.id),\(person.id),active,\(region.country),\(coverage),all,"
          + "\(person.capacity),\(region.zone),\"\(hours)\"\n"
      }.joined()
  }

  static var holidayFile: String {
    "country,date,name\n" + holidays.map { "\($0.0),\($0.1),off\n" }.joined()
  }

  static var leaveFile: String {
    "rep,from,to\n" + leave.map { "\($0.0),\($0.1),\($0.2)\n" }.joined()
  }

  static var analystFile: String {
    analysts.map {
      """
      [[person]]
      user = "\($0.name)"
      roles = ["analyst"]
      timezone = "\($0.zone)"
      hours = "\($0.hours.text)"

      """
    }.joined()
  }

  static func rules(version: Int) -> String {
    """
    [org]
    timezone = "Europe/Berlin"
    [segments]
    default = "smb"
    [[segment]]
    id = "smb"
    employees_from = 0
    [[segment]]
    id = "enterprise"
    employees_from = 1000
    [[pool]]
    id = "all"
    [coverage]
    model = "contract"
    [council]
    window = "Mon-Sun 00:00-24:00"
    quorum = 1

    """ + regions(version: version).map(text).joined()
      + promises(version: version).map(text).joined()
  }

  private static func text(_ region: Region) -> String {
    """
    [[region]]
    id = "\(region.id)"
    countries = ["\(region.country)"]
    [[queue]]
    id = "\(region.queue)"
    regions = ["\(region.id)"]
    manager = "\(region.manager)"
    deputy = "\(region.deputy)"
    default = \(region.id == "EMEA")

    """
  }

  private static func text(_ promise: Promise) -> String {
    func list(_ name: String, _ values: [String]) -> String {
      values.isEmpty
        ? "" : "\(name) = [\(values.map { "\"\($0)\"" }.joined(separator: ", "))]\n"
    }
    return "[[sla]]\nclock = \"\(promise.clock.rawValue)\"\nminutes = \(promise.minutes)\n"
      + list("regions", promise.regions) + list("segments", promise.segments)
      + list("routes", promise.routes) + list("queues", promise.queues)
      + (promise.working.map { "time = \"\($0 ? "working" : "elapsed")\"\n" } ?? "")
      + (promise.reroutes ? "on_breach = \"reroute\"\n" : "")
  }

  /// A contact of the CRM for each rep, in a sequence.
  static var contactFile: String {
    "id,email,account,in_sequence,sequence_owner\n"
      + people(plan: 0).filter { $0.capacity > 0 }.map {
        "C-\($0.id),known.\($0.id)@acme.example,A-1,true,\($0.id)\n"
      }.joined()
  }
}
