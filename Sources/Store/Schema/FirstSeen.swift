import LeadModel

/// Texts of leads that the rules may not know yet.
enum FirstSeen {
  /// Kind, value and number of each such text of the leads that meet a condition.
  static func texts(where condition: String) -> String {
    """
    SELECT 'source' AS kind, source AS value, number FROM lead
      WHERE \(condition) AND source <> ''
    UNION ALL SELECT 'campaign', campaign, number FROM lead
      WHERE \(condition) AND campaign <> ''
    UNION ALL SELECT 'country', fields ->> 'country', number FROM lead
      WHERE \(condition) AND instr(flags, '\(Flag.unknownCountry.rawValue)')
        AND fields ->> 'country' <> ''
    UNION ALL SELECT 'product', fields ->> 'products', number FROM lead
      WHERE \(condition) AND instr(flags, '\(Flag.unknownProduct.rawValue)')
        AND fields ->> 'products' <> ''
    """
  }

  /// The same of one lead as it comes in, with where it was placed.
  static func texts(
    of lead: LeadAdded, _ place: LeadPlaced?
  ) -> [(kind: UnseenKind, value: String)] {
    var texts: [(kind: UnseenKind, value: String)] = [(.source, lead.source)]
    if let campaign = (place?.facts ?? lead.facts).campaign { texts.append((.campaign, campaign)) }
    let flags = place?.flags ?? []
    if flags.contains(.unknownCountry), let country = lead.fields[.country] {
      texts.append((.country, country))
    }
    if flags.contains(.unknownProduct), let product = lead.fields[.products] {
      texts.append((.product, product))
    }
    return texts.filter { !$0.value.isEmpty }
  }
}
