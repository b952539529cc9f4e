import LeadModel
import RoutingEngine

/// One case of a scenario file: a company, a lead and its circumstances, and what must come out.
///
/// The files are for reading. Lines of `world` describe the company all cases share; a case adds lines and
/// may change reps. Each line is a word, then names and `key=value`, separated by spaces; `_` in a value
/// stands for a space. `#` begins a comment.
struct Scenario: CustomStringConvertible, Sendable {
  var file: String
  var title: String
  var lines: [Line]
  var expectations: [Line]

  var description: String { "\(file): \(title)" }

  struct Line: Sendable {
    var word: String
    var names: [String] = []
    var values: [String: String] = [:]

    init(_ text: Substring) {
      let parts = text.split(separator: " ").map { String($0.replacing("_", with: " ")) }
      word = parts[0]
      for part in parts.dropFirst() {
        if let equals = part.firstIndex(of: "=") {
          values[String(part[..<equals])] = String(part[part.index(after: equals)...])
        } else {
          names.append(part)
        }
      }
    }

    func list(_ key: String) -> [String] {
      (values[key] ?? "").split(separator: ",").map(String.init)
    }
    func has(_ name: String) -> Bool { names.contains(name) }
  }

  static let expectationWords: Set<String> = [
    "expect", "flags", "steps", "step", "fact", "says", "removed", "ranked",
  ]

  /// All cases of a file.
  static func parse(_ text: String, file: String) -> [Scenario] {
    var world: [Line] = []
    var cases: [Scenario] = []
    for raw in text.split(separator: "\n") {
      let line = raw.prefix { $0 != "#" }.drop { $0 == " " }
      guard let word = line.split(separator: " ").first else { continue }
      switch word {
      case "world": world = []
      case "case":
        let title = String(line.dropFirst(5))
        cases.append(Scenario(file: file, title: title, lines: world, expectations: []))
      case _ where cases.isEmpty: world.append(Line(line))
      case _ where expectationWords.contains(String(word)):
        cases[cases.count - 1].expectations.append(
          word == "says" ? says(line) : Line(line))
      default: cases[cases.count - 1].lines.append(Line(line))
      }
    }
    return cases
  }

  /// The words of a sentence, which are compared as they stand.
  private static func says(_ line: Substring) -> Line {
    var says = Line("says")
    says.names = [String(line.dropFirst(5))]
    return says
  }
}
