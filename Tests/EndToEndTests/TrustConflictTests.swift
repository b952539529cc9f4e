import Foundation
import Synchronization
import Testing

/// Many people at the same leads at once, each with the program of their own.
@Suite struct TrustConflictTests {
  private static let people = 8

  /// Runs a body for each person at the same time.
  private func together(_ body: @Sendable (Int) throws -> [Run]) throws -> [Run] {
    let results = Mutex<[Run]>([])
    let failures = Mutex<[String]>([])
    withoutActuallyEscaping(body) { body in
      DispatchQueue.concurrentPerform(iterations: Self.people) { person in
        do {
          let runs = try body(person)
          results.withLock { $0 += runs }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
    }
    #expect(failures.withLock { $0 } == [])
    return results.withLock { $0 }
  }

  private func desk(_ leads: Int) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.drop(
      SmallCompany.leadHeader
        + (1...leads).map { SmallCompany.lead("L-\($0)", country: $0 > 4 ? "BR" : "DE") }.joined(),
      as: "leads/all.csv")
    try desk.once(at: nil)
    return desk
  }

  /// Of eight who saw the same, one gives the lead away; the others are told what has changed.
  @Test(arguments: ["L-1", "L-5"])
  func oneOfManyWins(_ lead: String) throws {
    let desk = try desk(5)
    let host = try desk.serve()
    let seen = try JSON.object(desk.run("lead", lead, "--format", "json"))["version"]
    let version = "\(try #require(seen as? Int))"
    let runs = try together { person in
      let rep = ["ben.okoro", "cleo.marsh"][person % 2]
      return [
        try desk.run(
          "reassign", lead, rep, "--code", "capacity", "--note", "Mine", "--seen", version,
          "--format", "json")
      ]
    }
    let won = runs.filter { $0.status == 0 }
    let lost = runs.filter { $0.status == 1 }
    #expect(won.count == 1 && lost.count == Self.people - 1, "\(runs)")
    for run in lost {
      #expect(try JSON.object(run)["refused"] as? String == "stale", "\(run)")
      #expect(run.errors.contains("has changed since you saw it"), "\(run)")
    }
    #expect(try desk.kinds()["lead.reassigned"] == 1)
    host.signal(SIGTERM)
    let end = try host.wait()
    #expect(end.status == 0, "\(end)")
    try desk.expectSound()
  }

  /// Whatever is asked in whatever order: done and logged once, or refused and logged as refused.
  @Test func everyActIsDoneOrRefused() throws {
    let desk = try desk(8)
    let host = try desk.serve()
    let runs = try together { person in
      try (0..<12).map { step in
        let lead = "L-\((person * 5 + step * 3) % 8 + 1)"
        let rep = ["ana.silva", "ben.okoro", "cleo.marsh"][(person + step) % 3]
        let note = ["--code", "capacity", "--note", "Step \(step)"]
        let acts = [
          ["reassign", lead, rep] + note, ["escalate", lead, "--code", "capacity"],
          ["contact", lead], ["assign", lead, rep] + note, ["undo", lead],
          ["escalate", lead, "--withdraw"], ["disposition", lead, "disqualified"],
        ]
        return try Signalbox.run(
          acts[(person + step) % acts.count] + ["--format", "json", "-w", desk.root])
      }
    }
    #expect(runs.count == Self.people * 12)
    for run in runs where run.status != 0 {
      #expect(run.status == 1 && !run.errors.contains("busy"), "\(run)")
    }
    host.signal(SIGTERM)
    let end = try host.wait()
    #expect(end.status == 0, "\(end)")
    try expectLogged(runs, desk)
    try desk.expectSound()
  }

  /// As many entries of each kind as commands that were done, as many refusals as were refused by the desk.
  private func expectLogged(_ runs: [Run], _ desk: TestDesk) throws {
    let kinds = try desk.kinds()
    func done(_ name: String, _ also: (Run) -> Bool = { _ in true }) -> Int {
      runs.count { $0.status == 0 && $0.arguments[0] == name && also($0) }
    }
    #expect(kinds["lead.reassigned", default: 0] == done("reassign") + done("assign"))
    #expect(kinds["lead.contacted", default: 0] == done("contact"))
    #expect(kinds["lead.disposition", default: 0] == done("disposition"))
    #expect(kinds["lead.undone", default: 0] == done("undo"))
    #expect(
      kinds["escalation.opened", default: 0]
        == done("escalate") { !$0.arguments.contains("--withdraw") })
    #expect(
      kinds["escalation.withdrawn", default: 0]
        == done("escalate") { $0.arguments.contains("--withdraw") })
    // What has no open escalation is told so before the host is asked for the act.
    let refused = runs.count { $0.status == 1 && $0.output.contains(#""refused""#) }
    #expect(kinds["act.refused", default: 0] == refused)
    #expect(refused > 0 && done("reassign") > 0 && done("escalate") > 0)
  }
}
