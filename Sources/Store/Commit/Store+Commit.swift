import GRDB
import LeadModel
import Ledger

extension Store {
  /// Applies all units and writes their log entries in one transaction: all or nothing.
  ///
  /// A unit whose key was committed before is not applied again; the receipt names its first
  /// entries. An I/O error leaves the outcome open: the store is then opened anew and looks, and
  /// answers as if nothing had happened where the commit was kept. After two such errors in a row, or
  /// once damage was met, it takes no more.
  @discardableResult
  public func commit(_ units: [CommitUnit]) throws(StoreProblem) -> CommitReceipt {
    let (database, stopped) = connection.withLock { ($0.database, $0.stopped) }
    guard mode == .readWrite else { throw .readOnly(path: path ?? "in memory") }
    if let stopped { throw .stopped(path: path ?? "in memory", why: stopped) }
    var receipt: CommitReceipt?
    do {
      try database.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          receipt = try Committing.apply(units, db)
          return .commit
        }
      }
      guard let receipt else { throw StoreProblem.refused("the transaction did not run") }
      connection.withLock { $0.failures = 0 }
      return receipt
    } catch {
      let problem = problem(error)
      guard case .inputOutput(let path, let why) = problem else { throw problem }
      connection.withLock { state in
        state.failures += 1
        if state.failures > 1 { state.stopped = why }
      }
      try reopen(after: why)
      guard let receipt, try wasKept(receipt, units, path: path, why: why) else { throw problem }
      return receipt
    }
  }

  /// The last entry that was written under a key of a unit; nil for a key never seen, 0 where the
  /// unit had no entries.
  public func receipt(forKey key: String) throws(StoreProblem) -> Int64? {
    try read { db in try Committing.first(key, db).map { $0.entries?.upperBound ?? 0 } }
  }

  /// Opens the file anew: what the old connection remembers of a failed write is not to be trusted.
  private func reopen(after why: String) throws(StoreProblem) {
    guard let path else { return }
    do {
      let fresh = try Opening.open(path, mode: mode)
      try Self.overwriteWhatFailed(fresh)
      let old = connection.withLock { state in
        defer { state.database = fresh }
        return state.database
      }
      // Readers that still run keep the old pool until they are done.
      try? old.close()
    } catch {
      throw .outcomeUnknown(path: path, why: why)
    }
  }

  /// A commit that failed while it was synced lies whole at the end of the write-ahead log. Nobody reads it
  /// there but who recovers after a crash: something else is put in its place, so that it does not come
  /// back after its asker was told that nothing was changed.
  private static func overwriteWhatFailed(_ database: any DatabaseWriter) throws {
    try database.writeWithoutTransaction { db in
      let version = try Migrations.version(db)
      try db.execute(sql: "PRAGMA user_version = \(version)")
    }
  }

  /// Whether a commit whose end was not seen is in the file: by the hash of its last entry, else by
  /// a key. A commit with neither is done again, which does no harm: marks and attempts say the
  /// same twice.
  private func wasKept(
    _ receipt: CommitReceipt, _ units: [CommitUnit], path: String, why: String
  ) throws(StoreProblem) -> Bool {
    do {
      return try read { db in
        if let last = receipt.lastSeq {
          return try Committing.hash(of: last, db) == receipt.head.hash
        }
        guard let key = units.compactMap(\.key).last else { return false }
        return try Committing.first(key, db) != nil
      }
    } catch {
      throw .outcomeUnknown(path: path, why: why)
    }
  }
}

/// The inside of a commit.
enum Committing {
  static func apply(_ units: [CommitUnit], _ db: Database) throws -> CommitReceipt {
    let before = try head(db)
    let arena = BindArena()
    var log = try LogWriter(db, after: before, arena: arena)
    var applier = Applier(db, arena: arena)
    var receipt = CommitReceipt(entries: [], repeated: [], head: before, written: nil)
    receipt.entries.reserveCapacity(units.count)
    for (index, unit) in units.enumerated() {
      if let key = unit.key, let first = try first(key, db) {
        receipt.entries.append(first.entries)
        receipt.repeated.insert(index)
        continue
      }
      let start = log.head.seq + 1
      // Entries first: an escalation refers to the entry of the decision that it disputes.
      for entry in unit.entries { try log.append(entry) }
      try applier.apply(unit.changes)
      let entries = log.head.seq >= start ? start...log.head.seq : nil
      receipt.entries.append(entries)
      if let key = unit.key { try remember(key, entries, db) }
    }
    receipt.head = log.head
    if log.head.seq > before.seq { receipt.written = before.seq + 1...log.head.seq }
    return receipt
  }

  /// Where the log ends.
  static func head(_ db: Database) throws -> ChainHead {
    try db.first("SELECT seq, hash FROM log_entry ORDER BY seq DESC LIMIT 1") {
      ChainHead(seq: $0.int(), hash: try $0.hash())
    } ?? .genesis
  }

  static func hash(of seq: Int64, _ db: Database) throws -> LogHash? {
    try db.first("SELECT hash FROM log_entry WHERE seq = ?", [.int(seq)]) { try $0.hash() }
  }

  /// What was written when the key was first used.
  struct Earlier {
    var entries: ClosedRange<Int64>?
  }

  static func first(_ key: String, _ db: Database) throws -> Earlier? {
    try db.first("SELECT first_seq, last_seq FROM request WHERE key = ?", [.text(key)]) { row in
      guard let first = row.optionalInt(), let last = row.optionalInt() else { return Earlier() }
      return Earlier(entries: first...last)
    }
  }

  private static func remember(
    _ key: String, _ entries: ClosedRange<Int64>?, _ db: Database
  ) throws {
    try db.run("INSERT INTO request (key, first_seq, last_seq) VALUES (?, ?, ?)") {
      $0.text(key)
      $0.int(entries?.lowerBound)
      $0.int(entries?.upperBound)
    }
  }
}
