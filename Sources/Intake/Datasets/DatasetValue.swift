import LeadModel

/// The value syntax of the roster, CRM and geo files.
enum DatasetValue {
  /// Items separated by `;`, trimmed, empty ones dropped.
  static func list(_ text: String) -> [String] {
    text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// `true yes y 1`, `false no n 0` or blank, in any case; nil for anything else.
  static func boolean(_ text: String) -> Bool? {
    switch text.trimmed.lowercased() {
    case "true", "yes", "y", "1": true
    case "false", "no", "n", "0", "": false
    default: nil
    }
  }

  /// Digits with `.` as decimal point, in hundredths. More than two decimals are refused unless
  /// they are zeros: an amount is kept exactly or not at all.
  static func hundredths(_ text: String) -> Int64? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    var decimals = parts.count == 2 ? Array(parts[1]) : []
    if parts.count == 2, decimals.isEmpty { return nil }
    guard decimals.dropFirst(2).allSatisfy({ $0 == 48 }) else { return nil }
    decimals = Array((decimals + [48, 48]).prefix(2))
    var value: Int64 = 0
    for digit in Array(parts[0]) + decimals {
      let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tens.addingReportingOverflow(Int64(digit) - 48)
      if tooLarge || overflow { return nil }
      value = sum
    }
    return value
  }

  /// A whole number from 0 up.
  static func count(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  /// Lower case, without scheme, `www.` and path, as far as people write them where a domain is
  /// due.
  static func domain(_ text: String) -> String {
    var domain = Substring(text.trimmed.lowercased())
    if let scheme = domain.range(of: "://") { domain = domain[scheme.upperBound...] }
    if let slash = domain.firstIndex(of: "/") { domain = domain[..<slash] }
    if domain.hasPrefix("www.") { domain = domain.dropFirst(4) }
    return String(domain)
  }
}

extension Substring {
  /// The first place where a text stands in this one.
  fileprivate func range(of needle: String) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(needle) { return at..<index(at, offsetBy: needle.count) }
      at = index(after: at)
    }
    return nil
  }
}
