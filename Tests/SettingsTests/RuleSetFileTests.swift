import Foundation
import LeadModel
import RoutingEngine
import Testing

@testable import Settings

@Suite("Reading rules.toml")
struct RuleSetFileTests {
  @Test("every default of the smallest rule set")
  func defaults() throws {
    let rules = try rules(Example.smallest)
    #expect(rules.version == 0)
    #expect(rules.organisation == Organisation(name: "", timezone: "UTC", currency: "USD"))
    #expect(rules.regions.map(\.id) == ["NA", "EMEA", "APAC", "LATAM"])
    #expect(rules.regions[1].countries.contains("DE"))
    #expect(rules.regions.allSatisfy { $0.mode == .live })
    #expect(rules.segments == [Segment(id: "smb")])
    #expect(rules.capacity == CapacityRules(standard: 20, releaseAfterDays: 14))
    #expect(rules.coverageModel == .observed)
    #expect(rules.dedupeWindowDays == 90)
    #expect(rules.enrichment == EnrichmentRules())
    #expect(rules.council.window.text == "Tue 14:00-16:00")
    #expect(rules.council.timezone == nil)
    #expect(rules.council.quorum == 2)
    #expect(rules.owner == "")
    #expect(rules.drainEveryMinutes == 10)
    #expect(
      rules.reasonCodes.map(\.code) == [
        "wrong_segment", "wrong_language", "wrong_territory", "relationship", "capacity", "other",
      ])
    #expect(rules.reasonCodes.allSatisfy { $0.uses == ReasonCode.Use.allCases })
    #expect(rules.dispositions.map(\.code) == ["meeting", "disqualified", "recycled", "converted"])
    #expect(rules.dispositions.map(\.closes) == [false, true, true, true])
    #expect(rules.slas.isEmpty && rules.pools.isEmpty && rules.products.isEmpty)
  }

  @Test("settings of the full example")
  func exampleSettings() throws {
    let rules = try rules(Example.northwind)
    #expect(
      rules.organisation
        == Organisation(name: "Northwind", timezone: "Europe/Berlin", currency: "EUR"))
    #expect(rules.countryLanguages == ["CH": "de", "BE": "nl", "CA": "en"])
    #expect(rules.countryAliases == ["great britain": "GB"])
    #expect(rules.productPriority == ["platform", "analytics", "services"])
    #expect(rules.defaultSegment == "smb")
    #expect(rules.enrichment.staleAfterDays == 90)
    #expect(rules.enrichment.genericCCTLDs == ["ai", "co", "io", "me", "tv"])
    #expect(rules.enrichment.freeEmailDomains.count == 5)
    #expect(rules.council.timezone == "Europe/Berlin")
  }

  @Test("regions of the full example")
  func exampleRegions() throws {
    let regions = try rules(Example.northwind).regions
    #expect(regions.map(\.id) == ["EMEA", "DACH", "NA", "APAC", "LATAM"])
    #expect(regions[1].countries == ["AT", "CH", "DE"])
    #expect(!regions[0].countries.contains("DE"))
    #expect(regions[0].countries.contains("FR"))
    #expect(regions[2].aliases == ["North America"])
    #expect(regions[2].countries.contains("US"))
  }

  @Test("things of the full example")
  func exampleThings() throws {
    let rules = try rules(Example.northwind)
    #expect(
      rules.products[1]
        == Product(
          id: "analytics", name: "Analytics", aliases: ["BI", "Analytics Cloud"],
          campaigns: ["spring-bi"]))
    #expect(
      rules.segments[0]
        == Segment(id: "enterprise", employeesFrom: 1000, revenueFrom: 10_000_000_000))
    #expect(
      rules.pools.map(\.id) == ["customers", "emea-enterprise", "mid-market", "velocity"])
    #expect(
      rules.pools[1]
        == Pool(
          id: "emea-enterprise", segments: ["enterprise"], regions: ["EMEA", "DACH"],
          onEmpty: .queue))
    #expect(
      rules.queues == [
        FallbackQueue(
          id: "emea", name: "EMEA fallback", regions: ["EMEA", "DACH"], manager: "mara.vogt",
          deputy: "jo.kern"),
        FallbackQueue(id: "world", manager: "sam.reed", isDefault: true),
      ])
    #expect(
      rules.slas == [
        SLARule(clock: .firstContact, segments: ["enterprise"], minutes: 30),
        SLARule(
          clock: .queue, queues: ["world"], minutes: 240, time: .working, onBreach: .reroute),
      ])
    #expect(rules.reasonCodes.map(\.code) == ["wrong_language", "segment_misread"])
    #expect(rules.reasonCodes[1].uses == [.segment, .escalate])
  }

  @Test("ids match in any case and are spelled as where they are defined")
  func canonicalIDs() throws {
    let rules = try rules(
      Example.smallest
        .replacingOccurrences(of: "default = \"smb\"", with: "default = \"SMB\"")
          + """

          [[pool]]
          id = "All"
          segments = ["Smb"]
          regions = ["emea"]
          """)
    #expect(rules.defaultSegment == "smb")
    #expect(rules.pools[0].segments == ["smb"])
    #expect(rules.pools[0].regions == ["EMEA"])
  }

  @Test("products left out of the priority rank after, in file order")
  func priority() throws {
    let rules = try rules(
      Example.smallest + """

        [products]
        priority = ["C"]
        [[product]]
        id = "a"
        [[product]]
        id = "b"
        [[product]]
        id = "c"
        """)
    #expect(rules.productPriority == ["c", "a", "b"])
  }

  @Test("a built-in region keeps the members that nobody lists, also when it lists some")
  func builtInMembers() throws {
    let rules = try rules(
      Example.smallest + """

        [[region]]
        id = "emea"
        countries = ["US"]
        """)
    #expect(rules.regions.map(\.id) == ["emea", "NA", "APAC", "LATAM"])
    #expect(rules.regions[0].countries.contains("US"))
    #expect(rules.regions[0].countries.contains("DE"))
    #expect(!rules.regions[1].countries.contains("US"))
    #expect(rules.regions[1].countries.contains("CA"))
  }

  @Test("a listed disposition takes the place of the built-in one of its code")
  func dispositions() throws {
    let rules = try rules(
      Example.smallest + """

        [[disposition]]
        code = "Meeting"
        text = "Call booked"
        required = ["employees"]
        [[disposition]]
        code = "partner"
        text = "Handed to a partner"
        """)
    #expect(rules.dispositions.count == 5)
    #expect(
      rules.dispositions[0]
        == Disposition(
          code: "meeting", text: "Call booked", closes: false, required: [.employees]))
    #expect(rules.dispositions[4].closes)
  }

  @Test(
    "money is kept in hundredths",
    arguments: [
      ("0", 0), ("12.345", 1235), ("0.01", 1),
      ("90_000_000_000_000_000", 9_000_000_000_000_000_000),
      ("12345678901234567", 1_234_567_890_123_456_700), ("1e6", 100_000_000),
    ] as [(String, Int64)])
  func hundredths(_ text: String, _ expected: Int64) throws {
    let rules = try rules(
      Example.smallest + "\n[[segment]]\nid = \"big\"\nrevenue_from = \(text)")
    #expect(rules.segments[1].revenueFrom == expected)
  }

  @Test("CRLF and a byte order mark change nothing")
  func lineEnds() throws {
    let crlf = "\u{FEFF}" + Example.northwind.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try rules(crlf) == rules(Example.northwind))
  }

  @Test("parts of the rules know where they stand")
  func origins() throws {
    let file = try RuleSetFile(parsing: Array(Example.smallest.utf8), file: "mine.toml")
    #expect(file.origin(of: .queue("world")) == Origin(file: "mine.toml", line: 5, column: 3))
    #expect(file.origin(of: .manager("world")) == Origin(file: "mine.toml", line: 7, column: 11))
    #expect(file.origin(of: .region("EMEA")) == nil)
  }
}
