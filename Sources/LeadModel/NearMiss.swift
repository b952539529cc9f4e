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
      let distance = EditDistance.between(wanted, letters, most: limit)
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
}
