import DeskRules
import LeadModel
import RoutingEngine
import Testing

@testable import Desk

/// A desk with a council of three, and exceptions on it.
struct Council {
  static let lena = Actor(name: "lena", roles: [.council])
  static let omar = Actor(name: "omar", roles: [.council])
  static let pia = Actor(name: "pia", roles: [.council])
  static let max = Actor(name: "max", roles: [.manager])

  /// The Monday of the usual roster, 10:00 in Berlin, is in the window.
  static let window = "[council]\nwindow = \"Mon 09:00-12:00\"\nquorum = 2\n"

  static let crm = """
    id,name,domains,named,owner,country,segment
    A-1,Acme,acme.example,,,DE,
    A-2,Bolt,bolt.example,yes,ana,DE,
    A-3,Bolt Sub,sub.bolt.example,,,DE,
    A-4,Corvo,corvo.example,yes,gone,DE,smb
    """

  static func desk(
    _ more: String = "", window: String = Council.window, reps: String = TestDesk.people,
    now: Instant = TestDesk.monday
  ) throws -> TestDesk {
    try TestDesk(
      rules: TestDesk.rules(window + more), reps: reps, files: ["crm/accounts.csv": crm],
      now: now)
  }

  static func order(
    _ kind: ExceptionKind, rep: RepID? = "bo", account: AccountID? = nil, domain: String? = nil,
    campaign: String? = nil, value: String? = nil, from: String = "2026-03-02",
    to: String = "2026-04-01", reason: String = "Bo ran the pilot there",
    references: [ExceptionReference] = [ExceptionReference(kind: .account, id: "A-1")]
  ) -> ExceptionOrder {
    ExceptionOrder(
      terms: ExceptionTerms(
        kind: kind, rep: rep, account: account, domain: domain, campaign: campaign, value: value),
      code: "relationship", reason: reason, references: references, ownerRole: "sales_ops",
      effective: from, sunset: to)
  }

  static var toAcme: ExceptionOrder { order(.routeTo, account: "A-1") }
}

extension TestDesk {
  @discardableResult
  func request(_ order: ExceptionOrder, by actor: Actor = Council.max) throws -> String {
    try text(act(.requestException(order), by: actor))
  }

  /// The two approvals that make the quorum.
  func approve(_ number: Int64) throws {
    for actor in [Council.lena, Council.omar] {
      _ = try done(act(.approveException(number), by: actor))
    }
  }

  func text(_ answer: DeskAnswer) throws -> String { try done(answer).text }

  func done(
    _ answer: DeskAnswer, _ place: SourceLocation = #_sourceLocation
  ) throws -> ActReceipt {
    guard case .done(let receipt) = answer else {
      Issue.record("\(answer)", sourceLocation: place)
      throw NotDone()
    }
    return receipt
  }

  struct NotDone: Error {}

  func refusal(
    _ answer: DeskAnswer, _ place: SourceLocation = #_sourceLocation
  ) -> Refusal {
    guard case .refused(let refusal) = answer else {
      Issue.record("\(answer)", sourceLocation: place)
      return Refusal(.usage, "")
    }
    return refusal
  }

  func exception(_ number: Int64) throws -> ExceptionRow {
    try #require(try desk.store.exceptions(number: number).first)
  }
}

private let header = "id,email,company,country,language,submitted_at\n"

private func lead(_ id: String, domain: String = "acme.example", country: String = "DE") -> String {
  header + "\(id),p\(id.dropFirst(2))@\(domain),X,\(country),de,2026-03-02T09:00:00Z\n"
}

@Suite struct ExceptionTests {
  @Test func oneIsRequestedApprovedFiresAndExpiresToTheMillisecond() throws {
    let test = try Council.desk()
    let text = try test.request(Council.toAcme)
    #expect(
      text == "Requested exception 1: route_to bo for account A-1, from 2026-03-02 to 2026-04-01")
    #expect(try test.exception(1).state(at: test.now) == .requested)
    try test.deliver(lead("L-0"))
    #expect(try test.row("L-0").route == .coverage)
    try test.approve(1)
    #expect(try test.exception(1).state(at: test.now) == .active)
    try test.deliver(lead("L-1"), as: "leads/b.csv")
    #expect(try test.row("L-1").owner == "bo")
    #expect(try test.row("L-1").route == .exception)
    let sunset = Instant("2026-03-31T22:00:00Z")
    #expect(try test.exception(1).sunset == sunset)
    test.go(to: sunset - 1)
    try test.deliver(lead("L-2"), as: "leads/c.csv")
    #expect(try test.row("L-2").route == .exception)
    test.go(to: sunset)
    try test.deliver(lead("L-3"), as: "leads/d.csv")
    #expect(try test.row("L-3").route != .exception)
    #expect(try test.exception(1).state(at: test.now) == .expired)
    let replayed = try Replaying(test.desk.store).run()
    #expect(replayed.identical == 4 && replayed.different == 0)
    try test.check()
  }
}
