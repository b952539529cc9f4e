/// Finding what somebody probably meant.
enum NearMiss {
  /// The candidate that at most two wrong, missing or swapped letters keep apart from the word.
  static func closest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(word.lowercased())
    guard !typed.isEmpty, typed.count <= 40 else { return nil }
    let allowed = typed.count < 4 ? 1 : 2
    let measured = candidates.map { ($0, distance(typed, Array($0.lowercased()))) }
    return measured.filter { $0.1 <= allowed }.min { $0.1 < $1.1 }?.0
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    var beforeThat = previous
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeThat[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeThat, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
