import GRDB

/// Settings that durability and safety depend on: set on every connection, then read back and
/// compared, since SQLite ignores what it does not know without a word.
enum Pragmas {
  private static let wanted: [(name: String, value: String, readBack: String)] = [
    ("foreign_keys", "ON", "1"),
    // Else REPLACE deletes rows without asking the triggers.
    ("recursive_triggers", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("mmap_size", "0", "0"),
    // With NORMAL a power cut loses commits that were acknowledged.
    ("synchronous", "FULL", "2"),
  ]

  /// A checkpoint of the write-ahead log each 10,000 pages: larger ones cost less a commit.
  private static let checkpointPages = 10_000

  // A batch of 1,000 leads dirties some 8 MB of pages: a smaller cache spills in the middle of it.
  private static let writerCacheKiB = 24_000
  // One that only reads goes over a log from end to end and meets few pages again: what is small enough to
  // stay in the processor's own cache halves the time of that.
  private static let readerCacheKiB = 4_000

  static func set(_ db: Database, readOnly: Bool) throws {
    for pragma in wanted {
      try db.execute(sql: "PRAGMA \(pragma.name) = \(pragma.value)")
    }
    try db.execute(sql: "PRAGMA cache_size = -\(readOnly ? readerCacheKiB : writerCacheKiB)")
    try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
    try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
    db.add(function: Words.function)
  }

  /// Reads all back; `journal` is `wal` for a file and nil where there is none (a store in memory).
  static func check(_ db: Database, journal: String?) throws {
    for pragma in wanted {
      // In memory there is nothing to map, and SQLite answers with no row.
      guard let found = try String.fetchOne(db, sql: "PRAGMA \(pragma.name)") else {
        if pragma.name == "mmap_size" { continue }
        throw StoreProblem.settingRefused(
          name: pragma.name, wanted: pragma.readBack, found: "nothing")
      }
      guard found == pragma.readBack else {
        throw StoreProblem.settingRefused(
          name: pragma.name, wanted: pragma.readBack, found: found)
      }
    }
    guard let journal else { return }
    let found = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "nothing"
    guard found == journal else {
      throw StoreProblem.settingRefused(name: "journal_mode", wanted: journal, found: found)
    }
  }
}
