import LeadModel
import Testing

@testable import RoutingEngine

/// A rule set with a few words to recognise.
func smallRules(
  capacity: CapacityRules = CapacityRules(), coverageModel: CoverageModel = .contract,
  geo: [GeoSource] = [.domain, .ip, .phone, .account]
) -> RuleSet {
  RuleSet(
    organisation: Organisation(timezone: "Europe/Berlin", currency: "EUR"),
    countryAliases: ["great britain & co": "GB"],
    regions: [
      Region(id: "EMEA", countries: ["DE", "FR", "GB", "NA"]),
      Region(id: "NA", countries: ["US"], aliases: ["North America"]),
    ],
    products: [
      Product(id: "platform"),
      Product(id: "analytics", name: "Analytics", aliases: ["BI", "Analytics Cloud"]),
    ],
    segments: [Segment(id: "mid-market", name: "Mid Market"), Segment(id: "smb")],
    defaultSegment: "smb", queues: [FallbackQueue(id: "world", manager: "m", isDefault: true)],
    capacity: capacity, coverageModel: coverageModel,
    enrichment: EnrichmentRules(geo: geo))
}

/// A record of these fields.
func record(_ fields: [LeadField: String], isShort: Bool = false) -> LeadRecord {
  var record = LeadRecord(isShort: isShort, origin: Origin(file: "test.csv", line: 1))
  for (field, value) in fields { record[field] = value }
  return record
}

@Suite struct NormaliserTests {
  private let received = instant("2026-03-02T09:15:00Z")
  private let normaliser = Normaliser(
    ruleSet: smallRules(), site: IntakeDefaults(timezone: "Europe/Berlin", source: "file")
  ) { bytes in "digest of \(bytes.count) bytes" }

  private func lead(_ fields: [LeadField: String]) -> NormalisedLead {
    normaliser.normalise(record(fields), receivedAt: received)
  }

  @Test func whiteSpaceIsTrimmedAndCollapsed() {
    let lead = lead([.company: "\u{00A0} Acme \t\r\n  Trading\u{2003}Ltd  ", .title: "CTO"])
    #expect(lead.company == "Acme Trading Ltd")
    #expect(lead[.title] == "CTO")
  }

  @Test(arguments: [
    "", "-", "--", "?", "N/A", "na", "None", "NULL", "nil", "Unknown", "undefined",
    " not  provided ", "Not Specified", "select", "TBD",
  ])
  func placeholdersAreMissing(text: String) {
    let lead = lead([.company: text, .email: text, .products: text, .id: text])
    #expect(lead.company == nil)
    #expect(lead.email == nil)
    #expect(lead.products.isEmpty)
    #expect(!lead.hasOwnID)
    #expect(lead.flags == [.noSubmitTime])
  }

  @Test func namibiaAndNorthAmerica() {
    #expect(lead([.country: "NA"]).country == "NA")
    #expect(lead([.country: "NA"]).flags == [.noSubmitTime])
    #expect(lead([.country: "n/a"]).country == nil)
    #expect(lead([.region: "NA"]).region == "NA")
    #expect(lead([.region: "north america"]).region == "NA")
    #expect(lead([.region: "emea"]).region == "EMEA")
    #expect(lead([.region: "Mars"]).region == nil)
    var rules = smallRules()
    rules.regions.removeLast()
    let without = Normaliser(ruleSet: rules, site: IntakeDefaults()) { _ in "" }
    #expect(without.normalise(record([.region: "NA"]), receivedAt: received).region == nil)
  }

  @Test(arguments: [
    ("Ana.Silva+news@Acme.DE", "ana.silva+news@acme.de", "ana.silva@acme.de"),
    ("A.n.a+x@GoogleMail.com", "a.n.a+x@googlemail.com", "ana@gmail.com"),
    ("+tag@acme.de", "+tag@acme.de", "+tag@acme.de"),
    ("weiß@acme.de", "weiß@acme.de", "weiss@acme.de"),
  ])
  func emails(text: String, address: String, key: String) {
    let lead = lead([.email: text])
    #expect(lead.email == address)
    #expect(lead.emailKey == key)
    #expect(!lead.flags.contains(.invalidEmail))
  }

  @Test(arguments: [
    "@acme.de", "a@acme", "a b@acme.de", "a@b@acme.de", "a@.de", "a@acme..de", "a@acme.",
  ])
  func invalidEmails(text: String) {
    let lead = lead([.email: text])
    #expect(lead.email == nil && lead.emailKey == nil && lead.domain == nil)
    #expect(lead.flags.contains(.invalidEmail))
  }

