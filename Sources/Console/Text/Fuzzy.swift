/// Finding entries by some of their letters, in order.
enum Fuzzy {
  /// How well the letters fit, higher is better; nil if they do not occur in this order.
  /// Runs, word starts and early letters count for more.
  static func score(_ query: String, in text: String) -> Int? {
    let letters = Array(query.lowercased()).filter { $0 != " " }
    if letters.isEmpty { return 0 }
    let characters = Array(text.lowercased())
    var score = 0
    var next = 0
    var last = -2
    for (index, character) in characters.enumerated() where next < letters.count {
      guard character == letters[next] else { continue }
      score += 1
      if index == last + 1 { score += 3 }
      if index == 0 || characters[index - 1] == " " { score += 4 }
      last = index
      next += 1
    }
    return next == letters.count ? score * 8 - characters.count / 4 : nil
  }

  /// The entries that fit, best first; of equals the earlier one first.
  static func ranked<Entry>(_ entries: [Entry], by query: String, text: (Entry) -> String)
    -> [Entry]
  {
    let scored = entries.enumerated().compactMap { place, entry in
      score(query, in: text(entry)).map { (score: $0, place: place, entry: entry) }
    }
    return scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place < $1.place }
      .map(\.entry)
  }
}
