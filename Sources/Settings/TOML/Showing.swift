extension String {
  /// In double quotes, on one line, and not too long: for the user's own text in a message.
  var quoted: String {
    var shown = "\""
    for scalar in unicodeScalars.prefix(80) {
      switch scalar {
      case "\n": shown += "\\n"
      case "\t": shown += "\\t"
      case "\"": shown += "\\\""
      case "\\": shown += "\\\\"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: shown += "\u{FFFD}"
        default: shown.unicodeScalars.append(scalar)
        }
      }
    }
    return shown + (unicodeScalars.count > 80 ? "…\"" : "\"")
  }
}

extension Double {
  /// Without a fraction where there is none.
  var plain: String {
    self == rounded() && magnitude < 1e15 ? String(Int64(self)) : String(self)
  }
}

extension TOMLNode {
  /// The value as a message shows it.
  var shown: String {
    switch value {
    case .text(let text): "the text \(text.quoted)"
    case .integer(let number): "\(number)"
    case .number(let number): number.plain
    case .boolean(let value): value ? "true" : "false"
    case .moment: "a date or time"
    case .list: "a list"
    case .table: "a table"
    }
  }

  var isTable: Bool {
    if case .table = value { true } else { false }
  }

  /// The value of a whole or decimal number; infinities and NaN are none.
  var number: Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number) where number.isFinite: number
    default: nil
    }
  }
}
