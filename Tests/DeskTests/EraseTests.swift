import DeskRules
import Foundation
import LeadModel
import Store
import Testing

@testable import Desk

private let header = "id,email,company,country,language,message\n"
private let secretWord = "zanzibar77"

@Suite struct EraseTests {
  private func row(_ number: Int, _ message: String = "hello") -> String {
    "L-\(number),p\(number)@x.example,X,DE,de,\(message)\n"
  }

  /// Everything that lies in the workspace and names somebody.
  private func places(of word: String, in test: TestDesk) throws -> [String] {
    try test.names(in: "").filter { name in
      var isFolder: ObjCBool = false
      let path = test.workspace.path(name)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { return false }
      return try Data(contentsOf: URL(filePath: path)).range(of: Data(word.utf8)) != nil
    }
  }

  @Test func nothingOfThePersonStays() throws {
    let test = try TestDesk()
    let last = row(3)
    try test.deliver(
      header + row(1) + "L-2,\(secretWord)@x.example,X,DE,de,\"two\n\(secretWord) lines\"\n" + last)
    try test.act(.escalate(lead: "L-2", code: "other", note: "ask \(secretWord)"), by: Cast.bo)
    try test.act(test.move("L-2", to: "ana"), by: Cast.admin)
    // The same again, and with other content.
    try test.deliver(
      header + "L-2,\(secretWord)@x.example,X,DE,de,\(secretWord) new\n" + row(4), as: "leads/b.csv"
    )
    try test.deliver(
      "lead,kind,at\n\(secretWord)@x.example,contacted,2026-03-02T08:00:00Z\n"
        + "L-1,contacted,2026-03-02T08:00:00Z\n", as: "activities/a.csv")
    #expect(try !places(of: secretWord, in: test).isEmpty)
    let text = try test.text(.erase(lead: "L-2"), by: Cast.admin)
    #expect(text.hasPrefix("Erased the person of #2: "))
    #expect(text.contains("3 rows in 3 files"))
    test.desk.close(now: test.now)
    try test.reopen()
    #expect(try places(of: secretWord, in: test) == [])
    let kept = test.names(in: "processed").filter { $0.hasSuffix("/a.csv") }
    #expect(
      try test.text(of: "processed/" + (try #require(kept.first))).hasPrefix("id,")
        || test.text(of: "processed/" + kept[0]).hasPrefix("lead,"))
    let first = try #require(
      test.names(in: "processed").first { $0.hasSuffix(".csv") })
    #expect(try !test.text(of: "processed/" + first).isEmpty)
    let entry = try #require(try test.entries(.personErased).first)
    #expect(entry.subject == "lead/2")
    #expect(entry.payload.contains("\"old_sha256\":\""))
    #expect(!entry.payload.contains(secretWord))
    try test.check()
    try test.checkReplay()
    #expect(test.desk.verifyLog(now: test.now).brokenAt == nil)
  }

