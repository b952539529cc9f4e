import LeadModel
import Testing

@testable import Settings

/// Names of columns put into `signalbox.toml`.
@Suite struct ColumnsWriterTests {
  private let firma = IntakeSettings.Column(header: "Firma", field: .company)
  private let ort = IntakeSettings.Column(header: "Ort", field: .city)

  private func added(
    _ columns: [IntakeSettings.Column], to text: String
  ) throws -> String {
    let result = try ColumnsWriter.adding(columns, to: Array(text.utf8)) { $0.lowercased() }
    return String(decoding: result.text, as: UTF8.self)
  }

  private func problem(_ columns: [IntakeSettings.Column], _ text: String) -> String? {
    do {
      _ = try added(columns, to: text)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Where the line goes (§), in every way in which the table can be written.
  @Test(arguments: [
    ("", "[intake.columns]\n§\n"),
    ("[intake]\nsource = \"x\"\n", "[intake]\nsource = \"x\"\n\n[intake.columns]\n§\n"),
    ("[limits]\n\n", "[limits]\n\n[intake.columns]\n§\n"),
    ("[site]", "[site]\n\n[intake.columns]\n§\n"),
    (
      "[intake.columns]\n\"a\" = \"email\"  # why\n\n[limits]\n",
      "[intake.columns]\n\"a\" = \"email\"  # why\n§\n\n[limits]\n"
    ),
    (
      "[intake.columns]\n# \"x\" = \"id\"\n\n# of files\n[limits]\n",
      "[intake.columns]\n# \"x\" = \"id\"\n§\n\n# of files\n[limits]\n"
    ),
    ("[intake.columns]\n# of files\n[limits]\n", "[intake.columns]\n§\n# of files\n[limits]\n"),
    ("[intake.columns]", "[intake.columns]\n§\n"),
    ("[intake.columns]\n  a = \"email\"", "[intake.columns]\n  a = \"email\"\n  §\n"),
    ("intake.columns.a = \"email\"\n", "intake.columns.a = \"email\"\nintake.columns.§\n"),
    (
      "[intake]\ncolumns.a = \"email\"\nsource = \"x\"\n",
      "[intake]\ncolumns.a = \"email\"\ncolumns.§\nsource = \"x\"\n"
    ),
    ("[intake]\ncolumns = {}\n", "[intake]\ncolumns = { § }\n"),
    (
      "[intake]\ncolumns = { a = \"email\" } # yes\n",
      "[intake]\ncolumns = { a = \"email\", § } # yes\n"
    ),
    ("intake = { columns = { a = 'email' } }\n", "intake = { columns = { a = 'email', § } }\n"),
  ])
  func keepsEveryOtherByte(_ text: String, _ pattern: String) throws {
    let expected = pattern.replacing("§", with: "\"Firma\" = \"company\"")
    let result = try added([firma], to: text)
    #expect(result == expected)
    let settings = try SiteFile(parsing: Array(result.utf8)).settings
    #expect(settings.intake.columns.last == firma)
    // A second time there is nothing to add.
    #expect(try added([firma], to: result) == result)
  }

  @Test func lineEndsAndMarksStay() throws {
    let text = "\u{FEFF}[intake.columns]\r\na = \"email\"\r\n[limits]\r\n"
    #expect(
      try added([firma, ort], to: text)
        == "\u{FEFF}[intake.columns]\r\na = \"email\"\r\n\"Firma\" = \"company\"\r\n"
        + "\"Ort\" = \"city\"\r\n[limits]\r\n")
    #expect(
      try added([ort], to: "[site]\r\n")
        == "[site]\r\n\r\n[intake.columns]\r\n\"Ort\" = \"city\"\r\n")
  }

  @Test func whatIsSetStays() throws {
    let text = "[intake.columns]\n\"firma\" = \"segment\"\n"
    #expect(
      problem([ort, firma], text)
        == "signalbox.toml:2:1: intake.columns.\"firma\": is set to \"segment\", and stays so: take the "
        + "line away to have it mean \"company\"")
    #expect(problem([firma], "[intake.columns]\n\"FIRMA\" = \"company\"\n") == nil)
    let both = try added([firma, ort], to: "[intake.columns]\n\"FIRMA\" = \"company\"\n")
    #expect(both == "[intake.columns]\n\"FIRMA\" = \"company\"\n\"Ort\" = \"city\"\n")
  }

  @Test func aFileThatDoesNotHoldIsLeftAlone() {
    #expect(problem([firma], "[intake]\nsorce = \"x\"\n")?.contains("sorce") == true)
    #expect(problem([firma], "[intake\n") != nil)
    // Nothing can be added to these without changing a line.
    #expect(problem([firma], "intake = { source = \"x\" }\n")?.contains("by hand") == true)
    #expect(problem([firma], "intake = { columns.a = \"email\" }\n")?.contains("by hand") == true)
  }

  /// Whatever a header holds comes back from the file as it was, and does not act on whoever reads it.
  @Test(arguments: [
    "a \"quoted\" \\ header", "two\nlines\ttab\r", "\u{1B}[31mred", "\u{202E}evil\u{200B}",
    "[intake.columns]\n\"x\" = \"id\"", "会社名（必須）", "ключ", "#", "=1+1", "a.b", "'", "\u{7F}\u{85}",
    "\u{10FFFD}", "What is your company's \"name\"?",
  ])
  func headersOfAllKinds(_ header: String) throws {
    let column = IntakeSettings.Column(header: header, field: .company)
    let text = try added([column], to: "[intake.columns]\n")
    let settings = try SiteFile(parsing: Array(text.utf8)).settings
    #expect(settings.intake.columns.map { Array($0.header.utf8) } == [Array(header.utf8)])
    #expect(text.split(separator: "\n").count == 2)
    #expect(
      !text.unicodeScalars.contains {
        $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
      })
  }

  @Test func manyAtOnce() throws {
    let columns = (0..<300).map { IntakeSettings.Column(header: "Spalte \($0)", field: .message) }
    let text = try added(columns, to: "[alerts]\nbell = false\n")
    #expect(try SiteFile(parsing: Array(text.utf8)).settings.intake.columns == columns)
  }
}
