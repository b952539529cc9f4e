/// The user's own text in a sentence about it.
package enum Quoting {
  /// The text in quotes, short enough for one line and without control characters.
  package static func quoted(_ text: some StringProtocol) -> String {
    var shown = "\""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 60 {
        shown += "…"
        break
      }
      count += 1
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown + "\""
  }
}
