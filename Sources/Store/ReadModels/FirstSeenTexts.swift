import GRDB
import LeadModel

/// Of what sort a text is that the rules may not know.
public enum UnseenKind: String, Sendable, Hashable, Codable, CaseIterable {
  case source, campaign
  /// A country that was not recognised.
  case country
  /// A product that was not recognised.
  case product
}

/// A text that no lead had before.
public struct FirstSeenText: Sendable, Equatable {
  public var kind: UnseenKind
  /// As it was delivered.
  public var value: String
  /// The first lead that had it.
  public var lead: LeadNumber
  /// How many leads of the time had it.
  public var count: Int
}

extension Store {
  /// Texts that were first seen in leads received from an instant up to before another: by kind, the
  /// most frequent first, of equals in byte order.
  public func firstSeen(from: Instant, to: Instant) throws(StoreProblem) -> [FirstSeenText] {
    try read { db in
      let first = try Receipts.first(atOrAfter: from, db)
      let end = try Receipts.first(atOrAfter: to, db)
      // Leads outside, so that each of the time is read once however many texts are new.
      return try db.all(
        """
        SELECT text.kind, text.value, first_seen.lead, count(*) AS leads
        FROM (\(FirstSeen.texts(where: "number >= ?1 AND number < ?2"))) AS text
        CROSS JOIN first_seen ON first_seen.kind = text.kind AND first_seen.value = text.value
        WHERE first_seen.lead >= ?1 AND first_seen.lead < ?2
        GROUP BY 1, 2 ORDER BY 1, leads DESC, 2
        """, [.int(first), .int(end)]
      ) { row in
        FirstSeenText(
          kind: try row.code(), value: row.text(), lead: row.lead(), count: row.count())
      }
    }
  }
}
