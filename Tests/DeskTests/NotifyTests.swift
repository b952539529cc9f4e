import DeskRules
import Foundation
import LeadModel
import Store
import Testing

@testable import Desk

/// What programs are to be told, and when again.
@Suite struct NotifyTests {
  static let header = "id,company,country,language,email,submitted_at\n"
  static let lead = "L-1,Acme,DE,de,pat@acme.example,2026-03-02T08:59:00Z\n"

  private static func hook(_ program: String, _ events: String...) -> String {
    let list = events.map { "\"\($0)\"" }.joined(separator: ", ")
    return "[[notify]]\ncommand = [\"\(program)\", \"--loud\"]\non = [\(list)]\n"
  }

  private func payload(_ notification: DueNotification) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(notification.payload)) as? [String: Any])
  }

  private func due(_ test: TestDesk) throws -> [DueNotification] {
    try test.desk.dueNotifications(now: max(test.now, test.desk.state.at))
  }

  @Test func withoutHooksNothingIsQueued() throws {
    let test = try TestDesk()
    try test.deliver(Self.header + Self.lead)
    #expect(try test.desk.store.nextNotification() == nil)
    #expect(test.desk.nextNotification == nil)
  }

  @Test func anAssignmentIsToldToEachHookThatWantsIt() throws {
    let test = try TestDesk(
      reps: TestDesk.people.replacingOccurrences(of: "id,name,", with: "id,email,name,")
        .replacingOccurrences(of: "ana,Ana", with: "ana,ana@desk.example,Ana")
        .replacingOccurrences(of: "bo,Bo", with: "bo,bo@desk.example,Bo")
        .replacingOccurrences(of: "mara,Mara", with: "mara,,Mara"),
      site: Self.hook("/bin/a", "assigned") + Self.hook("/bin/b", "assigned", "disk")
        + Self.hook("/bin/c", "duplicate"))
    try test.deliver(Self.header + Self.lead)
    let waiting = try due(test)
    #expect(waiting.map(\.command) == [["/bin/a", "--loud"], ["/bin/b", "--loud"]])
    let told = try payload(try #require(waiting.first))
    let owner = try #require(try test.row("L-1").owner)
    #expect(told["event"] as? String == "assigned")
    #expect(told["what"] as? String == "lead/1")
    #expect(told["lead"] as? String == "L-1")
    #expect(told["number"] as? Int == 1)
    #expect(told["company"] as? String == "Acme")
    #expect(told["owner"] as? String == owner.text)
    #expect(told["email"] as? String == "\(owner)@desk.example")
    #expect(told["link"] as? String == "signalbox lead '#1'")
    #expect((told["sentence"] as? String)?.hasPrefix("Assigned to") == true)
    #expect(told["due"] as? String == "2026-03-02T09:59:00.000Z")
    #expect(Set(told.keys).count == 15)
    let text = String(decoding: waiting[0].payload, as: UTF8.self)
    #expect(!text.contains("acme.example"), "nothing of the person")
    try test.check()
  }

  @Test func aRepeatIsToldToTheOwnerOfTheOriginal() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "duplicate"))
    try test.deliver(Self.header + Self.lead)
    try test.deliver(
      Self.header + Self.lead.replacingOccurrences(of: "L-1", with: "L-2"), as: "leads/b.csv")
    let told = try payload(try #require(try due(test).first))
    #expect(told["lead"] as? String == "L-2")
    #expect(told["owner"] as? String == (try test.row("L-1").owner?.text))
  }

  @Test func warningsAndBreachesAreToldOnce() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "sla_warning", "sla_breach"))
    try test.deliver(Self.header + Self.lead)
    #expect(try due(test).isEmpty)
    test.wait(minutes: 50)
    try test.tick()
    let warned = try due(test).map { try payload($0)["event"] as? String }
    #expect(!warned.isEmpty && warned.allSatisfy { $0 == "sla_warning" })
    test.wait(minutes: 60)
    try test.tick()
    let breached = try due(test).map(payload).filter { $0["event"] as? String == "sla_breach" }
    #expect(breached.count == 2, "first contact and the owner's clock")
    #expect(breached.allSatisfy { $0["due"] as? String != nil && $0["lead"] as? String == "L-1" })
    let before = try due(test).count
    try test.tick()
    #expect(try due(test).count == before)
  }

  @Test func breachesOfLeadsThatCameTooLateCallNobody() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "sla_breach"))
    try test.deliver(
      Self.header + Self.lead.replacingOccurrences(of: "2026-03-02T08", with: "2026-03-01T08"))
    #expect(try test.entries(.slaBreached).count == 1)
    #expect(try due(test).isEmpty)
  }

  @Test func escalationsAreToldWithoutWhatSomebodyWrote() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "escalation", "reviewed"))
    try test.deliver(Self.header + Self.lead)
    try test.act(.escalate(lead: "L-1", code: "wrong_segment", note: "Pat Doe said so"))
    let told = try payload(try #require(try due(test).first))
    #expect(told["what"] as? String == "escalation/1")
    #expect((told["sentence"] as? String)?.contains("Pat") == false)
    try test.act(.withdraw(escalation: 1))
    #expect(try due(test).count == 1, "what was withdrawn was not reviewed")
  }

  @Test func aReviewIsToldToWhoFiledItWithoutItsSentence() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "reviewed"))
    try test.deliver(Self.header + Self.lead)
    let owner = try #require(try test.row("L-1").owner)
    let rep = Actor(name: owner.text, roles: [.rep], rep: owner)
    try test.act(.escalate(lead: "L-1", code: "wrong_segment", note: nil), by: rep)
    #expect(try due(test).isEmpty)
    let order = ReviewOrder(escalation: 1, outcome: "correct", note: "Pat Doe is right there")
    _ = try test.text(.review(order), by: Cast.analyst)
    let told = try payload(try #require(try due(test).first))
    #expect(told["event"] as? String == "reviewed")
    #expect(told["what"] as? String == "escalation/1")
    #expect(told["lead"] as? String == "L-1" && told["owner"] as? String == owner.text)
    let sentence = try #require(told["sentence"] as? String)
    #expect(sentence.contains("was reviewed by kim: correct") && !sentence.contains("Pat"))
    #expect(try due(test).count == 1)
    try test.check()
  }

  @Test func sunsetsAreTold14And7And1DaysBefore() throws {
    let test = try TestDesk(
      rules: TestDesk.rules(Council.window), files: ["crm/accounts.csv": Council.crm],
      site: Self.hook("/bin/a", "exception_sunset"))
    try test.request(Council.toAcme)
    try test.approve(1)
    let sunset = try #require(try test.desk.store.exceptions(number: 1).first).sunset
    test.desk.watch(now: test.now)
    #expect(try due(test).isEmpty)
    for (index, days) in [Int64(14), 7, 1].enumerated() {
      test.go(to: sunset - days * Instant.day - 1)
      test.desk.watch(now: test.now)
      #expect(try due(test).count == index)
      // What was told is known after a restart as well.
      try test.reopen()
      test.go(to: sunset - days * Instant.day)
      for _ in 0..<2 {
        test.desk.watch(now: test.now)
        #expect(try due(test).count == index + 1)
        test.wait(minutes: 2)
      }
      let told = try payload(try #require(try due(test).last))
      #expect(told["event"] as? String == "exception_sunset")
      #expect(told["what"] as? String == "exception/1" && told["owner"] as? String == "bo")
      let sentence = try #require(told["sentence"] as? String)
      #expect(sentence.contains("ends in \(days) day\(days == 1 ? "," : "s,")"), "\(sentence)")
    }
    try test.check()
  }

  @Test func aLongQueueIsToldWhenItBecomesTooLong() throws {
    let test = try TestDesk(
      site: "[alerts]\nqueue_depth = 2\n" + Self.hook("/bin/a", "threshold"))
    let foreign = (1...2).map { "Q-\($0),Co \($0),BR,pt,p\($0)@q.example,2026-03-02T08:59:00Z\n" }
    try test.deliver(Self.header + foreign.joined())
    test.desk.watch(now: test.now)
    #expect(try due(test).map { try payload($0)["what"] as? String } == ["queue/world"])
    test.wait(minutes: 2)
    test.desk.watch(now: test.now)
    #expect(try due(test).count == 1)
  }

  // MARK: Delivery

  @Test func failuresAreTriedAgainLaterAndLaterAndThenGivenUp() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "assigned"))
    try test.deliver(Self.header + Self.lead)
    var waits: [Int64] = []
    for _ in 0..<6 {
      let notification = try #require(try due(test).first)
      try test.desk.noteFailure(of: notification, why: "exit status 3", now: test.now)
      #expect(try due(test).isEmpty)
      let next = try #require(test.desk.nextNotification)
      waits.append((next - test.now) / 1000)
      test.go(to: next)
    }
    #expect(waits == [10, 60, 300, 900, 3600, 3600])
    #expect(try test.entries(.notifyFailed).isEmpty)
    test.wait(minutes: 24 * 60)
    let notification = try #require(try due(test).first)
    try test.desk.noteFailure(of: notification, why: "exit status 3", now: test.now)
    #expect(test.desk.nextNotification == nil)
    let entry = try #require(try test.entries(.notifyFailed).first)
    #expect(entry.subject == "notify/1")
    #expect(entry.payload.contains(#""program":"/bin/a""#))
    #expect(!entry.payload.contains("--loud"), "arguments may be secret")
    #expect(test.desk.notifier.alerts.count == 1)
    try test.check()
  }

  @Test func whatWaitsForTheSameProgramWaitsWithIt() throws {
    let test = try TestDesk(
      site: Self.hook("/bin/bad", "assigned") + Self.hook("/bin/good", "assigned"))
    try test.deliver(
      Self.header + Self.lead + "L-2,Other,DE,de,x@o.example,2026-03-02T08:59:00Z\n")
    let waiting = try due(test)
    #expect(waiting.count == 4)
    let bad = try #require(waiting.first { $0.command[0] == "/bin/bad" })
    try test.desk.noteFailure(of: bad, why: "exit status 1", now: test.now)
    #expect(try due(test).map(\.command[0]) == ["/bin/good", "/bin/good"])
  }

  @Test func nothingIsLostOverARestart() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "assigned"))
    try test.deliver(Self.header + Self.lead)
    let before = try due(test)
    try test.reopen()
    #expect(try due(test) == before)
    try test.desk.noteDelivered(before[0], now: test.now)
    try test.reopen()
    #expect(test.desk.nextNotification == nil)
    try test.deliver(
      Self.header + "L-2,Other,DE,de,x@o.example,2026-03-02T08:59:00Z\n", as: "leads/b.csv")
    #expect(try due(test).first?.id == 2, "numbers go on")
  }

  @Test func aProgramThatIsNotSetAnyMoreIsNotRun() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "assigned"))
    try test.deliver(Self.header + Self.lead)
    try Files.write(
      Array("[intake]\nsettle_seconds = 0\n".utf8), to: test.workspace.siteFile)
    try test.desk.reload(now: test.now)
    #expect(try due(test).isEmpty)
    #expect(test.desk.nextNotification == nil)
    #expect(try test.entries(.notifyFailed).count == 1)
  }

  @Test func whatTheStoreCannotKeepIsToldFromMemory() throws {
    let test = try TestDesk(site: Self.hook("/bin/a", "intake_stopped", "log_broken", "disk"))
    test.desk.setIntake(.paused("the drop directory is gone"))
    test.desk.watchDisk(now: test.now, free: 1 << 20)
    test.desk.watchDisk(now: test.now, free: 1 << 20)
    let told = test.desk.takeUrgentNotifications().map(\.event)
    #expect(told.filter { $0 == "intake_stopped" }.count == 1)
    #expect(told.filter { $0 == "disk" }.count == 1)
    test.desk.noteVerification(
      VerifySummary(verdict: .broken, entries: 1, head: "", brokenAt: 2, text: "broken at 2"))
    #expect(test.desk.takeUrgentNotifications().map(\.event) == ["log_broken"])
    #expect(test.desk.takeUrgentNotifications().isEmpty)
  }
}
