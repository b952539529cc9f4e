import LeadModel
import Testing

@testable import DeskRules

/// The permission table as people read it: a row for each act, a column for each role. `●` is everywhere,
/// `own` the rep's own, `region` that of the manager, `queue` one that they work.
private let table: [(deed: Authority.Deed, row: String)] = [
  //                      viewer rep    manager  analyst council admin
  (.logContact, "         -      own    region   ●       -       ●"),
  (.escalate, "           -      ●      ●        ●       ●       ●"),
  (.goAway, "             -      own    region   -       -       ●"),
  (.workQueue, "          -      queue  queue    ●       -       ●"),
  (.reassign, "           -      -      region   ●       -       ●"),
  (.assignOverCapacity, " -      -      region   -       -       ●"),
  (.review, "             -      -      -        ●       -       ●"),
  (.judge, "              -      -      -        ●       -       ●"),
  (.propose, "            -      -      ●        ●       ●       ●"),
  (.decide, "             -      -      -        -       ●       -"),
  (.administer, "         -      -      -        -       -       ●"),
]

/// Where an act may fall: each way in which it may concern somebody, alone and together.
private let subjects: [(name: String, subject: Authority.Subject)] = [
  ("nothing", .init()), ("own", .init(rep: "ana")), ("region", .init(region: "EMEA")),
  ("queue", .init(queue: "world")),
  ("foreign", .init(rep: "bo", region: "APAC", queue: "other")),
  ("all", .init(rep: "ana", region: "EMEA", queue: "world")),
]

@Suite struct PermissionTableTests {
  private func actor(_ roles: Set<ActorRole>) -> Actor {
    Actor(name: "ana", roles: roles, rep: "ana", regions: ["EMEA"], queues: ["world"])
  }

  private func isExpected(_ reach: String, _ subject: String) -> Bool {
    switch reach {
    case "●": true
    case "-": false
    default: subject == reach || subject == "all"
    }
  }

  @Test func everyCellIsAsTheTableSays() {
    #expect(table.map(\.deed) == Authority.Deed.allCases)
    for (deed, row) in table {
      let cells = row.split(separator: " ").map(String.init)
      #expect(cells.count == ActorRole.allCases.count)
      for (role, reach) in zip(ActorRole.allCases, cells) {
        for (name, subject) in subjects {
          let refusal = Authority.check(deed, by: actor([role]), on: subject)
          #expect(
            (refusal == nil) == isExpected(reach, name), "\(role) \(deed.rawValue) on \(name)")
          if let refusal { #expect(refusal.refused == .role) }
        }
        #expect(Authority.roles(for: deed).contains(role) == (reach != "-"))
      }
    }
  }

  @Test func rolesAddUp() {
    for (deed, row) in table {
      let cells = zip(ActorRole.allCases, row.split(separator: " ").map(String.init))
      let cellOf = Dictionary(uniqueKeysWithValues: Array(cells))
      for one in ActorRole.allCases {
        for other in ActorRole.allCases where one != other {
          for (name, subject) in subjects {
            let may = [one, other].contains { isExpected(cellOf[$0] ?? "-", name) }
            let refusal = Authority.check(deed, by: actor([one, other]), on: subject)
            #expect((refusal == nil) == may, "\(one)+\(other) \(deed.rawValue) on \(name)")
          }
        }
      }
    }
  }

  @Test func noReachWithoutWhatItReachesFor() {
    let stranger = Actor(name: "x", roles: [.rep, .manager])
    for (_, subject) in subjects {
      #expect(Authority.check(.logContact, by: stranger, on: subject) != nil)
      #expect(Authority.check(.workQueue, by: stranger, on: subject) != nil)
      #expect(Authority.check(.reassign, by: stranger, on: subject) != nil)
    }
  }

  @Test func whoeverHoldsEveryRoleMayDoAnything() {
    let solo = Actor(name: "me", roles: Set(ActorRole.allCases), isSolo: true)
    for deed in Authority.Deed.allCases {
      for (_, subject) in subjects { #expect(Authority.check(deed, by: solo, on: subject) == nil) }
    }
  }

  @Test func aRefusalNamesWhoMay() {
    let refusal = Authority.check(.reassign, by: actor([.rep]), on: .init(region: "EMEA"))
    #expect(
      refusal?.why
        == "ana may not reassign this lead: a manager of the region, any analyst or any admin may")
    #expect(
      Authority.check(.decide, by: actor([.admin]))?.why.hasSuffix("any council may") == true)
  }

  @Test func whoReadsThePerson() {
    for (role, own, region, foreign) in [
      (ActorRole.viewer, false, false, false), (.rep, true, false, false),
      (.manager, false, true, false), (.analyst, true, true, true),
      (.council, false, false, false), (.admin, true, true, true),
    ] {
      let actor = actor([role])
      #expect(Authority.mayReadPerson(actor, owner: "ana", region: nil) == own, "\(role)")
      #expect(Authority.mayReadPerson(actor, owner: "bo", region: "EMEA") == region, "\(role)")
      #expect(Authority.mayReadPerson(actor, owner: "bo", region: "APAC") == foreign, "\(role)")
      #expect(Authority.mayReadPerson(actor, owner: nil, region: nil) == foreign, "\(role)")
    }
  }
}

@Suite struct ActingAsTests {
  private let rep = Actor(
    name: "ana", roles: [.rep], rep: "ana", regions: ["EMEA"], mayActAs: [.manager])

  private func acting(_ actor: Actor, _ text: String?) -> Actor? {
    try? actor.acting(as: text).get()
  }

  @Test func isRecordedAsBoth() throws {
    let manager = try #require(acting(rep, "Manager"))
    #expect(manager.roleText == "rep as manager")
    #expect(manager.actingAs == .manager)
    #expect(Authority.check(.reassign, by: manager, on: .init(region: "EMEA")) == nil)
    #expect(Authority.check(.reassign, by: rep, on: .init(region: "EMEA")) != nil)
    // In the one role only.
    #expect(Authority.check(.logContact, by: manager, on: .init(rep: "ana")) != nil)
    let two = Actor(name: "kim", roles: [.rep, .analyst], mayActAs: [.admin])
    #expect(try #require(acting(two, "admin")).roleText == "rep+analyst as admin")
  }

  @Test func aRoleOfOnesOwnNarrows() throws {
    let two = Actor(name: "kim", roles: [.manager, .analyst], regions: ["EMEA"])
    #expect(two.roleText == "manager+analyst")
    let manager = try #require(acting(two, "manager"))
    #expect(manager.roleText == "manager")
    #expect(Authority.check(.review, by: manager) != nil)
    #expect(acting(two, nil) == two)
  }

  @Test func otherRolesAreRefused() {
    guard case .failure(let refusal) = rep.acting(as: "admin") else {
      Issue.record("taken")
      return
    }
    #expect(refusal.refused == .role)
    #expect(refusal.why == "ana may not act as admin: open to them are rep, manager")
    guard case .failure(let unknown) = rep.acting(as: "king") else {
      Issue.record("taken")
      return
    }
    #expect(unknown.refused == .usage)
  }

  @Test func oneWhoHoldsAllStaysSolo() throws {
    let solo = Actor(name: "me", roles: Set(ActorRole.allCases), isSolo: true)
    #expect(try #require(acting(solo, "rep")).roleText == "solo")
  }
}
