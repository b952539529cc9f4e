import Testing

@testable import Settings

/// One line put into a right file, and what is said of it.
struct Wrong: Sendable, CustomTestStringConvertible {
  let text: String
  let key: String
  /// Parts of the sentence.
  let says: [String]

  init(_ text: String, _ key: String, _ says: String...) {
    (self.text, self.key, self.says) = (text, key, says)
  }

  var testDescription: String { text }

  /// Whether the one problem of a file is that of the last line of `text`, as expected.
  func check(_ problems: [SettingsProblem], before: Int) {
    #expect(problems.count == 1, "\(problems)")
    guard let problem = problems.first else { return }
    #expect(problem.key == key)
    let lines = text.split(separator: "\n").count
    #expect(problem.line == before + lines, "\(problem)")
    #expect(problem.column != nil)
    for part in says { #expect(problem.sentence.contains(part), "\(problem)") }
    #expect(!problem.sentence.contains("\n"))
  }
}

@Suite("Every key of rules.toml, wrong in turn")
struct RuleSetProblemTests {
  static let numberOfLines = 8

  @Test("settings", arguments: Self.settings)
  func wrongSetting(_ wrong: Wrong) {
    wrong.check(ruleProblems(Example.smallest + "\n" + wrong.text), before: Self.numberOfLines)
  }

  static let settings: [Wrong] = [
    Wrong("[org]\nname = 5", "org.name", "a text in quotes", "found 5"),
    Wrong("[org]\ntimezone = \"Europe/Berln\"", "org.timezone", "did you mean \"Europe/Berlin\""),
    Wrong("[org]\ntimezone = \"Berlin\"", "org.timezone", "did you mean \"Europe/Berlin\""),
    Wrong("[org]\ntimezone = \"GMT+9\"", "org.timezone", "no time zone \"GMT+9\""),
    Wrong("[org]\ncurrency = \"EURO\"", "org.currency", "ISO 4217", "did you mean \"EUR\""),
    Wrong("[org]\nowner = true", "org.owner", "found true"),
    Wrong("[org]\ntimezoen = \"UTC\"", "org.timezoen", "did you mean \"timezone\""),
    Wrong(
      "[countries]\nlanguage = { CHE = \"de\" }", "countries.language.CHE", "did you mean \"CH\""),
    Wrong("[countries]\nlanguage = { CH = \"xx\" }", "countries.language.CH", "no language \"xx\""),
    Wrong("[countries]\naliases = { \"G B\" = \"UK\" }", "countries.aliases.\"G B\"", "\"GB\""),
    Wrong("[countries]\nlangauge = {}", "countries.langauge", "did you mean \"language\""),
    Wrong("[products]\npriority = [\"x\"]", "products.priority", "no product \"x\""),
    Wrong("[capacity]\ndefault = -1", "capacity.default", "from 0 to", "found -1"),
    Wrong("[capacity]\ndefault = 2.5", "capacity.default", "a whole number", "found 2.5"),
    Wrong("[capacity]\ncounts = [\"owned\"]", "capacity.counts", "\"assigned\" and \"working\""),
    Wrong("[capacity]\ncounts = \"working\"", "capacity.counts", "write [\"working\"]"),
    Wrong("[capacity]\nrelease_after_days = 0", "capacity.release_after_days", "from 1 to"),
    Wrong("[coverage]\nmodel = \"observe\"", "coverage.model", "did you mean \"observed\""),
    Wrong("[dedupe]\nwindow_days = \"90\"", "dedupe.window_days", "found the text \"90\""),
    Wrong("[enrichment]\nstale_after_days = 0", "enrichment.stale_after_days", "from 1 to"),
    Wrong("[enrichment]\ngeo = [\"domian\"]", "enrichment.geo", "did you mean \"domain\""),
    Wrong(
      "[enrichment]\ngeo = [\"ip\", \"ip\"]", "enrichment.geo", "\"ip\" stands in this list twice"),
    Wrong("[enrichment]\ngeneric_cctlds = [\".io\"]", "enrichment.generic_cctlds", "\".io\""),
    Wrong(
      "[enrichment]\nfree_email_domains = [\"a@b.de\"]", "enrichment.free_email_domains",
      "\"a@b.de\""),
    Wrong("[council]\nwindow = \"Tuesday 14-16\"", "council.window", "Tue"),
    Wrong("[council]\ntimezone = \"\"", "council.timezone", "no time zone \"\""),
    Wrong("[council]\nquorum = 0", "council.quorum", "from 1 to"),
    Wrong("[drain]\nevery_minutes = 0", "drain.every_minutes", "from 1 to"),
    Wrong("[drian]", "drian", "unknown table \"drian\"", "did you mean \"drain\""),
    Wrong("[[org]]", "org", "write [org]"),
    Wrong("[region]", "region", "write [[region]]"),
    Wrong("[capacity]\ndefault = 2026-01-01", "capacity.default", "a date or time"),
  ]

