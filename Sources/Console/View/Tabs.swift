import TerminalKit

/// The names of lists side by side, the one that is seen among them.
struct Tabs {
  private let parts: [StyledText]

  init(_ parts: [StyledText]) { self.parts = parts }

  var line: StyledText { parts.reduce(StyledText([])) { $0 + $1 } }

  /// Which name stands at a column.
  func hit(_ x: Int) -> Int? {
    var end = 0
    return parts.firstIndex { part in
      end += part.width
      return x < end
    }
  }

  /// The longest form that fits, else the last.
  static func fitting(_ width: Int, _ forms: [Tabs]) -> Tabs {
    forms.first { $0.line.width <= width } ?? forms.last ?? Tabs([])
  }
}
