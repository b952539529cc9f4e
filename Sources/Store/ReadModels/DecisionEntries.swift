import GRDB
import LeadModel

extension Store {
  /// Gives each decision written from an instant up to before another, in the order of the log, to
  /// the body until it says false. One entry is in memory at a time.
  public func decisionEntries(
    from: Instant, to: Instant, _ body: (LogRow) throws -> Bool
  ) throws(StoreProblem) {
    let kinds = EntryKind.allCases.filter(\.isDecision)
    try read { db in try EntryRange.each(kinds, from, to, db, body) }
  }

  /// Gives each entry of these kinds written from an instant up to before another, in the order of
  /// the log, to the body until it says false. One entry is in memory at a time.
  public func entries(
    kinds: [EntryKind], from: Instant, to: Instant, _ body: (LogRow) throws -> Bool
  ) throws(StoreProblem) {
    try read { db in try EntryRange.each(kinds, from, to, db, body) }
  }
}

/// Entries of a stretch of time.
///
/// The clock of the machine may have been set back, so that the order of time is not quite that of
/// the log: the index on time gives the first and last number, and the log is read between them.
enum EntryRange {
  static func each(
    _ kinds: [EntryKind], _ from: Instant, _ to: Instant, _ db: Database,
    _ body: (LogRow) throws -> Bool
  ) throws {
    guard let range = try numbers(kinds, from, to, db) else { return }
    let names = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    try db.eachWhile(
      """
      \(LogRows.columns) NOT INDEXED
      WHERE seq BETWEEN ? AND ? AND at >= ? AND at < ? AND kind IN (\(names)) ORDER BY seq
      """, [.int(range.lowerBound), .int(range.upperBound), .instant(from), .instant(to)]
    ) { try body(try LogRows.row(&$0)) }
  }

  static func numbers(
    _ kinds: [EntryKind], _ from: Instant, _ to: Instant, _ db: Database
  ) throws -> ClosedRange<Int64>? {
    var range: ClosedRange<Int64>?
    for kind in kinds {
      let found = try db.first(
        "SELECT min(seq), max(seq) FROM log_entry WHERE kind = ? AND at >= ? AND at < ?",
        [.text(kind.rawValue), .instant(from), .instant(to)]
      ) { (first: $0.optionalInt(), last: $0.optionalInt()) }
      guard let first = found?.first, let last = found?.last else { continue }
      range = min(first, range?.lowerBound ?? first)...max(last, range?.upperBound ?? last)
    }
    return range
  }
}
