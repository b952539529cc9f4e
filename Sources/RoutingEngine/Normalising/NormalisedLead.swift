import LeadModel

/// A lead in normal form: each field as typed value where it has one, and as text for display.
public struct NormalisedLead: Sendable, Equatable {
  /// The normal text of each field that is not missing, indexed by ``LeadField/index``: the
  /// column's own value, nothing inferred from other columns.
  public var values: [String?]
  /// Columns that no field is known for.
  public var extra: [ExtraField]
  /// Where the record was read.
  public var origin: Origin
  /// When its file was claimed; ages count from here.
  public var receivedAt: Instant

  /// The record's own id, or the 64 hex digits of its identity.
  public var id: String
  /// Whether the record brought an id of its own.
  public var hasOwnID: Bool
  /// As written; the site's where the record has none.
  public var source: String
  /// Never more than five minutes after ``receivedAt``.
  public var submittedAt: Instant
  /// As written.
  public var campaign: String?
  /// Lower case.
  public var email: String?
  /// The form in which addresses of one person are equal.
  public var emailKey: String?
  /// `+` and digits, or digits alone for a national number.
  public var phone: String?
  /// The `last_name`, else the last word of the `name`.
  public var lastName: String?
  /// The website's host, else the email's domain unless that is a free one.
  public var domain: String?
  /// The website's host.
  public var websiteHost: String?
  /// The email's domain unless that is a free one.
  public var companyEmailDomain: String?
  /// As written.
  public var company: String?
  /// As written; compared byte for byte.
  public var accountID: AccountID?
  /// As given and recognised.
  public var country: CountryCode?
  /// As given and known to the rule set.
  public var region: RegionID?
  /// As given and recognised.
  public var language: LanguageCode?
  /// Known ones, in the lead's order, each once.
  public var products: [ProductID]
  /// At least 0.
  public var employees: Int?
  /// In hundredths of the organisation's currency.
  public var revenue: Int64?
  /// Known to the rule set.
  public var segment: SegmentID?
  /// As written.
  public var lifecycle: String?
  /// As written.
  public var accountType: String?
  /// Of the visitor, where it is an address.
  public var ip: IPAddress?
  /// When facts on the company were looked up, where it says so readably.
  public var enrichedAt: Instant?
  /// What intake has to remark.
  public var flags: FlagSet

  /// The phone as duplicates compare it: nil with less than eight digits.
  public var phoneKey: String? {
    guard let phone else { return nil }
    let digits = phone.utf8.count - (phone.utf8.first == UInt8(ascii: "+") ? 1 : 0)
    return digits >= 8 ? phone : nil
  }
  /// The last name as duplicates compare it.
  public var lastNameKey: String? { lastName.map { Folding.fold($0) } }

  /// The normal text of a field; nil when it is missing.
  public internal(set) subscript(field: LeadField) -> String? {
    get { values[field.index] }
    set { values[field.index] = newValue }
  }
}

extension NormalisedLead {
  /// The fields that are not missing as `field=value` lines in column order, each ended by LF: what
  /// the identity of a record without id is the SHA-256 of.
  public static func identityBytes(of values: [String?]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    for (field, value) in zip(LeadField.allCases, values) {
      guard let value else { continue }
      bytes.append(contentsOf: field.rawValue.utf8)
      bytes.append(UInt8(ascii: "="))
      bytes.append(contentsOf: value.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// What makes a record the same one when it is delivered again: source and id, with a line feed
  /// between them, which neither can hold.
  public var identity: String { "\(source)\n\(id)" }

  /// What tells a redelivery from an update: all fields and the columns without a field. Values
  /// hold no line feed (white space was collapsed), so no two contents give the same bytes.
  public var contentBytes: [UInt8] {
    var bytes = Self.identityBytes(of: values)
    for field in extra {
      bytes.append(contentsOf: "extra.\(CleanText.collapsed(field.name))".utf8)
      bytes.append(UInt8(ascii: "="))
      bytes.append(contentsOf: CleanText.collapsed(field.value).utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
