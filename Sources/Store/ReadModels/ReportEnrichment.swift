import GRDB
import LeadModel

/// What a lead came with, what its first decision made of it, and what is known of it now.
public struct EnrichedLead: Sendable, Equatable {
  public var source: String
  public var country: String?
  public var isCountryInferred: Bool
  public var region: String?
  public var language: String?
  public var product: String?
  public var segment: String?
  public var isContingent: Bool
  public var receivedAt: Instant
  /// In the order of the columns.
  public var fields: [FieldValue]
  /// nil where the person was erased.
  public var person: [FieldValue]?
  /// Of the first decision as JSON: `[lead_fields, dimension, inferred]`.
  public var decided: [UInt8]?
  /// Whether it was delivered again with other content.
  public var isUpdated: Bool
}

extension Store {
  /// Gives each lead received in the time to the body.
  public func forEachEnriched(
    _ scope: ReportScope, _ body: (EnrichedLead) throws -> Void
  ) throws(StoreProblem) {
    try read { db in
      let (leads, arguments) = try scope.leads(db)
      try db.each(
        """
        SELECT source, country, country_inferred, region, language, product, segment, contingent,
          fields, (SELECT person.fields FROM person WHERE person.lead = lead.number),
          (SELECT json_extract(payload, '$.decision.lead_fields', '$.decision.dimension',
              '$.facts.inferred') FROM log_entry
            WHERE subject = 'lead/' || lead.number AND kind IN ('lead.duplicate',
              'lead.assigned', 'lead.queued', 'lead.shadowed') ORDER BY seq LIMIT 1),
          EXISTS (SELECT 1 FROM log_entry
            WHERE subject = 'lead/' || lead.number AND kind = 'lead.updated'), received_at
        FROM lead WHERE \(leads) ORDER BY number
        """, arguments
      ) { row in
        var lead = EnrichedLead(
          source: row.text(), country: row.optionalText(), isCountryInferred: row.bool(),
          region: row.optionalText(), language: row.optionalText(),
          product: row.optionalText(), segment: row.optionalText(), isContingent: row.bool(),
          receivedAt: Instant(milliseconds: 0), fields: try FieldText.fields(row.bytes()),
          person: try row.optionalBytes().map(FieldText.fields), decided: row.optionalBytes(),
          isUpdated: row.bool())
        lead.receivedAt = row.instant()
        try body(lead)
      }
    }
  }
}
