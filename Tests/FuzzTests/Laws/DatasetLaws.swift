import LeadModel

@testable import Intake

/// What holds for files that are taken as a whole.
enum DatasetLaws {
  /// The first byte chooses the file.
  static func any(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let first = bytes.first else { return }
    let file = Array(bytes.dropFirst())
    let problems =
      switch first % 7 {
      case 0: Datasets.reps(file, isTimeZone: { $0.contains("/") }).problems
      case 1: Datasets.leave(file).problems
      case 2: Datasets.holidays(file).problems
      case 3: Datasets.accounts(file).problems
      case 4: Datasets.opportunities(file).problems
      case 5: Datasets.contacts(file).problems
      default: Datasets.ipRanges(file).problems
      }
    for problem in problems { try FindingLaws.check(problem) }
  }

  private struct Seen: Equatable {
    var id: [UInt8]
    var at: Instant
  }

  static func presence(_ bytes: [UInt8]) throws(BrokenLaw) {
    let whole = seen([bytes[...]])
    let pieces = seen(bytes.pieces)
    try law(whole.rows == pieces.rows, "pieces make other rows")
    try law(whole.problems == pieces.problems, "pieces make other problems")
    try law(whole.count == whole.rows.count, "\(whole.count) rows are \(whole.rows.count)")
    for problem in whole.problems { try FindingLaws.check(problem) }
  }

  private static func seen(
    _ pieces: [ArraySlice<UInt8>]
  ) -> (rows: [Seen], problems: [Finding], count: Int) {
    var rows: [Seen] = []
    var reader = PresenceReader()
    for piece in pieces {
      piece.withUnsafeBytes { bytes in
        reader.feed(bytes) { rows.append(Seen(id: Array($0), at: $1)) }
      }
    }
    reader.finish { rows.append(Seen(id: Array($0), at: $1)) }
    return (rows, reader.problems, reader.count)
  }

  static func calendar(_ bytes: [UInt8]) throws(BrokenLaw) {
    let reading = Datasets.holidayCalendar(bytes, file: "holidays-DE.ics")
    for problem in reading.problems { try FindingLaws.check(problem) }
    let again = Datasets.holidayCalendar(bytes, file: "holidays-DE.ics")
    try law(reading.rows == again.rows, "a calendar reads in two ways")
    for holiday in reading.rows {
      try law(
        LocalDate(parsing: "\(holiday.date)") == holiday.date, "\(holiday.date) is no date")
    }
  }
}
