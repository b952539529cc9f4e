import GRDB
import LeadModel

/// A lead with the record from which it can be decided again.
public struct RecordedLead: Sendable, Equatable {
  public var row: LeadRow
  /// Its fields as stored, personal ones among them unless the person was erased.
  public var record: LeadRecord
  public var identity: String
  /// SHA-256 of the normalised content, 32 bytes.
  public var contentHash: [UInt8]
  /// The secret of the lead's commitments, 32 bytes; empty once the person was erased.
  public var secret: [UInt8]
}

extension Store {
  /// A lead as it was delivered; nil if there is none of this number.
  public func recordedLead(_ number: LeadNumber) throws(StoreProblem) -> RecordedLead? {
    try read { db in
      guard let row = try LeadRows.all(db, "WHERE number = ?", [.lead(number)]).first else {
        return nil
      }
      return try db.first(
        """
        SELECT lead.fields, person.fields, extra, identity, content_hash, secret, lead.line,
          (SELECT name FROM intake_file WHERE id = lead.file)
        FROM lead LEFT JOIN person ON person.lead = lead.number WHERE number = ?
        """, [.lead(number)]
      ) { stored in
        var record = LeadRecord(origin: Origin(file: ""))
        for value in try FieldText.fields(stored.bytes()) { record[value.field] = value.value }
        for value in try stored.optionalBytes().map(FieldText.fields) ?? [] {
          record[value.field] = value.value
        }
        record.extra = try stored.optionalBytes().map(FieldText.extra) ?? []
        record.isShort = row.flags.contains(.shortRow)
        let (identity, hash) = (stored.text(), stored.bytes())
        let secret = stored.optionalBytes() ?? []
        record.origin.line = stored.optionalInt().map { Int($0) }
        record.origin.file = stored.text()
        return RecordedLead(
          row: row, record: record, identity: identity, contentHash: hash, secret: secret)
      }
    }
  }

  /// The log entry of a lead's latest decision; nil if it was never decided.
  public func latestDecision(of lead: LeadNumber) throws(StoreProblem) -> LogRow? {
    let kinds = EntryKind.allCases.filter(\.isDecision).map { "'\($0.rawValue)'" }
    return try read { db in
      try LogRows.all(
        db,
        "WHERE subject = ? AND kind IN (\(kinds.joined(separator: ", "))) ORDER BY seq DESC LIMIT 1",
        [.text("lead/\(lead.value)")]
      ).first
    }
  }

  /// Leads that wait in any queue, oldest first: all, or those that wait for one of the reasons or for none.
  public func waitingLeads(
    for reasons: [QueueReason]? = nil, limit: Int
  ) throws(StoreProblem) -> [LeadNumber] {
    let names = reasons.map { $0.map { "'\($0.rawValue)'" }.joined(separator: ", ") }
    let condition = names.map { "AND (reason IS NULL OR reason IN (\($0)))" } ?? ""
    return try read { db in
      try db.all(
        """
        SELECT number FROM lead INDEXED BY lead_queued WHERE state = 'queued' \(condition)
        ORDER BY number LIMIT ?
        """, [.int(Int64(limit))]
      ) { $0.lead() }
    }
  }

  /// Whether any lead waits.
  public func hasWaitingLeads() throws(StoreProblem) -> Bool {
    try read { db in
      try db.number("SELECT EXISTS (SELECT 1 FROM lead WHERE state = 'queued')") == 1
    }
  }

  /// The leads that drain passes gave away since an instant, oldest first, each with whom it went to then.
  public func drained(
    since: Instant
  ) throws(StoreProblem) -> [(number: LeadNumber, publicID: String, owner: RepID)] {
    try read { db in
      try db.all(
        """
        SELECT lead.number, lead.public_id, entry.payload ->> '$.decision.owner'
        FROM log_entry AS entry INDEXED BY log_entry_kind
        JOIN lead ON lead.number = CAST(substr(entry.subject, 6) AS INTEGER)
        WHERE entry.kind = 'lead.drained' AND entry.at >= ? ORDER BY entry.seq
        """, [.instant(since)]
      ) { (number: $0.lead(), publicID: $0.text(), owner: $0.id()) }
    }
  }

  /// The lead that an activity means: by id, or by the key of an email; of several the latest. A
  /// source narrows the id.
  public func lead(
    _ reference: String, source: String?, emailKey: String? = nil
  ) throws(StoreProblem) -> LeadNumber? {
    try read { db in
      var condition = Condition()
      condition.equal("public_id", reference)
      condition.equal("source", source)
      let byID = try db.first(
        "SELECT number FROM lead \(condition.clause) ORDER BY number DESC LIMIT 1",
        condition.arguments
      ) { $0.lead() }
      if let byID { return byID }
      return try db.first(
        "SELECT max(lead) FROM person WHERE email_key = ?", [.text(emailKey ?? reference)]
      ) { $0.optionalInt().map { LeadNumber($0) } } ?? nil
    }
  }
}
