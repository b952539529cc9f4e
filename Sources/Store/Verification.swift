import GRDB
import GRDBSQLite
import LeadModel
import Ledger

/// What verifying the log from its raw rows showed.
public struct VerifyOutcome: Sendable, Equatable {
  /// The answer, in the order of what is worse.
  public enum Verdict: Sendable, Equatable {
    /// Whole, and every entry is covered by a signed checkpoint.
    case intact
    /// Whole, but so many entries since an instant are not covered yet.
    case tailNotAnchored(entries: Int64, since: Instant)
    /// Whole as a chain, but a checkpoint was not signed by a known key.
    case unknownKey(fingerprint: String)
    /// The first wrong entry, and what differs.
    case broken(ChainBreak)
    /// The file could not be read to the end.
    case unreadable(String)
  }
  public var verdict: Verdict
  /// How many entries were found right.
  public var entries: Int64
  /// The hash of the last of them.
  public var head: LogHash

  /// The first entry that is wrong.
  public var brokenAt: Int64? {
    if case .broken(let what) = verdict { what.seq } else { nil }
  }
  /// One sentence.
  public var sentence: String {
    switch verdict {
    case .intact: "intact and anchored: \(entries) entries"
    case .tailNotAnchored(let tail, let since):
      "intact, tail of \(tail) entries since \(since) not anchored yet"
    case .unknownKey(let key): "a checkpoint is signed by an unknown key (\(key))"
    case .broken(let what): "broken at \(what.seq): \(what.sentence)"
    case .unreadable(let why): "cannot read the log: \(why)"
    }
  }
}

extension Store {
  /// Recomputes the log from raw bytes over a connection of its own, in constant memory, and holds it
  /// against the store's checkpoints and those given.
  ///
  /// The checkpoints given come from where nobody who can write the store can write: without them a
  /// log that was rewritten together with the store's own checkpoints is told by the keys alone.
  ///
  /// With a place up to where the log was found whole before, reading begins at the last signed
  /// checkpoint up to there, and what was changed before that is not noticed. Without one, and where
  /// there is no such checkpoint, all of the log is read.
  public func verify(
    checkpoints: [SignedCheckpoint], publicKeys: [PublicKey], from verified: Checkpoint? = nil
  ) -> VerifyOutcome {
    do {
      guard let path else {
        return try database.read { try Verification.run($0, checkpoints, publicKeys, verified) }
      }
      let reader = try Opening.reader(path)
      defer { try? reader.close() }
      return try reader.read { try Verification.run($0, checkpoints, publicKeys, verified) }
    } catch {
      return VerifyOutcome(
        verdict: .unreadable(problem(error).sentence), entries: 0, head: .genesis)
    }
  }

  /// Up to where the log was found whole, and when; nil before the first time.
  public func verifiedPlace() throws(StoreProblem) -> Checkpoint? {
    try read { db in
      try db.first("SELECT count, head, at FROM verified") { row in
        Checkpoint(count: row.int(), head: try row.hash(), at: row.instant())
      }
    }
  }

  /// Remembers up to where the log was found whole; nil forgets it, so that all is read the next time.
  public func keepVerified(_ place: Checkpoint?) throws(StoreProblem) {
    do {
      try database.write { db in
        guard let place else {
          _ = try db.run("DELETE FROM verified") { _ in }
          return
        }
        _ = try db.run(
          """
          INSERT INTO verified (id, count, head, at) VALUES (1, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET count = excluded.count, head = excluded.head,
            at = excluded.at
          """
        ) { row in
          row.int(place.count)
          row.hash(place.head)
          row.instant(place.at)
        }
      }
    } catch { throw problem(error) }
  }
}

