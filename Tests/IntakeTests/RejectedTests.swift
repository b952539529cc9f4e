import LeadModel
import Testing

@testable import Intake

@Suite struct RejectedTests {
  @Test func rejectedRowsKeepTheirColumns() throws {
    let bytes =
      Array("id,email,city\n,,\"Ulm, Donau\"\n1,a@b.c,Köln,x\n2,\"open\n".utf8) + [
        0x33, 0x2C, 0xFF,
      ]
    let (shape, batch) = try read(bytes)
    var file = RejectedRowsFile(header: shape.header)
    for finding in batch.findings { file.append(finding) }
    #expect(
      String(decoding: file.takeBytes(), as: UTF8.self) == """
        line,reason,id,email,city,row_text
        2,"the row has none of email, phone, company, name and id",,,"Ulm, Donau",
        3,"the row has 4 fields, the header only 3",,,,"1,a@b.c,Köln,x"
        4,a quote that opens a field is never closed,,,,"2,""open"
        5,byte 3 of the row (0xFF) is not valid UTF-8,,,,"3,\\xFF"

        """)
    #expect(file.count == batch.rejections.count)
  }

  @Test func rejectedObjectsStandWhole() throws {
    let (shape, batch) = try read("{\"city\":\"Ulm\"}\n{\"id\":\n{\"id\":1}\n", "a.ndjson")
    var file = RejectedRowsFile(header: shape.header)
    for finding in batch.findings { file.append(finding) }
    let lines = String(decoding: file.takeBytes(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3 && lines[0] == "line,reason,row_text")
    #expect(lines[1].hasSuffix(",\"{\"\"city\"\":\"\"Ulm\"\"}\""))
  }

  @Test func refusalsAreOneLineEach() {
    let refusal = FileRefusal(origin: Origin(file: "a.json", line: 2, column: 3), reason: "no")
    #expect(ErrorFile.bytes(refusal) == Array("a.json:2:3: no\n".utf8))
    #expect(ErrorFile.name(for: "a.csv") == "a.csv.error.txt")
    #expect(RejectedRowsFile.name(for: "a.csv") == "a.csv.rows.csv")
  }

  @Test func hostileTextInReasonsIsHarmless() {
    let reason = refusal("\u{1B}]52;c;x\u{7},\u{202E}abc\nx,y\n") ?? ""
    #expect(reason.contains("\\u{1B}") && reason.contains("\\u{202E}"))
    #expect(!reason.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-x", "'-x"), ("@a", "'@a"), ("-12.5", "-12.5"),
    ("-", "'-"), ("a=b", "a=b"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("-1-1", "'-1-1"),
    ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
  ]) func formulasAreNeutralisedOnRequest(text: String, cell: String) {
    var writer = CSVWriter(neutralisesFormulas: true)
    writer.row([text])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == cell + "\n")
    var raw = CSVWriter()
    raw.row([text])
    #expect(!String(decoding: raw.bytes, as: UTF8.self).contains("'"))
  }
}
