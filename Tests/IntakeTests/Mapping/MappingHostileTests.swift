import LeadModel
import Testing

@testable import Intake

/// Files that mean no good, or no sense.
@Suite struct MappingHostileTests {
  @Test func nothingActsOnATerminal() throws {
    let file = try MappedFile(
      "Firma\u{1B}]52;c;x\u{7},E-Mail\n\"\u{1B}[2J\u{202E}evil\nline\",=HYPERLINK(\"\"x\"\")\n")
    for text in file.map.columns.flatMap(\.examples) + file.map.notes
      + file.mapping.suggestions.map(\.why)
    {
      #expect(
        !text.unicodeScalars.contains {
          [.control, .format].contains($0.properties.generalCategory)
        }, "\(text)")
    }
    #expect(file.map.columns[0].examples == ["\u{FFFD}[2J\u{FFFD}evil line"])
  }

  @Test func towersAndLongCellsAreCut() throws {
    let tower = "a" + String(repeating: "\u{301}", count: 5000)
    let long = String(repeating: "x", count: 900_000)
    let file = try MappedFile("Firma,Notiz\n\(tower),\(long)\n")
    for example in file.map.columns.flatMap(\.examples) {
      #expect(example.unicodeScalars.count <= 42)
    }
    #expect(file.map.columns.map(\.filled) == [1, 1])
  }

  @Test func aPageForAHeaderIsNoName() throws {
    let header = "company " + String(repeating: "firma ", count: 400)
    let emails = (1...6).map { "p\($0)@f.de" }
    let file = try MappedFile(table([(header, ["A"]), ("email", emails)], rows: 6))
    #expect(file.written.isEmpty)
  }

  @Test func asManyColumnsAsAreAllowed() throws {
    let names = (1...512).map { "feld\($0) xyz" }
    let rows = (0..<20).map { row in (1...512).map { "\($0 * row)" }.joined(separator: ",") }
    let file = try MappedFile(([names.joined(separator: ",")] + rows).joined(separator: "\n"))
    #expect(file.map.columns.count == 512)
    #expect(file.written.isEmpty && file.map.fields.isEmpty)
    #expect(throws: FileRefusal.self) {
      try MappedFile((1...513).map { "c\($0)" }.joined(separator: ","))
    }
  }

  @Test func objectsWithKeysWithoutEnd() throws {
    let lines = (0..<2000).map { #"{"email":"a\#($0)@b.de","key\#($0)":1}"# }
    let file = try MappedFile(lines.joined(separator: "\n"), "x.ndjson")
    #expect(file.map.columns.count == 512)
    #expect(file.map.rows == 2000 && file.map.coverage.leads == 2000)
    #expect(file.map.notes.contains { $0.contains("more than 512 keys") })
    file.expectRoundTrip()
  }

  @Test func whatIsNoTextIsRefusedInWords() {
    for (bytes, name, words) in [
      ([0x50, 0x4B, 3, 4] + Array("[Content_Types].xml".utf8), "a.csv", "Excel workbook"),
      (Array("a,b\n".utf8), "a.xlsx", "rename it"), ([], "a.csv", "empty"),
      (Array("%PDF-1.7".utf8), "a.csv", "PDF"),
    ] as [([UInt8], String, String)] {
      let error = #expect(throws: FileRefusal.self) { try MappedFile(bytes, name) }
      #expect(error?.reason.contains(words) == true, "\(name)")
    }
  }

  /// The same bytes in any cut give the same map.
  @Test func piecesDoNotMatter() throws {
    let emails = (1...40).map { "p\($0)@f\($0).de" }
    let bytes = windows1252(
      table([("Firma", ["Müller", "\"Groß\nund Co\""]), ("Kontakt", emails)], rows: 40))
    var seen: Set<String> = []
    for size in [1, 7, 4096] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map {
        Array(bytes[$0..<min($0 + size, bytes.count)])
      }
      var look = try ColumnCensus.preflight(
        name: "a.csv", size: nil, map: .builtIn, limits: IntakeLimits())
      for piece in pieces { try piece.withUnsafeBytes { try look.feed($0) } }
      var census = ColumnCensus(
        name: "a.csv", shape: try look.finish(), map: .builtIn, limits: IntakeLimits())
      for piece in pieces { try piece.withUnsafeBytes { try census.feed($0) } }
      try census.finish()
      seen.insert("\(ExportMapping(census, user: []).suggestions) \(census.columns.map(\.filled))")
    }
    #expect(seen.count == 1)
  }
}
