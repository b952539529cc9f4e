import LeadModel

/// Puts header names into the text of `signalbox.toml`, every other byte of which stays as it was.
public enum ColumnsWriter {
  /// A text with names added.
  public struct Addition: Sendable, Equatable {
    /// The whole text; the same as before where nothing was to add.
    public var text: [UInt8]
    /// What is new in it.
    public var added: [IntakeSettings.Column]
  }

  /// The lines that stand under `[intake.columns]` for the names.
  public static func lines(_ columns: [IntakeSettings.Column]) -> [String] {
    columns.map { "\(quotedKey($0.header)) = \"\($0.field.rawValue)\"" }
  }

  /// The text with those of the names added that are not set yet. `key` says what of a header is compared.
  ///
  /// - Throws: everything that is wrong with the text as it is; a name that is set to another field, with
  ///   its line; and a text in which there is no place for names.
  public static func adding(
    _ columns: [IntakeSettings.Column], to text: [UInt8], file: String = "signalbox.toml",
    key: (String) -> String
  ) throws(SettingsProblems) -> Addition {
    let before = try SiteFile(parsing: text, file: file).settings
    let places = try ColumnPlaces(text, file: file)
    try refuseChanges(of: before.intake.columns, columns, places, file, key)
    let set = Set(before.intake.columns.map { key($0.header) })
    let added = columns.filter { !set.contains(key($0.header)) }
    if added.isEmpty { return Addition(text: text, added: []) }
    let result = places.inserting(lines(added))
    var expected = before
    expected.intake.columns += added
    // Whatever the shape of the file: what is read from it must be what was meant.
    guard var found = try? SiteFile(parsing: result, file: file).settings else {
      throw noPlace(file)
    }
    let order = { (column: IntakeSettings.Column) in
      (expected.intake.columns.firstIndex(of: column) ?? -1)
    }
    found.intake.columns.sort { order($0) < order($1) }
    guard found == expected else { throw noPlace(file) }
    return Addition(text: result, added: added)
  }

  private static func noPlace(_ file: String) -> SettingsProblems {
    SettingsProblems([
      SettingsProblem(
        file: file, line: nil, column: nil, key: "intake.columns",
        sentence: "there is no place to add names without changing other lines; add them by hand")
    ])
  }

  private static func refuseChanges(
    of present: [IntakeSettings.Column], _ columns: [IntakeSettings.Column],
    _ places: ColumnPlaces, _ file: String, _ key: (String) -> String
  ) throws(SettingsProblems) {
    let problems = columns.compactMap { column -> SettingsProblem? in
      guard let other = present.first(where: { key($0.header) == key(column.header) }),
        other.field != column.field
      else { return nil }
      let place = places.place(of: other.header)
      return SettingsProblem(
        file: file, line: place?.line, column: place?.column,
        key: "intake.columns.\(other.header.quoted)",
        sentence: "is set to \(other.field.rawValue.quoted), and stays so: take the line away to "
          + "have it mean \(column.field.rawValue.quoted)")
    }
    if !problems.isEmpty { throw SettingsProblems(problems) }
  }

  /// A basic string of TOML, in which nothing can act on a terminal or hide.
  static func quotedKey(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch (scalar, scalar.properties.generalCategory) {
      case ("\"", _), ("\\", _): result += "\\\(scalar)"
      case ("\n", _): result += "\\n"
      case ("\t", _): result += "\\t"
      case ("\r", _): result += "\\r"
      case (_, .control), (_, .format), (_, .lineSeparator), (_, .paragraphSeparator),
        (_, .privateUse), (_, .unassigned):
        result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let width = scalar.value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count)
      + digits
  }
}

/// Where header names stand in the text of `signalbox.toml`, and where further ones go.
private struct ColumnPlaces {
  private let text: [UInt8]
  /// Of the byte order mark, which positions do not count.
  private let mark: Int
  private let locator: Locator
  private let lineTable: LineTable
  /// The table's node in the locator; nil where there is none.
  private let table: Locator.Node?

