/// Finding what the user may have meant.
enum Nearest {
  /// The known name with the fewest edits, at most a third of its length; ties by order.
  static func name(to text: String, among known: [String]) -> String? {
    let candidates = known.map { (name: $0, edits: edits(text.lowercased(), $0.lowercased())) }
    guard let best = candidates.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= max(1, best.name.count / 3) ? best.name : nil
  }

  /// Insertions, deletions, replacements and exchanges of neighbours between two texts (optimal
  /// string alignment).
  private static func edits(_ first: String, _ second: String) -> Int {
    let one = Array(first)
    let two = Array(second)
    var before: [Int] = []
    var above = Array(0...two.count)
    for i in one.indices {
      var row = [i + 1]
      for j in two.indices {
        let replaced = above[j] + (one[i] == two[j] ? 0 : 1)
        var least = min(replaced, above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == two[j - 1], one[i - 1] == two[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      (before, above) = (above, row)
    }
    return above[two.count]
  }
}
