import LeadModel

/// Texts of leads that the rules may not know yet.
enum FirstSeen {
  /// Kind, value and number of each such text of all leads.
  static let all = UnseenKind.allCases.map { kind in
    "SELECT '\(kind.rawValue)' AS kind, \(value(kind)) AS value, number FROM lead"
      + " WHERE \(condition(kind))"
  }.joined(separator: " UNION ALL ")

  /// The text of a lead, as SQL.
  static func value(_ kind: UnseenKind) -> String {
    switch kind {
    case .source: "source"
    case .campaign: "campaign"
    case .country: "fields ->> 'country'"
    case .product: "fields ->> 'products'"
    }
  }

  /// Whether a lead has such a text, as SQL.
  static func condition(_ kind: UnseenKind) -> String {
    let flag: Flag? =
      switch kind {
      case .source, .campaign: nil
      case .country: .unknownCountry
      case .product: .unknownProduct
      }
    let flagged = flag.map { "instr(flags, '\($0.rawValue)') AND " } ?? ""
    return "\(flagged)\(value(kind)) <> ''"
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
