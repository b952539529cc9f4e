import LeadModel
import RoutingEngine
import Testing

@testable import Settings

@Suite("What is allowed but probably not meant")
struct LintTests {
  private typealias Kind = LintFinding.Kind

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

  @Test(
    "a pool behind a wider one",
    arguments: [
      ("", "", true), ("", "segments = [\"smb\"]", true), ("segments = [\"smb\"]", "", false),
      ("regions = [\"NA\", \"EMEA\"]", "regions = [\"EMEA\"]", true),
      ("regions = [\"EMEA\"]", "regions = [\"NA\", \"EMEA\"]", false),
      (
        "account_types = [\"Customer\"]", "account_types = [\"customer\"]\nregions = [\"NA\"]", true
      ),
      ("lifecycles = [\"MQL\"]", "segments = [\"smb\"]", false),
    ])
  func pools(_ first: String, _ second: String, _ isUnreachable: Bool) throws {
    let found = try findings("[[pool]]\nid = \"a\"\n\(first)\n[[pool]]\nid = \"b\"\n\(second)")
    #expect(found.map(\.kind) == (isUnreachable ? [.unreachablePool] : []))
    #expect(found.allSatisfy { $0.sentence.hasPrefix("pool \"b\" is never reached: \"a\"") })
    #expect(found.allSatisfy { $0.origin?.line == 12 })
  }

  @Test("queues and regions")
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
      """)
    #expect(
      found.map(\.kind) == [
        .unreachableQueue, .unreachableQueue, .regionWithoutQueue, .regionWithoutQueue,
        .regionWithoutQueue,
      ])
    #expect(found.map(\.origin?.line) == [13, 17, nil, nil, nil])
  }

  @Test("clocks, bounds, names and the window")
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
      [[segment]]
      id = "a"
      employees_from = 5
      [[segment]]
      id = "b"
      name = "SMB"
      employees_from = 5
      [[product]]
      id = "p"
      [[product]]
      id = "q"
      aliases = ["P"]
      [council]
      window = ""
      """)
    #expect(
      found.map(\.kind) == [
        .unreachableSLA, .equalBounds, .ambiguousName, .ambiguousName, .neverOpen,
      ])
    #expect(found.first?.sentence.contains("the one of line 9") == true)
  }

  @Test("managers who are not in the roster, or not active")
  func managers() throws {
    var sam = Self.sam
    sam.status = "onboarding"
    var other = Self.sam
    other.id = "sam.read"
    #expect(
      try findings("", Roster(reps: [other])).map(\.description) == [
        "rules.toml:7:11: error: queue \"world\": its manager \"sam.reed\" is not in the roster; "
          + "did you mean \"sam.read\"?"
      ])
    #expect(try findings("", Roster(reps: [sam, other])).map(\.kind) == [.inactiveRep])
  }

  @Test("pools, products and countries that nobody serves")
  func unserved() throws {
    var rep = Self.sam
    rep.coverage = [
      CoverageEntry(place: "emea", language: nil), CoverageEntry(place: "USA", language: nil),
    ]
    rep.products = .listed(["P"])
    rep.pools = ["A"]
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
    #expect(
      found.map(\.kind) == [
        .emptyPool, .uncoveredProduct, .uncoveredCountries, .uncoveredCountries,
        .uncoveredCountries,
      ])
    #expect(found[2].sentence.contains("of region \"NA\": BM CA"))
  }

  @Test("names in the roster that the rules do not know")
  func unknownNames() throws {
    var rep = Self.sam
    rep.region = "EMAE"
    rep.products = .listed(["x"])
    rep.pools = ["x"]
    rep.coverage = [CoverageEntry(place: "Mars", language: nil)]
    rep.manager = "sam.red"
    rep.hours = .never
    let found = try findings("", Roster(reps: [rep])).filter { $0.kind != .uncoveredCountries }
    #expect(found.prefix(5).allSatisfy { $0.kind == .unknownName && $0.severity == .error })
    #expect(
      found.map(\.sentence) == [
        "rep \"sam.reed\" names no pool \"x\"", "rep \"sam.reed\" names no product \"x\"",
        "rep \"sam.reed\" names no region \"EMAE\"; did you mean \"EMEA\"?",
        "rep \"sam.reed\" names no region or country \"Mars\"",
        "rep \"sam.reed\" names no rep \"sam.red\"; did you mean \"sam.reed\"?",
        "rep \"sam.reed\" has no hours and is never on shift",
      ])
  }

  @Test("a rep in no pool, where there are pools")
  func noPool() throws {
    let found = try findings("[[pool]]\nid = \"a\"", Roster(reps: [Self.sam]))
    #expect(found.map(\.kind) == [.emptyPool, .repInNoPool])
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
      found.map(\.kind) == [
        .unknownName, .unknownName, .unknownName, .missingRole, .missingRole, .smallCouncil,
        .emptySeat, .emptySeat, .emptySeat,
      ])
    #expect(
      found.first?.sentence == "person \"ana\" names no queue \"wrld\"; did you mean \"world\"?")
    #expect(found.last?.sentence == "the council's seat \"leader:EMEA\" is empty")
    let nobody = try PeopleFile(parsing: [])
    #expect(PeopleLint.findings(nobody, rules: rules).isEmpty)
  }
}
