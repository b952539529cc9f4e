import GRDB
import Glibc
import LeadModel
import Ledger
import Synchronization

/// The desk's memory: leads, clocks and log in one SQLite file. The only door to the database.
///
/// Writes go through ``commit(_:)`` alone, which records each change with its log entries in one
/// transaction. Everything else reads. Open a store once per process.
public final class Store: Sendable {
  /// What the store is opened for.
  public enum Mode: Sendable { case readWrite, readOnly }

  /// The file, or nil for a store in memory.
  public let path: String?
  let mode: Mode
  let connection: Mutex<Connection>

  /// The database as it is open now: replaced after an I/O error.
  struct Connection {
    var database: any DatabaseWriter
    /// Commits in a row that met an I/O error.
    var failures = 0
    /// Why no more changes are taken, where none are.
    var stopped: String?
    var isClosed = false
  }

  private init(path: String?, mode: Mode, database: any DatabaseWriter) {
    self.path = path
    self.mode = mode
    connection = Mutex(Connection(database: database))
  }

  /// Opens the store, making it where there is none and the mode allows, and brings its schema up.
  ///
  /// `fileSystem` tells the magic number of a folder's file system (statfs(2)); stores on network
  /// file systems are refused.
  public static func open(
    at path: String, mode: Mode, fileSystem: ((String) -> UInt64?)? = nil
  ) throws(StoreProblem) -> Store {
    let found = try FileCheck.look(at: path, fileSystem: fileSystem ?? FileCheck.fileSystemMagic)
    if found == .nothing {
      guard mode == .readWrite else {
        throw .cannotOpen(path: path, why: "there is no such file; start the host to make it")
      }
      try Opening.create(at: path)
    }
    return Store(path: path, mode: mode, database: try Opening.open(path, mode: mode))
  }

  /// A store in memory that is gone with the value: for dry runs and tests.
  public static func inMemory() throws(StoreProblem) -> Store {
    Store(path: nil, mode: .readWrite, database: try Opening.inMemory())
  }

  /// Closes the file, once. The store must not be used afterwards.
  ///
  /// One that was written to is brought whole into its one file first. Where a reader is at work that is
  /// left to the next who opens it: nothing is lost by it.
  public func close() throws(StoreProblem) {
    let wasOpen = connection.withLock { connection in
      defer { connection.isClosed = true }
      return !connection.isClosed
    }
    guard wasOpen else { return }
    if path != nil, mode == .readWrite { try? emptyWriteAheadLog() }
    do {
      try database.close()
    } catch { throw problem(error) }
  }

  private func emptyWriteAheadLog() throws {
    try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
  }

  /// Sees that nothing that was deleted is left on the disk: moves all of the write-ahead log into the
  /// file and empties it, and removes what was kept of the store under earlier schemas. A reader that
  /// is at work may keep it from that: the store is then busy.
  public func walCheckpointTruncate() throws(StoreProblem) {
    guard let path else { return }
    for schema in 1..<Migrations.current { unlink(Opening.copy(of: path, schema: schema)) }
    do {
      try emptyWriteAheadLog()
    } catch { throw problem(error) }
  }

  var database: any DatabaseWriter { connection.withLock { $0.database } }

  /// Runs queries that see one state of the store.
  func read<T>(_ body: (Database) throws -> T) throws(StoreProblem) -> T {
    do {
      return try database.read(body)
    } catch { throw problem(error) }
  }

  /// What an error means. Nothing more is written to a store in which damage was met.
  func problem(_ error: any Error) -> StoreProblem {
    let problem = StoreProblem(error, path: path ?? "in memory")
    if case .corrupt(_, let why) = problem { connection.withLock { $0.stopped = why } }
    return problem
  }
}
