import LeadModel
import Testing

@testable import Intake

@Suite struct JSONTests {
  private func members(_ text: String, limits: IntakeLimits = IntakeLimits()) throws -> [JSONMember]
  {
    try Array(text.utf8).withUnsafeBufferPointer { bytes in
      try JSONText.object(bytes, limits: limits)
    }
  }

  private func problem(_ text: String, limits: IntakeLimits = IntakeLimits()) -> JSONProblem? {
    do {
      _ = try members(text, limits: limits)
      return nil
    } catch {
      return error as? JSONProblem
    }
  }

  @Test(arguments: [
    ("{\"a\":\"x\"}", JSONMember.Value.text("x")),
    ("{\"a\":\"\"}", .text("")),
    ("{ \"a\" : null }", .missing),
    ("{\"a\":true}", .text("true")),
    ("{\"a\":9007199254740993}", .text("9007199254740993")),
    ("{\"a\":1e400}", .text("1e400")),
    ("{\"a\":-0}", .text("-0")),
    ("{\"a\":-1.50E+07}", .text("-1.50E+07")),
    ("{\"a\":\"\\u00e9\\n\\/\\\"\\\\\"}", .text("é\n/\"\\")),
    ("{\"a\":\"\\uD83D\\uDE00\"}", .text("😀")),
    ("{\"a\":[]}", .list([], source: "[]")),
    ("{\"a\":[\"x\",1,null,true]}", .list(["x", "1", "true"], source: "[\"x\",1,null,true]")),
    ("{\"a\":{\"b\":[1,{}]}}", .nested("{\"b\":[1,{}]}")),
    ("{\"a\":[{\"b\":1},[ ]]}", .nested("[{\"b\":1},[ ]]")),
    ("{\"a\":[[],{}]}\r\n", .nested("[[],{}]")),
  ]) func valuesKeepTheirText(text: String, value: JSONMember.Value) throws {
    #expect(try members(text) == [JSONMember(key: "a", value: value)])
  }

  @Test(arguments: [
    "", "{", "}", "{]", "[]", "1", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":2}",
    "{\"a\":1}x", "{\"a\":1}{\"b\":2}", "{'a':1}", "{a:1}", "{\"a\":01}", "{\"a\":-01}",
    "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":NaN}",
    "{\"a\":Infinity}", "{\"a\":nul}", "{\"a\":truex}", "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}", "{\"a\":\"\\uD800\"}", "{\"a\":\"\\uDC00\"}", "{\"a\":\"\\uD800\\u0041\"}",
    "{\"a\":\"\\u0000\"}", "{\"a\":1 /* no */}", "{\"a\":[1,]}", "{\"a\":[1 2]}", "{\"a\":[}",
    "{\"a\":{\"b\":1]}", "{\"a\":\"x", "{\"a\":[\"x\"", "{\"a\":1,\"a\":2}",
    "{\"a\":{\"b\":1,\"b\":2}}", "{\"a\":1,\"\\u0061\":2}", "\u{FEFF}{\"a\":1}",
  ]) func whatIsNoJSONIsRefused(text: String) {
    #expect(problem(text) != nil)
  }

  @Test func theProblemNamesItsPlace() {
    #expect(problem("{\"a\":1,\"b\":x}")?.offset == 11)
    #expect(problem("{\"a\":1,\"a\":2}") == JSONProblem(offset: 7, reason: "\"a\" is given twice"))
  }

  @Test func depthIsCountedFromTheOutermostValue() {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth - 1)
        + String(repeating: "]", count: depth - 1) + "}"
    }
    #expect(problem(nested(32)) == nil)
    #expect(problem(nested(33))?.reason == "the nesting is deeper than 32")
    #expect(problem(nested(200_000))?.reason == "the nesting is deeper than 32")
    // A generous limit must not lean on the stack either.
    #expect(problem(nested(200_000), limits: IntakeLimits(jsonDepth: 1_000_000)) == nil)
  }

  @Test func deepDocumentsAreRefusedAsAWhole() {
    func document(_ depth: Int) -> String {
      "[{\"id\":\"1\",\"a\":" + String(repeating: "[", count: depth - 2)
        + String(repeating: "]", count: depth - 2) + "}]"
    }
    #expect(refusal(document(32), "a.json") == nil)
    #expect(refusal(document(33), "a.json")?.contains("deeper than 32") == true)
    #expect(refusal(document(200_000), "a.json")?.contains("deeper than 32") == true)
  }

  @Test(arguments: [
    "[{\"id\":\"1\"},{\"id\":\"2\"}]", "{\"leads\":[{\"id\":\"1\"},{\"id\":\"2\"}]}",
    " {\"total\":2,\"page\":{\"of\":[1]},\"leads\" : [ {\"id\":\"1\"} ,\n{\"id\":\"2\"} ] , \"x\":\"]\"} ",
  ]) func listsOfRecords(text: String) throws {
    #expect(try read(text, "a.json").batch.values(.id) == ["1", "2"])
    for size in 1...7 {
      #expect(try readInPieces(Array(text.utf8), "a.json", of: size).values(.id) == ["1", "2"])
    }
  }

  @Test func oneObjectIsOneRecord() throws {
    let batch = try read("{\"id\":\"1\",\"email\":\"a@b.c\",\"leads\":\"7\"}", "a.json").batch
    #expect(batch.values(.email) == ["a@b.c"])
    #expect(batch.records.first?.extra == [ExtraField(name: "leads", value: "7")])
  }

  @Test func aDamagedRecordLeavesTheOthersAlone() throws {
    let text = """
      [{"id":"1"},
       {"id":"2","score":NaN},
       7, "x", null, [1],
       {"id":"3","id":"4"},
       {"city":"Ulm"},
       {"id":"5"}]
      """
    let batch = try read(text, "a.json").batch
    #expect(batch.values(.id) == ["1", "5"])
    #expect(batch.records.map(\.origin.line) == [1, 6])
    #expect(
      batch.rejections.map { String($0.prefix(2)) } == ["2:", "3:", "3:", "3:", "3:", "4:", "5:"])
    #expect(batch.rejections[0] == "2: this is no value of JSON (byte 19 of the record)")
  }

  @Test(arguments: [
    ("[{\"id\":\"1\"}] x", "a.json:1:14: something follows the end of the JSON document"),
    ("[{\"id\":\"1\"}][]", "a.json:1:13: something follows the end of the JSON document"),
    (
      "[{\"id\":\"1\"}",
      "a.json:1:12: the file ends before the JSON document does: it may have been cut off"
    ),
    ("[{\"id\":\"1\"} {\"id\":\"2\"}]", "a.json:1:13: a comma or ] is missing between records"),
    ("[\n{\"id\":\"1\"},\n]", "a.json:3:1: a value is missing here"),
    ("{\"leads\":[],\"leads\":[]}", "a.json:1:21: the list of records is given twice"),
    (
      "{\"leads\":[]",
      "a.json:1:12: the file ends before the JSON document does: it may have been cut off"
    ),
    ("null", "a.json:1:1: a JSON document of records begins with [ or {"),
  ]) func damageAroundTheRecordsRefusesTheFile(text: String, reason: String) {
    #expect(refusal(text, "a.json") == reason)
  }

  @Test func aRecordInADocumentMustBeValidText() throws {
    let bytes =
      Array("[{\"id\":\"1\",\"city\":\"é\"},{\"id\":\"2\",\"city\":\"".utf8) + [0xFF]
      + Array("\"},{\"id\":\"3\"}]".utf8)
    let batch = try read(bytes, "a.json").batch
    #expect(batch.values(.id) == ["1", "3"])
  }
}