/// The reading side of verification.
enum Verification {
  static func run(
    _ db: Database, _ given: [SignedCheckpoint], _ keys: [PublicKey], _ verified: Checkpoint?
  ) throws -> VerifyOutcome {
    let signed = given + (try Store.checkpoints("ORDER BY count", db))
    let start = verified.flatMap { beginning(upTo: $0.count, signed, keys) }
    // What no known key signed proves nothing, neither for nor against the log.
    let ahead = signed.filter { $0.checkpoint.count >= start?.count ?? 0 }
      .map { (signed: $0, isKnown: $0.isSigned(byOneOf: keys)) }
    var verifier = ChainVerifier(
      checkpoints: ahead.filter(\.isKnown).map(\.signed.checkpoint),
      from: start.map { ChainHead(seq: $0.count, hash: $0.head) } ?? .genesis)
    do {
      if let start { try hold(start, db, &verifier) }
      try walk(db, from: start?.count, &verifier)
    } catch {
      return outcome(verifier, .unreadable(StoreProblem(error, path: "the store").sentence))
    }
    verifier.finish()
    if let verified, start != nil { try hold(verified, db, &verifier) }
    if let what = verifier.broken { return outcome(verifier, .broken(what)) }
    if let stranger = ahead.first(where: { !$0.isKnown })?.signed {
      return outcome(verifier, .unknownKey(fingerprint: stranger.key))
    }
    if let since = verifier.tailSince {
      return outcome(verifier, .tailNotAnchored(entries: verifier.tail, since: since))
    }
    return outcome(verifier, .intact)
  }

  /// The last signed checkpoint up to an entry: from there on what is anchored and what is not can be
  /// told apart.
  private static func beginning(
    upTo count: Int64, _ signed: [SignedCheckpoint], _ keys: [PublicKey]
  ) -> Checkpoint? {
    signed.filter { $0.checkpoint.count <= count }
      .sorted { $0.checkpoint.count > $1.checkpoint.count }
      .first { $0.isSigned(byOneOf: keys) }?.checkpoint
  }

  /// Holds one entry against what was known of it, without reading the log before.
  private static func hold(
    _ known: Checkpoint, _ db: Database, _ verifier: inout ChainVerifier
  ) throws {
    if let hash = try Committing.hash(of: known.count, db) {
      if hash != known.head { verifier.fail(.rewritten(seq: known.count, checkpoint: known)) }
      return
    }
    let next = try db.number(
      "SELECT COALESCE(MIN(seq), 0) FROM log_entry WHERE seq > ?", [.int(known.count)])
    let last = try db.number(
      "SELECT COALESCE(MAX(seq), 0) FROM log_entry WHERE seq < ?", [.int(known.count)])
    verifier.fail(
      next > 0
        ? .missing(seq: known.count, found: next) : .cut(last: last, checkpoint: known))
  }

  private static func outcome(
    _ verifier: ChainVerifier, _ verdict: VerifyOutcome.Verdict
  ) -> VerifyOutcome {
    VerifyOutcome(verdict: verdict, entries: verifier.head.seq, head: verifier.head.hash)
  }

  /// The storage class that each column of ``columns`` has in a store of this schema.
  private static let types: [(column: String, type: Int32)] = [
    ("seq", SQLITE_INTEGER), ("at", SQLITE_INTEGER), ("prev", SQLITE_BLOB), ("hash", SQLITE_BLOB),
    ("actor", SQLITE_TEXT), ("role", SQLITE_TEXT), ("kind", SQLITE_TEXT),
    ("subject", SQLITE_TEXT), ("payload", SQLITE_TEXT),
  ]

  private static func walk(
    _ db: Database, from start: Int64?, _ verifier: inout ChainVerifier
  ) throws {
    let columns = types.map(\.column).joined(separator: ", ")
    // Ordered by the table itself: an index could have been made to tell another story.
    try db.eachWhile(
      "SELECT \(columns) FROM log_entry NOT INDEXED WHERE seq >= ? ORDER BY seq",
      [.int(start.map { $0 + 1 } ?? .min)]
    ) { row in
      if let wrong = types.enumerated().first(where: { row.type(of: $0) != $1.type }) {
        verifier.fail(.malformed(seq: verifier.head.seq + 1, column: wrong.element.column))
        return false
      }
      let (seq, at) = (row.int(), row.int())
      let (prev, hash) = (row.raw(), row.raw())
      return verifier.take(
        RawEntry(
          seq: seq, at: at, actor: row.raw(), role: row.raw(), kind: row.raw(),
          subject: row.raw(), payload: row.raw(), prev: prev, hash: hash))
    }
  }
}
