import LeadModel

/// Cleaning the text of a field before anything is read from it.
enum CleanText {
  /// Without Unicode white space at the ends, and with one space for each run of it inside; nil for
  /// a placeholder, which says that there is no value.
  static func value(_ text: String) -> String? {
    let collapsed = collapsed(text)
    return isPlaceholder(collapsed) ? nil : collapsed
  }

  /// Trims, and makes one space of each inner run of Unicode white space.
  static func collapsed(_ text: String) -> String {
    if isClean(text) { return text }
    var result = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        pending = !result.isEmpty
      } else {
        if pending { result.append(" ") }
        pending = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether there is nothing to collapse: the usual case, told from the bytes alone. Texts beyond
  /// ASCII count as clean only up to U+007F, so they take the careful way.
  private static func isClean(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var previous = UInt8(ascii: " ")
      for byte in bytes {
        if byte >= 0x80 || (0x09...0x0D).contains(byte) { return false }
        if byte == UInt8(ascii: " "), previous == byte { return false }
        previous = byte
      }
      return bytes.isEmpty || previous != UInt8(ascii: " ")
    }
  }

  private static let placeholders = Set(MissingValue.words)

  /// What placeholders begin with, in either case: tells most texts apart at once.
  private static let firstBytes = Array("-?NnUuSsTt".utf8)

  /// Whether the text, already collapsed, stands for no value.
  static func isPlaceholder(_ text: String) -> Bool {
    guard text.utf8.count <= 13 else { return false }
    if let first = text.utf8.first, !firstBytes.contains(first) { return false }
    return placeholders.contains(text.lowercased())
  }
}
