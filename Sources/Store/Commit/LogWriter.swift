import GRDB
import LeadModel
import Ledger

/// Appends entries to the log inside a transaction.
struct LogWriter {
  private var chain: Chain
  private let insert: HotStatement

  init(_ db: Database, after head: ChainHead, arena: BindArena) throws {
    chain = Chain(after: head)
    insert = try HotStatement(
      db,
      """
      INSERT INTO log_entry (seq, at, prev, hash, actor, role, kind, subject, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, arena)
  }

  var head: ChainHead { chain.head }

  mutating func append(_ entry: EntryDraft) throws {
    let link = chain.append(entry)
    try insert.run { row in
      row.int(link.seq)
      row.instant(entry.at)
      row.hash(link.prev)
      row.hash(link.hash)
      row.text(entry.actor)
      row.text(entry.role)
      row.text(entry.kind.rawValue)
      row.text(entry.subject)
      row.text(utf8: entry.payload)
    }
  }
}

extension Binder {
  mutating func hash(_ hash: LogHash) {
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) {
      hash.write(to: $0)
      blob(UnsafeRawBufferPointer($0))
    }
  }
}
