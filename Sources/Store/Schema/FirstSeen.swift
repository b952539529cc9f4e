import LeadModel

/// Texts of leads that the rules may not know yet.
enum FirstSeen {
  /// Kind, value and number of each such text of each lead.
  static let ofLeads = """
    SELECT 'source' AS kind, source AS value, number FROM lead WHERE source <> ''
    UNION ALL SELECT 'campaign', campaign, number FROM lead WHERE campaign <> ''
    UNION ALL SELECT 'country', fields ->> 'country', number FROM lead
      WHERE (country IS NULL OR country_inferred = 1) AND fields ->> 'country' <> ''
    UNION ALL SELECT 'product', fields ->> 'products', number FROM lead
      WHERE product IS NULL AND fields ->> 'products' <> ''
    """

  /// The same of one lead as it comes in.
  static func texts(
    source: String, facts: LeadRoutingFacts, fields: [LeadField: String]
  ) -> [(kind: UnseenKind, value: String)] {
    var texts: [(kind: UnseenKind, value: String)] = [(.source, source)]
    if let campaign = facts.campaign { texts.append((.campaign, campaign)) }
    if facts.country == nil || facts.countryInferred, let country = fields[.country] {
      texts.append((.country, country))
    }
    if facts.product == nil, let product = fields[.products] { texts.append((.product, product)) }
    return texts.filter { !$0.value.isEmpty }
  }
}
