import GRDB
import LeadModel

/// How often a reason code was given for one kind of act.
public struct ReasonUse: Sendable, Equatable {
  /// What was done: `lead.reassigned`, `exception.requested` …
  public var kind: EntryKind
  public var code: String
  public var count: Int
}

extension Store {
  /// Reason codes that were given for acts from an instant up to before another, the most frequent
  /// first, of equals in byte order. Acts that were taken back count too: the code was given.
  public func reasonUses(from: Instant, to: Instant) throws(StoreProblem) -> [ReasonUse] {
    let kinds: [EntryKind] = [
      .leadReassigned, .leadDisposition, .escalationOpened, .exceptionRequested,
      .exceptionRenewed, .repAway,
    ]
    let names = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try read { db in
      try db.all(
        """
        SELECT kind, payload ->> 'code' AS code, count(*) AS uses
        FROM log_entry INDEXED BY log_entry_kind
        WHERE kind IN (\(names)) AND at >= ? AND at < ? AND code IS NOT NULL
        GROUP BY 1, 2 ORDER BY uses DESC, 1, 2
        """, [.instant(from), .instant(to)]
      ) { ReasonUse(kind: try $0.code(), code: $0.text(), count: $0.count()) }
    }
  }
}
