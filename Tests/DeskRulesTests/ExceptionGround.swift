import LeadModel
import Ledger
import RoutingEngine

@testable import DeskRules

func instant(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(milliseconds: 0) }

/// A small company on Monday 2026-03-02 at 10:00 in Berlin, with a window on Tuesday afternoon.
struct Ground {
  static let monday = instant("2026-03-02T09:00:00Z")
  static let tuesday = instant("2026-03-03T13:30:00Z")
  static let berlin = Zone("Europe/Berlin") ?? .utc
  static let secret = [UInt8](repeating: 7, count: 32)

  static let max = Actor(name: "max", roles: [.manager])
  static let lena = Actor(name: "lena", roles: [.council])
  static let omar = Actor(name: "omar", roles: [.council])
  static let owner = Actor(name: "root", roles: Set(ActorRole.allCases), isSolo: true)

  static func hours(_ text: String) -> WeeklyHours { (try? WeeklyHours(parsing: text)) ?? .never }

  static func rules(quorum: Int = 2, window: String = "Tue 14:00-16:00") -> RuleSet {
    RuleSet(
      organisation: Organisation(timezone: "Europe/Berlin"),
      regions: [Region(id: "DACH", countries: ["DE", "AT", "CH"])],
      products: [Product(id: "platform", aliases: ["core"]), Product(id: "analytics")],
      segments: [Segment(id: "smb"), Segment(id: "enterprise", name: "Enterprise")],
      defaultSegment: "smb", queues: [FallbackQueue(id: "world", manager: "ana", isDefault: true)],
      reasonCodes: [
        ReasonCode(code: "pilot", text: "A pilot", uses: [.exception]),
        ReasonCode(code: "other", text: "Other", uses: [.escalate]),
      ], coverageModel: .contract,
      council: CouncilRules(window: hours(window), quorum: quorum))
  }

  static let reps = [
    Rep(
      id: "ana", coverage: [CoverageEntry(place: "DACH", language: "de")],
      products: .listed(["Platform"]), capacity: 10, hours: hours("Mon-Fri 09:00-17:00")),
    Rep(id: "bo", coverage: [CoverageEntry(place: "DE", language: "en")], products: .every),
    Rep(id: "ina", status: "inactive", coverage: [CoverageEntry(place: "BR", language: "pt")]),
  ]

  static let accounts = [
    Account(id: "A-1", name: "Acme", domains: ["acme.example"]),
    Account(id: "A-2", name: "Bolt", domains: ["bolt.example"], named: true, owner: "ana"),
    Account(id: "A-3", name: "Bolt Sub", domains: ["sub.bolt.example"], parent: "A-2"),
    Account(id: "A-4", name: "Corvo", domains: ["corvo.example"], named: true, owner: "ina"),
    Account(id: "A-5", name: "Dach", domains: ["dach.example"], segment: "smb"),
  ]

  static func grounds(
    at now: Instant = monday, rules: RuleSet = Ground.rules(), others: [ExceptionRow] = []
  ) -> ExceptionGrounds {
    ExceptionGrounds(
      rules: CompiledRules(rules, roster: RosterIndex(reps), rosterVersion: ""),
      customers: CustomerBook(accounts: accounts, opportunities: [], contacts: []), zone: berlin,
      now: now, others: others)
  }

  static func terms(
    _ kind: ExceptionKind, rep: RepID? = "bo", account: AccountID? = nil, domain: String? = nil,
    campaign: String? = nil, value: String? = nil
  ) -> ExceptionTerms {
    ExceptionTerms(
      kind: kind, rep: rep, account: account, domain: domain, campaign: campaign, value: value)
  }

  static let toAcme = terms(.routeTo, account: "A-1")

  static func order(
    _ terms: ExceptionTerms = toAcme, code: String = "pilot", reason: String = "Bo ran the pilot",
    references: [ExceptionReference] = [ExceptionReference(kind: .account, id: "A-1")],
    owner: String = "sales_ops", from: String = "2026-03-02", to: String = "2026-04-01"
  ) -> ExceptionOrder {
    ExceptionOrder(
      terms: terms, code: code, reason: reason, references: references, ownerRole: owner,
      effective: from, sunset: to)
  }

  static func request(
    _ order: ExceptionOrder, _ grounds: ExceptionGrounds = Ground.grounds(),
    by actor: Actor = Ground.max
  ) -> ActOutcome {
    RequestException(order).decide(grounds, by: actor, number: 9, secret: secret)
  }

  /// An exception as the store would have it.
  static func row(
    _ number: Int64 = 1, _ terms: ExceptionTerms = toAcme, from: String = "2026-03-01T23:00:00Z",
    to: String = "2026-03-31T22:00:00Z", wanted: String? = nil, renews: Int64? = nil,
    status: ExceptionStatus = .approved, reason: String = "Bo ran the pilot",
    approvals: [String] = [], by: String = "max"
  ) -> ExceptionRow {
    ExceptionRow(
      number: number, terms: terms, code: "pilot", reason: reason,
      references: [ExceptionReference(kind: .account, id: "A-1")], ownerRole: "sales_ops",
      effective: instant(from), sunset: instant(to), wantedSunset: instant(wanted ?? to),
      renews: renews, status: status, requestedBy: by, requestedAt: monday, decidedBy: nil,
      decidedAt: status == .requested ? nil : monday, note: nil, signedOffAt: nil,
      approvals: approvals)
  }
}

extension ActOutcome {
  var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
  var text: String? { if case .done(_, let text) = self { text } else { nil } }
  var unit: CommitUnit? { if case .done(let unit, _) = self { unit } else { nil } }
  var payload: String {
    unit?.entries.last.map { String(decoding: $0.payload, as: UTF8.self) } ?? ""
  }
  var requested: ExceptionRequested? {
    for case .exceptionRequested(let request) in unit?.changes ?? [] { return request }
    return nil
  }
  var decided: ExceptionStatus? {
    for case .exceptionDecided(let decided) in unit?.changes ?? [] { return decided.status }
    return nil
  }
  func isRefused(_ kind: Refusal.Kind, _ words: String) -> Bool {
    refusal?.refused == kind && refusal?.why.contains(words) ?? false
  }
}
