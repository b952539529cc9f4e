import GRDB
import LeadModel
import Ledger

extension Store {
  /// Keeps a signed checkpoint of the log. One of the same length is kept once.
  public func addCheckpoint(_ checkpoint: SignedCheckpoint) throws(StoreProblem) {
    do {
      try database.write { db in
        _ = try db.run(
          """
          INSERT INTO checkpoint (count, head, at, key, signature) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (count) DO NOTHING
          """
        ) { row in
          row.int(checkpoint.checkpoint.count)
          row.hash(checkpoint.checkpoint.head)
          row.instant(checkpoint.checkpoint.at)
          row.text(checkpoint.key)
          row.blob(checkpoint.signature)
        }
      }
    } catch { throw problem(error) }
  }

  /// All checkpoints that the store holds, oldest first.
  public func checkpoints() throws(StoreProblem) -> [SignedCheckpoint] {
    try read { db in try Self.checkpoints("ORDER BY count", db) }
  }

  /// The last checkpoint; nil before the first.
  public func latestCheckpoint() throws(StoreProblem) -> SignedCheckpoint? {
    try read { db in try Self.checkpoints("ORDER BY count DESC LIMIT 1", db).first }
  }

  static func checkpoints(_ rest: String, _ db: Database) throws -> [SignedCheckpoint] {
    try db.all("SELECT count, head, at, key, signature FROM checkpoint \(rest)") { row in
      SignedCheckpoint(
        checkpoint: Checkpoint(count: row.int(), head: try row.hash(), at: row.instant()),
        key: row.text(), signature: row.bytes())
    }
  }
}
