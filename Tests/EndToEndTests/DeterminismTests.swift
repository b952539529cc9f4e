import Foundation
import Testing

/// The same leads, rules and instant give the same decisions, whatever else differs.
@Suite struct DeterminismTests {
  private static func sample(_ count: Int) throws -> [UInt8] {
    try Signalbox.run(["sample", "--leads", "\(count)", "--at", TestDesk.monday]).bytes
  }

  @Test func dryRunsAreTheSameBytes() throws {
    let sample = try Self.sample(300)
    let places = [
      ["TZ": "UTC"], ["TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8"],
      ["TZ": "America/Sao_Paulo", "LANG": "C", "LC_ALL": "C"],
    ]
    var outputs: Set<[UInt8]> = []
    for environment in places {
      let desk = try TestDesk(.sample)
      try desk.write(sample, to: "in.csv")
      let run = try desk.run(
        "route", desk.path("in.csv"), "--format", "json", "--at", TestDesk.monday,
        environment: environment)
      #expect(run.status == 0 && run.lines.count > 200, "\(run.errors)")
      outputs.insert(run.bytes)
    }
    #expect(outputs.count == 1)
  }

  /// One file, or cut into many; taken in one go, or by a host at its own pace.
  @Test func theWayOfDeliveryDoesNotMatter() throws {
    let sample = String(decoding: try Self.sample(240), as: UTF8.self)
    // Cutting by lines needs rows without line ends in quotes.
    let rows = sample.split(separator: "\n").map(String.init)
    let plain = rows.dropFirst().filter { $0.filter { $0 == "\"" }.count.isMultiple(of: 2) }
    func file(_ part: some Sequence<String>) -> String {
      ([rows[0]] + part).joined(separator: "\n") + "\n"
    }
    var decisions: [[String]] = []
    for size in [plain.count, 50, 7] {
      let desk = try TestDesk(.sample)
      for (number, start) in stride(from: 0, to: plain.count, by: size).enumerated() {
        try desk.drop(
          file(plain.dropFirst(start).prefix(size)),
          as: "leads/\(String(format: "%03d", number)).csv")
      }
      let taken = try desk.once(environment: ["TZ": size == 7 ? "Asia/Tokyo" : "UTC"])
      #expect(taken["rows"] == plain.count, "\(taken.run)")
      decisions.append(
        try desk.run("log", "export").lines.compactMap { line in
          JSONKeys.value("payload", of: line).flatMap { JSONKeys.value("decision", of: $0) }
        })
    }
    #expect(decisions[0].count > 200)
    #expect(decisions[0] == decisions[1])
    #expect(decisions[0] == decisions[2])
  }

  @Test func dryRunAndDeskDecideAlike() throws {
    let sample = try Self.sample(200)
    let desk = try TestDesk(.sample)
    try desk.once()
    try desk.write(sample, to: "in.csv")
    let dry = try desk.run(
      "route", desk.path("in.csv"), "--format", "json", "--at", TestDesk.monday)
    try desk.drop(sample, as: "leads/in.csv")
    try desk.once()
    let logged = try desk.run("log", "export").lines.compactMap { line in
      JSONKeys.value("payload", of: line).flatMap { JSONKeys.value("decision", of: $0) }
    }
    #expect(dry.lines == Array(logged.prefix(dry.lines.count)))
    #expect(dry.lines.count > 150)
  }
}
