import LeadModel
import RoutingEngine
import Testing

@Suite struct GeoTests {
  private let at = instant("2026-03-02T09:15:00Z")

  private func range(_ start: String, _ end: String, _ country: CountryCode) throws -> IPRange {
    IPRange(
      start: try #require(IPAddress(start)), end: try #require(IPAddress(end)), country: country)
  }

  private func geoTable() throws -> GeoTable {
    GeoTable([
      try range("91.0.0.0", "91.0.0.255", "BE"), try range("84.0.0.0", "84.0.127.255", "DE"),
      try range("10.0.0.0", "10.255.255.255", "US"),
      try range("2a02:8100::", "2a02:81ff:ffff:ffff:ffff:ffff:ffff:ffff", "FR"),
    ])
  }

  @Test(
    arguments: [
      ("84.0.0.0", "DE"), ("84.0.127.255", "DE"), ("84.0.128.0", nil), ("83.255.255.255", nil),
      ("91.0.0.7", "BE"), ("10.1.1.1", nil), ("2a02:8108::17", "FR"), ("2a02:8200::", nil),
      ("255.1.1.1", nil), ("1.1.1.1", nil),
    ] as [(String, CountryCode?)])
  func ranges(text: String, expected: CountryCode?) throws {
    #expect(try geoTable().country(of: try #require(IPAddress(text))) == expected)
  }

  private func inferred(
    _ fields: [LeadField: String], geo: [GeoSource] = [.domain, .ip, .phone, .account],
    accounts: [Account] = []
  ) throws -> [GeoAnswer] {
    let rules = smallRules(geo: geo)
    let router = Router(
      ruleSet: rules, site: IntakeDefaults(),
      book: CustomerBook(accounts: accounts, opportunities: [], contacts: []),
      geo: try geoTable()
    ) { _ in "" }
    let schedules = RosterSchedules(
      Roster(reps: []), presence: ObservedPresence(), ruleSet: rules)
    var state = DeskState(ruleSet: rules, schedules: schedules, at: at)
    return router.gather(record(fields), receivedAt: at, state: &state).facts.inferred
  }

  @Test(
    arguments: [
      ("https://acme.de", "x@y.com", "DE"), ("acme.com", "x@y.fr", "FR"),
      ("acme.io", "x@y.uk", "GB"),
      ("acme.com", "x@gmx.de", nil), ("acme.eu", "x@y.org", nil),
    ] as [(String, String, CountryCode?)])
  func topLevelDomains(website: String, email: String, expected: CountryCode?) throws {
    let answers = try inferred([.website: website, .email: email])
    #expect(answers.map(\.country) == [expected].compactMap { $0 })
  }

  @Test(
    arguments: [
      ("+49 30 1", "DE"), ("+77012345", "KZ"), ("+74951234", "RU"), ("+13105551234", nil),
      ("030123456", nil), ("+3531234567", "IE"),
    ] as [(String, CountryCode?)])
  func diallingCodes(phone: String, expected: CountryCode?) throws {
    #expect(try inferred([.phone: phone]).map(\.country) == [expected].compactMap { $0 })
  }

  @Test func allAreAskedInTheConfiguredOrder() throws {
    let account = Account(id: "a", name: "Acme", domains: ["acme.be"], country: "AT")
    let fields: [LeadField: String] = [
      .website: "acme.be", .ip: "84.0.0.1", .phone: "+33 1 23 45 67 89",
    ]
    let all = try inferred(fields, accounts: [account])
    #expect(all.map(\.source) == [.domain, .ip, .phone, .account])
    #expect(all.map(\.country) == ["BE", "DE", "FR", "AT"])
    let some = try inferred(fields, geo: [.account, .phone, .domain], accounts: [account])
    #expect(some.map(\.source) == [.account, .phone, .domain])
    #expect(try inferred(fields.merging([.country: "US"]) { $1 }, accounts: [account]).isEmpty)
  }
}

@Suite struct ReservedAddressTests {
  /// Whatever a table says of them, private and reserved addresses are nowhere.
  @Test(arguments: [
    "0.0.0.0", "10.255.255.255", "100.64.0.1", "127.0.0.1", "169.254.1.1", "172.31.255.255",
    "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "255.255.255.255", "::ffff:10.0.0.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1",
    "2001:db8::1", "64:ff9b::1",
  ]) func areNowhere(text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(try everywhere().country(of: address) == nil)
  }

  @Test(arguments: ["9.9.9.9", "::ffff:9.9.9.9", "172.32.0.0", "223.255.255.255", "2a00::"])
  func othersAreSomewhere(text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(try everywhere().country(of: address) == (address.isV4 ? "DE" : "FR"))
  }

  private func everywhere() throws -> GeoTable {
    GeoTable([
      IPRange(start: IPAddress(v4: 0), end: IPAddress(v4: .max), country: "DE"),
      IPRange(start: IPAddress(1 << 48), end: IPAddress(.max), country: "FR"),
    ])
  }
}
