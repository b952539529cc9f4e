import LeadModel
import Testing

@testable import SampleCompany

@Suite struct DemoScriptTests {
  /// A desk of no brains at all: every opening lead goes to somebody who is there.
  private func desk(at start: Instant) -> (script: DemoScript, open: [OpenLeadView]) {
    let script = DemoScript(company: SampleCompany(at: start, user: "sample"))
    let here = RepTable.reps.filter { $0.isActive && $0.isOnContractShift(at: start) }
    let open = script.openingLeads().enumerated().map { index, lead in
      OpenLeadView(
        lead: SampleDialect.plain.recordID(of: lead),
        owner: index % 9 == 0 ? nil : RepID(here[index % here.count].id),
        queue: index % 9 == 0 ? "fallback-emea" : nil, submittedAt: lead.submittedAt,
        isContacted: index % 4 == 0)
    }
    return (script, open)
  }

  private func events(seconds: Int, at start: Instant) -> [DemoEvent] {
    var (script, open) = desk(at: start)
    let disputes = (1...6).map { OpenDisputeView(number: $0) }
    return (0..<seconds).flatMap {
      script.step(now: start + Int64($0) * 1000, openLeads: open, disputes: disputes)
    }
  }

  private func kind(_ event: DemoEvent) -> String {
    switch event {
    case .dropFile(let name, _): name.hasPrefix("leads/") ? "leads" : "activities"
    case .contact: "contact"
    case .disposition: "disposition"
    case .escalate: "escalate"
    case .away: "away"
    case .back: "back"
    case .assignSuggested: "assign"
    case .review: "review"
    }
  }

  /// Monday morning, the small hours, Friday night and Sunday.
  @Test(arguments: [
    "2026-03-02T09:15:00Z", "2026-03-03T03:00:00Z", "2026-03-06T23:30:00Z", "2026-03-08T14:00:00Z",
  ])
  func everythingMovesWithinHalfAMinute(text: String) throws {
    let start = try #require(Instant(rfc3339: text))
    let seen = Set(events(seconds: 30, at: start).map(kind))
    #expect(seen.isSuperset(of: ["leads", "contact", "disposition", "escalate"]))
  }

