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
/// the log: the index on kind and time gives the numbers, and the entries are read in their order.
enum EntryRange {
  static func each(
    _ kinds: [EntryKind], _ from: Instant, _ to: Instant, _ db: Database,
    _ body: (LogRow) throws -> Bool
  ) throws {
    try db.eachWhile(query(kinds), [.instant(from), .instant(to)]) {
      try body(try LogRows.row(&$0))
    }
  }

  static func query(_ kinds: [EntryKind]) -> String {
    let names = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return """
      \(LogRows.columns) WHERE seq IN (
        SELECT seq FROM log_entry INDEXED BY log_entry_kind
        WHERE kind IN (\(names)) AND at >= ? AND at < ?)
      ORDER BY seq
      """
  }

  /// The first and last number of such entries; nil where there are none.
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