  @Test(arguments: [
    ("HTTPS://www.Acme.DE:8080/contact?x=1", "acme.de"), ("acme.de", "acme.de"),
    ("http://user@acme.de#top", "acme.de"), ("www.acme.co.uk/", "acme.co.uk"),
    ("acme.de.", "acme.de"), ("localhost", "mail.example"), ("http://", "mail.example"),
    ("no site .com", "mail.example"),
  ])
  func domains(website: String, expected: String) {
    #expect(lead([.website: website, .email: "a@mail.example"]).domain == expected)
  }

  @Test func freeDomainsAreNoCompany() {
    #expect(lead([.email: "a@GMAIL.com"]).domain == nil)
    #expect(lead([.email: "a@mail.gmail.com"]).domain == "mail.gmail.com")
    #expect(lead([.email: "a@gmail.com", .website: "gmail.com"]).domain == "gmail.com")
  }

  @Test(
    arguments: [
      ("de", "DE"), ("DEU", "DE"), (" germany ", "DE"), ("Deutschland", "DE"), ("uk", "GB"),
      ("Great Britain & Co", "GB"), ("NAM", "NA"),
    ] as [(String, CountryCode)])
  func countries(text: String, expected: CountryCode) {
    let lead = lead([.country: text])
    #expect(lead.country == expected)
    #expect(lead[.country] == expected.description)
    #expect(!lead.flags.contains(.unknownCountry))
  }

  @Test func unknownCountryIsMissing() {
    let lead = lead([.country: "Atlantis"])
    #expect(lead.country == nil)
    #expect(lead[.country] == nil)
    #expect(lead.flags.contains(.unknownCountry))
  }

  @Test func products() {
    let some = lead([.products: "bi; Time Machine|PLATFORM, analytics cloud"])
    #expect(some.products == ["analytics", "platform"])
    #expect(some.flags.contains(.unknownProduct))
    #expect(some[.products] == "analytics;platform")
    #expect(lead([.products: "nothing we sell"]).products.isEmpty)
  }

  @Test(
    arguments: [
      ("1000", 1000), ("1,000", 1000), ("1.000", 1000), ("1'000", 1000), ("1 000 000", 1_000_000),
      ("201-500", 201), ("201 – 500", 201), ("50 to 200", 50), ("1,001-5,000", 1001),
      ("10,000+", 10_000), ("1000 +", 1000), ("0", 0), ("many", nil), ("12.5", nil), ("1,00", nil),
      ("1,000.000", nil), ("-5", nil), ("50-", nil), ("99999999999999999999", nil),
      ("10-many", nil),
    ] as [(String, Int?)])
  func employees(text: String, expected: Int?) {
    #expect(lead([.employees: text]).employees == expected)
  }

  @Test(
    arguments: [
      ("25,000,000", 2_500_000_000), ("$25,000,000", 2_500_000_000), ("1.5 M", 150_000_000),
      ("19.9m", 1_990_000_000), ("2B", 200_000_000_000), ("€ 750", 75_000), ("10k", 1_000_000),
      ("EUR 5M", 500_000_000), ("5M eur", 500_000_000), ("USD 5M", nil), ("0.129", 12),
      ("1,5", nil), ("-5", nil), ("5.", nil), ("a lot", nil), ("99999999999999999B", nil),
    ] as [(String, Int64?)])
  func revenue(text: String, expected: Int64?) {
    #expect(lead([.revenue: text]).revenue == expected)
  }

  @Test func revenueInAnotherCurrencyIsMissing() {
    #expect(lead([.revenue: "5M", .currency: "usd"]).revenue == nil)
    #expect(lead([.revenue: "5M", .currency: "eur"]).revenue == 500_000_000)
    #expect(lead([.revenue: "2500.50"])[.revenue] == "2500.5")
  }

  @Test(
    arguments: [
      ("+49 (0) 30 / 1234-567", "+49301234567"), ("0049(0)30 1234567", "+49301234567"),
      ("030 1234567", "0301234567"), ("(+49) 30 1234567", "+49301234567"),
      ("+1-310-006052 ext. 12", "+1310006052"),
      ("+1 (310) 006052x9", "+1310006052"), ("310.006.052 #4", "310006052"), ("call me", nil),
      ("1-800-FLOWERS", nil), ("+", nil),
    ] as [(String, String?)])
  func phones(text: String, expected: String?) {
    #expect(lead([.phone: text]).phone == expected)
  }

