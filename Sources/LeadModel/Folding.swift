import Foundation

/// Making texts comparable without regard to case: full Unicode case folding of the NFC form.
public enum Folding {
  /// The folded form: `Weiß` and `WEISS` give the same text, so do `ﬁ` and `FI`, `ς` and `Σ`.
  ///
  /// The standard library has case mappings but no case folding. Folding a scalar is here
  /// lower(upper( lower(scalar))) with the full mappings and without regard to context or language,
  /// which puts the same scalars together as `CaseFolding.txt` (status C and F) does: the first
  /// step is for `ẞ` (whose upper case is itself) and `İ`, the second expands `ß` and ligatures and
  /// joins variants such as `ς`. The one scalar that would fall together with another although it
  /// must not is `ı`, whose upper case is `I`. Meant for comparing, not for showing.
  public static func fold(_ text: String) -> String {
    var text = text
    let ascii = text.withUTF8 { bytes -> (isASCII: Bool, isLower: Bool) in
      var isLower = true
      for byte in bytes {
        if byte >= 0x80 { return (false, false) }
        if (65...90).contains(byte) { isLower = false }
      }
      return (true, isLower)
    }
    if ascii.isASCII { return ascii.isLower ? text : text.lowercased() }
    var folded = String.UnicodeScalarView()
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      append(scalar, to: &folded)
    }
    return String(folded)
  }

  /// Lower case of the NFC form, without regard to language: for texts that are shown in lower
  /// case.
  public static func lowercased(_ text: String) -> String {
    var text = text
    let isASCII = text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } }
    return isASCII ? text.lowercased() : text.precomposedStringWithCanonicalMapping.lowercased()
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
    if scalar.isASCII {
      folded.append(
        (65...90).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
      return
    }
    if scalar == "\u{131}" {
      folded.append(scalar)
      return
    }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      for upper in lower.properties.uppercaseMapping.unicodeScalars {
        folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
      }
    }
  }
}
