import Foundation
import Glibc
import Testing

/// An installed desk among the users of a machine: who gets in, who reads what, who delivers what.
@Suite(
  .enabled(
    if: SystemUsers.canBeMade, "makes and removes users of this machine: only root can"))
struct UsersTests {
  @Test func eachUserGetsAsFarAsTheyMay() throws {
    let users = try SystemUsers()
    try prepare(users)
    let host = try users.serve()
    defer { host.signal(SIGKILL) }
    try rightsOfFiles(users)
    try whoConnects(users)
    try whoDelivers(users)
    try whoTheyAreIsNotTheirsToSay(users)
    host.signal(SIGTERM)
    #expect(try host.wait().status == 0)
    try installedTwice(users)
  }

  /// The company of the other tests, in place before the first start.
  private func prepare(_ users: SystemUsers) throws {
    let settings = users.workspace + "/signalbox.toml"
    let site = try String(contentsOfFile: settings, encoding: .utf8)
    #expect(site.contains("\ngroup = \"\(users.host)\"\n"), "\(site)")
    for (name, text) in [
      "rules.toml": SmallCompany.rules, "roster/reps.csv": SmallCompany.reps,
      "signalbox.toml": SmallCompany.site + "[site]\ngroup = \"\(users.host)\"\n",
    ] {
      // In place, so that owner and mode stay.
      let file = try #require(FileHandle(forWritingAtPath: users.workspace + "/" + name))
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    }
  }

  private func rightsOfFiles(_ users: SystemUsers) throws {
    var status = stat()
    #expect(stat(users.workspace, &status) == 0 && status.st_mode & 0o7777 == 0o711)
    #expect(stat(users.workspace + "/link/desk.sock", &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o660)
    #expect(stat(users.workspace + "/drop/leads", &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o1730)
    let secret = ["signalbox.sqlite", "signalbox.toml", "rules.toml", "keys/checkpoint.key"]
    for user in [users.member, users.outsider] {
      for name in secret {
        let read = try users.shell("cat \(users.workspace)/\(name)", as: user)
        #expect(read.status != 0 && read.bytes.isEmpty, "\(user) reads \(name)")
      }
      for folder in ["", "/drop", "/drop/leads", "/processed", "/outbox", "/link", "/log"] {
        let list = try users.shell("ls \(users.workspace)\(folder)", as: user)
        // What is in link/ its group may see: the socket, and nothing else.
        let maySee = folder == "/link" && user == users.member
        #expect((list.status == 0) == maySee, "\(user) lists \(folder)")
      }
    }
  }

  private func whoConnects(_ users: SystemUsers) throws {
    #expect(try users.signalbox("log", "verify", as: users.host).status == 0)
    let member = try users.signalbox("log", "verify", as: users.member)
    #expect(member.status == 0, "\(member)")
    let outsider = try users.signalbox("log", "verify", as: users.outsider)
    #expect(outsider.status == 5 && outsider.errorLines.count == 1, "\(outsider)")
    for user in [users.member, users.outsider] {
      let doctor = try users.signalbox("doctor", as: user)
      #expect(doctor.status == 5 && doctor.errorLines.count == 1, "\(doctor)")
    }
    let doctor = try users.signalbox("doctor", as: users.host)
    #expect(doctor.status == 0, "\(doctor)")
  }

  private func whoDelivers(_ users: SystemUsers) throws {
    let drop = users.workspace + "/drop"
    func deliver(_ text: String, as user: String, to name: String) throws -> Int32 {
      let path = "\(drop)/\(name)"
      // Readable for the host, which is in the group.
      return try users.shell(
        "umask 022; printf '%s' '\(text)' > \(path).part && mv \(path).part \(path)", as: user
      ).status
    }
    let lead = SmallCompany.leadHeader + SmallCompany.lead("L-1")
    #expect(try deliver(lead, as: users.outsider, to: "leads/out.csv") != 0)
    #expect(try deliver(lead, as: users.member, to: "leads/in.csv") == 0)
    #expect(try users.signalbox("run", "--once", as: users.member).status == 0)
    let explained = try users.signalbox("explain", "L-1", "--format", "json", as: users.member)
    #expect(explained.status == 0 && explained.output.contains("ana.silva"), "\(explained)")

    let accounts = "id,name\nA-1,Acme\n"
    #expect(try deliver(accounts, as: users.member, to: "crm/accounts.csv") == 0)
    let refused = try users.signalbox("run", "--once", as: users.member)
    #expect(refused.errors.contains("may not deliver here"), "\(refused)")
    #expect(access(users.workspace + "/crm/accounts.csv", F_OK) != 0 || !accountsTaken(users))

    // What others put there is neither read nor taken away.
    #expect(try users.shell("echo mine > \(drop)/leads/x.part", as: users.host).status == 0)
    let file = "\(drop)/leads/x.part"
    #expect(try users.shell("cat \(file) || rm -f \(file)", as: users.outsider).status != 0)
    #expect(try users.shell("rm \(file)", as: users.member).status != 0)
    #expect(access(file, F_OK) == 0)
  }

  private func accountsTaken(_ users: SystemUsers) -> Bool {
    let table = try? String(
      contentsOfFile: users.workspace + "/crm/accounts.csv", encoding: .utf8)
    return table?.contains("Acme") ?? false
  }

  /// Neither variables nor flags make somebody another.
  private func whoTheyAreIsNotTheirsToSay(_ users: SystemUsers) throws {
    let forged = [
      "USER": users.host, "LOGNAME": users.host, "SUDO_USER": users.host, "SUDO_UID": "0",
      "SIGNALBOX_USER": users.host, "SIGNALBOX_ROLE": "admin",
    ]
    let contact = try users.signalbox("contact", "L-1", as: users.member, environment: forged)
    #expect(contact.status == 5, "\(contact)")
    let acting = try users.signalbox(
      "contact", "L-1", "--as", "admin", as: users.member, environment: forged)
    #expect(acting.status == 5, "\(acting)")
    let checkpoint = try users.signalbox(
      "log", "checkpoint", as: users.member, environment: forged)
    #expect(checkpoint.status == 5, "\(checkpoint)")
    #expect(try users.signalbox("log", "checkpoint", as: users.host).status == 0)
    let refusals = try users.signalbox("log", "export", as: users.host).lines
      .map { try JSON.object($0) }.filter { $0["kind"] as? String == "act.refused" }
    #expect(refusals.count == 3)
    #expect(refusals.allSatisfy { $0["actor"] as? String == users.member })
  }

  /// What is there stays, and removing keeps the workspace.
  private func installedTwice(_ users: SystemUsers) throws {
    try users.install()
    let rules = try String(contentsOfFile: users.workspace + "/rules.toml", encoding: .utf8)
    #expect(rules == SmallCompany.rules)
    #expect(try users.signalbox("log", "verify", as: users.host).status == 0)
    try users.install("--uninstall")
    #expect(access(users.program, F_OK) != 0)
    #expect(access(users.workspace + "/signalbox.sqlite", F_OK) == 0)
    let unit = users.root + "/etc/systemd/system/signalbox.service"
    #expect(access(unit, F_OK) != 0)
  }
}