  @Test func peopleStepOutAndComeBack() {
    let all = events(seconds: 300, at: Samples.at)
    var out: Set<String> = []
    for event in all {
      if case .away(let rep, let minutes, _) = event {
        #expect(out.insert(rep.text).inserted && minutes > 0)
      }
      if case .back(let rep) = event { #expect(out.remove(rep.text) != nil) }
    }
    #expect(all.contains { kind($0) == "back" } && out.count <= 4)
  }

  /// Leads that wait are handed on once each, disputes ruled on from the oldest.
  @Test func theOfficeWorksAndLeavesSomeToTheUser() {
    let all = events(seconds: 300, at: Samples.at)
    var handed: Set<String> = []
    for case .assignSuggested(let lead, _, _, _) in all {
      #expect(handed.insert(lead).inserted)
    }
    #expect(handed.count >= 5)
    #expect(all.contains { kind($0) == "review" })
    var office = DemoOffice(seed: 1, start: Samples.at)
    for second in 0..<600 {
      let events = office.due(
        now: Samples.at + Int64(second) * 1000, openLeads: [],
        disputes: [OpenDisputeView(number: 1), OpenDisputeView(number: 2)])
      #expect(events.isEmpty)
    }
  }

  @Test func arrivesAboutOnceASecondInBursts() {
    let files = events(seconds: 60, at: Samples.at).filter { kind($0) == "leads" }
    #expect((25...60).contains(files.count))
    let later = events(seconds: 600, at: Samples.at).filter { kind($0) == "leads" }
    #expect((120...420).contains(later.count))
  }

  @Test func fileNamesAreUniqueAndDialectsChange() {
    var names: [String] = []
    for case .dropFile(let name, let bytes) in events(seconds: 120, at: Samples.at) {
      names.append(name)
      #expect(!bytes.isEmpty)
    }
    #expect(Set(names).count == names.count)
    let dialects = Set(names.compactMap { $0.split(separator: "/").last?.prefix(5) })
    #expect(dialects.count >= 6)
  }

  @Test func codesAreInTheRulesAndRepsOnTheRoster() throws {
    let rules = String(decoding: try #require(Samples.files["rules.toml"]), as: UTF8.self)
    let builtIn: Set = ["disqualified", "recycled", "converted", "meeting"]
    let reps = Set(try Samples.column("id", of: "roster/reps.csv"))
    for event in events(seconds: 240, at: Samples.at) {
      switch event {
      case .dropFile: break
      case .contact(_, let kind, let rep):
        #expect(["contacted", "meeting"].contains(kind) && reps.contains(rep.text))
      case .disposition(_, let code, let rep):
        #expect(builtIn.contains(code) || rules.contains("code = \"\(code)\""))
        #expect(reps.contains(rep.text))
      case .escalate(_, let code, let note, let rep):
        #expect(rules.contains("code = \"\(code)\"") && !note.isEmpty && reps.contains(rep.text))
      case .away(let rep, _, let code):
        #expect(rules.contains("code = \"\(code)\"") && reps.contains(rep.text))
      case .back(let rep): #expect(reps.contains(rep.text))
      case .assignSuggested(_, let code, let note, let manager):
        #expect(rules.contains("code = \"\(code)\"") && !note.isEmpty)
        #expect(rules.contains("manager = \"\(manager)\""))
      case .review(let number, let outcome, let note, let analyst):
        #expect((1...6).contains(number) && ["correct", "refine_rule"].contains(outcome))
        #expect(!note.isEmpty && TeamLeads.analysts.contains { $0.id == analyst })
      }
    }
    #expect(EscalationTexts.all.allSatisfy { rules.contains("code = \"\($0.code)\"") })
  }

  @Test func actsOnceForEachLeadAndOnlyForItsOwner() {
    var (script, open) = desk(at: Samples.at)
    let owners = Dictionary(uniqueKeysWithValues: open.map { ($0.lead, $0.owner) })
    var contacted: Set<String> = []
    for second in 0..<300 {
      for case .contact(let lead, _, let rep) in script.step(
        now: Samples.at + Int64(second) * 1000, openLeads: open)
      {
        #expect(contacted.insert(lead).inserted)
        #expect(owners[lead] == rep)
      }
    }
    #expect(contacted.count > 60)
    open = []
    let quiet = script.step(now: Samples.at + 301_000, openLeads: open)
    #expect(!quiet.contains { kind($0) == "contact" })
  }

  @Test func theUsersOwnLeadsAreLeftAlone() {
    var (script, _) = desk(at: Samples.at)
    let mine = (0..<8).map {
      OpenLeadView(
        lead: "L-\($0)", owner: RepID(TeamLeads.userID), submittedAt: Samples.at,
        isContacted: $0 % 2 == 0)
    }
    let all = (0..<200).flatMap {
      script.step(now: Samples.at + Int64($0) * 1000, openLeads: mine)
    }
    #expect(all.allSatisfy { ["leads", "away", "back"].contains(kind($0)) })
  }

  @Test func sameCallsSameEvents() {
    #expect(events(seconds: 90, at: Samples.at) == events(seconds: 90, at: Samples.at))
  }

  @Test func aLongPauseDoesNotFloodTheDesk() {
    var (script, open) = desk(at: Samples.at)
    _ = script.step(now: Samples.at, openLeads: open)
    let after = script.step(now: Samples.at + 3 * Instant.hour, openLeads: open)
    #expect(after.count <= 20)
  }

  @Test func opensWithALivelyDesk() throws {
    let script = desk(at: Samples.at).script
    let leads = script.openingLeads()
    #expect((150...250).contains(leads.count))
    #expect(leads.allSatisfy { $0.submittedAt < Samples.at })
    let overAnHour = leads.count { Samples.at - $0.submittedAt > 60 * Instant.minute }
    #expect((40...100).contains(overAnHour))
    let files = script.openingFiles()
    #expect(Set(files.map(\.path)).count == files.count)
    let asleep = leads.count { lead in
      guard let market = Market.byCountry[lead.market] else { return false }
      let hour = market.clock.reading(at: lead.submittedAt).minute / 60
      return hour < 7 || hour >= 20
    }
    #expect(asleep > 5, "some ask where it is night")
  }

  @Test func openingContactsAreMadeByOwnersInThePast() {
    let (script, open) = desk(at: Samples.at)
    let csv = NaiveCSV(script.openingActivities(openLeads: open).bytes)
    let owners = Dictionary(uniqueKeysWithValues: open.map { ($0.lead, $0.owner?.text) })
    #expect(csv.rows.count > 60)
    for row in csv.rows where row[5] == "false" {
      #expect(owners[row[0]] == row[3])
      #expect(Instant(rfc3339: row[2]).map { $0 < Samples.at } == true)
    }
  }
}
