import DeskRules
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,submitted_at\n"
private let two =
  header + "L-1,a@x.example,X,DE,de,2026-03-02T09:00:00Z\n"
  + "L-2,b@y.example,Y,DE,de,2026-03-02T09:00:00Z\n"

@Suite struct ActsTests {
  private let ana = Actor(name: "ana", roles: [.rep], rep: "ana")
  private let bo = Actor(name: "bo", roles: [.rep], rep: "bo")
  private let guest = Actor(name: "guest", roles: [.viewer])

  private func desk() throws -> TestDesk {
    let test = try TestDesk()
    try test.deliver(two)
    return test
  }

  private func refusal(_ answer: DeskAnswer) -> Refusal.Kind? {
    if case .refused(let refusal) = answer { refusal.refused } else { nil }
  }

  @Test func askingTwiceDoesOnce() throws {
    let test = try desk()
    let act = Act.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil)
    guard case .done(let first) = try test.act(act, by: ana, key: "k"),
      case .done(let second) = try test.act(act, by: ana, key: "k")
    else {
      Issue.record("not done")
      return
    }
    #expect(first.entry == second.entry)
    #expect(try test.entries(.leadContacted).count == 1)
    try test.check()
  }

  @Test func oneKeyOfTwoPeopleIsTwoActs() throws {
    let test = try desk()
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: ana, key: "k")
    try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: bo, key: "k")
    #expect(try test.entries(.escalationOpened).map(\.actor) == ["ana", "bo"])
  }

  @Test func theReceiptNamesTheEntryOfTheAct() throws {
    let test = try desk()
    test.wait(minutes: 90)
    // Stopped late: the breaches are told in the same commit.
    let answer = try test.act(.contact(lead: "L-1", kind: "contacted", at: nil, channel: nil))
    guard case .done(let receipt) = answer else {
      Issue.record("not done")
      return
    }
    #expect(try test.entries(.leadContacted).map(\.seq) == [receipt.entry])
  }

  @Test func refusalsSayWhatKindTheyAre() throws {
    let test = try desk()
    let other = Act.contact(lead: "L-2", kind: "contacted", at: nil, channel: nil)
    #expect(refusal(try test.act(other, by: ana)) == .role)
    #expect(
      refusal(try test.act(.contact(lead: "L-9", kind: "contacted", at: nil, channel: nil)))
        == .unknown)
    #expect(
      refusal(try test.act(.contact(lead: "L-1", kind: "waved", at: nil, channel: nil))) == .usage)
    #expect(
      refusal(
        try test.act(
          .contact(lead: "L-1", kind: "meeting", at: test.now + Instant.day, channel: nil)))
        == .usage)
    try test.act(.disposition(lead: "L-1", code: "disqualified", at: nil))
    #expect(
      refusal(try test.act(.disposition(lead: "L-1", code: "recycled", at: nil))) == .conflict)
    #expect(refusal(try test.act(.withdraw(escalation: 7))) == .unknown)
    #expect(
      refusal(try test.act(.escalate(lead: "L-1", code: "other", note: nil), by: guest)) == .role)
    #expect(refusal(try test.act(.back(rep: "ana"))) == .conflict)
    #expect(
      refusal(try test.act(.away(rep: nil, minutes: 5, delegate: nil, code: "other"))) == .usage)
    // Whatever makes sense is logged, though it was refused.
    #expect(try test.entries(.actRefused).count == 6)
    try test.check()
  }

  @Test func aRefusedActTakesNoNumbers() throws {
    let test = try desk()
    let before = test.desk.counters.escalation
    try test.act(.escalate(lead: "L-1", code: "nonsense", note: nil))
    #expect(test.desk.counters.escalation == before)
  }

  @Test func anActOnARepeatIsOneOnTheLead() throws {
    let test = try desk()
    try test.deliver(
      header + "L-3,a@x.example,X,DE,de,2026-03-02T09:01:00Z\n", as: "leads/b.csv")
    #expect(try test.row("L-3").state == .duplicate)
    try test.act(.contact(lead: "L-3", kind: "contacted", at: nil, channel: nil))
    #expect(try test.row("L-1").state == .working)
    try test.check()
  }

  @Test func onlySomeReadWhoThePersonIs() throws {
    let test = try desk()
    let number = try test.row("L-1").number
    for (actor, mayRead) in [
      (ana, true), (bo, false), (guest, false), (TestDesk.admin, true),
      (Actor(name: "c", roles: [.council]), false),
      (Actor(name: "m", roles: [.manager], regions: ["EMEA"]), true),
      (Actor(name: "m", roles: [.manager], regions: ["APAC"]), false),
    ] {
      guard case .lead(let detail) = try test.desk.detail(number, for: actor) else {
        Issue.record("no answer")
        return
      }
      #expect(detail.personalWithheld == !mayRead, "\(actor)")
      #expect(detail.fields.contains { $0.field == .email } == mayRead, "\(actor)")
      #expect(detail.fields.contains { $0.field == .company })
    }
  }

  @Test func whoIsAwayGetsNothingUntilBack() throws {
    let test = try TestDesk()
    try test.act(.away(rep: nil, minutes: nil, delegate: nil, code: "other"), by: ana)
    try test.deliver(two)
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-2").owner == "bo")
    try test.reopen()
    try test.act(.back(rep: nil), by: ana)
    try test.deliver(
      header + "L-3,c@z.example,Z,DE,de,2026-03-02T09:00:00Z\n", as: "leads/b.csv")
    #expect(try test.row("L-3").owner == "ana")
    try test.check()
  }

  @Test func windowsBearAnything() throws {
    let test = try desk()
    for list in ListName.allCases {
      for (offset, limit) in [(0, 2), (Int.max, Int.max), (-5, -5), (1, 0)] {
        let window = try test.desk.rows(
          WindowRequest(
            list: list, offset: offset, limit: limit, filter: RowFilter(olderThan: .max)),
          now: test.now)
        #expect(window.list == list)
      }
    }
  }

  @Test func theBoardShowsWhoIsOnShift() throws {
    let test = try desk()
    try test.act(.away(rep: nil, minutes: 30, delegate: nil, code: "other"), by: bo)
    guard case .reps(let rows) = try test.desk.rows(WindowRequest(list: .reps), now: test.now).rows
    else {
      Issue.record("no reps")
      return
    }
    #expect(rows.map(\.id) == ["ana", "bo", "mara"])
    #expect(rows.map(\.shift.off) == [nil, .away, nil])
    #expect(rows.map(\.load) == [1, 1, 0])
    #expect(rows[1].shift.changesAt == test.now + 30 * Instant.minute)
  }
}

