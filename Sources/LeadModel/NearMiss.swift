/// What somebody probably meant.
package enum NearMiss {
  /// The candidate that a text differs least from, if it is near enough to be a slip: at most a
  /// third of its letters, or the same but for case. Of several equally near the first.
  package static func of(_ text: String, among candidates: some Sequence<String>) -> String? {
    let wanted = letters(text)
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = letters(candidate)
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      if distance <= limit, distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    // A single letter is one slip away from every other.
    guard let best, best.distance == 0 || wanted.count > 1 else { return nil }
    return best.name
  }

  /// ` did you mean "smb"?`-style ending for a sentence, or nothing.
  package static func hint(_ text: String, among candidates: some Sequence<String>) -> String {
    of(text, among: candidates).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// What is compared of a text, whose length is anybody's to choose.
  private static func letters(_ text: String) -> [Unicode.Scalar] {
    let beginning = text.unicodeScalars.prefix(longest)
    return Array(Folding.fold(String(beginning)).unicodeScalars.prefix(longest))
  }

  private static let longest = 64

  /// Letters inserted, dropped, replaced or swapped with their neighbour (optimal string
  /// alignment).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
