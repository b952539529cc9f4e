/// A reader of comma-separated text that has nothing in common with the one under test: characters
/// one by one, quotes as RFC 4180 has them.
struct NaiveCSV {
  var header: [String] = []
  var rows: [[String]] = []
  var isUnclosed = false

  init(_ bytes: [UInt8], delimiter: Unicode.Scalar = ",") {
    self.init(text: String(decoding: bytes, as: UTF8.self), delimiter: delimiter)
  }

  init(text: String, delimiter: Unicode.Scalar = ",") {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var hasQuote = false
    for scalar in text.unicodeScalars {
      if isQuoted {
        if hasQuote, scalar == "\"" {
          cell.unicodeScalars.append(scalar)
          hasQuote = false
          continue
        }
        if scalar == "\"" {
          hasQuote = true
          continue
        }
        if !hasQuote {
          cell.unicodeScalars.append(scalar)
          continue
        }
        isQuoted = false
        hasQuote = false
      }
      switch scalar {
      case "\"" where cell.isEmpty: isQuoted = true
      case delimiter:
        record.append(cell)
        cell = ""
      case "\r": break
      case "\n":
        records.append(record + [cell])
        record = []
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
    }
    isUnclosed = !record.isEmpty || !cell.isEmpty || isQuoted
    header = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// The cells of a column; nil when there is no such header.
  func column(_ name: String) -> [String]? {
    header.firstIndex(of: name).map { index in rows.map { $0[index] } }
  }
}
