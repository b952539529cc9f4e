import LeadModel

/// Where leads come from: each exports them under its own header names, with its own ids, dates,
/// delimiter and encoding.
public enum SampleDialect: String, Sendable, CaseIterable {
  /// The program's own column names.
  case plain
  /// Contacts out of HubSpot: every cell quoted.
  case hubspot
  /// A Salesforce report, with labels, in the Windows code page that it defaults to.
  case salesforce
  /// Salesforce Data Loader, with API names.
  case salesforceAPI = "salesforce-api"
  /// A Marketo list, tab-separated UTF-16.
  case marketo
  /// Prospects of Pardot (Account Engagement).
  case pardot
  /// SuiteCRM, semicolons and CRLF.
  case suitecrm
  /// Leads of Pipedrive.
  case pipedrive
  /// Zoho CRM, with a byte order mark.
  case zoho
  /// A web form that posts JSON.
  case webform

  /// The id that this system gives the record.
  public func recordID(of lead: SampleLead) -> String {
    let number = lead.number
    switch self {
    case .plain: return "NW-\(number)"
    case .hubspot: return String(90_412_000_000 + number)
    case .salesforce, .salesforceAPI: return "00QNw" + padded(number, to: 10)
    case .marketo: return String(number)
    case .pardot: return String(500_000_000 + number)
    case .suitecrm: return uuid(number, salt: 0x5171)
    case .pipedrive: return uuid(number, salt: 0x919E)
    case .zoho: return "zcrm_554023" + padded(number, to: 12)
    case .webform: return "sub_" + hex(scrambled(number, salt: 0xF0).prefix, 12)
    }
  }

  /// The suffix of its files, without dot.
  public var fileExtension: String {
    switch self {
    case .marketo: "tsv"
    case .webform: "ndjson"
    default: "csv"
    }
  }

  private func scrambled(_ number: Int, salt: UInt64) -> (prefix: UInt64, suffix: UInt64) {
    var random = SplitMix64(seed: UInt64(number) &+ salt << 40)
    return (random.next(), random.next())
  }

  private func uuid(_ number: Int, salt: UInt64) -> String {
    let bits = scrambled(number, salt: salt)
    let (a, b) = (hex(bits.prefix, 16), hex(bits.suffix, 16))
    return [
      String(a.prefix(8)), String(a.dropFirst(8).prefix(4)), "4" + a.suffix(3), "8" + b.prefix(3),
      String(b.suffix(12)),
    ].joined(separator: "-")
  }

  private func hex(_ bits: UInt64, _ count: Int) -> String {
    let text = String(bits, radix: 16)
    return String((String(repeating: "0", count: 16) + text).suffix(count))
  }

  private func padded(_ number: Int, to count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}

/// The shape of a rendered file.
public enum SampleFormat: String, Sendable, CaseIterable {
  /// A table with a header line, in the dialect's delimiter and encoding.
  case csv
  /// An object a line, UTF-8.
  case ndjson
  /// One array of objects, UTF-8.
  case json
}
