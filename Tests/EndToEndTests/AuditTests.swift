import Foundation
import Testing

/// The weekly audit through the program: the sample, what is found of it, and the figure that comes of it.
@Suite struct AuditTests {
  @Test func whatIsFoundOfTheSampleIsCounted() throws {
    let desk = try TestDesk.withTwoLeads()
    #expect(try figures(desk) == ["sampled": 1, "judged": 0, "wrong": 0])

    let judged = try desk.run("audit", "L-1", "--wrong", "--note", "Belongs to the parent's owner")
    #expect(judged.status == 0, "\(judged)")
    #expect(judged.output.contains("in 2026-W10 is judged wrong"), "\(judged)")
    #expect(try figures(desk) == ["sampled": 1, "judged": 1, "wrong": 1])
    let again = try desk.run("audit", "L-1", "--right", "--note", "It was the parent after all")
    #expect(again.output.contains("is judged right, before wrong by "), "\(again)")
    #expect(try figures(desk) == ["sampled": 1, "judged": 1, "wrong": 0])

    #expect(try desk.kinds()["audit.judged"] == 2)
    #expect(try !desk.run("log", "export").output.contains("parent"))
    try desk.expectSound()
  }

  @Test(arguments: [
    (["L-2", "--right"], 1, "the engine has assigned"),
    (["L-1", "--right", "--wrong"], 2, "say one of --right and --wrong"),
    (["L-1"], 2, "say one of --right and --wrong"),
    (["L-9", "--right"], 1, "L-9"),
  ])
  func whatCannotBeJudgedIsSaid(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let desk = try TestDesk.withTwoLeads()
    let run = try Signalbox.run(
      ["audit"] + arguments + ["--note", "Looked at it", "-w", desk.root])
    #expect(run.status == status, "\(run)")
    #expect(run.errors.contains(words), "\(run)")
    #expect(try figures(desk)["judged"] == 0)
  }

  private func figures(_ desk: TestDesk) throws -> [String: Int] {
    let report = try JSON.object(
      try desk.run("report", "audit", "--week", "2026-W10", "--format", "json").output)
    let rows = try #require(report["rows"] as? [[String: Any]], "\(report)")
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        guard let name = row["figure"] as? String, ["sampled", "judged", "wrong"].contains(name),
          let value = row["value"] as? Int
        else { return nil }
        return (name, value)
      })
  }
}
