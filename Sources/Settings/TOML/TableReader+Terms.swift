import Foundation
import LeadModel

/// Values with a syntax of their own: zones, hours, currencies, countries, languages, ids.
extension TableReader {
  /// An IANA time zone.
  func zone(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    if Zones.isKnown(text.value) { return text.value }
    let known = TimeZone.knownTimeZoneIdentifiers
    let near =
      NearMiss.of(text.value, among: known)
      ?? known.first { Folding.fold($0).hasSuffix("/" + Folding.fold(text.value)) }
    let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
    refuse(
      key,
      "no time zone \(text.value.quoted); write an IANA name such as \"Asia/Tokyo\"\(hint)"
    )
    return nil
  }

  /// Weekly hours, as in `Mon-Fri 09:00-17:30`.
  func hours(_ key: String) -> WeeklyHours? {
    guard let text = text(key) else { return nil }
    do {
      return try WeeklyHours(parsing: text.value)
    } catch {
      refuse(key, "\(text.value.quoted): \(error.description)")
      return nil
    }
  }

  /// An ISO 4217 currency, upper case.
  func currency(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    let code = text.value.uppercased()
    if Self.currencies.contains(code) { return code }
    let hint = NearMiss.hint(code, among: Self.common)
    refuse(
      key, "no currency \(text.value.quoted); write its ISO 4217 code such as \"EUR\"\(hint)")
    return nil
  }

  private static let currencies = Set(Locale.Currency.isoCurrencies.map(\.identifier))
  private static let common = Locale.commonISOCurrencyCodes

  /// A country by its alpha-2 code, in any case.
  func country(_ text: Located<String>, of key: String) -> CountryCode? {
    let table = CountryTable.shipped
    if let code = CountryCode(text.value), table.entry(code) != nil { return code }
    let meant = table.code(alpha2Or3: text.value) ?? table.code(name: text.value)
    let hint = meant.map { "; did you mean \"\($0)\"?" } ?? "; write a code such as \"DE\""
    refuse(key, at: text.place, "no country \(text.value.quoted) in ISO 3166-1 alpha-2\(hint)")
    return nil
  }

  /// A language by its ISO 639-1 code, tag or English name.
  func language(_ text: Located<String>, of key: String) -> LanguageCode? {
    if let code = LanguageTable.code(text.value) { return code }
    refuse(
      key, at: text.place,
      "no language \(text.value.quoted) in ISO 639-1; write a code such as \"de\"")
    return nil
  }

  /// An id: ASCII letters, digits, `.`, `_` and `-`.
  func id(_ key: String, remedy: String = "every one has an id of its own") -> Located<String>? {
    guard let text = text(key) else {
      refuseMissing(key, remedy)
      return nil
    }
    if !text.value.isEmpty, text.value.utf8.allSatisfy(Self.isIDByte) { return text }
    refuse(
      key, "\(text.value.quoted) is no id; allowed are letters A–Z, digits, \".\", \"_\" and \"-\"")
    return nil
  }

  /// A list of lead fields by their column names.
  func leadFields(_ key: String) -> [LeadField]? {
    choices(key, from: LeadField.allCases, of: "lead fields")
  }
}

/// Which time zones are accepted.
enum Zones {
  /// Whether the name is of the IANA database. Offsets such as `GMT+9`, which Foundation takes too,
  /// are none.
  static func isKnown(_ name: String) -> Bool {
    guard !name.isEmpty, TimeZone(identifier: name) != nil else { return false }
    return name.hasPrefix("Etc/") || !name.contains { "+0123456789".contains($0) }
      || TimeZone.knownTimeZoneIdentifiers.contains(name)
  }
}
