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
    var name = name
    let plain = name.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? Plain(key: key(ofASCII: bytes)) : nil
    }
    return plain.map(\.key) ?? key(ofUnicode: name)
  }

  /// What the bytes of a name said, where they were enough to tell.
  private struct Plain { var key: String? }

  /// The usual case, told from the bytes alone.
  private static func key(ofASCII bytes: UnsafeBufferPointer<UInt8>) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { plain in
      var count = 0
      var isBetween = false
      for byte in bytes where !isPunctuation(ascii: byte) {
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
          isBetween = count > 0
          continue
        }
        if isBetween {
          plain[count] = 0x20
          count += 1
          isBetween = false
        }
        plain[count] = (65...90).contains(byte) ? byte | 0x20 : byte
        count += 1
      }
      while let space = plain[..<count].lastIndex(of: 0x20), isLegalForm(plain[(space + 1)..<count])
      {
        count = space
      }
      return count == 0 ? nil : String(decoding: plain[..<count], as: UTF8.self)
    }
  }

  private static func isLegalForm(_ word: Slice<UnsafeMutableBufferPointer<UInt8>>) -> Bool {
    word.count <= longestForm && legalForms.contains(String(decoding: word, as: UTF8.self))
  }

  private static let longestForm = legalForms.map(\.utf8.count).max() ?? 0

  /// Any name, scalar by scalar.
  static func key(ofUnicode name: String) -> String? {
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

  private static func isPunctuation(ascii byte: UInt8) -> Bool {
    let isWord = (97...122).contains(byte) || (48...57).contains(byte) || (65...90).contains(byte)
    return !isWord && byte > 0x20 && byte < 0x7F
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isPunctuation(ascii: UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}
