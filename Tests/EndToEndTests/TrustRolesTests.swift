import Foundation
import Glibc
import Synchronization
import Testing

/// Who may do what, through the program and as different users of the operating system: every cell of the
/// permission table, on what is theirs, on a colleague's, and on another region's.
@Suite(
  .serialized, .site,
  .enabled(if: SiteUsers.canBeMade, "only root can make the users that this needs"))
struct TrustRolesTests {
  typealias Role = RoleSite.Role
  var site: RoleSite { get throws { try #require(RoleSite.current) } }

  // MARK: Leads

  /// Whose a lead is, by its country.
  enum Lot: String, CaseIterable {
    /// The rep's own.
    case own = "DE"
    /// A colleague's, in the manager's region.
    case colleague = "FR"
    /// In another region.
    case far = "US"
    /// Waits in the queue of the rep's and the manager's region.
    case nearQueue = "IT"
    /// Waits in another's.
    case farQueue = "CA"
  }

  private static let used = Mutex<[Lot: Int]>([:])

  /// A lead that no test has touched.
  private static func lead(_ lot: Lot) -> String {
    used.withLock { used in
      used[lot, default: 0] += 1
      return "\(lot.rawValue)-\(used[lot, default: 0])"
    }
  }

  /// Tries an act in every role: those named end with 0, all others are refused by their role, told which
  /// roles may, in words for people and as JSON.
  ///
  /// They try at the same time, unless what one of them did has to be undone before the next.
  func only(
    _ allowed: Set<Role>, named words: String, _ arguments: (Role) throws -> [String],
    undo: ((Role) throws -> [String])? = nil, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let site = try site
    var running: [Role: Child] = [:]
    func begin(_ role: Role) throws {
      running[role] = try site.start(role, try arguments(role) + ["--format", "json"])
    }
    try Role.allCases.filter { undo == nil || !allowed.contains($0) }.forEach(begin)
    for role in Role.allCases {
      if running[role] == nil { try begin(role) }
      let run = try #require(running[role]).wait()
      guard !allowed.contains(role) else {
        #expect(run.status == 0, "\(role): \(run)", sourceLocation: place)
        if let undo { _ = try site.run(role, undo(role)) }
        continue
      }
      #expect(run.status == 5, "\(role): \(run)", sourceLocation: place)
      #expect(run.errors.contains(words), "\(role): \(run)", sourceLocation: place)
      #expect(run.errorLines.count == 1, "\(role): \(run)", sourceLocation: place)
      let answer = try JSON.object(run)
      #expect(answer["refused"] as? String == "role", "\(role): \(run)", sourceLocation: place)
    }
  }

  /// The same command in every role, at the same time.
  private func everybody(_ arguments: [String]) throws -> [(Role, Run)] {
    let site = try site
    return try Role.allCases.map { ($0, try site.start($0, arguments)) }
      .map { ($0, try $1.wait()) }
  }

  // MARK: The table

  private static let contact: [(Lot, Set<Role>)] = [
    (.own, [.rep, .manager, .analyst, .admin]), (.colleague, [.manager, .analyst, .admin]),
    (.far, [.analyst, .admin]),
  ]
  private static let absence: [(String, Set<Role>)] = [
    ("ana.near", [.rep, .manager, .admin]), ("cleo.near", [.manager, .admin]),
    ("ben.far", [.admin]),
  ]
  private static let queue: [(Lot, Set<Role>)] = [
    (.nearQueue, [.rep, .manager, .analyst, .admin]), (.farQueue, [.analyst, .admin]),
  ]
  private static let reassignment: [(Lot, Set<Role>)] = [
    (.own, [.manager, .analyst, .admin]), (.colleague, [.manager, .analyst, .admin]),
    (.far, [.analyst, .admin]),
  ]
  private static let overCapacity: [(Lot, Set<Role>)] = [
    (.own, [.manager, .admin]), (.far, [.admin]),
  ]
  private static let reading: [(Lot, Set<Role>)] = contact

  @Test func everybodyMayLook() throws {
    let lead = Self.lead(.own)
    for arguments in [
      ["explain", lead], ["lead", lead], ["log", "show"], ["exception", "list"],
      ["rules", "list"], ["rules", "show"], ["council", "agenda"], ["council", "window"],
      ["council", "roster"], ["log", "verify"],
    ] {
      for (role, run) in try everybody(arguments) {
        #expect(run.status == 0, "\(role): \(run)")
      }
    }
  }

  @Test(arguments: Self.contact)
  func logsContact(_ lot: Lot, _ allowed: Set<Role>) throws {
    var leads: [Role: String] = [:]
    try only(allowed, named: "any analyst") { role in
      leads[role] = Self.lead(lot)
      return ["contact", leads[role] ?? ""]
    }
    try only(allowed, named: "any analyst") { role in
      ["disposition", leads[role] ?? "", "disqualified"]
    }
  }

  @Test(arguments: [Lot.own, .colleague, .far])
  func escalates(_ lot: Lot) throws {
    try only([.rep, .manager, .analyst, .council, .admin], named: "any rep") { _ in
      ["escalate", Self.lead(lot), "--code", "capacity"]
    }
  }

  @Test(arguments: Self.absence)
  func goesAway(_ rep: String, _ allowed: Set<Role>) throws {
    let delegate = rep == "ana.near" ? "cleo.near" : "ana.near"
    try only(allowed, named: "any admin") { _ in
      ["away", "30m", "--rep", rep, "--delegate", delegate, "--code", "capacity"]
    } undo: { _ in
      ["back", "--rep", rep]
    }
    #expect(try site.run(.admin, ["away", "30m", "--rep", rep, "--code", "capacity"]).status == 0)
    try only(allowed, named: "any admin") { _ in
      ["back", "--rep", rep]
    } undo: { _ in
      ["away", "30m", "--rep", rep, "--delegate", delegate, "--code", "capacity"]
    }
    #expect(try site.run(.admin, ["back", "--rep", rep]).status == 0)
  }

  @Test(arguments: Self.queue)
  func assignsFromAQueue(_ lot: Lot, _ allowed: Set<Role>) throws {
    try only(allowed, named: "any analyst") { _ in
      ["assign", Self.lead(lot), "cleo.near", "--code", "capacity", "--note", "She has time"]
    }
    // Claiming takes a rep as well: whoever is none is told so, and that is no matter of roles.
    for role in Role.allCases {
      let run = try site.run(role, ["claim", Self.lead(lot)])
      let isRep = role == .rep || role == .manager
      #expect(
        run.status == (!allowed.contains(role) ? 5 : isRep ? 0 : 1), "\(role): \(run)")
    }
  }

  @Test(arguments: Self.reassignment)
  func reassigns(_ lot: Lot, _ allowed: Set<Role>) throws {
    try only(allowed, named: "any analyst") { _ in
      ["reassign", Self.lead(lot), "mia.near", "--code", "capacity", "--note", "She has time"]
    }
  }

  @Test(arguments: Self.overCapacity)
  func assignsOverCapacity(_ lot: Lot, _ allowed: Set<Role>) throws {
    try only(allowed, named: "any admin") { _ in
      [
        "reassign", Self.lead(lot), "dora.full", "--over-capacity", "--code", "capacity", "--note",
        "She insists",
      ]
    }
  }

  @Test func reviewsAndCorrects() throws {
    for outcome in [
      ["--claim"], ["--outcome", "correct", "--note", "By the rules"],
      ["--outcome", "routing_error", "--owner", "mia.near", "--note", "Her account"],
    ] {
      try only([.analyst, .admin], named: "any analyst") { _ in
        let filed = try site.demand(
          .manager, ["escalate", Self.lead(.colleague), "--code", "capacity", "--format", "json"])
        let number = try #require(filed.firstMatch(of: /E-\d+/)?.output)
        return ["review", String(number)] + outcome
      }
    }
  }

  @Test func requestsAndProposes() throws {
    let allowed: Set<Role> = [.manager, .analyst, .council, .admin]
    try only(allowed, named: "any analyst") { Self.request($0.rawValue) }
    // Each their own: the same is not asked for twice.
    try only(allowed, named: "any analyst") { role in
      let draft = try site.rules(named: "proposed-\(role.rawValue)")
      return ["rules", "propose", draft, "--reason", "More room for one"]
    }
  }

  @Test func theCouncilDecides() throws {
    func proposed() throws -> String {
      let draft = try site.rules(named: UUID().uuidString)
      let text = try site.demand(.admin, ["rules", "propose", draft, "--reason", "Another name"])
      return String(try #require(text.firstMatch(of: /change (\d+)/)?.output.1))
    }
    try onlyTheCouncil(["exception", "approve", requested()])
    try onlyTheCouncil(["exception", "reject", requested(), "--note", "No need"])
    try onlyTheCouncil(["rules", "reject", proposed(), "--note", "No need"])
    let change = try proposed()
    try onlyTheCouncil(["rules", "approve", change])
    try onlyTheCouncil(["rules", "publish", change])
  }

  @Test func theCouncilDecidesOnExceptionsInForce() throws {
    func inForce(until: String = Self.day(30)) throws -> String {
      let number = try requested(until: until)
      _ = try site.demand(.council, ["exception", "approve", number])
      return number
    }
    try onlyTheCouncil([
      "exception", "renew", inForce(), "--code", "capacity", "--reason", "There is another reason",
      "--until", Self.day(60),
    ])
    try onlyTheCouncil(["exception", "revoke", inForce(), "--note", "It is over"])
    // It holds for 90 days without a signature, and for longer with one.
    try onlyTheCouncil(["council", "sign-off", inForce(until: Self.day(170))])
  }

  /// One thing to decide on is enough: whoever else tries leaves it as it is.
  private func onlyTheCouncil(
    _ arguments: [String], _ place: SourceLocation = #_sourceLocation
  ) throws {
    try only([.council], named: "any council", { _ in arguments }, place)
  }

  /// The number of an exception that waits for the council.
  private func requested(until: String = Self.day(30)) throws -> String {
    let text = try site.demand(.admin, Self.request(UUID().uuidString, until: until))
    return String(try #require(text.firstMatch(of: /exception (\d+)/)?.output.1))
  }

  @Test func onlyAdminsRunTheDesk() throws {
    try only([.admin], named: "any admin") { _ in ["erase", Self.lead(.far), "--yes"] }
    try only([.admin], named: "any admin") { _ in ["reload"] }
    try only([.admin], named: "any admin") { _ in ["log", "checkpoint"] }
    // Who owns the workspace may run it, whatever people.toml says.
    for arguments in [["reload"], ["log", "checkpoint"]] {
      #expect(try site.run(as: RoleSite.owner, arguments).status == 0)
    }
  }

  // MARK: Personal data

  @Test(arguments: Self.reading)
  func readsThePerson(_ lot: Lot, _ allowed: Set<Role>) throws {
    let lead = Self.lead(lot)
    let address = "\(lead.lowercased())@\(lead.lowercased()).example"
    let texts = try everybody(["lead", lead])
    let objects = try everybody(["lead", lead, "--format", "json"])
    let logs = try everybody(["log", "show", "--last", "500", "--format", "json"])
    for (index, (role, text)) in texts.enumerated() {
      let object = try JSON.object(objects[index].1)
      let fields = try #require(object["fields"] as? [String: String])
      #expect(text.output.contains(address) == allowed.contains(role), "\(role): \(text)")
      #expect((fields["email"] == address) == allowed.contains(role), "\(role): \(fields)")
      #expect(object["personal_withheld"] as? Bool == !allowed.contains(role), "\(role)")
      // What the company is belongs to everybody.
      #expect(fields["company"] == "Company \(lead)", "\(role): \(fields)")
      let log = logs[index].1
      #expect(log.status == 0 && !log.output.contains(address), "\(role)")
    }
  }

  @Test func filesOfTheWorkspaceAreTheHostsAlone() throws {
    let root = try site.root
    for role in Role.allCases.map(\.user) + [RoleSite.stranger] {
      for name in ["signalbox.sqlite", "keys/checkpoint.key", "people.toml", "processed", "log"] {
        let run = try SiteUsers.run("/bin/cat", [root + "/" + name], as: role)
        #expect(run.status != 0 && run.bytes.isEmpty, "\(role): \(run)")
      }
      let list = try SiteUsers.run("/bin/ls", [root], as: role)
      #expect(list.status != 0, "\(role): \(list)")
    }
  }

  @Test func whoeverIsNotOfTheSiteIsLeftOut() throws {
    for arguments in [["lead", "DE-1"], ["contact", "DE-1"], ["log", "verify"]] {
      let run = try site.run(as: RoleSite.stranger, arguments)
      #expect(run.status == 5 && run.bytes.isEmpty, "\(run)")
      #expect(run.errorLines.count == 1, "\(run)")
    }
  }

  // MARK: Roles taken

  @Test func onlyPeopleTomlGrantsARole() throws {
    let refused = try site.run(.rep, ["contact", Self.lead(.far), "--as", "admin"])
    #expect(refused.status == 5 && refused.errors.contains("may not act as admin"), "\(refused)")
    let unknown = try site.run(.rep, ["contact", Self.lead(.far), "--as", "king"])
    #expect(unknown.status == 2 && unknown.errors.contains("is no role"), "\(unknown)")

    // An analyst as manager of no region has less, not more, and the log holds both roles.
    let lead = Self.lead(.far)
    let taken = try site.run(
      .analyst, ["escalate", lead, "--code", "capacity", "--as", "manager"])
    #expect(taken.status == 0, "\(taken)")
    let story = try site.run(.analyst, ["explain", lead, "--format", "json"])
    #expect(story.output.contains(#""role":"analyst as manager""#), "\(story)")
    let less = try site.run(.analyst, ["contact", lead, "--as", "manager"])
    #expect(less.status == 5, "\(less)")
  }

  @Test func refusedActsAreLogged() throws {
    let lead = Self.lead(.far)
    #expect(try site.run(.viewer, ["contact", lead]).status == 5)
    let log = try site.run(.admin, ["log", "show", "--last", "5", "--format", "json"])
    let last = try JSON.object(log)
    #expect(last["kind"] as? String == "act.refused" && last["actor"] as? String == "sbt-viewer")
    for arguments in [["log", "verify"], ["replay"]] {
      let run = try site.run(.admin, arguments)
      #expect(run.status == 0, "\(run)")
    }
  }

  // MARK: Orders

  /// The date so many days from now.
  private static func day(_ days: Double) -> String {
    String(Date(timeIntervalSinceNow: days * 86400).ISO8601Format().prefix(10))
  }

  private static func request(_ campaign: String, until: String = day(30)) -> [String] {
    [
      "exception", "request", "--kind", "route_to", "--rep", "mia.near", "--campaign", campaign,
      "--code", "capacity", "--reason", "She ran the campaign \(campaign)", "--ref",
      "coverage:BR:pt",
      "--owner", "head of sales", "--from", day(0), "--until", until,
    ]
  }
}

extension RoleSite {
  /// A rule file that everybody may read, whose organisation has that name.
  func rules(named name: String) throws -> String {
    let path = (root as NSString).deletingLastPathComponent + "/\(name).toml"
    let text = Self.rules.replacingOccurrences(of: "Role site", with: name)
    try Data(text.utf8).write(to: URL(filePath: path))
    chmod(path, 0o644)
    return path
  }

  @TaskLocal static var current: RoleSite?
}

/// One site for the tests of a suite: made before the first, gone after the last.
struct SiteTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await RoleSite.$current.withValue(RoleSite()) { try await function() }
  }
}

extension Trait where Self == SiteTrait {
  static var site: Self { SiteTrait() }
}
