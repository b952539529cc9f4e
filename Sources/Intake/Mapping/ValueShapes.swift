import Foundation
import LeadModel

/// What the text of a cell looks like; several may hold at once.
struct ValueShapes: OptionSet, Sendable {
  let rawValue: UInt32

  static let email = Self(rawValue: 1 << 0)
  /// With `+` or `00`.
  static let worldPhone = Self(rawValue: 1 << 1)
  static let localPhone = Self(rawValue: 1 << 2)
  static let url = Self(rawValue: 1 << 3)
  static let domain = Self(rawValue: 1 << 4)
  static let ip = Self(rawValue: 1 << 5)
  /// A time in a form that intake reads.
  static let instant = Self(rawValue: 1 << 6)
  /// A date in another form: `02.03.2026`, `3/2/26 9:15 AM`.
  static let otherDate = Self(rawValue: 1 << 7)
  /// Two capital letters that are a country.
  static let countryCode = Self(rawValue: 1 << 8)
  static let countryName = Self(rawValue: 1 << 9)
  static let languageCode = Self(rawValue: 1 << 10)
  static let languageName = Self(rawValue: 1 << 11)
  static let integer = Self(rawValue: 1 << 12)
  /// `11-50`, `10,000+`, `<50`.
  static let range = Self(rawValue: 1 << 13)
  static let money = Self(rawValue: 1 << 14)
  static let postalCode = Self(rawValue: 1 << 15)
  static let yesNo = Self(rawValue: 1 << 16)
  /// Sentences.
  static let prose = Self(rawValue: 1 << 17)
  /// Ends in a legal form of companies.
  static let company = Self(rawValue: 1 << 18)
  static let currencyCode = Self(rawValue: 1 << 19)

  static let phone: Self = [.worldPhone, .localPhone]
  static let website: Self = [.url, .domain]
  static let date: Self = [.instant, .otherDate]
  static let country: Self = [.countryCode, .countryName]
  static let language: Self = [.languageCode, .languageName]
  static let number: Self = [.integer, .range, .money]

  /// How many there are.
  static let count = 20

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Of a text that says something, without white space at its ends. The first bytes of a long one are
  /// enough to see that it is long.
  init(of text: String) {
    self = []
    let bytes = Array(text.utf8.prefix(400))
    let words = bytes.count { $0 == 0x20 || $0 == 0x0A }
    if bytes.starts(with: "http://".utf8) || bytes.starts(with: "https://".utf8)
      || bytes.starts(with: "www.".utf8)
    {
      if !bytes.contains(0x20) { insert(.url) }
      return
    }
    if words >= 12 || bytes.count > 200 {
      insert(.prose)
      return
    }
    addAddresses(text, bytes)
    addNumbers(text, bytes)
    addWords(text)
  }

  private mutating func addAddresses(_ text: String, _ bytes: [UInt8]) {
    if bytes.contains(0x40) {
      if Self.isEmail(bytes) { insert(.email) }
    } else if Self.isDomain(bytes) {
      insert(.domain)
    }
    if bytes.contains(0x2E) || bytes.contains(0x3A), IPAddress(text) != nil {
      subtract(.domain)
      insert(.ip)
    }
  }

  private static func isEmail(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: 0x40, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !bytes.contains(0x20)
      && parts[1].contains(0x2E)
      && !parts[1].split(separator: 0x2E, omittingEmptySubsequences: false).contains(
        where: \.isEmpty)
  }

  private static func isTopLevel(_ label: String) -> Bool {
    label.utf8.count == 2 && label.utf8.allSatisfy(isLetter) || topLevels.contains(label)
  }

  /// Those that companies take, besides countries.
  private static let topLevels: Set<String> = [
    "com", "net", "org", "info", "biz", "edu", "gov", "int", "mil", "dev", "app", "cloud", "tech",
    "online", "shop", "store", "agency", "group", "example", "gmbh", "swiss", "berlin", "london",
    "software", "systems", "solutions", "digital", "consulting", "energy", "studio", "services",
  ]

  /// Labels of letters, digits and hyphens, the last a known one.
  private static func isDomain(_ bytes: [UInt8]) -> Bool {
    let labels = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2 else { return false }
    // Names of users have dots too: ada.brandt.
    return isTopLevel(String(decoding: last, as: UTF8.self).lowercased())
      && labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D }
      }
  }

  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

extension ValueShapes {
  fileprivate mutating func addNumbers(_ text: String, _ bytes: [UInt8]) {
    guard let first = bytes.first, bytes.contains(where: Self.isDigit) else { return }
    let digits = bytes.count(where: Self.isDigit)
    if let date = Self.date(text, bytes) { insert(date) }
    if Self.isGrouped(bytes[...]) { insert(.integer) }
    if isDisjoint(with: [.ip, .instant, .otherDate, .domain, .email]) {
      let isPhone = bytes.allSatisfy { Self.isDigit($0) || "+-./() ".utf8.contains($0) }
      let isWorld = first == UInt8(ascii: "+") || bytes.starts(with: "00".utf8)
      if isPhone, (7...15).contains(digits) {
        if isWorld {
          insert(.worldPhone)
        } else if first == UInt8(ascii: "0") || first == UInt8(ascii: "(") || digits < bytes.count {
          insert(.localPhone)
        }
      }
      if Self.isRange(text) { insert(.range) }
      if Self.isMoney(text) { insert(.money) }
    }
    if (3...10).contains(bytes.count), digits >= 3 || digits >= 2 && bytes.count >= 5,
      bytes.allSatisfy({
        Self.isDigit($0) || Self.isLetter($0) || $0 == 0x20 || $0 == 0x2D
      })
    {
      insert(.postalCode)
    }
  }

