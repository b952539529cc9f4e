import LeadModel
import Ledger
import RoutingEngine
import Testing

@testable import DeskRules

@Suite struct ExceptionRequestTests {
  @Test func whoMayProposeRequests() {
    #expect(Ground.request(Ground.order(), by: Actor(name: "ann", roles: [.analyst])).unit != nil)
    let rep = Ground.request(Ground.order(), by: Actor(name: "ana", roles: [.rep], rep: "ana"))
    #expect(rep.isRefused(.role, "any manager"))
  }

  @Test func theEntryHoldsEverythingButTheSentence() throws {
    let outcome = Ground.request(Ground.order())
    let entry = try #require(outcome.unit?.entries.first)
    #expect(entry.kind == .exceptionRequested && entry.subject == "exception/9")
    let commitment = Commitment.of(
      secret: Ground.secret, name: "reason", value: "Bo ran the pilot")
    #expect(
      outcome.payload == """
        {"exception":9,"renews":null,"kind":"route_to","rep":"bo","account":"A-1","domain":null,\
        "campaign":null,"value":null,"code":"pilot","reason":"\(commitment)",\
        "references":["account:A-1"],"owner_role":"sales_ops",\
        "effective":"2026-03-01T23:00:00.000Z","sunset":"2026-03-31T22:00:00.000Z",\
        "wanted_sunset":"2026-03-31T22:00:00.000Z"}
        """)
  }

  @Test(arguments: [
    (Ground.order(code: "other"), "\"other\" is no reason for an exception"),
    (Ground.order(reason: "  "), "one sentence"),
    (Ground.order(references: []), "a reference is missing"),
    (Ground.order(owner: " "), "the owner is missing"),
    (Ground.order(from: ""), "the effective date is missing"),
    (Ground.order(to: "soon"), "\"soon\" is no sunset date"),
    (Ground.order(from: "2026-03-01"), "cannot begin in the past: 2026-03-01"),
    (Ground.order(to: "2026-03-02"), "the sunset \"2026-03-02\" is not after"),
    (Ground.order(Ground.terms(.routeTo, rep: nil, account: "A-1")), "route_to is for one rep"),
    (Ground.order(Ground.terms(.routeTo)), "give an account, domain or campaign"),
    (Ground.order(Ground.terms(.routeTo, account: "A-1", value: "x")), "leave \"x\" out"),
    (Ground.order(Ground.terms(.routeTo, domain: "acme")), "\"acme\" is no domain"),
    (
      Ground.order(Ground.terms(.segmentOf, account: "A-1", value: "smb")),
      "segment_of is about a company, not about a rep: leave \"bo\" out"
    ),
    (
      Ground.order(Ground.terms(.segmentOf, rep: nil, campaign: "spring", value: "smb")),
      "give an account or domain"
    ),
    (Ground.order(Ground.terms(.capacityOf)), "capacity_of needs a number"),
    (Ground.order(Ground.terms(.capacityOf, value: "-1")), "\"-1\" is no capacity"),
    (Ground.order(Ground.terms(.hoursOf, value: "always")), "hours \"always\""),
    (Ground.order(Ground.terms(.coverageFor, value: "DE-de")), "\"DE-de\" is no PLACE:LANG"),
    (Ground.order(Ground.terms(.coverageFor, value: "XX:de")), "\"XX\" in \"XX:de\" is no region"),
    (Ground.order(Ground.terms(.coverageFor, value: ";")), "needs pairs"),
  ])
  func whatMakesNoSenseIsRefused(_ order: ExceptionOrder, _ words: String) {
    #expect(Ground.request(order).isRefused(.usage, words), "\(Ground.request(order))")
  }

  @Test(arguments: [
    (Ground.terms(.routeTo, account: "A-2"), "go to ana by dimension 1, since it is named"),
    (Ground.terms(.routeTo, account: "A-3"), "its parent A-2 is named"),
    (Ground.terms(.routeTo, domain: "https://www.bolt.example/x"), "belong to account A-2"),
    (Ground.terms(.routeTo, account: "A-9"), "there is no account \"A-9\""),
    (Ground.terms(.routeTo, rep: "ina", account: "A-1"), "\"ina\" is not active (inactive)"),
    (Ground.terms(.routeTo, rep: "anna", account: "A-1"), "did you mean \"ana\"?"),
    (Ground.terms(.productFor, rep: "ana", value: "analitycs"), "did you mean \"analytics\"?"),
    (Ground.terms(.productFor, rep: "ana", value: "core"), "aligned with platform already"),
    (Ground.terms(.productFor, rep: "bo", value: "analytics"), "aligned with analytics already"),
    (Ground.terms(.segmentOf, rep: nil, account: "A-1", value: "huge"), "no segment \"huge\""),
    (Ground.terms(.segmentOf, rep: nil, account: "A-5", value: "SMB"), "is smb already"),
    (Ground.terms(.coverageFor, rep: "ana", value: "AT:de;DACH:de"), "ana covers"),
    (Ground.terms(.capacityOf, rep: "ana", value: "10"), "capacity of 10 already"),
    (Ground.terms(.capacityOf, rep: "bo", value: "20"), "capacity of 20 already"),
    (
      Ground.terms(.hoursOf, rep: "ana", value: "Mon,Tue-Fri 9:00-17:00"),
      "works \"Mon,Tue-Fri 9:00-17:00\" already"
    ),
  ])
  func whatCouldNeverActIsAConflict(_ terms: ExceptionTerms, _ words: String) {
    let outcome = Ground.request(Ground.order(terms))
    #expect(outcome.isRefused(.conflict, words), "\(outcome)")
  }

  @Test func termsAreSpelledAsTheRulesSpellThem() {
    func read(_ terms: ExceptionTerms) -> ExceptionTerms? {
      Ground.request(Ground.order(terms)).requested?.terms
    }
    #expect(
      read(Ground.terms(.coverageFor, value: " dach:de ; AUT:fr;*:* "))?.value
        == "DACH:de;AT:fr;*:*")
    #expect(read(Ground.terms(.productFor, rep: "ana", value: "ANALYTICS"))?.value == "analytics")
    #expect(
      read(Ground.terms(.segmentOf, rep: nil, account: "A-1", value: "ENTERPRISE"))?.value
        == "enterprise")
    #expect(read(Ground.terms(.capacityOf, value: "0"))?.value == "0")
    #expect(
      read(Ground.terms(.routeTo, domain: "https://www.Acme.example/about"))?.domain
        == "acme.example")
    // Named, but without an active owner: dimension 1 lets it pass.
    #expect(read(Ground.terms(.routeTo, account: "A-4")) != nil)
  }

  @Test func whatRoutingGoesByIsWhatWasAskedFor() {
    func effect(_ terms: ExceptionTerms) -> RoutingException.Effect? {
      RoutingException(Ground.row(1, terms))?.effect
    }
    #expect(effect(Ground.toAcme) == .routeTo("bo"))
    #expect(
      effect(Ground.terms(.coverageFor, value: "AT:fr;*:*"))
        == .coverageFor(
          "bo",
          [CoverageEntry(place: "AT", language: "fr"), CoverageEntry(place: "*", language: nil)]))
    #expect(effect(Ground.terms(.productFor, value: "core")) == .productFor("bo", "core"))
    #expect(effect(Ground.terms(.segmentOf, rep: nil, value: "smb")) == .segmentOf("smb"))
    #expect(effect(Ground.terms(.capacityOf, value: "3")) == .capacityOf("bo", 3))
    #expect(
      effect(Ground.terms(.hoursOf, value: "Sat 10:00-12:00"))
        == .hoursOf("bo", Ground.hours("Sat 10:00-12:00")))
  }

  @Test func referencesPointAtWhatExists() {
    func ask(_ kind: ExceptionReference.Kind, _ id: String) -> ActOutcome {
      Ground.request(Ground.order(references: [ExceptionReference(kind: kind, id: id)]))
    }
    #expect(ask(.product, "CORE").requested?.references.first?.id == "platform")
    // Who covers it is not active.
    #expect(ask(.coverage, "bra:PT").requested?.references.first?.id == "BR:pt")
    #expect(ask(.account, "A-9").isRefused(.unknown, "\"account:A-9\" names no account"))
    #expect(ask(.product, "planform").isRefused(.unknown, "did you mean \"platform\"?"))
    #expect(ask(.coverage, "AT:de").isRefused(.conflict, "AT:de is no coverage gap: ana covers it"))
    #expect(ask(.coverage, "DACH:de").isRefused(.usage, "no country with a language"))
    #expect(ask(.coverage, "BR").isRefused(.usage, "is no PLACE:LANG"))
  }
}

