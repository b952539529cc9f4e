import Foundation
import Testing

/// `away` and `back` through the program: what is said, who gets leads meanwhile, and what waits goes on.
@Suite struct AbsenceTests {
  @Test func whoIsAwayGetsNothingAndWhatWaitedIsDrained() throws {
    let desk = try TestDesk()
    let host = try desk.serve()
    defer { host.signal(SIGTERM) }
    let away = try desk.run("away", "1h30m", "--rep", "cleo.marsh", "--code", "other")
    #expect(away.status == 0, "\(away)")
    #expect(away.output.hasPrefix("Cleo Marsh is away until "), "\(away)")
    #expect(away.output.contains(" UTC."), "\(away)")

    try desk.drop(
      SmallCompany.leadHeader + SmallCompany.lead("L-1", country: "GB"), as: "leads/a.csv")
    #expect(try desk.run("run", "--once").status == 0)
    let story = try desk.run("explain", "L-1")
    #expect(story.output.contains("is not at work; the next starts at "), "\(story)")
    let whyNot = try desk.run("explain", "L-1", "--why-not", "cleo.marsh")
    #expect(whyNot.output.hasPrefix("Cleo Marsh is away."), "\(whyNot)")

    let longer = try desk.run(
      "away", "until-back", "--rep", "cleo.marsh", "--delegate", "ben.okoro", "--code", "other")
    #expect(longer.output.contains("is away until back instead of until "), "\(longer)")
    #expect(longer.output.contains("; Ben Okoro stands in"), "\(longer)")
    let back = try desk.run("back", "--rep", "cleo.marsh", "--format", "json")
    #expect(try JSON.object(back)["text"] as? String == "Cleo Marsh is back")
    let refused = try desk.run("back", "--rep", "cleo.marsh", "--format", "json")
    #expect(refused.status == 1, "\(refused)")
    #expect(try JSON.object(refused)["refused"] as? String == "conflict")
    #expect(try JSON.object(refused)["why"] as? String == "Cleo Marsh is not away")
    #expect(
      try eventually {
        try desk.run("explain", "L-1").output.contains("lead.drained")
      })
    host.signal(SIGTERM)
    _ = try host.wait()
    try desk.expectSound()
    let kinds = try desk.kinds()
    #expect(kinds["rep.away"] == 2 && kinds["rep.back"] == 1 && kinds["lead.drained"] == 1)
  }

  @Test(arguments: [
    (
      ["away", "90"],
      "\"90\" is no duration: write 30m, 2h, 1h30m, 1d, \"until 14:00\" or until-back"
    ),
    (["away", "30m"], "being away takes a reason: say it with --code, one of "),
    (["away", "until", "26:00", "--code", "other"], "\"26:00\" is no time: write 14:00"),
    (["away", "15d", "--code", "other"], "away takes 1 minute to 14 days"),
    (
      ["away", "30m", "--code", "lunch"], "\"lunch\" is no reason for being away here: use one of "
    ),
  ])
  func whatMakesNoSenseIsQuoted(_ arguments: [String], _ words: String) throws {
    let desk = try TestDesk()
    try desk.once()
    let run = try Signalbox.run(arguments + ["--rep", "ana.silva", "-w", desk.root])
    #expect(run.status == 2, "\(run)")
    #expect(run.errors.contains(words), "\(run)")
  }

  @Test func nobodyIsNamedByASlip() throws {
    let desk = try TestDesk()
    try desk.once()
    let run = try desk.run("away", "30m", "--rep", "ana.slva", "--code", "other")
    #expect(run.status == 1, "\(run)")
    #expect(
      run.errors.contains("there is no rep \"ana.slva\" in the roster; did you mean \"ana.silva\"?")
    )
  }
}
