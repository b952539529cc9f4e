import GRDB
import LeadModel
import Ledger

/// Which log entries a list shows.
public struct LogQuery: Sendable, Equatable {
  /// Any of these; empty is all.
  public var kinds: [EntryKind]
  public var actor: String?
  /// `lead/4127`; or with `/` at the end every subject of that sort.
  public var subject: String?
  /// Text that actor, kind, subject or payload contains, in any case.
  public var words: [String]
  public var from: Instant?
  public var to: Instant?
  public var oldestFirst: Bool
  public init(
    kinds: [EntryKind] = [], actor: String? = nil, subject: String? = nil, words: [String] = [],
    from: Instant? = nil, to: Instant? = nil, oldestFirst: Bool = false
  ) {
    self.kinds = kinds
    self.actor = actor
    self.subject = subject
    self.words = words
    self.from = from
    self.to = to
    self.oldestFirst = oldestFirst
  }
}

extension Store {
  /// Log entries by filter, newest first or oldest first. A filter looks at the newest 100,000
  /// entries; one subject is found wherever it is.
  public func log(
    _ query: LogQuery = LogQuery(), offset: Int = 0, limit: Int = 100
  ) throws(StoreProblem) -> Page<LogRow> {
    try read { db in
      let last = try Committing.head(db).seq
      var condition = Self.condition(query)
      let isIndexed = query.subject.map { !$0.hasSuffix("/") } ?? false
      var isComplete = true
      if !condition.isEmpty, !isIndexed, last > Self.horizon {
        condition.add("seq > ?", .int(last - Self.horizon))
        isComplete = false
      }
      let matching =
        condition.isEmpty
        ? last
        : try db.number("SELECT count(*) FROM log_entry \(condition.clause)", condition.arguments)
      let rows = try LogRows.all(
        db,
        "\(condition.clause) ORDER BY seq \(query.oldestFirst ? "ASC" : "DESC") LIMIT ? OFFSET ?",
        condition.arguments + [.int(Int64(limit)), .int(Int64(offset))])
      return Page(rows: rows, matching: Int(matching), total: Int(last), isComplete: isComplete)
    }
  }

  /// Gives each entry of these kinds (empty: all), from a number on and in order, to the body until
  /// it says false. One entry is in memory at a time, however long the log is.
  public func forEachEntry(
    kinds: Set<EntryKind> = [], from seq: Int64 = 1, _ body: (LogRow) throws -> Bool
  ) throws(StoreProblem) {
    try read { db in
      let names = kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
      // The plus keeps the index on kinds out: by it every entry would be sorted anew, payload and all,
      // before the first is given.
      let only = kinds.isEmpty ? "" : "AND +kind IN (\(names))"
      try db.eachWhile("\(LogRows.columns) WHERE seq >= ? \(only) ORDER BY seq", [.int(seq)]) {
        try body(try LogRows.row(&$0))
      }
    }
  }

  /// Whether any entry of these kinds was written at or after an instant.
  public func hasEntries(
    kinds: [EntryKind], since instant: Instant
  ) throws(StoreProblem) -> Bool {
    try read { db in
      try kinds.contains { kind in
        try db.number(
          """
          SELECT EXISTS (SELECT 1 FROM log_entry INDEXED BY log_entry_kind
            WHERE kind = ? AND at >= ?)
          """, [.text(kind.rawValue), .instant(instant)]) == 1
      }
    }
  }

  /// Where the log ends.
  public func head() throws(StoreProblem) -> ChainHead {
    try read { db in try Committing.head(db) }
  }

  private static func condition(_ query: LogQuery) -> Condition {
    var condition = Condition()
    if !query.kinds.isEmpty {
      let names = query.kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      condition.add("kind IN (\(names))")
    }
    condition.equal("actor", query.actor)
    if let subject = query.subject {
      if subject.hasSuffix("/") {
        // `lead/` up to `lead0`: the slash comes right before the digits.
        condition.add("subject >= ?", .text(subject))
        condition.add("subject < ?", .text(subject.dropLast() + "0"))
      } else {
        condition.equal("subject", subject)
      }
    }
    if let from = query.from { condition.add("at >= ?", .instant(from)) }
    if let to = query.to { condition.add("at < ?", .instant(to)) }
    for word in query.words where !word.isEmpty {
      let (part, value) = Words.condition(
        "(actor || char(31) || kind || char(31) || subject || char(31) || payload)", contains: word)
      condition.add(part, value)
    }
    return condition
  }
}

/// Rows of the log.
enum LogRows {
  static let columns =
    "SELECT seq, at, actor, role, kind, subject, payload, hash FROM log_entry"

  static func all(_ db: Database, _ rest: String, _ arguments: [SQLValue]) throws -> [LogRow] {
    try db.all("\(columns) \(rest)", arguments) { try row(&$0) }
  }

  static func row(_ row: inout RowReader) throws -> LogRow {
    LogRow(
      seq: row.int(), at: row.instant(), actor: row.text(), role: row.text(),
      kind: try row.code(), subject: row.text(), payload: row.text(), hash: try row.hash().hex)
  }
}