  @Test func phoneKeysNeedEightDigits() {
    #expect(lead([.phone: "+1234567"]).phoneKey == nil)
    #expect(lead([.phone: "+12345678"]).phoneKey == "+12345678")
  }

  @Test func lastNames() {
    #expect(lead([.lastName: "Silva", .name: "Ana Costa"]).lastName == "Silva")
    #expect(lead([.name: " Ana  Costa "]).lastName == "Costa")
    #expect(lead([.lastName: "WEISS"]).lastNameKey == lead([.lastName: "Weiß"]).lastNameKey)
  }

  @Test(
    arguments: [
      ("2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00Z"),
      ("2026-03-01T10:00:00", "2026-03-01T09:00:00Z"), ("2026-03-01 10:00", "2026-03-01T09:00:00Z"),
      ("2026-03-01", "2026-02-28T23:00:00Z"), ("1772355600", "2026-03-01T09:00:00Z"),
      ("1772355600123", "2026-03-01T09:00:00.123Z"), ("100000000000", "1973-03-03T09:46:40Z"),
      ("99999999999", nil), ("2026-02-30", nil), ("yesterday", nil),
      ("2026-03-02T09:20:00Z", "2026-03-02T09:20:00Z"),
    ] as [(String, String?)])
  func submissionTimes(text: String, expected: String?) {
    let lead = lead([.submittedAt: text])
    #expect(lead.submittedAt == expected.map(instant) ?? received)
    if expected != nil { #expect(lead.flags.isEmpty) } else { #expect(!lead.flags.isEmpty) }
  }

  @Test func futureTimesBecomeReceipt() {
    let lead = lead([.submittedAt: "2026-03-02T09:20:00.001Z"])
    #expect(lead.submittedAt == received)
    #expect(lead.flags == [.futureTime])
  }

  @Test func segmentsAndLanguages() {
    #expect(lead([.segment: "mid market"]).segment == "mid-market")
    #expect(lead([.segment: "galactic"]).segment == nil)
    #expect(lead([.language: "de_AT"]).language == "de")
    #expect(lead([.language: "Norwegian"]).language == "no")
  }

  @Test func identityIsTheNormalFieldsInColumnOrder() {
    let lead = lead([.country: "Germany", .email: "A@acme.de", .company: "-", .employees: "1,000"])
    let expected = "source=file\nemail=a@acme.de\ncountry=DE\nemployees=1000\n"
    #expect(lead.id == "digest of \(expected.utf8.count) bytes")
    #expect(
      String(decoding: NormalisedLead.identityBytes(of: lead.values), as: UTF8.self) == expected)
    #expect(self.lead([.id: "L-1", .source: "web"]).identity == "web\nL-1")
  }

  @Test func contentTellsUpdatesFromRedeliveries() {
    let one = lead([.id: "L-1", .company: "Acme"])
    #expect(one.contentBytes == lead([.id: "L-1", .company: " Acme "]).contentBytes)
    #expect(one.contentBytes != lead([.id: "L-1", .company: "Acme Ltd"]).contentBytes)
    var more = record([.id: "L-1", .company: "Acme"])
    more.extra = [ExtraField(name: "colour", value: "blue")]
    #expect(one.contentBytes != normaliser.normalise(more, receivedAt: received).contentBytes)
  }

  @Test func shortRows() {
    let lead = normaliser.normalise(record([.id: "1"], isShort: true), receivedAt: received)
    #expect(lead.flags.contains(.shortRow))
    #expect(lead.source == "file")
  }

  @Test func domainsHaveTheirParentsUnlessTheyAreLongerThanDomainsCanBe() {
    #expect(
      Array(DomainForm.withParents("a.b.acme.com")) == ["a.b.acme.com", "b.acme.com", "acme.com"])
    let longest = String(repeating: "a", count: 249) + ".com"
    #expect(Array(DomainForm.withParents(longest)) == [longest[...]])
    #expect(Array(DomainForm.withParents("x." + longest)) == [longest[...]])
    // As many labels as one record holds: each parent would be as long as the record.
    let dots = String(repeating: "a.", count: 1 << 19) + "com"
    #expect(DomainForm.withParents(dots).reduce(0) { $0 + $1.utf8.count } < 253 * 253)
  }
}