  /// Digits alone, or in groups of three.
  fileprivate static func isGrouped(_ bytes: ArraySlice<UInt8>) -> Bool {
    let groups = bytes.split(omittingEmptySubsequences: false) { ",.' ".utf8.contains($0) }
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { return false }
    return groups.count == 1 ? bytes.count <= 15 : groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  private static func date(_ text: String, _ bytes: [UInt8]) -> Self? {
    if WallClock(parsing: text) != nil { return .instant }
    if bytes.count == 10 || bytes.count == 13, let number = Int64(text) {
      let seconds = bytes.count == 10 ? number : number / 1000
      // From 2001 to 2050.
      if (978_000_000...2_540_000_000).contains(seconds) { return .instant }
    }
    let day = bytes.prefix { $0 != 0x20 && $0 != UInt8(ascii: "T") }
    let groups = day.split { $0 == 0x2E || $0 == 0x2F || $0 == 0x2D }
    if groups.count == 3, groups.allSatisfy({ $0.allSatisfy(isDigit) && $0.count <= 4 }),
      groups.contains(where: { $0.count == 4 }) || groups.allSatisfy({ $0.count <= 2 }),
      day.count == bytes.count || bytes.contains(UInt8(ascii: ":"))
    {
      return .otherDate
    }
    return namesMonth(text) ? .otherDate : nil
  }

  /// `Mar 2, 2026 9:15 AM`, `2. März 2026`, `2026年3月2日`.
  private static func namesMonth(_ text: String) -> Bool {
    if text.contains("年"), text.contains("月") { return true }
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard (3...8).contains(words.count), words.contains(where: { $0.count == 4 && Int($0) != nil })
    else { return false }
    return words.contains { months.contains(HeaderWords.plain(String($0.prefix(3)))) }
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt", "nov",
    "dec", "dez", "fev", "avr", "jui", "aou", "ene", "abr", "ago", "dic",
  ]

  private static func isRange(_ text: String) -> Bool {
    var body = text[...]
    // 11-50 employees
    if let word = body.range(of: " ", options: .backwards), body[word.upperBound...].count > 3,
      body[word.upperBound...].allSatisfy(\.isLetter)
    {
      body = body[..<word.lowerBound]
    }
    if body.hasSuffix("+") { return isGrouped(Array(body.dropLast().utf8)[...]) }
    if let first = body.first, "<>≥≤".contains(first) {
      return isGrouped(Array(String(body.dropFirst()).trimmed.utf8)[...])
    }
    for separator in ["–", "-", "~", "～", " to ", " bis ", " à "] {
      let parts = body.components(separatedBy: separator)
      guard parts.count == 2 else { continue }
      return parts.allSatisfy { part in
        let number = part.trimmed.replacing("+", with: "").replacing("名", with: "")
        return !number.isEmpty && number.utf8.count <= 7 && isGrouped(Array(number.utf8)[...])
      }
    }
    return false
  }

  private static func isMoney(_ text: String) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    let signs = text.unicodeScalars.contains { $0.properties.generalCategory == .currencySymbol }
    let words = text.split { !$0.isLetter }.map(String.init)
    let known = words.allSatisfy { units.contains($0.lowercased()) || currencies.contains($0) }
    return known && (signs || !words.isEmpty)
  }

  private static let units: Set<String> = [
    "k", "m", "b", "mio", "mrd", "mn", "bn", "million", "millions", "billion", "tsd", "億円", "万円",
    "円", "万", "億",
  ]
  fileprivate static let currencies: Set<String> = [
    "EUR", "USD", "GBP", "JPY", "CHF", "PLN", "CNY", "AUD", "CAD", "SEK", "NOK", "DKK", "CZK",
    "HUF", "INR", "BRL", "MXN", "SGD", "HKD", "KRW", "ZAR", "TRY", "AED", "ILS", "NZD", "RON",
  ]
}

extension ValueShapes {
  fileprivate mutating func addWords(_ text: String) {
    let length = text.utf8.count
    guard length <= 120 else { return }
    if length <= 8, Self.answers.contains(HeaderWords.plain(text)) { insert(.yesNo) }
    if length == 3, Self.currencies.contains(text) { insert(.currencyCode) }
    if length == 2, text == text.uppercased(), CountryTable.shipped.code(alpha2Or3: text) != nil {
      insert(.countryCode)
    } else if length > 2,
      (CountryTable.shipped.code(name: text) ?? CountryTable.shipped.code(alpha2Or3: text)) != nil
    {
      insert(.countryName)
    }
    if LanguageTable.code(text) != nil {
      insert(
        length == 2 || text.contains("-") || text.contains("_") ? .languageCode : .languageName)
    }
    if Self.endsInLegalForm(text) { insert(.company) }
  }

  private static let answers: Set<String> = Set(
    "yes no y n true false ja nein oui non si nao sim tak nie はい いいえ 是 否 0 1 x"
      .split(separator: " ").map { HeaderWords.plain(String($0)) })

  private static func endsInLegalForm(_ text: String) -> Bool {
    if ["株式会社", "有限会社", "合同会社", "有限公司"].contains(where: { text.contains($0) }) {
      return true
    }
    let words = text.split(separator: " ")
    guard words.count > 1, let last = words.last else { return false }
    let letters = String(
      last.unicodeScalars.filter { $0.properties.isAlphabetic }.map(Character.init))
    return legalForms.contains(letters.lowercased())
  }

  private static let legalForms: Set<String> = [
    "inc", "corp", "corporation", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "kg", "kgaa",
    "se", "ug", "ev", "sa", "sas", "sarl", "srl", "spa", "sl", "bv", "nv", "ab", "oy", "oyj", "aps",
    "kk", "pty", "pte", "ltda", "zoo", "sro",
  ]
}
