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
      var texts = try db.all(
        """
        SELECT kind, value, lead FROM first_seen INDEXED BY first_seen_lead
        WHERE lead >= ? AND lead < ?
        """, [.int(first), .int(end)]
      ) { row in
        FirstSeenText(kind: try row.code(), value: row.text(), lead: row.lead(), count: 0)
      }
      for kind in UnseenKind.allCases {
        guard let earliest = texts.filter({ $0.kind == kind }).map(\.lead.value).min() else {
          continue
        }
        let counts = try Self.counts(of: kind, in: earliest..<end, db)
        for index in texts.indices where texts[index].kind == kind {
          texts[index].count = counts[texts[index].value] ?? 0
        }
      }
      return texts.sorted(by: Self.precedes)
    }
  }

  /// How many of the leads have each text of a kind.
  private static func counts(
    of kind: UnseenKind, in leads: Range<Int64>, _ db: Database
  ) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try db.each(
      """
      SELECT \(FirstSeen.value(kind)), count(*) FROM lead
      WHERE number >= ? AND number < ? AND \(FirstSeen.condition(kind)) GROUP BY 1
      """, [.int(leads.lowerBound), .int(leads.upperBound)]
    ) { counts[$0.text()] = $0.count() }
    return counts
  }

  private static func precedes(_ a: FirstSeenText, _ b: FirstSeenText) -> Bool {
    if a.kind != b.kind { return Bytes.precedes(a.kind.rawValue, b.kind.rawValue) }
    if a.count != b.count { return a.count > b.count }
    return Bytes.precedes(a.value, b.value)
  }
}
