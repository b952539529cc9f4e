import Foundation
import Testing

/// The JSON of decisions: the keys, their order, and that `null` is said.
@Suite struct DecisionFormatTests {
  private static let keys = [
    "lead", "source", "at", "outcome", "owner", "queue", "duplicate_of", "route", "dimension",
    "reason", "contingent", "flags", "ruleset", "roster", "lead_fields", "steps", "sentence",
  ]
  private static let facts = ["country", "language", "region", "account", "segment", "product"]

  @Test func keysStandInTheOrderThatIsPromised() throws {
    let desk = try TestDesk()
    try desk.write(
      SmallCompany.leadHeader + SmallCompany.lead("L-1") + SmallCompany.lead("L-2", country: "BR")
        + SmallCompany.lead("L-3", email: "l-1@l-1.example"), to: "in.csv")
    let run = try desk.run(
      "route", desk.path("in.csv"), "--format", "json", "--at", TestDesk.monday)
    #expect(run.status == 0 && run.lines.count == 3, "\(run)")
    for line in run.lines {
      #expect(JSONKeys.top(line) == Self.keys, "\(line)")
      let fields = try #require(JSONKeys.value("lead_fields", of: line))
      #expect(JSONKeys.top(fields) == Self.facts, "\(fields)")
    }
    let outcomes = try run.lines.map { try JSON.object($0)["outcome"] as? String }
    #expect(outcomes == ["assigned", "queued", "duplicate"])
    #expect(try JSON.object(run.lines[2])["duplicate_of"] as? String == "L-1")
    #expect(try JSON.object(run.lines[0])["ruleset"] as? Int == 0)
    #expect(!desk.exists("signalbox.sqlite"), "a dry run writes nothing")
  }

  @Test func explainGivesADecisionByTheSameKeysAndThenItsEntry() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...1), as: "leads/a.csv")
    try desk.once()
    let text = try desk.run("explain", "L-1", "--format", "json").output
    let decision = try #require(text.range(of: #"{"lead":"L-1","source""#))
    let object = String(text[decision.lowerBound...].dropLast(text.hasSuffix("\n") ? 2 : 1))
    let entry = ["seq", "actor", "role", "kind", "subject", "hash"]
    #expect(JSONKeys.top(object) == Self.keys + entry, "\(object)")
  }

  @Test func theLogHoldsTheSameBytes() throws {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...20), as: "leads/a.csv")
    try desk.once()
    for line in try desk.run("log", "export").lines {
      #expect(
        JSONKeys.top(line) == [
          "seq", "at", "actor", "role", "kind", "subject", "payload", "prev", "hash",
        ])
      guard line.contains(#""kind":"lead.assigned""#) else { continue }
      let payload = try #require(JSONKeys.value("payload", of: line))
      let decision = try #require(JSONKeys.value("decision", of: payload))
      #expect(JSONKeys.top(decision) == Self.keys, "\(decision)")
    }
  }
}

/// Reads JSON text as text: the order of keys, which the parser of the library forgets.
enum JSONKeys {
  /// The keys of an object in the order in which they stand.
  static func top(_ json: String) -> [String] { members(json).map(\.key) }

  /// The text of a member's value.
  static func value(_ key: String, of json: String) -> String? {
    members(json).first { $0.key == key }?.value
  }

  private static func members(_ json: String) -> [(key: String, value: String)] {
    let bytes = Array(json.utf8)
    var members: [(String, String)] = []
    var depth = 0
    var inString = false
    var start = 0
    var key: String?
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if inString {
        if byte == UInt8(ascii: "\\") { at += 1 }
        if byte == UInt8(ascii: "\"") { inString = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          if depth == 1 { start = at + 1 }
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0, let name = key { members.append((name, text(bytes[start..<at]))) }
        case UInt8(ascii: ":") where depth == 1 && key == nil:
          key = text(bytes[start..<at]).trimmingCharacters(in: ["\""])
          start = at + 1
        case UInt8(ascii: ",") where depth == 1:
          if let name = key { members.append((name, text(bytes[start..<at]))) }
          key = nil
          start = at + 1
        default: break
        }
      }
      at += 1
    }
    return members
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
