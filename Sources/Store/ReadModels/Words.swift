import GRDB
import LeadModel

/// Filtering rows by words that people type.
enum Words {
  /// `contains_folded(text, word)`: whether a text contains a folded word, in any case. SQLite's
  /// own LIKE knows the case of ASCII letters only.
  static let function = DatabaseFunction("contains_folded", argumentCount: 2, pure: true) {
    values in
    guard let text = String.fromDatabaseValue(values[0]),
      let word = String.fromDatabaseValue(values[1])
    else { return false }
    return Folding.fold(text).contains(word)
  }

  /// A condition that the text of an SQL expression contains the word, with its parameter.
  static func condition(_ expression: String, contains word: String) -> (String, SQLValue) {
    guard word.utf8.allSatisfy({ $0 < 128 }) else {
      return ("contains_folded(\(expression), ?)", .text(Folding.fold(word)))
    }
    var pattern = "%"
    for character in word {
      if character == "%" || character == "_" || character == "\\" { pattern.append("\\") }
      pattern.append(character)
    }
    return ("\(expression) LIKE ? ESCAPE '\\'", .text(pattern + "%"))
  }
}
