import GRDB
import LeadModel

extension Store {
  /// The kinds of entries that hold decisions.
  private static let isDecision = """
    kind IN ('lead.duplicate', 'lead.assigned', 'lead.queued', 'lead.shadowed', 'lead.drained')
    """

  private static let exceptionKey = ByteSearch(#""exception":""#)
  private static let poolKey = ByteSearch(#""pool":""#)
  private static let isContingent = ByteSearch(#""contingent":true"#)

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
    var found: Set<Int64> = []
    var place = 0
    while let start = exceptionKey.end(in: record, from: place) {
      place = start
      let text = record[start...].prefix { $0 != UInt8(ascii: "\"") }
      for part in text.split(separator: UInt8(ascii: ",")) {
        if let number = Int64(String(decoding: part, as: UTF8.self)) { found.insert(number) }
      }
    }
    return found
  }

  /// How often each pool was the one that held, in decisions of the time, in byte order. Each record is
  /// looked at once, where it lies in the page: searched by SQL it would be copied for every question.
  public func reportPools(_ scope: ReportScope) throws(StoreProblem) -> [PoolTally] {
    try read { db in
      let (entries, arguments) = try scope.entries(db)
      var tallies: [String: PoolTally] = [:]
      try db.each(
        "SELECT at, payload FROM log_entry WHERE \(entries) AND \(Self.isDecision)", arguments
      ) { row in
        let at = row.instant()
        let record = row.raw()
        guard let start = Self.poolKey.end(in: record) else { return }
        // Ids are plain letters, so the next quote ends them.
        let id = record[start...].prefix { $0 != UInt8(ascii: "\"") }
        let name = String(decoding: id, as: UTF8.self)
        let fresh = PoolTally(pool: PoolID(name), fires: 0, contingent: 0, last: at)
        tallies[name, default: fresh].fires += 1
        tallies[name, default: fresh].last = max(tallies[name]?.last ?? at, at)
        if Self.isContingent.end(in: record) != nil {
          tallies[name, default: fresh].contingent += 1
        }
      }
      return tallies.values.sorted { $0.pool < $1.pool }
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
