import GRDB
import LeadModel

extension Store {
  /// The kinds of entries that hold decisions.
  private static let isDecision = """
    kind IN ('lead.duplicate', 'lead.assigned', 'lead.queued', 'lead.shadowed', 'lead.drained')
    """

  /// Gives each exception that acted on a decision of the time, with the instant. The records are searched
  /// as bytes: the name of the key cannot stand inside a value, where its quotes would be escaped.
  public func forEachExceptionFired(
    _ scope: ReportScope, _ body: (Int64, Instant) -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (entries, arguments) = try scope.entries(db)
      try db.each(
        """
        SELECT at, payload FROM log_entry
        WHERE \(entries) AND \(Self.isDecision) AND instr(payload, '"exception":"') > 0
        """, arguments
      ) { row in
        let at = row.instant()
        for number in Self.exceptions(in: row.raw()) { body(number, at) }
      }
    }
  }

  /// The numbers after each `"exception":"`, separated by commas; each once.
  static func exceptions(in record: UnsafeRawBufferPointer) -> Set<Int64> {
    let key = Array(#""exception":""#.utf8)
    var found: Set<Int64> = []
    var at = 0
    while at + key.count < record.count {
      guard record[at] == key[0], record[at..<(at + key.count)].elementsEqual(key) else {
        at += 1
        continue
      }
      at += key.count
      var number: Int64 = 0
      while at < record.count, record[at] != UInt8(ascii: "\"") {
        if record[at] == UInt8(ascii: ",") {
          found.insert(number)
          number = 0
        } else {
          number = number &* 10 &+ Int64(record[at] &- 48)
        }
        at += 1
      }
      found.insert(number)
    }
    return found
  }

  /// How often each pool was the one that held, in decisions of the time, in byte order.
  public func reportPools(_ scope: ReportScope) throws(StoreProblem) -> [PoolTally] {
    try read { db in
      let (entries, arguments) = try scope.entries(db)
      // Ids are plain letters, so the next quote ends them.
      return try db.all(
        """
        SELECT substr(rest, 1, instr(rest, '"') - 1), count(*), sum(contingent), max(at)
        FROM (SELECT at, substr(payload, instr(payload, '"pool":"') + 8, 256) AS rest,
            instr(payload, '"contingent":true') > 0 AS contingent
          FROM log_entry
          WHERE \(entries) AND \(Self.isDecision) AND instr(payload, '"pool":"') > 0)
        GROUP BY 1 ORDER BY 1
        """, arguments
      ) { row in
        PoolTally(
          pool: row.id(), fires: row.count(), contingent: row.count(), last: row.instant())
      }
    }
  }

  /// Products and segments of the leads received in the time.
  public func reportUses(_ scope: ReportScope) throws(StoreProblem) -> [UseTally] {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      var uses: [UseTally] = []
      for kind in [UseTally.Kind.product, .segment] {
        uses += try db.all(
          """
          SELECT lead.\(kind.rawValue), count(*), sum(contingent), max(received_at),
            sum(owned), sum(owned AND \(Self.hasMeeting))
          FROM (SELECT lead.*, EXISTS (SELECT 1 FROM owner_period
              WHERE owner_period.lead = lead.number) AS owned FROM lead WHERE \(leads)) AS lead
          WHERE lead.\(kind.rawValue) IS NOT NULL GROUP BY 1 ORDER BY 1
          """, arguments
        ) { row in
          UseTally(
            kind: kind, id: row.text(), fires: row.count(), contingent: row.count(),
            last: row.instant(), assigned: row.count(), meetings: row.count())
        }
      }
      return uses
    }
  }

  /// Gives the milliseconds from receipt to decision of each lead received in the time. A lead's first
  /// decision is the entry after its receipt, committed with it.
  public func forEachDecisionTime(
    _ scope: ReportScope, _ body: (Int64) -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (entries, arguments) = try scope.entries(db)
      var receipt: Instant?
      try db.each(
        "SELECT at, kind FROM log_entry WHERE \(entries) ORDER BY seq", arguments
      ) { row in
        let at = row.instant()
        let isReceipt = row.text() == EntryKind.leadReceived.rawValue
        if let received = receipt, !isReceipt { body(at - received) }
        receipt = isReceipt ? at : nil
      }
    }
  }
}