@Suite struct NDJSONTests {
  @Test func oneBadLineIsRejectedWithItsNumber() throws {
    let text = "{\"id\":\"1\"}\r\n\n{\"id\":\"2\"\n[]\nhello\n{\"id\":\"3\"} {}\n{\"id\":\"4\"}\n"
    let batch = try read(text, "a.ndjson").batch
    #expect(batch.values(.id) == ["1", "4"])
    #expect(batch.records.map(\.origin.line) == [1, 7])
    #expect(batch.rejections.map { String($0.prefix(2)) } == ["3:", "4:", "5:", "6:"])
    #expect(batch.findings[1].row == .bytes(Array("[]".utf8)))
  }

  @Test func aCutLastLineIsRejectedAsSuch() throws {
    let batch = try read("{\"id\":\"1\"}\n{\"id\":\"2\",\"ci", "a.ndjson").batch
    #expect(batch.values(.id) == ["1"])
    #expect(batch.rejections == ["2: the file ends within this line"])
    #expect(try read("{\"id\":\"1\"}\n{\"id\":\"2\"}", "a.ndjson").batch.records.count == 2)
  }

  @Test func tooDeepALineIsRejectedAlone() throws {
    let deep = "{\"id\":\"2\",\"a\":" + String(repeating: "[", count: 200_000) + "\n"
    let batch = try read("{\"id\":\"1\"}\n\(deep){\"id\":\"3\"}\n", "a.ndjson").batch
    #expect(batch.values(.id) == ["1", "3"])
    #expect(batch.rejections.count == 1)
  }

  @Test func piecesOfAnySizeGiveTheSame() throws {
    let bytes = Array("{\"id\":\"1\",\"city\":\"Ü\"}\n{\"id\n{\"id\":\"2\"}\n{\"id\":".utf8)
    let whole = try read(bytes, "a.ndjson").batch
    for size in 1...bytes.count {
      let pieces = try readInPieces(bytes, "a.ndjson", of: size)
      #expect(pieces.records == whole.records)
      #expect(pieces.findings == whole.findings)
    }
  }
}
