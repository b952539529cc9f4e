import LeadModel

/// Telephone numbers.
enum PhoneForm {
  /// `+` and digits for an international number (a leading `00` is `+`), digits alone for a
  /// national one. `(0)` after a country code, and an extension, are dropped. nil when other things
  /// than digits and the usual separators stand in it, or no digit at all.
  static func normal(_ text: String) -> String? {
    var rest = withoutExtension(Array(text.utf8)[...]).drop { separators.contains($0) }
    var digits: [UInt8] = []
    var isInternational = rest.first == UInt8(ascii: "+")
    if isInternational { rest = rest.dropFirst() }
    while let byte = rest.first {
      if isInternational, !digits.isEmpty, rest.starts(with: trunkPrefix) {
        rest = rest.dropFirst(3)
        continue
      }
      if (48...57).contains(byte) {
        digits.append(byte)
        if !isInternational, digits == [48, 48] {
          isInternational = true
          digits = []
        }
      } else if !separators.contains(byte) {
        return nil
      }
      rest = rest.dropFirst()
    }
    guard !digits.isEmpty else { return nil }
    return String(decoding: (isInternational ? [UInt8(ascii: "+")] : []) + digits, as: UTF8.self)
  }

  private static let trunkPrefix = Array("(0)".utf8)
  private static let separators = Array(" -./()".utf8)
  /// Longest first.
  private static let extensionMarks = ["extension", "ext.", "ext", "x", "#"].map { Array($0.utf8) }

  /// Cuts `ext. 12`, `x12` and the like off the end.
  private static func withoutExtension(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var tail = text.endIndex
    while tail > text.startIndex, (48...57).contains(text[tail - 1]) { tail -= 1 }
    guard tail < text.endIndex else { return text }
    while tail > text.startIndex, [UInt8(ascii: " "), UInt8(ascii: ":")].contains(text[tail - 1]) {
      tail -= 1
    }
    let head = text[..<tail]
    let lower = head.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    for mark in extensionMarks where lower.suffix(mark.count).elementsEqual(mark) {
      let cut = head.dropLast(mark.count)
      return cut.last == UInt8(ascii: ";") || cut.last == UInt8(ascii: ",") ? cut.dropLast() : cut
    }
    return text
  }
}
