import Foundation
import Glibc
import Testing

/// Who may put which files where, and who answers for what they change.
extension TrustRolesTests {
  /// Puts a file below the drop directory as a user does, under a name that nobody takes first.
  private func deliver(_ text: String, _ name: String, as user: String) throws -> Run {
    let path = try site.root + "/drop/" + name
    return try SiteUsers.run(
      "/bin/sh",
      ["-c", "printf '%s' \"$1\" > \"$2.part\" && mv \"$2.part\" \"$2\"", "sh", text, path],
      as: user)
  }

  private func isTaken(_ name: String) throws -> Bool {
    let path = try site.root + "/drop/" + name
    return eventually { access(path, F_OK) != 0 }
  }

  private func lies(_ name: String) throws -> Bool {
    access(try site.root + "/drop/" + name, F_OK) == 0
  }

  @Test func membersDeliverLeads() throws {
    let lead = SmallCompany.leadHeader + SmallCompany.lead("NEW-1")
    #expect(try deliver(lead, "leads/rep.csv", as: Role.rep.user).status == 0)
    #expect(try deliver(lead, "leads/stranger.csv", as: RoleSite.stranger).status != 0)
    // Nobody sees what others put there.
    #expect(
      try SiteUsers.run("/bin/ls", [site.root + "/drop/leads"], as: Role.rep.user).status != 0)
    let arrived = try eventually {
      try site.run(.analyst, ["lead", "NEW-1"]).status == 0
    }
    #expect(arrived)
    let received = try site.run(.analyst, ["explain", "NEW-1", "--format", "json"]).output
    #expect(received.contains(#""actor":"ana.near""#) || received.contains(#""actor":"sbt-rep""#))
  }

  @Test func activitiesAndTablesAreDeliveredByAdminsAndTheOwner() throws {
    let activity = "lead,source,kind,at,actor\nFR-60,web,contacted,2026-03-02T09:30:00Z,cleo.near\n"
    let others = Role.allCases.filter { $0 != .admin }
    for role in others {
      let name = "activities/\(role).csv"
      #expect(try deliver(activity, name, as: role.user).status == 0)
    }
    let tables = [
      ("crm/contacts.csv", Role.rep), ("crm/opportunities.csv", .analyst),
      ("crm/ip-country.csv", .council), ("roster/reps.csv", .manager),
    ]
    for (name, role) in tables { #expect(try deliver("id\n1\n", name, as: role.user).status == 0) }
    // These come last in their folders: once they are taken, the others were looked at.
    let accounts = "id,name,domains\nA-1,Acme,acme.example\n"
    for user in [Role.admin.user, RoleSite.owner] {
      #expect(try deliver(activity, "activities/zz-\(user).csv", as: user).status == 0)
      #expect(try isTaken("activities/zz-\(user).csv"), "\(user)")
      #expect(try deliver(accounts, "crm/accounts.csv", as: user).status == 0)
      #expect(try isTaken("crm/accounts.csv"), "\(user)")
    }
    for name in others.map({ "activities/\($0).csv" }) + tables.map(\.0) {
      #expect(try lies(name), "\(name)")
      let said = try site.hostSaid.split(separator: "\n").filter {
        $0.contains("may not deliver here") && $0.contains(name)
      }
      #expect(said.count == 1, "\(name): \(said)")
      unlink(try site.root + "/drop/" + name)
    }
    let log = try site.demand(.admin, ["log", "show", "--last", "500", "--format", "json"])
    #expect(log.contains("sbt-admin") && log.contains("\"dataset/accounts\""))
  }

  @Test func theCouncilTicksTheRoster() throws {
    // Six changes, one for each who tries to tick it.
    let reps = RoleSite.reps.replacingOccurrences(of: ",2000,", with: ",2001,")
      .replacingOccurrences(
        of: "CH:de,*,,0,UTC,Mon-Sun 00:00", with: "CH:de;LI:de,*,,0,UTC,Mon-Sun 00:01")
    #expect(try deliver(reps, "roster/reps.csv", as: Role.admin.user).status == 0)
    #expect(try eventually { try unticked().count == Role.allCases.count })
    var numbers = try unticked()
    try only([.council], named: "any council") { _ in
      ["council", "roster", "--tick", numbers.removeFirst()]
    }
    #expect(try unticked().count == Role.allCases.count - 1)
    #expect(try site.run(.manager, ["council", "roster", "--all"]).status == 5)
    #expect(try site.run(.council, ["council", "roster", "--all"]).status == 0)
    #expect(try unticked().isEmpty)
  }

  /// Numbers of roster changes that nobody has ticked.
  private func unticked() throws -> [String] {
    try site.run(.viewer, ["council", "roster", "--format", "json"]).lines
      .filter { $0.contains(#""reviewed_by":null"#) }
      .compactMap { $0.firstMatch(of: /"number":(\d+)/).map { String($0.output.1) } }
  }
}