  @Test("things", arguments: Self.things)
  func wrongThing(_ wrong: Wrong) {
    wrong.check(ruleProblems(Example.smallest + "\n" + wrong.text), before: Self.numberOfLines)
  }

  static let things: [Wrong] = [
    Wrong("[[region]]", "region.id", "is missing"),
    Wrong("[[region]]\nid = \"a b\"", "region.id", "\"a b\" is no id"),
    Wrong("[[region]]\nid = \"X\"\n[[region]]\nid = \"x\"", "region.id", "line 10"),
    Wrong("[[region]]\nid = \"X\"\nname = []", "region.name", "found a list"),
    Wrong("[[region]]\nid = \"X\"\ncountries = [\"Germany\"]", "region.countries", "\"DE\""),
    Wrong("[[region]]\nid = \"X\"\ncountries = [\"DE\", \"de\"]", "region.countries", "line 11"),
    Wrong("[[region]]\nid = \"X\"\naliases = [\"\"]", "region.aliases", "an empty text"),
    Wrong("[[region]]\nid = \"X\"\nmode = \"Live\"", "region.mode", "did you mean \"live\""),
    Wrong("[[region]]\nid = \"X\"\ncountry = \"DE\"", "region.country", "\"countries\""),
    Wrong("[[product]]\nname = \"P\"\nid = \"\"", "product.id", "\"\" is no id"),
    Wrong("[[product]]\nid = \"p\"\naliases = \"q\"", "product.aliases", "write [\"q\"]"),
    Wrong(
      "[[product]]\nid = \"p\"\ncampaigns = [\"c\"]\n[[product]]\nid = \"q\"\ncampaigns = [\"C\"]",
      "product.campaigns", "under \"p\" in line 11"),
    Wrong(
      "[[product]]\nid = \"p\"\nsources = [\"c\"]\n[[product]]\nid = \"q\"\nsources = [\"c\"]",
      "product.sources", "source \"c\" is listed already"),
    Wrong("[[segment]]\nid = \"SMB\"", "segment.id", "defined twice", "line 4"),
    Wrong("[[segment]]\nid = \"s\"\nemployees_from = 1.5", "segment.employees_from", "whole"),
    Wrong("[[segment]]\nid = \"s\"\nrevenue_from = inf", "segment.revenue_from", "a number from 0"),
    Wrong("[[segment]]\nid = \"s\"\nrevenue_from = \"1M\"", "segment.revenue_from", "\"1M\""),
    Wrong("[[pool]]\nid = \"p\"\nsegments = [\"smbb\"]", "pool.segments", "did you mean \"smb\""),
    Wrong("[[pool]]\nid = \"p\"\nregions = [\"EMAE\"]", "pool.regions", "did you mean \"EMEA\""),
    Wrong("[[pool]]\nid = \"p\"\nregions = [\"Mars\"]", "pool.regions", "\"LATAM\""),
    Wrong("[[pool]]\nid = \"p\"\naccount_types = [1]", "pool.account_types", "found 1"),
    Wrong("[[pool]]\nid = \"p\"\nlifecycles = {}", "pool.lifecycles", "found a table"),
    Wrong("[[pool]]\nid = \"p\"\non_empty = \"wait\"", "pool.on_empty", "\"relax\" and \"queue\""),
    Wrong("[[queue]]\nmanager = \"a\"\nid = \"World\"", "queue.id", "defined twice"),
    Wrong("[[queue]]\nid = \"q\"\nmanager = \"\"", "queue.manager", "is empty"),
    Wrong("[[queue]]\nid = \"q\"\nmanager = \"a\"\ndeputy = 1", "queue.deputy", "found 1"),
    Wrong(
      "[[queue]]\nid = \"q\"\nmanager = \"a\"\nregions = [\"x\"]", "queue.regions", "no region"),
    Wrong("[[queue]]\nid = \"q\"\nmanager = \"a\"\ndefault = true", "queue.default", "line 8"),
    Wrong(
      "[[queue]]\nid = \"q\"\nmanager = \"a\"\ndefault = \"no\"", "queue.default", "true or false"),
    Wrong("[[sla]]\nminutes = 5\nclock = \"first\"", "sla.clock", "\"first_contact\""),
    Wrong("[[sla]]\nclock = \"owner\"\nminutes = 0", "sla.minutes", "from 1 to"),
    Wrong(sla + "segments = [\"x\"]", "sla.segments", "no segment \"x\""),
    Wrong(sla + "regions = [\"x\"]", "sla.regions", "no region \"x\""),
    Wrong(sla + "routes = [\"named\"]", "sla.routes", "\"named_account\""),
    Wrong(sla + "queues = [\"wrld\"]", "sla.queues", "did you mean \"world\""),
    Wrong(sla + "time = \"work\"", "sla.time", "\"elapsed\" and \"working\""),
    Wrong(sla + "on_breach = \"alert\"", "sla.on_breach", "\"escalate\" and \"reroute\""),
    Wrong("[[source]]\nid = \"web\"\nrequired = [\"mail\"]", "source.required", "\"email\""),
    Wrong("[[source]]\nid = \"web\"\nowner = 1", "source.owner", "found 1"),
    Wrong("[[source]]\nid = \"web\"\n[[source]]\nid = \"WEB\"", "source.id", "line 10"),
    Wrong(
      "[[reason_code]]\ntext = \"t\"\nfor = [\"away\"]\ncode = \"a b\"", "reason_code.code", "no id"
    ),
    Wrong(
      "[[reason_code]]\ncode = \"c\"\nfor = [\"away\"]\ntext = \"\"", "reason_code.text", "empty"),
    Wrong("[[reason_code]]\ncode = \"c\"\ntext = \"t\"\nfor = []", "reason_code.for", "\"away\""),
    Wrong(
      "[[reason_code]]\ncode = \"c\"\ntext = \"t\"\nfor = [\"asign\"]", "reason_code.for",
      "\"asign\" is not allowed"),
    Wrong("[[disposition]]\ncode = \"c\"\ntext = 1", "disposition.text", "found 1"),
    Wrong(
      "[[disposition]]\ncode = \"c\"\ntext = \"t\"\ncloses = 1", "disposition.closes", "true or"),
    Wrong(
      "[[disposition]]\ncode = \"c\"\ntext = \"t\"\nrequired = [\"x\"]", "disposition.required",
      "\"x\" is not allowed"),
  ]

