import LeadModel
import RoutingEngine
import Testing

@testable import Settings

@Suite("What is allowed but probably not meant")
struct LintTests {
  private func file(_ more: String) throws -> RuleSetFile {
    try RuleSetFile(parsing: Array((Example.smallest + "\n" + more).utf8))
  }

  private func findings(_ more: String, _ roster: Roster? = nil) throws -> [LintFinding] {
    let file = try file(more)
    return RuleLint.findings(file.ruleSet, roster: roster, file: file)
  }

  /// A rep with nothing to complain of.
  private static let sam = Rep(
    id: "sam.reed", coverage: [CoverageEntry(place: "*", language: nil)], products: .every,
    hours: hours)
  private static let hours = (try? WeeklyHours(parsing: "Mon-Fri 09:00-17:00")) ?? .never

  @Test("the smallest rule set and its manager are in order")
  func clean() throws {
    #expect(try findings("", Roster(reps: [Self.sam])).isEmpty)
  }

  @Test("what the engine finds has its place in the file")
  func pools() throws {
    let found = try findings(
      "[[pool]]\nid = \"a\"\n[[pool]]\nid = \"b\"\nsegments = [\"smb\"]")
    #expect(found.map(\.key) == ["pool.b"])
    #expect(found.first?.origin == Origin(file: "rules.toml", line: 11, column: 3))
    #expect(found.first?.description.hasPrefix("rules.toml:11:3: warning: pool.b: no lead") == true)
  }

  @Test("queues that no lead reaches")
  func queues() throws {
    let found = try findings(
      """
      [[queue]]
      id = "a"
      manager = "m"
      regions = ["EMEA"]
      [[queue]]
      id = "b"
      manager = "m"
      regions = ["EMEA"]
      [[queue]]
      id = "c"
      manager = "m"
      """
    ).filter { $0.sentence.hasPrefix("no lead reaches it") }
    #expect(found.map(\.key) == ["queue.b", "queue.c"])
    #expect(found.map(\.origin?.line) == [13, 17])
  }

  @Test("clocks, names and the window")
  func others() throws {
    let found = try findings(
      """
      [[sla]]
      clock = "queue"
      minutes = 1
      [[sla]]
      clock = "queue"
      segments = ["smb"]
      minutes = 2
      [[sla]]
      clock = "owner"
      minutes = 2
      [[segment]]
      id = "b"
      name = "SMB"
      [[product]]
      id = "p"
      [[product]]
      id = "q"
      aliases = ["P"]
      [council]
      window = ""
      """)
    #expect(found.map(\.key) == ["sla[1]", "segment.b", "product.q", "council.window"])
    #expect(found.map(\.origin?.line) == [12, 19, 24, nil])
    #expect(found.first?.sentence.contains("the one of line 9") == true)
  }

  @Test("managers who are not in the roster, or not active")
  func managers() throws {
    var sam = Self.sam
    sam.status = "onboarding"
    var other = Self.sam
    other.id = "sam.read"
    let unknown = try findings("", Roster(reps: [other]))
    #expect(unknown.map(\.key) == ["queue.world.manager"])
    #expect(unknown.first?.origin == Origin(file: "rules.toml", line: 7, column: 11))
    #expect(unknown.first?.sentence.hasSuffix("; did you mean \"sam.read\"?") == true)
    let inactive = try findings("", Roster(reps: [sam, other]))
    #expect(inactive.map(\.sentence) == ["\"sam.reed\" is \"onboarding\", not active"])
  }

  @Test("pools, products and shifts that nobody is there for")
  func unserved() throws {
    var rep = Self.sam
    rep.products = .listed(["P"])
    rep.pools = ["A"]
    rep.hours = .never
    let found = try findings(
      """
      [[pool]]
      id = "a"
      regions = ["EMEA"]
      [[pool]]
      id = "b"
      [[product]]
      id = "p"
      [[product]]
      id = "q"
      """, Roster(reps: [rep]))
    #expect(found.map(\.key) == ["pool.b", "product.q", "reps.sam.reed.hours"])
    #expect(found.last?.origin == Origin(file: "reps.csv"))
  }

  @Test("people who do not fit")
  func people() throws {
    let people = try PeopleFile(
      parsing: Array(
        """
        [[person]]
        user = "ana"
        roles = ["rep", "manager", "council"]
        seat = "RevOps"
        regions = []
        queues = ["wrld"]
        [[person]]
        user = "bo"
        roles = ["admin", "analyst"]
        rep = "bo"
        regions = ["EMAE"]
        """.utf8))
    let rules = try file("[[queue]]\nid = \"e\"\nregions = [\"EMEA\"]\nmanager = \"m\"").ruleSet
    let found = PeopleLint.findings(people, rules: rules, roster: Roster(reps: [Self.sam]))
    #expect(
      found.map(\.key) == [
        "person.ana.queues", "person.bo.regions", "person.bo.rep", "person.ana.rep",
        "person.ana.regions", "person.roles", "person.seat", "person.seat", "person.seat",
      ])
    #expect(found.first?.sentence == "no queue \"wrld\"; did you mean \"world\"?")
    #expect(found.last?.sentence == "the council's seat \"leader:EMEA\" is empty")
    let nobody = try PeopleFile(parsing: [])
    #expect(PeopleLint.findings(nobody, rules: rules).isEmpty)
  }
}
