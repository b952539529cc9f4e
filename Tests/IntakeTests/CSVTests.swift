import LeadModel
import Testing

@testable import Intake

@Suite struct CSVTests {
  /// Ids and cities of a text under the header `id,city`, and what is rejected.
  private func rows(_ text: String) throws -> (rows: [String], rejected: [String]) {
    let batch = try read("id,city\n" + text).batch
    let rows = batch.records.map { "\($0[.id] ?? "")|\($0[.city] ?? "")" }
    return (rows, batch.rejections)
  }

  @Test(arguments: [
    ("1,a\n2,b\n", ["1|a", "2|b"]),
    ("1,a\r\n2,b\r\n", ["1|a", "2|b"]),
    ("1,a\r2,b\r", ["1|a", "2|b"]),
    ("1,a\r2,b\n3,c\r\n4,d", ["1|a", "2|b", "3|c", "4|d"]),
    ("1,a", ["1|a"]),
    ("\n\n1,a\n\r\n\n2,b\n\n", ["1|a", "2|b"]),
    ("1,\"a,b\"\n", ["1|a,b"]),
    ("1,\"a\"\"b\"\n", ["1|a\"b"]),
    ("1,\"a\nb\"\n2,c\n", ["1|a\nb", "2|c"]),
    ("1,\"a\r\nb\"\r\n2,c\r\n", ["1|a\r\nb", "2|c"]),
    ("\"1\",\"\"\n", ["1|"]),
    ("1,a \"quoted\" word\n", ["1|a \"quoted\" word"]),
    ("1, \"a\"\n", ["1| \"a\""]),
    ("1,\"\"\"\"\n", ["1|\""]),
    ("1,Zoë\n", ["1|Zoë"]),
    ("\"1\"", ["1|"]),
    ("1,\"a\"", ["1|a"]),
  ])
  func rowsAsRFC4180Says(text: String, expected: [String]) throws {
    let found = try rows(text)
    #expect(found.rows == expected)
    #expect(found.rejected == [])
  }

  @Test func shortRowsAreFlaggedAndPadded() throws {
    let batch = try read("id,city,country\n1\n2,Ulm\n3,Bonn,DE\n").batch
    #expect(batch.records.map(\.isShort) == [true, true, false])
    #expect(batch.values(.city) == [nil, "Ulm", "Bonn"])
  }

  @Test func tooManyFieldsRejectTheRowAlone() throws {
    let found = try rows("1,a\n2,b,c\n3,d\n")
    #expect(found.rows == ["1|a", "3|d"])
    #expect(found.rejected == ["3: the row has 3 fields, the header only 2"])
  }

  @Test func anUnclosedQuoteCostsItsLineOnly() throws {
    let found = try rows("1,a\n2,\"b\n3,c\n4,d\n")
    #expect(found.rows == ["1|a", "3|c", "4|d"])
    #expect(found.rejected == ["3: a quote that opens a field is never closed"])
  }

  @Test func textAfterAClosingQuoteCostsTheLine() throws {
    let found = try rows("1,\"a\"x\n2,b\n")
    #expect(found.rows == ["2|b"])
    #expect(found.rejected.count == 1)
    #expect(found.rejected[0].hasPrefix("2: text follows the closing quote of field 2"))
  }

  /// The quote that closes the forgotten one is the next row's opening one.
  @Test func aForgottenQuoteDoesNotSwallowTheNextRow() throws {
    let found = try rows("1,\"a\n2,\"b\"\n3,c\n")
    #expect(found.rows == ["2|b", "3|c"])
    #expect(found.rejected.map { $0.prefix(2) } == ["2:"])
  }

  /// Lines of a message that was meant to be one field must not become leads.
  @Test func fragmentsAfterDamageAreNoRows() throws {
    let found = try rows("1,\"dear all\nwe need\nthis\"x\n2,b\n")
    #expect(found.rows == ["2|b"])
    #expect(found.rejected.map { $0.prefix(2) } == ["2:", "3:", "4:"])
  }

  @Test func aQuoteOpenPastTheRecordLimitIsUnclosed() throws {
    let limits = IntakeLimits(recordBytes: 64)
    let lines = (2...40).map { "\($0),x" }.joined(separator: "\n")
    let batch = try read("id,city\n1,\"a\n\(lines)\n", limits: limits).batch
    #expect(batch.rejections == ["2: a quote that opens a field is never closed"])
    #expect(batch.records.count == 39)
    #expect(batch.records.map(\.origin.line) == Array(3...41))
  }

  @Test func badBytesRejectTheirRow() throws {
    let bytes =
      Array("id,city\n1,é\n2,".utf8) + [0xC3] + Array("\n3,a".utf8) + [0]
      + Array("\n4,".utf8) + [0xC0, 0xAF] + Array("\n5,".utf8) + [0xED, 0xA0, 0x80]
      + Array("\n6,b\n".utf8)
    let batch = try read(bytes).batch
    #expect(batch.values(.id) == ["1", "6"])
    #expect(
      batch.rejections == [
        "3: byte 3 of the row (0xC3) is not valid UTF-8", "4: the row holds a NUL byte",
        "5: byte 3 of the row (0xC0) is not valid UTF-8",
        "6: byte 3 of the row (0xED) is not valid UTF-8",
      ])
  }

  @Test func linesAreCountedAsAnEditorDoes() throws {
    let batch = try read("id,city\r\n1,\"a\r\nb\"\r\n2,\"c\rd\"\r3,e\n\n4,f").batch
    #expect(batch.records.map(\.origin.line) == [2, 4, 6, 8])
  }

  @Test(arguments: [
    ("id,email,city\n1,a@b.c,Ulm", UInt8(ascii: ",")),
    ("id;email;city\n1;a@b.c;Ulm", UInt8(ascii: ";")),
    ("id\temail\tcity\n1\ta@b.c\tUlm", UInt8(ascii: "\t")),
    ("id;email;\"city, town\"\n1;a@b.c;Ulm", UInt8(ascii: ";")),
    ("email\na@b.c", UInt8(ascii: ",")),
  ])
  func theHeaderTellsTheDelimiter(text: String, delimiter: UInt8) throws {
    let (shape, batch) = try read(text)
    #expect(shape.delimiter == delimiter)
    #expect(batch.values(.email) == ["a@b.c"])
  }

  @Test func piecesOfAnySizeGiveTheSame() throws {
    let text =
      "id,city,message\r\n1,\"a\r\nb\",Grüße\r\n2,\"x\"\"y\",\r3,\"open\r\n4,é,\"q\"\r\n5,a,b,c\r\n"
    let bytes = Array(text.utf8)
    let whole = try read(bytes).batch
    for size in 1...bytes.count {
      let pieces = try readInPieces(bytes, "a.csv", of: size)
      #expect(pieces.records == whole.records, "pieces of \(size)")
      #expect(pieces.findings == whole.findings, "pieces of \(size)")
    }
  }
}
