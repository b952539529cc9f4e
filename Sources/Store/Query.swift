import GRDB
import GRDBSQLite
import LeadModel
import Ledger

extension Database {
  /// Runs a query and gives each row to the body.
  func each(
    _ sql: String, _ arguments: [SQLValue] = [], _ body: (inout RowReader) throws -> Void
  ) throws {
    try eachWhile(sql, arguments) { row in
      try body(&row)
      return true
    }
  }

  /// Runs a query and gives each row to the body until that says false.
  func eachWhile(
    _ sql: String, _ arguments: [SQLValue] = [], _ body: (inout RowReader) throws -> Bool
  ) throws {
    // The cached statement is stepped here and nowhere else until it is reset: the body must not
    // run the same query.
    let statement = try cachedStatement(sql: sql)
    let pointer = statement.sqliteStatement
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    var binder = Binder(pointer)
    for argument in arguments { binder.value(argument) }
    while true {
      switch sqlite3_step(pointer) {
      case SQLITE_ROW:
        var row = RowReader(pointer)
        guard try body(&row) else { return }
      case SQLITE_DONE: return
      default: throw lastError
      }
    }
  }

  /// All rows of a query.
  func all<T>(
    _ sql: String, _ arguments: [SQLValue] = [], _ body: (inout RowReader) throws -> T
  ) throws -> [T] {
    var rows: [T] = []
    try each(sql, arguments) { rows.append(try body(&$0)) }
    return rows
  }

  /// The first row of a query.
  func first<T>(
    _ sql: String, _ arguments: [SQLValue] = [], _ body: (inout RowReader) throws -> T
  ) throws -> T? {
    var found: T?
    try eachWhile(sql, arguments) {
      found = try body(&$0)
      return false
    }
    return found
  }

  /// A number that a query always gives.
  func number(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int64 {
    try first(sql, arguments) { $0.int() } ?? 0
  }

  /// Runs a statement that gives no rows and returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ bind: (inout Binder) -> Void) throws -> Int {
    let pointer = try cachedStatement(sql: sql).sqliteStatement
    var binder = Binder(pointer)
    bind(&binder)
    let code = sqlite3_step(pointer)
    let error = code == SQLITE_DONE ? nil : lastError
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
    if let error { throw error }
    return changesCount
  }

  var lastError: DatabaseError { DatabaseError.last(of: sqliteConnection) }
}

extension DatabaseError {
  /// What the last call on a connection complained of.
  static func last(of connection: OpaquePointer?) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) })
  }
}

/// Reads the columns of a row from left to right.
struct RowReader {
  let statement: OpaquePointer
  private var column: Int32 = 0

  init(_ statement: OpaquePointer) { self.statement = statement }

  private mutating func step() -> Int32 {
    defer { column += 1 }
    return column
  }

  mutating func int() -> Int64 { sqlite3_column_int64(statement, step()) }
  mutating func optionalInt() -> Int64? {
    let at = step()
    return sqlite3_column_type(statement, at) == SQLITE_NULL
      ? nil : sqlite3_column_int64(statement, at)
  }
  mutating func count() -> Int { Int(int()) }
  mutating func bool() -> Bool { int() != 0 }
  mutating func instant() -> Instant { Instant(milliseconds: int()) }
  mutating func optionalInstant() -> Instant? {
    optionalInt().map { Instant(milliseconds: $0) }
  }
  mutating func lead() -> LeadNumber { LeadNumber(int()) }

  mutating func text() -> String { optionalText() ?? "" }
  mutating func optionalText() -> String? {
    let at = step()
    guard let bytes = sqlite3_column_text(statement, at) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, at))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
  mutating func id<T: Identifier>() -> T { T(text()) }
  mutating func optionalID<T: Identifier>() -> T? { optionalText().map { T($0) } }

  /// The raw bytes of text or blob, valid until the next step.
  mutating func raw() -> UnsafeRawBufferPointer {
    let at = step()
    let bytes = sqlite3_column_blob(statement, at)
    return UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, at)))
  }
  mutating func bytes() -> [UInt8] { Array(raw()) }
  mutating func optionalBytes() -> [UInt8]? {
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else {
      column += 1
      return nil
    }
    return bytes()
  }
  mutating func hash() throws -> LogHash {
    guard let hash = LogHash(raw()) else {
      throw StoreProblem.unreadable("a hash that is not 32 bytes long")
    }
    return hash
  }

  mutating func code<T: RawRepresentable<String>>() throws -> T {
    let text = text()
    guard let value = T(rawValue: text) else { throw StoreProblem.unreadable("\"\(text)\"") }
    return value
  }
  mutating func optionalCode<T: RawRepresentable<String>>() throws -> T? {
    guard let text = optionalText() else { return nil }
    guard let value = T(rawValue: text) else { throw StoreProblem.unreadable("\"\(text)\"") }
    return value
  }
  /// The storage class of a column, from 0: SQLITE_INTEGER, SQLITE_TEXT, …
  func type(of column: Int) -> Int32 { sqlite3_column_type(statement, Int32(column)) }
}
