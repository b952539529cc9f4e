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
  /// Recomputes the whole log from raw bytes over a connection of its own, in constant memory, and
  /// holds it against the store's checkpoints and those given.
  ///
  /// The checkpoints given come from where nobody who can write the store can write: without them a
  /// log that was rewritten together with the store's own checkpoints is told by the keys alone.
  public func verify(
    checkpoints: [SignedCheckpoint], publicKeys: [PublicKey]
  ) -> VerifyOutcome {
    do {
      guard let path else {
        return try database.read { try Verification.run($0, checkpoints, publicKeys) }
      }
      let reader = try Opening.reader(path)
      defer { try? reader.close() }
      return try reader.read { try Verification.run($0, checkpoints, publicKeys) }
    } catch {
      return VerifyOutcome(
        verdict: .unreadable(problem(error).sentence), entries: 0, head: .genesis)
    }
  }
}

/// The reading side of verification.
enum Verification {
  static func run(
    _ db: Database, _ given: [SignedCheckpoint], _ keys: [PublicKey]
  ) throws -> VerifyOutcome {
    let signed = given + (try Store.checkpoints("ORDER BY count", db))
    let stranger = signed.first { !$0.isSigned(byOneOf: keys) }
    // What no known key signed proves nothing, neither for nor against the log.
    let trusted = signed.filter { $0.isSigned(byOneOf: keys) }.map(\.checkpoint)
    var verifier = ChainVerifier(checkpoints: trusted)
    do {
      try walk(db, &verifier)
    } catch {
      return outcome(verifier, .unreadable(StoreProblem(error, path: "the store").sentence))
    }
    verifier.finish()
    if let what = verifier.broken { return outcome(verifier, .broken(what)) }
    if let stranger { return outcome(verifier, .unknownKey(fingerprint: stranger.key)) }
    if let since = verifier.tailSince {
      return outcome(verifier, .tailNotAnchored(entries: verifier.tail, since: since))
    }
    return outcome(verifier, .intact)
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

  private static func walk(_ db: Database, _ verifier: inout ChainVerifier) throws {
    let columns = types.map(\.column).joined(separator: ", ")
    // Ordered by the table itself: an index could have been made to tell another story.
    try db.eachWhile("SELECT \(columns) FROM log_entry NOT INDEXED ORDER BY seq") { row in
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
