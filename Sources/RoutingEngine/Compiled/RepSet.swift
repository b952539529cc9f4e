/// A set of reps by their position in the roster: one bit a rep.
struct RepSet: Sendable, Equatable {
  private(set) var words: [UInt64]

  /// The empty set, with room for so many reps.
  init(capacity: Int) { words = Array(repeating: 0, count: (capacity + 63) / 64) }

  var count: Int {
    var count = 0
    for word in words { count += word.nonzeroBitCount }
    return count
  }
  var isEmpty: Bool {
    for word in words where word != 0 { return false }
    return true
  }
  func contains(_ rep: Int) -> Bool { words[rep >> 6] >> UInt64(rep & 63) & 1 == 1 }
  mutating func insert(_ rep: Int) { words[rep >> 6] |= 1 << UInt64(rep & 63) }

  mutating func remove(_ rep: Int) { words[rep >> 6] &= ~(1 << UInt64(rep & 63)) }

  /// Empties the set without giving its memory back.
  mutating func removeAll() { for index in words.indices { words[index] = 0 } }

  /// Takes over another set of the same capacity in place.
  mutating func assign(_ other: RepSet) {
    for index in words.indices { words[index] = other.words[index] }
  }
  mutating func formUnion(_ other: RepSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }
  mutating func formIntersection(_ other: RepSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Sets this to what both others have in common and returns how many that are.
  mutating func assignIntersection(_ a: RepSet, _ b: RepSet) -> Int {
    var count = 0
    for index in words.indices {
      let word = a.words[index] & b.words[index]
      words[index] = word
      count += word.nonzeroBitCount
    }
    return count
  }

  /// Calls the closure for each rep, smaller positions first.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
