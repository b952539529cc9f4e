/// SplitMix64: the same work from the same seed on every machine.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// 0 ..< bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }
  /// True in so many of a hundred cases.
  mutating func percent(_ share: Int) -> Bool { below(100) < share }
  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

  /// One of the items by weight.
  mutating func pick<T>(_ list: [T], weight: KeyPath<T, Int>) -> T {
    var rest = below(list.reduce(0) { $0 + $1[keyPath: weight] })
    for item in list {
      rest -= item[keyPath: weight]
      if rest < 0 { return item }
    }
    return list[0]
  }

  /// So many different items, in no order.
  mutating func sample<T>(_ list: [T], _ count: Int) -> [T] {
    var pool = list
    return (0..<min(count, list.count)).map { _ in pool.remove(at: below(pool.count)) }
  }
}
