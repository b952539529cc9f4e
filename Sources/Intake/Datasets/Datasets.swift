import LeadModel

/// Reads the files of the roster, CRM and geo folders as a whole: exact headers, every error at
/// once.
public enum Datasets {
  static let country = "is no country: use two letters of ISO 3166-1, such as DE"
  static let date = "is no date: write yyyy-MM-dd"
  static let boolean = "is neither true nor false: use true yes y 1, or false no n 0 or blank"
  static let instant = "is no instant: write it with offset, such as 2026-03-02T09:15:00Z"
}

extension DatasetTable {
  mutating func country(_ row: DatasetRow, _ index: Int, _ name: String) -> CountryCode? {
    guard let text = row.text(index) else { return nil }
    if let code = CountryTable.shipped.code(alpha2Or3: text) { return code }
    report(row, name, text, Datasets.country)
    return nil
  }

  mutating func boolean(_ row: DatasetRow, _ index: Int, _ name: String) -> Bool {
    if let value = DatasetValue.boolean(row.cells[index]) { return value }
    report(row, name, row.cells[index], Datasets.boolean)
    return false
  }

  mutating func date(_ row: DatasetRow, _ index: Int, _ name: String) -> LocalDate? {
    guard let text = row.text(index) else { return nil }
    if let date = LocalDate(parsing: text) { return date }
    report(row, name, text, Datasets.date)
    return nil
  }

  mutating func instant(_ row: DatasetRow, _ index: Int, _ name: String) -> Instant? {
    guard let text = row.text(index) else { return nil }
    if let instant = Instant(rfc3339: text) { return instant }
    report(row, name, text, Datasets.instant)
    return nil
  }

  mutating func address(_ row: DatasetRow, _ index: Int, _ name: String) -> IPAddress? {
    guard let text = row.text(index) else { return nil }
    if let address = IPAddress(text) { return address }
    report(row, name, text, "is no IP address: write it as 192.0.2.1 or 2001:db8::1")
    return nil
  }
}

/// Finds ids that a file gives twice, byte for byte.
struct DuplicateIDs<ID: Hashable> {
  private var lines: [ID: Int] = [:]

  mutating func check(_ id: ID, _ text: String, row: DatasetRow, in table: inout DatasetTable) {
    if let first = lines[id] {
      table.report(row, "id", text, "is there twice, first on line \(first)")
    } else {
      lines[id] = row.line
    }
  }
}
