/// The fields of an incoming lead, in the order that the formats list them: the order of identity
/// hashes, exports and forms. Raw values are the canonical column names.
public enum LeadField: String, CaseIterable, Sendable, Codable, Hashable, CodingKeyRepresentable {
  case id, source, campaign
  case submittedAt = "submitted_at"
  case firstName = "first_name"
  case lastName = "last_name"
  case name, email, phone, title, company, website
  case accountID = "account_id"
  case country, region, state, city
  case postalCode = "postal_code"
  case language, products, employees, revenue, currency, segment, lifecycle
  case accountType = "account_type"
  case ip, message
  case enrichedAt = "enriched_at"
  case score
  /// What is already known of a lead elsewhere: read by import and reports, never by a decision.
  case owner
  case assignedAt = "assigned_at"
  case firstContactAt = "first_contact_at"
  case meetingAt = "meeting_at"
  case status

  /// The position in the column order, from 0: a switch, since each field of each record is asked for it.
  public var index: Int {
    switch self {
    case .id: 0
    case .source: 1
    case .campaign: 2
    case .submittedAt: 3
    case .firstName: 4
    case .lastName: 5
    case .name: 6
    case .email: 7
    case .phone: 8
    case .title: 9
    case .company: 10
    case .website: 11
    case .accountID: 12
    case .country: 13
    case .region: 14
    case .state: 15
    case .city: 16
    case .postalCode: 17
    case .language: 18
    case .products: 19
    case .employees: 20
    case .revenue: 21
    case .currency: 22
    case .segment: 23
    case .lifecycle: 24
    case .accountType: 25
    case .ip: 26
    case .message: 27
    case .enrichedAt: 28
    case .score: 29
    case .owner: 30
    case .assignedAt: 31
    case .firstContactAt: 32
    case .meetingAt: 33
    case .status: 34
    }
  }

  /// Whether the value says who a person is and so never enters the log in clear text.
  public var isPersonal: Bool {
    switch self {
    case .firstName, .lastName, .name, .email, .phone, .title, .ip, .message: true
    default: false
    }
  }
}

/// Where a value was read: for messages to the person who wrote it.
public struct Origin: Sendable, Codable, Equatable {
  /// The base name of the file, as the user knows it.
  public var file: String
  /// The line on which the record or value begins, from 1; nil where lines mean nothing.
  public var line: Int?
  /// The column in characters, from 1; nil where only the line is known.
  public var column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One inbound record as it was delivered: the text of each field, before any normalising.
public struct LeadRecord: Sendable, Equatable {
  /// The text of each field that was there and not empty, indexed by ``LeadField/index``.
  public var values: [String?]
  /// Columns that no field is known for, in file order; kept with the lead and shown in its details.
  public var extra: [ExtraField]
  /// Whether the row had fewer fields than the header.
  public var isShort: Bool
  public var origin: Origin

  public init(
    values: [String?] = Array(repeating: nil, count: LeadField.allCases.count),
    extra: [ExtraField] = [], isShort: Bool = false, origin: Origin
  ) {
    self.values = values
    self.extra = extra
    self.isShort = isShort
    self.origin = origin
  }

  /// The text of a field as delivered.
  public subscript(field: LeadField) -> String? {
    get { values[field.index] }
    set { values[field.index] = newValue }
  }
}

/// A column that the program has no name for.
public struct ExtraField: Sendable, Equatable, Codable {
  public var name: String
  public var value: String
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
