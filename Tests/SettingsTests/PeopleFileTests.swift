import LeadModel
import Testing

@testable import Settings

@Suite("Reading people.toml")
struct PeopleFileTests {
  private func file(_ text: String) throws -> PeopleFile {
    try PeopleFile(parsing: Array(text.utf8))
  }

  @Test("every key")
  func everyKey() throws {
    let file = try file(
      """
      [[person]]
      user = "asilva"
      actor = "ana.silva"
      name = "Ana Silva"
      roles = ["rep", "manager"]
      seat = "leader:EMEA"
      timezone = "Europe/Berlin"
      hours = "Mon-Fri 09:00-17:30"
      rep = "ana.silva"
      regions = ["EMEA"]
      queues = ["emea"]
      may_act_as = ["analyst"]
      """)
    let person = try #require(file.person(user: "asilva"))
    #expect(person.actor == "ana.silva" && person.name == "Ana Silva")
    #expect(person.roles == [.rep, .manager] && person.mayActAs == [.analyst])
    #expect(person.seat == "leader:EMEA" && person.timezone == "Europe/Berlin")
    #expect(person.hours.windows.count == 5 && person.rep == "ana.silva")
    #expect(person.regions == ["EMEA"] && person.queues == ["emea"])
    #expect(file.origin(of: person) == Origin(file: "people.toml", line: 1, column: 3))
    #expect(file.person(user: "ASILVA") == nil)
  }

  @Test("defaults")
  func defaults() throws {
    let person = try #require(try file("[[person]]\nuser = \"sam\"").people.first)
    #expect(person.actor == "sam" && person.name == "sam" && person.roles.isEmpty)
    #expect(person.seat == nil && person.rep == nil && person.hours.isEmpty)
    #expect(try file("").people.isEmpty)
  }

  private static let sam = "[[person]]\nuser = \"sam\"\nrep = \"s\"\n"

  @Test(
    "every key, wrong in turn",
    arguments: [
      Wrong("[[person]]", "person.user", "is missing"),
      Wrong("[[person]]\nuser = \"\"", "person.user", "is empty"),
      Wrong(sam + "[[person]]\nactor = \"x\"\nuser = \"sam\"", "person.user", "line 2"),
      Wrong(sam + "[[person]]\nuser = \"x\"\nactor = \"Sam\"", "person.actor", "under \"sam\""),
      Wrong(sam + "[[person]]\nuser = \"x\"\nrep = \"s\"", "person.rep", "under \"sam\""),
      Wrong(sam + "name = 1", "person.name", "found 1"),
      Wrong(sam + "roles = [\"boss\"]", "person.roles", "\"council\""),
      Wrong(sam + "roles = [\"analist\"]", "person.roles", "did you mean \"analyst\""),
      Wrong(sam + "seat = 1", "person.seat", "found 1"),
      Wrong(sam + "timezone = \"x\"", "person.timezone", "no time zone"),
      Wrong(sam + "hours = \"9-5\"", "person.hours", "\"9-5\""),
      Wrong(sam + "regions = \"EMEA\"", "person.regions", "write [\"EMEA\"]"),
      Wrong(sam + "queues = [1]", "person.queues", "found 1"),
      Wrong(sam + "may_act_as = [\"root\"]", "person.may_act_as", "\"admin\""),
      Wrong(sam + "role = \"rep\"", "person.role", "did you mean \"roles\""),
      Wrong("[[persons]]", "persons", "did you mean \"person\""),
    ])
  func wrong(_ wrong: Wrong) {
    wrong.check(problems { try file(wrong.text) }, before: 0)
  }
}

@Suite("Reading leakage.toml")
struct LeakageFileTests {
  private func inputs(_ text: String, segments: [SegmentID]? = nil) throws -> LeakageInputs {
    try LeakageFile(parsing: Array(text.utf8), segments: segments).inputs
  }

  @Test("every key")
  func everyKey() throws {
    let inputs = try inputs(
      """
      currency = "EUR"
      acv = 24_000
      rep_hourly_cost = 55
      blended_hourly_cost = 80.5
      friction_discount = 400
      [hours]
      duplicate = 0.5
      escalation = 1.0
      reassignment = 0.25
      [conversion]
      under_1h = 0.12
      drop_1h_to_24h = [0.02, 0.03, 0.05]
      drop_over_24h = [0.04, 0.06, 0.09]
      [segment.Enterprise]
      acv = 90_000
      conversion.under_1h = 0.3
      """, segments: ["enterprise"])
    #expect(inputs.currency == "EUR" && inputs.figures.acv == 2_400_000)
    #expect(inputs.repHourlyCost == 5500 && inputs.blendedHourlyCost == 8050)
    #expect(inputs.figures.frictionDiscount == 40_000)
    #expect(inputs.hours == .init(duplicate: 0.5, escalation: 1, reassignment: 0.25))
    #expect(inputs.figures.conversion.underOneHour == 0.12)
    #expect(inputs.figures.conversion.dropWithinDay == .init(low: 0.02, middle: 0.03, high: 0.05))
    #expect(inputs.figures.conversion.dropLater == .init(low: 0.04, middle: 0.06, high: 0.09))
    #expect(inputs.segments["enterprise"]?.acv == 9_000_000)
    #expect(inputs.segments["enterprise"]?.conversion.underOneHour == 0.3)
    #expect(inputs.segments["enterprise"]?.frictionDiscount == nil)
  }

  @Test("what is absent is nil, never invented")
  func absent() throws {
    let inputs = try inputs("")
    #expect(inputs.figures == .init() && inputs.hours == .init() && inputs.currency == nil)
    #expect(inputs.repHourlyCost == nil && inputs.segments.isEmpty)
  }

  @Test(
    "every key, wrong in turn",
    arguments: [
      Wrong("currency = \"XQZ\"", "currency", "no currency"),
      Wrong("acv = -1", "acv", "from 0"),
      Wrong("rep_hourly_cost = \"5\"", "rep_hourly_cost", "\"5\""),
      Wrong("blended_hourly_cost = true", "blended_hourly_cost", "found true"),
      Wrong("friction_discount = nan", "friction_discount", "a number"),
      Wrong("[hours]\nduplicate = -1", "hours.duplicate", "from 0"),
      Wrong("[hours]\nescalation = []", "hours.escalation", "a list"),
      Wrong("[hours]\nreassignment = {}", "hours.reassignment", "a table"),
      Wrong("[conversion]\nunder_1h = 12", "conversion.under_1h", "from 0 to 1"),
      Wrong("[conversion]\ndrop_1h_to_24h = 0.1", "conversion.drop_1h_to_24h", "three numbers"),
      Wrong("[conversion]\ndrop_1h_to_24h = [0.1]", "conversion.drop_1h_to_24h", "has 1 numbers"),
      Wrong(
        "[conversion]\ndrop_over_24h = [0.3, 0.2, 0.1]", "conversion.drop_over_24h", "low, middle"),
      Wrong("[conversion]\ndrop_over_24h = [0.1, 2, 0.3]", "conversion.drop_over_24h", "0 to 1"),
      Wrong("[segment]\nsmb = 3", "segment.smb", "expected a table"),
      Wrong("[segment.smb]\nacvs = 3", "segment.smb.acvs", "did you mean \"acv\""),
      Wrong("[segment.smbb]", "segment.smbb", "did you mean \"smb\""),
      Wrong("[conversions]", "conversions", "did you mean \"conversion\""),
    ])
  func wrong(_ wrong: Wrong) {
    wrong.check(problems { try inputs(wrong.text, segments: ["smb"]) }, before: 0)
  }
}
