import LeadModel

/// Company names as they are compared.
enum CompanyName {
  private static let legalForms: Set<String> = [
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
    "plc", "gmbh", "ag", "kg", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "aps",
    "oy", "oyj", "kk", "pty", "pte", "pvt",
  ]

  /// Case-folded, without punctuation and symbols, and without legal forms at the end; at least one
  /// word stays. nil when nothing but punctuation was there.
  static func key(_ name: String) -> String? {
    var plain = String.UnicodeScalarView()
    for scalar in Folding.fold(name).unicodeScalars where !isPunctuation(scalar) {
      plain.append(scalar)
    }
    var words = CleanText.collapsed(String(plain)).split(separator: " ")
    while words.count > 1, let last = words.last, legalForms.contains(String(last)) {
      words.removeLast()
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      let isWord = (97...122).contains(byte) || (48...57).contains(byte) || (65...90).contains(byte)
      return !isWord && byte > 0x20 && byte < 0x7F
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}
