/// Finding what the user may have meant.
enum Nearest {
  /// The known name with the fewest edits, at most a third of its length; ties by order.
  static func name(to text: String, among known: [String]) -> String? {
    let candidates = known.map { (name: $0, edits: edits(text.lowercased(), $0.lowercased())) }
    guard let best = candidates.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= max(1, best.name.count / 3) ? best.name : nil
  }

  /// Insertions, deletions and replacements between two texts (Levenshtein).
  private static func edits(_ first: String, _ second: String) -> Int {
    let other = Array(second)
    var row = Array(0...other.count)
    for (index, character) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let replaced = diagonal + (other[column] == character ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}
