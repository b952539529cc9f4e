import LeadModel

/// How many people a company employs.
enum EmployeesForm {
  /// An integer, with groups of three separated by `,` `.` `'` or a space. A range (`-`, `–`, `to`)
  /// takes its lower bound; `10,000+` is 10000. nil for anything else.
  static func count(_ text: String) -> Int? {
    let lower = text.lowercased()
    for separator in ["–", "-", "to"] {
      if let found = lower.firstRange(of: separator) {
        guard let low = plain(lower[..<found.lowerBound]),
          plain(withoutPlus(lower[found.upperBound...])) != nil
        else { return nil }
        return low
      }
    }
    return plain(withoutPlus(lower[...]))
  }

  private static func withoutPlus(_ text: Substring) -> Substring {
    text.last == "+" ? text.dropLast() : text
  }

  private static func plain(_ text: Substring) -> Int? {
    GroupedDigits.integer(String(text).trimmed, separators: [",", ".", "'", "’", " "])
  }
}

/// Amounts of money.
enum RevenueForm {
  /// What an amount says: hundredths of a currency, and the currency where the text names one.
  struct Amount: Equatable {
    var hundredths: Int64
    /// Three upper-case letters.
    var currency: String?
  }

  /// A decimal with `.`, thousands separated by `,`, then perhaps `K`, `M` or `B`. Currency signs
  /// are dropped; a code such as `EUR` before or after is told. Fractions of a hundredth are cut.
  /// nil for anything else, and for what no 64-bit count of hundredths holds.
  static func amount(_ text: String) -> Amount? {
    var scalars = String.UnicodeScalarView(text.unicodeScalars.filter { !isCurrencySign($0) })
    trim(&scalars)
    let currency = takeCode(&scalars)
    trim(&scalars)
    var power = 2
    switch scalars.last {
    case "K", "k": power += 3
    case "M", "m": power += 6
    case "B", "b": power += 9
    default: break
    }
    if power > 2 { scalars.removeLast() }
    trim(&scalars)
    guard let hundredths = decimal(String(scalars), power: power) else {
      return nil
    }
    return Amount(hundredths: hundredths, currency: currency)
  }

  /// The amount as a decimal without needless zeros.
  static func text(hundredths: Int64) -> String {
    let whole = String(hundredths / 100)
    let rest = hundredths % 100
    if rest == 0 { return whole }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func isCurrencySign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == "$" : scalar.properties.generalCategory == .currencySymbol
  }

  private static func trim(_ scalars: inout String.UnicodeScalarView) {
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
  }

  /// Takes a code of three letters off the front or the end.
  private static func takeCode(_ scalars: inout String.UnicodeScalarView) -> String? {
    func code(_ part: Substring.UnicodeScalarView) -> String? {
      part.count == 3 && part.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
        ? String(part).uppercased() : nil
    }
    if let found = code(scalars.prefix(3)) {
      scalars.removeFirst(3)
      return found
    }
    if let found = code(scalars.suffix(3)) {
      scalars.removeLast(3)
      return found
    }
    return nil
  }

  /// The number times ten to the power, fractions cut.
  private static func decimal(_ text: String, power: Int) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = GroupedDigits.integer(String(parts[0]), separators: [","]) else { return nil }
    var value = Int64(whole)
    let fraction = parts.count == 2 ? Array(parts[1].utf8) : []
    guard parts.count == 1 || !fraction.isEmpty, fraction.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    for place in 0..<power {
      let digit = place < fraction.count ? Int64(fraction[place]) - 48 : 0
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}

/// Digits in groups.
enum GroupedDigits {
  /// Digits alone, or groups of three after a first of one to three, all separated by the same one
  /// of the separators. nil for anything else and for what is too large.
  static func integer(_ text: String, separators: [Character]) -> Int? {
    guard let separator = text.first(where: { separators.contains($0) }) else {
      return digits(text[...])
    }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return digits(Substring(groups.joined()))
  }

  private static func digits(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension String {
  /// Where a short text first stands.
  fileprivate func firstRange(of pattern: String) -> Range<Index>? {
    guard let first = pattern.utf8.first else { return nil }
    var at = startIndex
    while let start = utf8[at...].firstIndex(of: first) {
      if utf8[start...].starts(with: pattern.utf8) {
        return start..<utf8.index(start, offsetBy: pattern.utf8.count)
      }
      at = utf8.index(after: start)
    }
    return nil
  }
}
