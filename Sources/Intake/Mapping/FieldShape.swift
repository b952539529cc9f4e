import LeadModel

/// What the values of a field look like, for fields where that tells something.
struct FieldShape {
  var shapes: ValueShapes
  /// What such values are called: `email addresses`.
  var noun: String

  /// nil for fields that hold any text.
  static func expected(of field: LeadField) -> FieldShape? {
    switch field {
    case .email: FieldShape(shapes: .email, noun: "email addresses")
    case .phone: FieldShape(shapes: .phone, noun: "phone numbers")
    case .website: FieldShape(shapes: .website, noun: "web addresses")
    case .ip: FieldShape(shapes: .ip, noun: "IP addresses")
    case .country: FieldShape(shapes: .country, noun: "countries")
    case .language: FieldShape(shapes: .language, noun: "languages")
    case .submittedAt, .enrichedAt, .assignedAt, .firstContactAt, .meetingAt:
      FieldShape(shapes: .date, noun: "dates")
    case .employees: FieldShape(shapes: [.integer, .range], noun: "numbers or ranges")
    case .revenue: FieldShape(shapes: .number, noun: "amounts")
    case .score: FieldShape(shapes: .integer, noun: "numbers")
    case .postalCode: FieldShape(shapes: .postalCode, noun: "postal codes")
    case .currency: FieldShape(shapes: .currencyCode, noun: "currencies")
    default: nil
    }
  }

  /// What the values of a field of any text never are in most rows; empty where anything goes.
  static func alien(to field: LeadField) -> ValueShapes {
    switch field {
    case .company, .city, .state, .title, .region, .segment, .lifecycle, .accountType, .status:
      [.email, .url, .ip, .instant, .otherDate, .yesNo, .prose]
    case .firstName, .lastName, .name:
      [.email, .url, .domain, .ip, .instant, .otherDate, .yesNo, .prose, .integer, .company]
    case .products, .source, .campaign: [.email, .ip, .instant, .otherDate, .yesNo, .prose]
    case .id, .accountID: [.email, .url, .ip, .yesNo, .prose, .otherDate]
    case .owner: [.instant, .otherDate, .yesNo, .prose]
    default: []
    }
  }

  /// Shapes that name a field even under a header that says nothing, with the percent of values that must
  /// have them; those that could be something else are only told, not written.
  static let telling:
    [(field: LeadField, shapes: ValueShapes, share: Int, noun: String, isSure: Bool)] =
      [
        (.email, .email, 90, "email addresses", true),
        (.ip, .ip, 90, "IP addresses", true),
        (.phone, .worldPhone, 80, "international phone numbers", true),
        (.country, .countryName, 90, "names of countries", true),
        (.employees, .range, 80, "ranges of numbers", true),
        (.website, .website, 90, "web addresses", false),
        (.language, .languageName, 90, "languages", false),
        (.submittedAt, .date, 90, "dates", false),
        (.revenue, .money, 80, "amounts of money", false),
        (.company, .company, 30, "names of companies", false),
      ]

  /// So few values show nothing by themselves.
  static let fewest = 5
}
