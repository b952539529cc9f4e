import GRDB
import LeadModel
import Ledger

/// What belongs to the person of a lead.
public struct StoredPerson: Sendable, Equatable {
  /// In the order of the columns.
  public var fields: [FieldValue]
  public var extra: [ExtraField]
  /// The secret of the lead's commitments, 32 bytes.
  public var secret: [UInt8]
  public var emailKey: String?
  public var phone: String?
  public var lastName: String?
}

/// All that is stored of one lead, read at one moment.
public struct LeadParts: Sendable, Equatable {
  public var row: LeadRow
  /// Fields that are not personal, in the order of the columns.
  public var fields: [FieldValue]
  /// nil where the person was erased.
  public var person: StoredPerson?
  /// SHA-256 of the normalised content, 32 bytes.
  public var contentHash: [UInt8]
  public var identity: String
  /// The file and line that it came from.
  public var file: Int64?
  public var line: Int?
  /// The log entries of the lead, oldest first.
  public var entries: [LogRow]
  /// Owners and queues in order of time.
  public var history: [PlaceRow]
  public var activities: [ActivityRow]
  public var clocks: [ClockRow]
  public var escalations: [EscalationRow]
  /// Duplicates attached to it, then other leads of the same account, newest first: at most 50.
  public var related: [LeadRow]
  /// What people wrote, oldest first.
  public var notes: [NoteRow]
}

extension Store {
  /// Everything about one lead; nil if there is none of this number.
  public func lead(_ number: LeadNumber) throws(StoreProblem) -> LeadParts? {
    try read { db in
      guard let row = try LeadRows.all(db, "WHERE number = ?", [.lead(number)]).first else {
        return nil
      }
      let own = try db.first(
        "SELECT fields, content_hash, identity, file, line FROM lead WHERE number = ?",
        [.lead(number)]
      ) { row in
        (
          fields: try FieldText.fields(row.bytes()), hash: row.bytes(), identity: row.text(),
          file: row.optionalInt(), line: row.optionalInt().map { Int($0) }
        )
      }
      guard let own else { return nil }
      return LeadParts(
        row: row, fields: own.fields, person: try Self.person(of: number, db),
        contentHash: own.hash, identity: own.identity, file: own.file, line: own.line,
        entries: try LogRows.all(
          db, "WHERE subject = ? ORDER BY seq", [.text("lead/\(number.value)")]),
        history: try Self.history(of: number, db), activities: try Self.activities(of: number, db),
        clocks: try ClockRows.all(db, "WHERE clock.lead = ? ORDER BY clock.id", [.lead(number)]),
        escalations: try EscalationRows.all(
          db, "WHERE escalation.lead = ? ORDER BY escalation.number", [.lead(number)]),
        related: try Self.related(to: row, db), notes: try NoteRows.of(number, db))
    }
  }

  /// What belongs to the person of a lead; nil where it was erased.
  public func person(of lead: LeadNumber) throws(StoreProblem) -> StoredPerson? {
    try read { db in try Self.person(of: lead, db) }
  }

  private static func person(of lead: LeadNumber, _ db: Database) throws -> StoredPerson? {
    try db.first(
      "SELECT fields, extra, secret, email_key, phone, last_name FROM person WHERE lead = ?",
      [.lead(lead)]
    ) { row in
      StoredPerson(
        fields: try FieldText.fields(row.bytes()), extra: try FieldText.extra(row.bytes()),
        secret: row.bytes(), emailKey: row.optionalText(), phone: row.optionalText(),
        lastName: row.optionalText())
    }
  }

  /// Owners and queues of a lead in order of time.
  public func history(of lead: LeadNumber) throws(StoreProblem) -> [PlaceRow] {
    try read { db in try Self.history(of: lead, db) }
  }

  private static func history(of lead: LeadNumber, _ db: Database) throws -> [PlaceRow] {
    try db.all(
      """
      SELECT owner, queue, from_at, to_at, route FROM (
        SELECT owner, NULL AS queue, from_at, to_at, route, id FROM owner_period WHERE lead = ?
        UNION ALL SELECT NULL, queue, from_at, to_at, route, id FROM queue_stay WHERE lead = ?)
      ORDER BY from_at, to_at IS NULL, to_at, id
      """, [.lead(lead), .lead(lead)]
    ) { row in
      PlaceRow(
        owner: row.optionalID(), queue: row.optionalID(), from: row.instant(),
        to: row.optionalInstant(), route: try row.code())
    }
  }

  private static func activities(of lead: LeadNumber, _ db: Database) throws -> [ActivityRow] {
    try db.all(
      "SELECT kind, at, actor, channel, auto FROM activity WHERE lead = ? ORDER BY at, id",
      [.lead(lead)]
    ) { row in
      ActivityRow(
        kind: row.text(), at: row.instant(), actor: row.text(), channel: row.optionalText(),
        auto: row.bool())
    }
  }

  private static func related(to row: LeadRow, _ db: Database) throws -> [LeadRow] {
    var related = try LeadRows.all(
      db, "WHERE duplicate_of = ? ORDER BY number DESC LIMIT 50", [.lead(row.number)])
    guard let account = row.facts.account, related.count < 50 else { return related }
    let known = Set(related.map(\.number))
    let others = try LeadRows.all(
      db, "WHERE account = ? AND number <> ? ORDER BY number DESC LIMIT 50",
      [.text(account.text), .lead(row.number)])
    related += others.filter { !known.contains($0.number) }.prefix(50 - related.count)
    return related
  }
}
