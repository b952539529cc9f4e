import GRDB
import LeadModel

/// Rows of leads with the first-contact clock of each.
enum LeadRows {
  private static let columns = """
    SELECT number, public_id, source, received_at, submitted_at, company, country,
      country_inferred, region, language, product, segment, account, campaign, state, owner,
      queue, duplicate_of, duplicate_of_contact, route, dimension, reason, contingent, flags,
      version
    FROM lead
    """

  private static let firstContact = """
    SELECT started_at, due_at, warn_at, ended_at, ending FROM clock
    WHERE lead = ? AND kind = 'first_contact' ORDER BY id LIMIT 1
    """

  /// The leads that the rest of the query chooses.
  static func all(
    _ db: Database, _ rest: String, _ arguments: [SQLValue] = []
  ) throws -> [LeadRow] {
    var rows = try db.all("\(columns) \(rest)", arguments) { try row(&$0) }
    for index in rows.indices {
      rows[index].firstContact = try db.first(firstContact, [.lead(rows[index].number)]) {
        try clockState(&$0)
      }
    }
    return rows
  }

  private static func row(_ row: inout RowReader) throws -> LeadRow {
    LeadRow(
      number: row.lead(), publicID: row.text(), source: row.text(), receivedAt: row.instant(),
      submittedAt: row.instant(), facts: facts(&row), state: try row.code(),
      owner: row.optionalID(), queue: row.optionalID(),
      duplicateOf: row.optionalInt().map { LeadNumber($0) },
      duplicateOfContact: row.optionalText(), route: try row.code(),
      dimension: row.optionalInt().map { Int($0) }, reason: try row.optionalCode(),
      contingent: row.bool(), flags: FlagText.flags(row.text()), version: row.int(),
      firstContact: nil)
  }

  private static func facts(_ row: inout RowReader) -> LeadRoutingFacts {
    LeadRoutingFacts(
      company: row.optionalText(), country: row.optionalText().flatMap { CountryCode($0) },
      countryInferred: row.bool(), region: row.optionalID(),
      language: row.optionalText().flatMap { LanguageCode($0) }, product: row.optionalID(),
      segment: row.optionalID(), account: row.optionalID(), campaign: row.optionalText())
  }

  /// Start, due, warn, end and ending.
  static func clockState(_ row: inout RowReader) throws -> ClockState {
    ClockState(
      startedAt: row.instant(), dueAt: row.instant(), warnAt: row.instant(),
      endedAt: row.optionalInstant(), end: try row.optionalCode())
  }
}
