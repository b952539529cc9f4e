import GRDB
import Glibc

/// Makes connections and new files.
enum Opening {
  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in try Pragmas.set(db, readOnly: readOnly) }
    return configuration
  }

  /// Opens a file that is there: a pool of one writer and readers, or one connection for reading.
  static func open(_ path: String, mode: Store.Mode) throws(StoreProblem) -> any DatabaseWriter {
    do {
      switch mode {
      case .readOnly:
        let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
        try queue.read { db in
          try Pragmas.check(db, journal: "wal")
          try checkSchema(db, path: path, exactly: true)
        }
        return queue
      case .readWrite:
        let pool = try DatabasePool(path: path, configuration: configuration(readOnly: false))
        try pool.writeWithoutTransaction { db in
          // GRDB sets NORMAL while it switches to WAL, after our own settings.
          try db.execute(sql: "PRAGMA synchronous = FULL")
          try Pragmas.check(db, journal: "wal")
          try checkSchema(db, path: path, exactly: false)
          if try Migrations.version(db) < Migrations.current {
            try keepCopy(db, path: path)
            try Migrations.run(db)
          }
        }
        try pool.read { db in try Pragmas.check(db, journal: "wal") }
        return pool
      }
    } catch { throw StoreProblem(error, path: path) }
  }

  static func inMemory() throws(StoreProblem) -> any DatabaseWriter {
    do {
      let queue = try DatabaseQueue(configuration: configuration(readOnly: false))
      try queue.writeWithoutTransaction { db in
        try Pragmas.check(db, journal: nil)
        try Migrations.run(db)
      }
      return queue
    } catch { throw StoreProblem(error, path: "in memory") }
  }

  /// A connection of its own for reading, as the verifier uses.
  static func reader(_ path: String) throws(StoreProblem) -> DatabaseQueue {
    do {
      return try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
    } catch { throw StoreProblem(error, path: path) }
  }

  /// Makes a whole store under another name and renames it in, so that an empty or half-made file
  /// is never taken for a store.
  static func create(at path: String) throws(StoreProblem) {
    let draft = path + ".new"
    for name in [draft, draft + "-wal", draft + "-shm", draft + "-journal"] { unlink(name) }
    // Made here, and not by SQLite, for its mode: the companions of the file get the same.
    try Files.make(draft)
    do {
      let queue = try DatabaseQueue(path: draft, configuration: configuration(readOnly: false))
      try queue.writeWithoutTransaction { db in
        try Migrations.run(db)
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      }
      try queue.close()
    } catch { throw StoreProblem(error, path: path) }
    try Files.publish(draft, as: path)
  }

  /// VACUUM INTO writes a file without write-ahead log: this makes it the same kind as its source.
  static func makeWriteAhead(_ path: String) throws {
    let copy = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try copy.close()
  }

  private static func checkSchema(_ db: Database, path: String, exactly: Bool) throws {
    let version = try Migrations.version(db)
    if version > Migrations.current {
      throw StoreProblem.newerSchema(path: path, found: version, known: Migrations.current)
    }
    if exactly, version < Migrations.current {
      throw StoreProblem.cannotOpen(
        path: path, why: "an older release wrote it; start the host once to bring it up to date")
    }
  }

  /// Where the store as it was under an earlier schema is kept.
  static func copy(of path: String, schema: Int) -> String { "\(path).schema-\(schema)" }

  /// The store as it was before its schema is changed.
  private static func keepCopy(_ db: Database, path: String) throws {
    let copy = copy(of: path, schema: try Migrations.version(db))
    unlink(copy)
    // Made here for its mode: SQLite writes into a file that is there and empty.
    try Files.make(copy)
    try db.execute(sql: "VACUUM INTO ?", arguments: [copy])
    try Files.sync(copy)
  }
}
