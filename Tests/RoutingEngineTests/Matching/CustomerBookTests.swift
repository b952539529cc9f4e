import LeadModel
import Testing

@testable import RoutingEngine

@Suite struct CompanyNameTests {
  @Test(arguments: [
    ("Acme GmbH & Co. KG", "acme"), ("ACME, Inc.", "acme"), ("Acme A/S", "acme"),
    ("Weiß AG", "weiss"), ("Company Ltd", "company"), ("Co", "co"), ("Acme-Werke", "acmewerke"),
    ("A.B. Limited Pty Ltd", "ab"), ("  Acme   S.p.A. ", "acme"), ("Groß®", "gross"),
  ])
  func keys(name: String, expected: String) { #expect(CompanyName.key(name) == expected) }

  @Test func nothingButPunctuation() { #expect(CompanyName.key("---") == nil) }
}

@Suite struct CustomerBookTests {
  private func lead(_ fields: [LeadField: String]) -> NormalisedLead {
    Normaliser(ruleSet: smallRules(), site: IntakeDefaults()) { _ in "" }
      .normalise(record(fields), receivedAt: instant("2026-03-02T09:15:00Z"))
  }

  private func book(_ accounts: [Account]) -> CustomerBook {
    CustomerBook(accounts: accounts, opportunities: [], contacts: [])
  }

  @Test func idGoesBeforeDomainAndComparesBytes() {
    let book = book([
      Account(id: "A1", name: "One", domains: ["acme.de"]), Account(id: "A2", name: "Two"),
    ])
    let byID = book.match(lead([.accountID: "A2", .website: "acme.de"]), country: nil)
    #expect(byID.match?.account.id == "A2")
    #expect(byID.match?.via == .id)
    let byDomain = book.match(lead([.accountID: "a2", .website: "acme.de"]), country: nil)
    #expect(byDomain.match?.account.id == "A1")
  }

  @Test func theLongestParentDomainWins() {
    let book = book([
      Account(id: "uk", name: "UK", domains: ["acme.co.uk"]),
      Account(id: "eu", name: "EU", domains: ["https://www.EU.acme.co.uk/"]),
      Account(id: "tld", name: "TLD", domains: ["co.uk"]),
    ])
    func id(_ domain: String) -> AccountID? {
      book.match(lead([.website: domain]), country: nil).match?.account.id
    }
    #expect(id("mail.eu.acme.co.uk") == "eu")
    #expect(id("us.acme.co.uk") == "uk")
    #expect(id("other.co.uk") == "tld")
    #expect(id("acme.de") == nil)
  }

  @Test func sharedDomainsBreakTiesInOrder() {
    var accounts = [
      Account(id: "d", name: "D", domains: ["x.de"], named: true, country: "FR", parent: "z"),
      Account(id: "c", name: "C", domains: ["x.de"], named: true, country: "DE", parent: "z"),
      Account(id: "b", name: "B", domains: ["x.de"], named: true, country: "DE"),
      Account(id: "a", name: "A", domains: ["x.de"], country: "DE"),
    ]
    let lead = lead([.website: "x.de"])
    func winner(_ country: CountryCode?) -> AccountID? {
      let match = book(accounts).match(lead, country: country).match
      #expect(match?.domainIsShared == true)
      return match?.account.id
    }
    #expect(winner("DE") == "b")
    #expect(winner("FR") == "d")
    #expect(winner(nil) == "b")
    accounts.remove(at: 2)
    #expect(winner("DE") == "c")
    #expect(winner("US") == "c")
  }

  @Test func companyNames() {
    let book = book([
      Account(id: "1", name: "Acme GmbH", country: "DE"), Account(id: "2", name: "ACME Inc"),
      Account(id: "3", name: "Globex Ltd", country: "GB"),
    ])
    let french = book.match(lead([.company: "acme"]), country: "FR")
    #expect(french.match?.account.id == "2")
    #expect(french.match?.via == .name)
    let german = book.match(lead([.company: "acme"]), country: "DE")
    #expect(german.match == nil && german.isAmbiguous)
    #expect(book.match(lead([.company: "Globex"]), country: "DE").match == nil)
    #expect(book.match(lead([.company: "Globex"]), country: nil).match?.account.id == "3")
  }

  @Test func ancestorsAreTenAtMostAndCyclesAreCut() {
    var accounts = (0..<15).map {
      Account(id: AccountID("a\($0)"), name: "A\($0)", parent: AccountID("a\($0 + 1)"))
    }
    let long = book(accounts).match(lead([.accountID: "a0"]), country: nil).match
    #expect(long?.ancestors.map(\.id.text) == (1...10).map { "a\($0)" })
    accounts = [
      Account(id: "x", name: "X", parent: "y"), Account(id: "y", name: "Y", parent: "z"),
      Account(id: "z", name: "Z", parent: "y"),
    ]
    let cyclic = book(accounts).match(lead([.accountID: "x"]), country: nil).match
    #expect(cyclic?.ancestors.map(\.id) == ["y", "z"])
  }

  @Test func opportunitiesInTheOrderAsked() {
    let old = instant("2026-01-01T00:00:00Z")
    let book = CustomerBook(
      accounts: [],
      opportunities: [
        Opportunity(id: "none", account: "a", open: true, amount: 900),
        Opportunity(id: "closed", account: "a", open: false, updatedAt: old + 9),
        Opportunity(id: "small", account: "a", open: true, amount: 1, updatedAt: old),
        Opportunity(id: "b", account: "a", open: true, amount: 5, updatedAt: old),
        Opportunity(id: "a", account: "a", open: true, amount: 5, updatedAt: old),
        Opportunity(id: "new", account: "a", open: true, updatedAt: old + 1),
        Opportunity(id: "other", account: "b", open: true),
      ], contacts: [])
    #expect(
      book.opportunities(of: "a").map(\.id.text) == ["new", "a", "b", "small", "none"])
  }
}