@Suite struct BookImportTests {
  @Test func aBookCountsAsLoadAndStartsNoClock() throws {
    let test = try TestDesk()
    let path = test.workspace.path("book.csv")
    let book =
      "id,email,company,owner,assigned_at,first_contact_at,status\n"
      + "B-1,a@x.example,X,Ana,2026-02-20T09:00:00Z,2026-02-20T10:00:00Z,\n"
      + "B-2,b@y.example,Y,ana,2026-01-05T09:00:00Z,,\n"
      + "B-3,c@z.example,Z,bo,2026-01-01T09:00:00Z,,Closed\nB-4,d@w.example,W,nobody,,,\n"
    try Files.write(Array(book.utf8), to: path)
    var importing = BookImport(test.desk, now: test.now)
    let summary = try importing.take(file: path)
    #expect(summary.owned == 2)
    #expect(summary.closed == 1)
    #expect(summary.rejected == 1)
    #expect(try test.row("B-1").state == .working)
    #expect(try test.desk.store.runningClocks().isEmpty)
    try test.check()
    // Load, turn and duplicates go by it.
    try test.deliver(
      header + "L-1,e@v.example,V,DE,de,2026-03-02T09:00:00Z\n"
        + "L-2,b@y.example,Y,DE,de,2026-03-02T09:00:00Z\n"
        + "L-3,c@z.example,Z,DE,de,2026-03-02T09:00:00Z\n")
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-2").state == .duplicate)
    #expect(try test.row("L-3").flags.contains(.returning))
    try test.reopen()
    try test.check()
  }
}

@Suite struct VerificationTests {
  @Test func theLogIsVerifiedBesideTheDesk() throws {
    let test = try TestDesk()
    try test.deliver(two)
    #expect(test.desk.logIntact == nil)
    let summary = try LogReading(test.workspace).verify(now: test.now)
    #expect(summary.verdict == .tailNotAnchored || summary.verdict == .intact)
    test.desk.noteVerification(summary)
    #expect(test.desk.logIntact == true)
    #expect(test.desk.takeNews().contains(.status))
    #expect(try LogReading(test.workspace).replay().identical == 2)
  }

  @Test func newsIsAnchoredWithinTheHour() throws {
    let test = try TestDesk()
    try test.deliver(two)
    test.wait(minutes: 61)
    try test.tick()
    test.wait(minutes: 61)
    try test.tick()
    let summary = try LogReading(test.workspace).verify(now: test.now)
    #expect(summary.verdict == .intact)
  }

  @Test func nightsComeAtTwo() throws {
    let test = try TestDesk()
    let night = test.desk.nextNight(after: test.now)
    #expect(night == Instant("2026-03-03T01:00:00Z"))
    #expect(test.desk.nextNight(after: night) == Instant("2026-03-04T01:00:00Z"))
    #expect(test.desk.nextNight(after: night - 1) == night)
  }
}