@Suite struct ExceptionTimeTests {
  private func time(_ from: String, _ to: String) -> ExceptionRequested? {
    Ground.request(Ground.order(from: from, to: to)).requested
  }

  @Test func aDateIsMidnightInTheOrganisationsZone() {
    let dates = time("2026-03-02", "2026-03-30")
    #expect(dates?.effective == instant("2026-03-01T23:00:00Z"))
    #expect(dates?.sunset == instant("2026-03-29T22:00:00Z"))
    let instants = time("2026-03-02T12:00:00+09:00", "2026-03-30T00:00:00.250Z")
    #expect(instants?.effective == instant("2026-03-02T03:00:00Z"))
    #expect(instants?.sunset == instant("2026-03-30T00:00:00.250Z"))
  }

  @Test func itLastsNinetyDaysAtMostAndIsCutThere() {
    let whole = time("2026-03-02", "2026-05-31")
    #expect(whole?.sunset == whole?.wantedSunset)
    #expect(whole?.sunset == instant("2026-05-30T22:00:00Z"))
    let long = time("2026-03-02", "2026-12-01")
    #expect(long?.sunset == whole?.sunset)
    #expect(long?.wantedSunset == instant("2026-11-30T23:00:00Z"))
    let text = Ground.request(Ground.order(to: "2026-12-01")).text
    #expect(text?.contains("and to 2026-12-01 if the council signs it off each quarter") ?? false)
  }

