import Foundation
import Glibc
import Testing

/// Programs that are told of events, and the outbox, as a site has them.
@Suite struct HooksTests {
  /// A desk with a shell script as its hook, which is run for assignments.
  private static func desk(hook body: String, more: String = "") throws -> TestDesk {
    let desk = try TestDesk()
    try add(hook: body, named: "hook.sh", to: desk)
    try desk.write(
      SmallCompany.site + more
        + "[[notify]]\ncommand = [\"./hook.sh\", \"--channel\"]\non = [\"assigned\"]\n",
      to: "signalbox.toml")
    return desk
  }

  private static func add(hook body: String, named name: String, to desk: TestDesk) throws {
    try desk.write("#!/bin/sh\n" + body + "\n", to: name)
    chmod(desk.path(name), 0o755)
  }

  private static func events(_ desk: TestDesk, in file: String = "told") throws
    -> [[String: Any]]
  {
    try (desk.text(file) ?? "").split(separator: "\n").map { try JSON.object(String($0)) }
  }

  private static let lead = SmallCompany.leadHeader + SmallCompany.lead("L-1")

  @Test func aProgramReadsTheEventAndNothingElseOfTheHost() throws {
    let desk = try Self.desk(
      hook: "cat >> told; echo >> told; env > env; pwd > pwd; ls /proc/self/fd > fds; echo $1 > arg"
    )
    try desk.drop(Self.lead, as: "leads/a.csv")
    try desk.once(environment: ["CRM_TOKEN": "secret"])
    let event = try #require(try Self.events(desk).first)
    #expect(try Self.events(desk).count == 1)
    #expect(event["event"] as? String == "assigned")
    #expect(event["lead"] as? String == "L-1")
    #expect(event["email"] as? String == "ana@desk.example")
    #expect(desk.text("env")?.contains("secret") == false)
    #expect(desk.text("env")?.contains("SIGNALBOX_EVENT=assigned") == true)
    #expect(desk.text("pwd")?.trimmingSuffix("\n") == desk.root)
    #expect(desk.text("arg") == "--channel\n")
    // Its own input, output and errors, and the folder that ls reads.
    #expect((desk.text("fds") ?? "").split(separator: "\n").count == 4)
    try desk.once(at: "2026-03-02T09:20:00Z")
    #expect(try Self.events(desk).count == 1, "told once")
    try desk.expectSound()
  }

  @Test func aProgramThatFailsIsTriedAgainWhenItsTimeHasCome() throws {
    let desk = try Self.desk(hook: "cat >> told; echo >> told; test -e well")
    try desk.drop(Self.lead, as: "leads/a.csv")
    try desk.once()
    try desk.once(at: "2026-03-02T09:15:09Z")
    #expect(try Self.events(desk).count == 1)
    try desk.once(at: "2026-03-02T09:15:10Z")
    #expect(try Self.events(desk).count == 2)
    try desk.write("", to: "well")
    try desk.once(at: "2026-03-02T10:00:00Z")
    try desk.once(at: "2026-03-02T12:00:00Z")
    let ids = try Self.events(desk).compactMap { $0["id"] as? String }
    #expect(ids.count == 3 && Set(ids).count == 1)
    try desk.expectSound()
  }

  @Test func aHostThatIsKilledTellsAgain() throws {
    let desk = try Self.desk(
      hook: "cat >> told; echo >> told; test -e again || { touch again; kill -9 $PPID; }")
    let host = try desk.serve()
    try desk.drop(Self.lead, as: "leads/a.csv")
    #expect(eventually { !host.isRunning })
    let second = try desk.serve()
    #expect(try eventually { try Self.events(desk).count == 2 })
    second.signal(SIGTERM)
    _ = try second.wait()
    let ids = try Self.events(desk).compactMap { $0["id"] as? String }
    #expect(Set(ids).count == 1)
    try desk.once(at: nil)
    #expect(try Self.events(desk).count == 2)
    try desk.expectSound()
  }

  /// A hook that hangs holds up neither the desk nor other hooks, and a host that ends leaves it behind.
  @Test func aProgramThatHangsIsInNobodysWay() throws {
    let desk = try Self.desk(
      hook: "echo $$ > hanging; exec sleep 30",
      more: "[[notify]]\ncommand = [\"./good.sh\"]\non = [\"assigned\"]\n")
    try Self.add(hook: "cat >> told; echo >> told", named: "good.sh", to: desk)
    let host = try desk.serve()
    try desk.drop(Self.lead, as: "leads/a.csv")
    #expect(eventually { desk.exists("hanging") })
    try desk.drop(SmallCompany.leads(2...20), as: "leads/b.csv")
    #expect(try eventually { try Self.events(desk).count == 20 })
    #expect(try desk.run("explain", "L-20").status == 0)
    host.signal(SIGTERM)
    #expect(try host.wait().status == 0)
    let process = desk.text("hanging").flatMap { pid_t($0.trimmingSuffix("\n")) }
    if let process { kill(process, SIGKILL) }
  }

  @Test func theOutboxHoldsEachNewOwner() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...12), as: "leads/a.csv")
    try desk.once()
    #expect(desk.files("outbox") == ["assignments-20260302-0915.ndjson"])
    let lines = try Self.events(desk, in: "outbox/assignments-20260302-0915.ndjson")
    #expect(lines.count == 12)
    #expect(lines.allSatisfy { ($0["email"] as? String)?.hasSuffix("@desk.example") == true })
    try desk.once()
    #expect(desk.files("outbox").count == 1)
    try desk.expectSound()
  }
}