  private static let sla = "[[sla]]\nclock = \"queue\"\nminutes = 5\n"

  @Test(
    "a thing without a key that it must have",
    arguments: [
      ("[[queue]]\nid = \"q\"", "queue.manager"), ("[[sla]]\nclock = \"queue\"", "sla.minutes"),
      ("[[sla]]\nminutes = 1", "sla.clock"), ("[[source]]\nowner = \"me\"", "source.id"),
      ("[[reason_code]]\ncode = \"c\"\nfor = [\"away\"]", "reason_code.text"),
      ("[[reason_code]]\ncode = \"c\"\ntext = \"t\"", "reason_code.for"),
      ("[[disposition]]\ntext = \"t\"", "disposition.code"),
    ])
  func missing(_ text: String, _ key: String) {
    let problems = ruleProblems(Example.smallest + "\n" + text)
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.key == key)
    #expect(problems.first?.line == 9)
    #expect(problems.first?.sentence.hasPrefix("is missing; ") == true)
  }

  @Test("an empty file lacks a default segment and a queue")
  func empty() {
    #expect(ruleProblems("").map(\.key) == ["queue", "segments.default"])
    #expect(ruleProblems("").allSatisfy { $0.sentence.hasPrefix("is missing") })
  }

  @Test("no queue is the default")
  func noDefaultQueue() {
    let problems = ruleProblems(
      "[segments]\ndefault = \"s\"\n[[segment]]\nid = \"s\"\n[[queue]]\nid = \"q\"\nmanager = \"m\""
    )
    #expect(problems.map(\.key) == ["queue.default"])
    #expect(problems.first?.line == 5)
  }

  @Test("an unknown default segment names the near one")
  func defaultSegment() {
    let problems = ruleProblems(
      "[segments]\n  default = \"smbb\"\n[[segment]]\nid = \"smb\"\n"
        + "[[queue]]\nid = \"q\"\nmanager = \"m\"\ndefault = true")
    #expect(
      problems.map(\.description) == [
        "rules.toml:2:13: segments.default: no segment \"smbb\"; did you mean \"smb\"?"
      ])
  }

  @Test("all problems are told at once, in the order of the file")
  func allAtOnce() {
    let problems = ruleProblems(
      Example.smallest + """

        colour = 1
        [org]
        timezone = "Mars"
        nmae = ""
        [capacity]
        default = -1
        [[pool]]
        segments = ["x", "smb", "y"]
        """)
    #expect(
      problems.map(\.key) == [
        "queue.colour", "org.timezone", "org.nmae", "capacity.default", "pool.id",
        "pool.segments", "pool.segments",
      ])
    #expect(problems.compactMap(\.line) == [9, 11, 12, 14, 15, 16, 16])
  }

  @Test("text from the file is shown on one line and without control characters")
  func hostile() {
    let problems = ruleProblems(
      Example.smallest + "\n[org]\ntimezone = \"\\u001b]0;x\\u0007\\n\\u202E\"")
    #expect(problems.count == 1)
    let sentence = problems.first?.sentence ?? ""
    #expect(!sentence.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }
}