  @Test func ninetyDaysOverAnHourThatComesTwiceAreNinetyDays() {
    let autumn = Ground.grounds(at: instant("2026-09-01T08:00:00Z"))
    let request = Ground.request(
      Ground.order(from: "2026-09-01", to: "2026-11-30"), autumn
    ).requested
    #expect(request?.sunset == request?.wantedSunset)
  }

  @Test func todayIsNoPast() {
    #expect(time("2026-03-02T00:00:00+01:00", "2026-03-03") != nil)
    #expect(time("2026-03-01T23:59:59+01:00", "2026-03-03") == nil)
    #expect(
      Ground.request(Ground.order(from: "2026-03-02", to: "2026-03-02T09:00:00+01:00"))
        .isRefused(.usage, "is over"))
  }
}

@Suite struct ExceptionConflictTests {
  private func ask(
    _ terms: ExceptionTerms, beside other: ExceptionTerms, from: String = "2026-03-02"
  )
    -> ActOutcome
  {
    Ground.request(
      Ground.order(terms, from: from, to: "2026-05-01"),
      Ground.grounds(others: [Ground.row(4, other)]))
  }

  static let others: [(ExceptionTerms, ExceptionTerms)] = [
    (Ground.toAcme, Ground.terms(.routeTo, rep: "ana", account: "A-1")),
    (
      Ground.terms(.routeTo, domain: "acme.example"),
      Ground.terms(.routeTo, rep: "ana", domain: "mail.acme.example")
    ),
    (
      Ground.terms(.routeTo, campaign: "Spring"),
      Ground.terms(.routeTo, rep: "ana", campaign: "SPRING")
    ),
    (
      Ground.terms(.segmentOf, rep: nil, account: "A-1", value: "enterprise"),
      Ground.terms(.segmentOf, rep: nil, account: "A-1", value: "smb")
    ),
    (Ground.terms(.capacityOf, value: "3"), Ground.terms(.capacityOf, value: "4")),
    (
      Ground.terms(.hoursOf, value: "Sat 10:00-12:00"),
      Ground.terms(.hoursOf, value: "Sun 10:00-12:00")
    ),
  ]

  @Test(arguments: others)
  func anotherEffectOnTheSameLeadsIsRefused(_ terms: ExceptionTerms, _ other: ExceptionTerms) {
    let outcome = ask(terms, beside: other)
    #expect(outcome.isRefused(.conflict, "exception 4"), "\(outcome)")
    #expect(outcome.isRefused(.conflict, "something else"), "\(outcome)")
    #expect(outcome.isRefused(.conflict, "at dimension \(terms.kind.dimension)"))
    // Once it is over there is nothing to collide with.
    #expect(ask(terms, beside: other, from: "2026-04-01").unit != nil)
  }

  @Test(arguments: [
    Ground.toAcme, Ground.terms(.coverageFor, value: "AT:fr"),
    Ground.terms(.productFor, rep: "ana", value: "analytics"),
    Ground.terms(.segmentOf, rep: nil, account: "A-1", value: "enterprise"),
    Ground.terms(.capacityOf, value: "3"), Ground.terms(.hoursOf, value: "Sat 10:00-12:00"),
  ])
  func theSameTwiceIsRefused(_ terms: ExceptionTerms) {
    #expect(ask(terms, beside: terms).isRefused(.conflict, "exception 4"))
    #expect(ask(terms, beside: terms).isRefused(.conflict, "does this already"))
  }

  @Test(arguments: [
    (Ground.toAcme, Ground.terms(.routeTo, rep: "ana", account: "A-5")),
    (Ground.toAcme, Ground.terms(.capacityOf, value: "4")),
    (Ground.terms(.capacityOf, value: "3"), Ground.terms(.capacityOf, rep: "ana", value: "4")),
    (
      Ground.terms(.coverageFor, value: "AT:fr"), Ground.terms(.coverageFor, value: "CH:fr")
    ),
    (
      Ground.terms(.coverageFor, rep: "ana", value: "AT:fr"),
      Ground.terms(.coverageFor, value: "AT:fr")
    ),
    (
      Ground.terms(.capacityOf, campaign: "a", value: "3"),
      Ground.terms(.capacityOf, campaign: "b", value: "4")
    ),
    (
      Ground.terms(.routeTo, domain: "acme.example"),
      Ground.terms(.routeTo, rep: "ana", domain: "notacme.example")
    ),
  ])
  func whatNeverMeetsDoesNotCollide(_ terms: ExceptionTerms, _ other: ExceptionTerms) {
    #expect(ask(terms, beside: other).refusal == nil)
  }

  @Test func thoseThatWereTurnedDownDoNotCount() {
    for status in [ExceptionStatus.rejected, .revoked] {
      let row = Ground.row(4, Ground.toAcme, status: status)
      #expect(Ground.request(Ground.order(), Ground.grounds(others: [row])).unit != nil)
    }
    let row = Ground.row(4, Ground.toAcme, status: .requested)
    #expect(
      Ground.request(Ground.order(), Ground.grounds(others: [row]))
        .isRefused(.conflict, "requested, 2026-03-02 to 2026-04-01"))
  }
}
