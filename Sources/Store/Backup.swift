import GRDB
import Glibc
import LeadModel
import Ledger

extension Store {
  /// Writes a copy of the store as it is now, verifies the log in it, forces it to the disk and
  /// only then gives it its name. Answers where the log of the copy ends.
  ///
  /// A file that has the name already is replaced at the last step; an interruption leaves it as it
  /// was.
  @discardableResult
  public func backup(to target: String) throws(StoreProblem) -> ChainHead {
    let draft = target + ".partial"
    unlink(draft)
    try Files.make(draft)
    do {
      // Outside a transaction, and on a reader: the host goes on committing meanwhile.
      try database.unsafeRead { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
    } catch {
      unlink(draft)
      throw problem(error)
    }
    do {
      try Opening.makeWriteAhead(draft)
      let head = try Self.checkCopy(draft)
      // Who only reads leaves these beside the file, and they are of no use to anybody once it has its name.
      for end in ["-wal", "-shm"] { unlink(draft + end) }
      try Files.publish(draft, as: target)
      return head
    } catch {
      for name in [draft, draft + "-wal", draft + "-shm"] { unlink(name) }
      throw StoreProblem(error, path: draft)
    }
  }

  private static func checkCopy(_ draft: String) throws(StoreProblem) -> ChainHead {
    do {
      let copy = try Opening.reader(draft)
      defer { try? copy.close() }
      return try copy.read { db in
        let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
        guard verdict == "ok" else {
          throw StoreProblem.corrupt(path: draft, why: verdict)
        }
        let outcome = try Verification.run(db, [], [], nil)
        if case .broken(let what) = outcome.verdict {
          throw StoreProblem.corrupt(path: draft, why: what.sentence)
        }
        return ChainHead(seq: outcome.entries, hash: outcome.head)
      }
    } catch { throw StoreProblem(error, path: draft) }
  }
}
