import LeadModel

/// Tells values that say nothing from the bytes of a row.
enum Placeholder {
  private static let texts: Set<[UInt8]> = Set(MissingValue.words.map { Array($0.utf8) })

  /// By ASCII byte, whether a missing value may begin with it.
  private static let mayBegin: [Bool] = (0..<128).map { byte in
    byte <= 0x20 || "-?nustNUST".utf8.contains(UInt8(byte))
  }

  /// Whether the text says nothing, leaving out `NA` where that is a country or region.
  static func isMissing(_ text: String, naIsAnswer: Bool = false) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      // Most values begin with something that neither a placeholder nor white space does.
      if let first = bytes.first, first < 0x80, mayBegin[Int(first)] == false { return false }
      var folded: [UInt8] = []
      var hasGap = false
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        if scalar.properties.isWhitespace {
          hasGap = !folded.isEmpty
          continue
        }
        guard scalar.isASCII, folded.count < 14 else { return false }
        if hasGap { folded.append(0x20) }
        hasGap = false
        let byte = UInt8(scalar.value)
        folded.append((65...90).contains(byte) ? byte | 0x20 : byte)
      }
      if naIsAnswer, folded == [0x6E, 0x61] { return false }
      return texts.contains(folded)
    }
  }
}