  init(_ text: [UInt8], file: String) throws(SettingsProblems) {
    self.text = text
    mark = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let bytes = Array(text.dropFirst(mark))
    locator = Locator(bytes)
    lineTable = LineTable(bytes)
    let intake = locator.nodes[0].children["intake"].map { [locator] in locator.nodes[$0] }
    table = intake?.children["columns"].map { [locator] in locator.nodes[$0] }
  }

  func place(of header: String) -> Place? {
    table?.children[header].map { lineTable.place(of: locator.nodes[$0].keyOffset) }
  }

  func inserting(_ lines: [String]) -> [UInt8] {
    guard let table else { return appending(lines) }
    let last = table.children.values.map { locator.nodes[$0] }
      .max { $0.keyOffset < $1.keyOffset }
    let open = mark + table.valueOffset
    if open < text.count, text[open] == UInt8(ascii: "{") {
      return insertingInline(lines, after: last, open)
    }
    if let last {
      // As the last one is written: indented, or with the names of the tables before it.
      let key = mark + last.keyOffset
      let prefix = text[startOfLine(key)..<key]
      return insert(lines.map { Array(prefix) + Array($0.utf8) }, at: endOfLine(key))
    }
    return insert(lines.map { Array($0.utf8) }, at: endOfExamples(endOfLine(open)))
  }

  // MARK: Where

  /// A table of its own at the end.
  private func appending(_ lines: [String]) -> [UInt8] {
    var added = [[UInt8]]()
    if text.count > mark {
      let endsBlank = text.count >= 2 && text.last == 10 && isBlankLine(before: text.count)
      if !endsBlank { added.append([]) }
    }
    added.append(Array("[intake.columns]".utf8))
    return insert(added + lines.map { Array($0.utf8) }, at: text.count)
  }

  private func isBlankLine(before end: Int) -> Bool {
    text[startOfLine(end - 1)..<end].allSatisfy { $0 <= 0x20 }
  }

  /// `{ "a" = "company" }`: behind the last value, or the brace where there is none.
  private func insertingInline(
    _ lines: [String], after last: Locator.Node?, _ open: Int
  ) -> [UInt8] {
    let all = lines.joined(separator: ", ")
    guard let last else {
      return Array(text[...open]) + Array(" \(all) ".utf8) + Array(text[(open + 1)...])
    }
    let end = endOfString(mark + last.valueOffset)
    return Array(text[..<end]) + Array((", " + all).utf8) + Array(text[end...])
  }

  /// Names of fields have no escapes and no quotes in them.
  private func endOfString(_ start: Int) -> Int {
    guard start < text.count else { return text.count }
    let quotes = text[start...].prefix { $0 == text[start] }.count
    let inner = start + (quotes >= 3 ? 3 : 1)
    guard let close = text[inner...].firstIndex(of: text[start]) else { return text.count }
    return min(text.count, close + (quotes >= 3 ? 3 : 1))
  }

  private func startOfLine(_ at: Int) -> Int {
    (text[mark..<at].lastIndex(of: 10) ?? (mark - 1)) + 1
  }

  /// Behind the line end.
  private func endOfLine(_ at: Int) -> Int {
    text[at...].firstIndex(of: 10).map { $0 + 1 } ?? text.count
  }

  /// Behind the comments that follow the table's name, which are examples of names; those that lead on to
  /// the next table are not.
  private func endOfExamples(_ start: Int) -> Int {
    var at = start
    while at < text.count {
      let end = endOfLine(at)
      guard let first = text[at..<end].first(where: { $0 > 0x20 }) else { return at }
      if first != UInt8(ascii: "#") { return start }
      at = end
    }
    return at
  }

  // MARK: Lines

  /// The lines at a place where a line begins, or at the end of a text without a last line end.
  private func insert(_ lines: [[UInt8]], at place: Int) -> [UInt8] {
    let before = text[..<place]
    let lineEnd = lineEnd(before: place)
    var result = Array(before)
    if before.count > mark, before.last != 10 { result += lineEnd }
    for line in lines { result += line + lineEnd }
    return result + Array(text[place...])
  }

  /// As the lines around are ended.
  private func lineEnd(before place: Int) -> [UInt8] {
    let last = text[..<place].lastIndex(of: 10) ?? text.firstIndex(of: 10)
    guard let last, last > 0, text[last - 1] == 13 else { return [10] }
    return [13, 10]
  }
}
