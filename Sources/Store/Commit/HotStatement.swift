import GRDB
import GRDBSQLite

/// A statement that is prepared once and run for many rows of one transaction.
struct HotStatement {
  /// Keeps the prepared statement alive.
  private let statement: Statement
  private let pointer: OpaquePointer
  private let connection: OpaquePointer?

  private let arena: BindArena

  init(_ db: Database, _ sql: String, _ arena: BindArena) throws {
    self.arena = arena
    statement = try db.cachedStatement(sql: sql)
    pointer = statement.sqliteStatement
    connection = db.sqliteConnection
  }

  func run(_ bind: (inout Binder) -> Void) throws {
    var binder = Binder(pointer, arena: arena)
    bind(&binder)
    let code = sqlite3_step(pointer)
    let error = code == SQLITE_DONE ? nil : DatabaseError.last(of: connection)
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
    if let error { throw error }
  }
}
