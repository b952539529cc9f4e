import LeadModel
import Testing

@testable import Intake

@Suite struct PresenceReaderTests {
  /// Rows as `id at`, and problems, of a file that comes in pieces of a size.
  private func read(_ bytes: [UInt8], pieces: Int = .max) -> (rows: [String], problems: [Finding]) {
    var reader = PresenceReader()
    var rows: [String] = []
    func take(_ id: UnsafeBufferPointer<UInt8>, _ at: Instant) {
      rows.append("\(String(decoding: id, as: UTF8.self)) \(at)")
    }
    bytes.withUnsafeBytes { all in
      var rest = all[...]
      while !rest.isEmpty {
        reader.feed(UnsafeRawBufferPointer(rebasing: rest.prefix(pieces)), take)
        rest = rest.dropFirst(pieces)
      }
    }
    reader.finish(take)
    #expect(reader.count == rows.count)
    #expect(reader.isSound == reader.problems.isEmpty)
    return (rows, reader.problems)
  }

  private func lines(_ text: String) -> [Int?] {
    read(Array(text.utf8)).problems.map(\.origin.line)
  }

  @Test func rowsComeOutAsWritten() {
    let text = """
      at,rep
      2026-03-02T09:15:00Z,ana
      2026-03-02 10:15:00.25+01:00,ana
      "2026-03-02T09:15:00Z","Smith, ""Bob\"""
       2026-03-02 , née

      2026-03-02T09:15:00Z,last
      """
    let reading = read(Array(text.utf8))
    #expect(reading.problems == [])
    #expect(
      reading.rows == [
        "ana 2026-03-02T09:15:00.000Z", "ana 2026-03-02T09:15:00.250Z",
        "Smith, \"Bob\" 2026-03-02T09:15:00.000Z", " née 2026-03-02T00:00:00.000Z",
        "last 2026-03-02T09:15:00.000Z",
      ])
  }

  /// However the bytes arrive, and whatever the line ends, the same rows and problems.
  @Test func piecesDoNotMatter() {
    let rows = [
      "rep,at", "a,2026-03-02T09:15:00Z", "bb,2026-03-02T09:16:00+02:00", "\"c\",2026-03-02",
      "d,2026-02-30", "e", ",2026-03-02", "f,", "g,2026-03-02,x", "h,2026-03-02T09:17:00Z",
      "\"i\nj\",2026-03-02", "k,2026-03-02T25:00:00Z", "l,2026-03-02T09:18:00Z",
    ]
    let whole = read(Array(rows.joined(separator: "\n").utf8))
    #expect(whole.rows.count == 6 && whole.problems.count == 6, "\(whole)")
    #expect(whole.problems.map(\.origin.line) == [5, 6, 7, 8, 9, 13])
    for (end, pieces) in [
      ("\n", 1), ("\n", 7), ("\r\n", 1), ("\r\n", 600), ("\r\n", 601), ("\r", 3),
    ] {
      let text = "\u{FEFF}" + rows.joined(separator: end) + end
      let reading = read(Array(text.utf8), pieces: pieces)
      #expect(
        reading.rows.filter { !$0.hasPrefix("i") } == whole.rows.filter { !$0.hasPrefix("i") })
      #expect(reading.problems == whole.problems, "\(pieces)")
    }
  }

  /// The quick way through plain rows against the reader of all CSV, which a header with a quoted name
  /// leaves in charge.
  @Test func bothWaysReadTheSame() {
    var generator = SystemRandomNumberGenerator()
    let parts = [
      "a", "ana.silva", "2026-03-02T09:15:00Z", "2026-03-02", ",", ",", ",", "\n", "\n", "\r\n",
      "\"",
      " ", "é", "\u{0}", "2026-03-02T09:15:00+01:00", ";", "\t", "\r", "x\"y", "\u{7F}",
    ]
    for _ in 0..<3000 {
      var text = "ana,2026-03-02T09:15:00Z\n"
      for _ in 0..<Int.random(in: 0..<24, using: &generator) {
        text += parts.randomElement(using: &generator) ?? ""
      }
      let quick = read(Array(("rep,at\n" + text).utf8))
      let slow = slowly(text)
      #expect(
        quick.rows == slow.rows && quick.problems == slow.problems, "\(text.debugDescription)")
    }
  }

  /// The same by texts, row by row.
  private func slowly(_ text: String) -> (rows: [String], problems: [Finding]) {
    let table = DatasetTable(
      Array(("rep,at\n" + text).utf8), file: "presence.csv",
      columns: [DatasetColumn("rep", required: true), DatasetColumn("at", required: true)],
      limits: IntakeLimits())
    var rest = table
    var rows: [String] = []
    for row in table.rows {
      guard let at = rest.instant(row, 1, "at"), let rep = row.id(0) else { continue }
      rows.append("\(rep) \(at)")
    }
    let byLine: [Finding] = rest.reading([Int]()).problems
    return (
      rows,
      byLine.enumerated().sorted {
        ($0.element.origin.line ?? 0, $0.offset) < ($1.element.origin.line ?? 0, $1.offset)
      }.map(\.element)
    )
  }

  @Test(arguments: [
    ("rep,at,foo\n", "unknown: allowed are rep, at"),
    ("rep,At\n", "did you mean \"at\"?"),
    ("Rep,at\n", "did you mean \"rep\"?"),
    ("rep\n", "the column \"at\" is missing"),
    ("rep,at,at\n", "the column \"at\" is there twice"),
    ("rep;at\n", "the columns must be separated by commas"),
    ("", "the file is empty"),
    ("PK\u{3}\u{4}", "Excel or ZIP"),
    ("\u{1F}\u{8B}", "unknown"),
  ]) func wrongHeadersAreErrors(text: String, words: String) {
    let reading = read(Array(text.utf8))
    #expect(
      text.hasPrefix("PK")
        ? !reading.problems.isEmpty
        : reading.problems.contains { $0.reason.contains(words) }, "\(reading.problems)")
    #expect(reading.rows.isEmpty)
  }

  @Test func damagedRowsAreErrors() {
    let text = "rep,at\n\"a,2026-01-01\nb,2026-01-01,x\nc\n"
    let reading = read(Array(text.utf8) + [0xFF, 0x2C, 0xFF])
    #expect(reading.problems.compactMap(\.origin.line) == [2, 3, 4, 5])
    #expect(
      read(utf16("rep,at\n")).problems.map(\.reason)
        == ["the file is UTF-16 (little-endian): save it as UTF-8"])
    #expect(lines("rep,at\n,2026-01-01\nx, \n") == [2, 3])
  }

  @Test func rowsHaveAnEnd() {
    let endless = Array("rep,at\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: 3 << 20)
    let problems = read(endless, pieces: 1 << 16).problems
    #expect(problems.map(\.reason) == ["the row is longer than 1048576 bytes"])
    #expect(problems.first?.origin.line == 2)
  }

  @Test func problemsHaveAnEnd() {
    let text = "rep,at\n" + String(repeating: "a,b\n", count: 10_010)
    let problems = read(Array(text.utf8)).problems
    #expect(problems.count == 10_001)
    #expect(problems.last?.reason == "there are 10 more problems like these")
  }
}
