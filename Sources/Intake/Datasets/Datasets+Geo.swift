import LeadModel

/// What `geo/ip-country.csv` gave: its ranges, or everything that is wrong with it.
public struct IPRangeReading: Sendable {
  /// Empty where there are problems.
  public var table: IPRangeTable
  /// How many rows the file has.
  public var rows: Int
  /// Every error with its line and column name; a file with any replaces nothing.
  public var problems: [Finding]
}

extension Datasets {
  /// `geo/ip-country.csv`. Ranges that overlap, run backwards or mix the two families are problems.
  public static func ipRanges(
    _ bytes: [UInt8], file: String = "ip-country.csv", limits: IntakeLimits = IntakeLimits()
  ) -> IPRangeReading {
    IPRangeRows(bytes, file: file, limits: limits).reading
  }
}

/// The rows of such a file as they are read, in file order, families apart.
private struct IPRangeRows {
  /// Ranges of one family. Two rows of a file may begin at the same address, so each has its place.
  struct Family<Bits: FixedWidthInteger & UnsignedInteger> {
    var rows: [(start: Bits, end: Bits, country: UInt16, line: UInt32)] = []
    private(set) var isSorted = true

    mutating func append(_ start: Bits, _ end: Bits, _ country: CountryCode, line: Int) {
      if let last = rows.last, last.start > start { isSorted = false }
      rows.append((start, end, country.packed, UInt32(clamping: line)))
    }

    /// By start, and rows with the same start as they stand in the file.
    mutating func sort() {
      if !isSorted { rows.sort { $0.start != $1.start ? $0.start < $1.start : $0.line < $1.line } }
    }

    /// The lines of rows that overlap one before them, with the line of that.
    var overlaps: [(line: UInt32, before: UInt32)] {
      var overlaps: [(line: UInt32, before: UInt32)] = []
      guard var furthest = rows.first else { return [] }
      for row in rows.dropFirst() {
        if row.start <= furthest.end { overlaps.append((row.line, furthest.line)) }
        if row.end > furthest.end { furthest = row }
      }
      return overlaps
    }
  }

  private var v4 = Family<UInt32>()
  private var v6 = Family<UInt128>()
  private var problems: DatasetProblems
  private var rows = 0

  private static let columns = [
    DatasetColumn("start", required: true), DatasetColumn("end", required: true),
    DatasetColumn("country", required: true),
  ]

  init(_ bytes: [UInt8], file: String, limits: IntakeLimits) {
    problems = DatasetProblems(file: file)
    var reader = DatasetRows(file: file, columns: Self.columns, limits: limits)
    bytes.withUnsafeBytes { reader.feed($0) { take($0, &$1) } }
    reader.finish { take($0, &$1) }
    problems = reader.problems
    v4.sort()
    v6.sort()
    let overlaps = v4.overlaps + v6.overlaps
    if overlaps.isEmpty { return }
    let texts = Self.starts(of: Set(overlaps.map(\.line)), in: bytes, limits)
    for (line, before) in overlaps {
      problems.report(
        line: Int(line), "start", texts[line] ?? "", "overlaps the range on line \(before)")
    }
  }

  /// What was written as the start of rows: read once more, since it is wanted for wrong rows only.
  private static func starts(
    of lines: Set<UInt32>, in bytes: [UInt8], _ limits: IntakeLimits
  ) -> [UInt32: String] {
    var texts: [UInt32: String] = [:]
    func take(_ row: DatasetFields, _: inout DatasetProblems) {
      let line = UInt32(clamping: row.line)
      if lines.contains(line) { texts[line] = row.text(0).trimmed }
    }
    var reader = DatasetRows(file: "", columns: columns, limits: limits)
    bytes.withUnsafeBytes { reader.feed($0, take) }
    reader.finish(take)
    return texts
  }

  private mutating func take(_ row: DatasetFields, _ problems: inout DatasetProblems) {
    rows += 1
    let start = Self.address(row, 0, "start", &problems)
    let end = Self.address(row, 1, "end", &problems)
    let country = Self.country(row, &problems)
    guard let start, let end, let country else { return }
    if start.isV4 != end.isV4 {
      problems.report(
        line: row.line, "end", row.text(1), "is not of the same family as \"start\"")
    } else if end < start {
      problems.report(
        line: row.line, "end", row.text(1), "is before \"start\" (\(quoted(row.text(0))))")
    } else if start.isV4 {
      v4.append(
        UInt32(truncatingIfNeeded: start.low), UInt32(truncatingIfNeeded: end.low), country,
        line: row.line)
    } else {
      v6.append(start.bits, end.bits, country, line: row.line)
    }
  }

  private static func address(
    _ row: DatasetFields, _ column: Int, _ name: String, _ problems: inout DatasetProblems
  ) -> IPAddress? {
    if let address = IPAddress(utf8: row.bytes(column)) { return address }
    let text = row.text(column).trimmed
    if text.isEmpty { return nil }
    if let address = IPAddress(text) { return address }
    problems.report(
      line: row.line, name, text, "is no IP address: write it as 192.0.2.1 or 2001:db8::1")
    return nil
  }

  private static func country(
    _ row: DatasetFields, _ problems: inout DatasetProblems
  ) -> CountryCode? {
    let bytes = row.bytes(2)
    if bytes.count == 2, let country = CountryLetters.shared[bytes[0], bytes[1]] { return country }
    let text = row.text(2).trimmed
    if text.isEmpty { return nil }
    if let country = CountryTable.shipped.code(alpha2Or3: text) { return country }
    problems.report(line: row.line, "country", text, Datasets.country)
    return nil
  }

  /// The ranges in order, where nothing is wrong.
  var reading: IPRangeReading {
    var table = IPRangeTable()
    if problems.isEmpty {
      for row in v4.rows { table.append(v4: row.start, row.end, row.country) }
      for row in v6.rows { table.append(v6: row.start, row.end, row.country) }
      table.trim()
    }
    return IPRangeReading(table: table, rows: rows, problems: problems.findings)
  }
}

/// Which pairs of upper-case letters are countries.
private struct CountryLetters {
  static let shared = CountryLetters()
  private var codes = [CountryCode?](repeating: nil, count: 26 * 26)

  private init() {
    for entry in CountryTable.shipped.all {
      let index = Int(entry.code.packed >> 8) * 26 + Int(entry.code.packed & 0xFF) - 65 * 27
      codes[index] = entry.code
    }
  }

  subscript(first: UInt8, second: UInt8) -> CountryCode? {
    guard 65...90 ~= first, 65...90 ~= second else { return nil }
    return codes[Int(first - 65) * 26 + Int(second - 65)]
  }
}