  @Test(arguments: [
    (
      "a.csv",
      "id,email,company\r\nL-1,a@x.example,X\r\nL-2,b@x.example,Y\r\nL-3,c@x.example,Z\r\n",
      "id,email,company\r\nL-1,a@x.example,X\r\nL-3,c@x.example,Z\r\n"
    ),
    (
      "a.ndjson", "{\"id\":\"L-1\",\"company\":\"X\"}\n{\"id\":\"L-2\",\"company\":\"Y\"}\n",
      "{\"id\":\"L-1\",\"company\":\"X\"}\n"
    ),
    ("b.ndjson", "{\"id\":\"L\\u002D2\",\"company\":\"Y\"}", ""),
    (
      "a.json", "[ {\"id\":\"L-1\",\"company\":\"X\"} , {\"id\":\"L-2\",\"company\":\"Y\"} ]",
      "[ {\"id\":\"L-1\",\"company\":\"X\"} ]"
    ),
    (
      "b.json",
      "{\"leads\":[{\"id\":\"L-2\",\"company\":\"Y\"}, {\"id\":\"L-3\",\"company\":\"X\"}]}",
      "{\"leads\":[{\"id\":\"L-3\",\"company\":\"X\"}]}"
    ),
    ("c.json", "[{\"id\":\"L-2\",\"company\":\"Y\"}]", "[]"),
  ]) func everyOtherByteStays(name: String, text: String, left: String) throws {
    let test = try TestDesk()
    try test.deliver(text, as: "leads/" + name)
    try test.act(.erase(lead: "L-2"), by: Cast.admin)
    let path = try #require(test.names(in: "processed").first { $0.hasSuffix(name) })
    #expect(try test.text(of: "processed/" + path) == left)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .windowsCP1252])
  func otherEncodings(encoding: String.Encoding) throws {
    let test = try TestDesk()
    let mark: [UInt8] =
      encoding == .utf16LittleEndian
      ? [0xFF, 0xFE] : encoding == .utf16BigEndian ? [0xFE, 0xFF] : []
    func bytes(_ text: String) throws -> Data {
      Data(mark) + (try #require(text.data(using: encoding)))
    }
    let rows = ["id,company\n", "L-1,Bücher\n", "L-2,Käse €\n", "L-3,Öl\n"]
    let path = test.workspace.drop + "/leads/a.csv"
    try bytes(rows.joined()).write(to: URL(filePath: path))
    try test.takeIn()
    #expect(try test.row("L-2").facts.company == "Käse €")
    try test.act(.erase(lead: "L-2"), by: Cast.admin)
    let name = try #require(test.names(in: "processed").first { $0.hasSuffix("a.csv") })
    let left = try Data(contentsOf: URL(filePath: test.workspace.path("processed/" + name)))
    #expect(left == (try bytes(rows[0] + rows[1] + rows[3])))
  }

  @Test(arguments: [
    ("p@x.example", true), ("mail p@x.example, please", true), ("<p@x.example>", true),
    ("ask p@x.example.", true), ("sp@x.example", false), ("p@x.example.org", false),
    ("p@x.example-b", false), ("a.p@x.example", false), ("p@x", false), ("", false),
  ]) func anAddressIsNoPartOfAnother(text: String, isNamed: Bool) {
    #expect(PersonSearch.names(text, "p@x.example") == isNamed)
  }

  @Test func othersOfLikeAddressesStay() throws {
    let test = try TestDesk()
    try test.deliver(header + row(1))
    try test.deliver(
      "lead,kind,at\nup1@x.example,contacted,2026-03-02T08:00:00Z\n"
        + "p1@x.example,contacted,2026-03-02T08:00:00Z\n", as: "activities/b.csv")
    try test.act(.erase(lead: "L-1"), by: Cast.admin)
    let name = try #require(test.names(in: "processed").first { $0.hasSuffix("b.csv") })
    #expect(
      try test.text(of: "processed/" + name)
        == "lead,kind,at\nup1@x.example,contacted,2026-03-02T08:00:00Z\n")
  }

  @Test func rejectedRowsGoToo() throws {
    let test = try TestDesk()
    try test.deliver(
      header + row(1) + "L-2,\(secretWord)@x.example,X,DE,de,a,b,c,\(secretWord)@x.example\n"
        + "L-2,\(secretWord)@x.example,X,DE,de,ok\n")
    #expect(try places(of: secretWord, in: test).contains { $0.hasPrefix("rejected/") })
    try test.act(.erase(lead: "L-2"), by: Cast.admin)
    try test.reopen()
    #expect(try places(of: secretWord, in: test) == [])
  }

  @Test func onlyAdminsAndOnlyOnce() throws {
    let test = try TestDesk()
    try test.deliver(header + row(1))
    for actor in [Cast.ana, Cast.manager, Cast.analyst, Cast.council, Cast.viewer] {
      #expect(try test.refusal(.erase(lead: "L-1"), by: actor)?.refused == .role, "\(actor.name)")
    }
    try test.act(.erase(lead: "L-1"), by: Cast.admin)
    #expect(try test.refusal(.erase(lead: "L-1"), by: Cast.admin)?.refused == .conflict)
    // What is delivered again of them is not kept in the store, and goes from the file at the next call.
    try test.deliver(header + row(1), as: "leads/b.csv")
    #expect(try test.text(.erase(lead: "L-1"), by: Cast.admin).contains("1 row in 1 file"))
    #expect(try test.refusal(.undo(lead: "L-1"), by: Cast.admin)?.refused == .conflict)
    try test.check()
  }

  @Test func whoeverIsErasedIsRecognisedNoMore() throws {
    let test = try TestDesk()
    try test.deliver(header + row(1))
    try test.act(.erase(lead: "L-1"), by: Cast.admin)
    try test.deliver(header + "L-9,p1@x.example,X,DE,de,again\n", as: "leads/b.csv")
    #expect(try test.row("L-9").state == .assigned)
    #expect(try test.row("L-9").flags.contains(.returning) == false)
    // Work on the lead goes on; what people write about it is not kept any more.
    try test.act(test.move("L-1", to: "mara", over: true), by: Cast.admin)
    #expect(try test.desk.store.notes(of: try test.row("L-1").number).isEmpty)
    #expect(try test.entries(.leadReassigned).first?.payload.contains("\"note\":null") == true)
    try test.check()
    try test.checkReplay()
  }
}
