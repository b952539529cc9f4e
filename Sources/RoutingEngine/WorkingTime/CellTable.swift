/// Minutes by place and cell: a table with open addressing, of at most ``mostCells`` cells.
struct CellTable: Sendable {
  /// Place and cell, plus one; 0 is free.
  private var keys: [UInt32]
  private var minutes: [UInt64]
  private(set) var count = 0

  private static let smallest = 1 << 10
  /// 24 MiB.
  private static let largest = 1 << 21

  init() {
    keys = Array(repeating: 0, count: Self.smallest)
    minutes = Array(repeating: 0, count: Self.smallest)
  }

  /// Whether there is room for no more.
  var isFull: Bool { count >= Self.largest / 4 * 3 }

  /// Marks a minute.
  mutating func insert(place: Int, cell: Int, minute: Int) {
    let key = UInt32(truncatingIfNeeded: place << 8 | cell) + 1
    let at = slot(of: key)
    if keys[at] == 0 {
      keys[at] = key
      count += 1
      minutes[at] = 1 << UInt64(minute)
      if count > keys.count / 4 * 3, keys.count < Self.largest { grow() }
    } else {
      minutes[at] |= 1 << UInt64(minute)
    }
  }

  /// Where the key stands, or a free place for it.
  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    let mask = keys.count - 1
    // The hours of a day stand side by side.
    var at = Int(truncatingIfNeeded: (key >> 4 &* 0x9E37_79B1) >> 7 &+ key & 15) & mask
    while keys[at] != 0, keys[at] != key { at = (at + 1) & mask }
    return at
  }

  private mutating func grow() {
    let (oldKeys, oldMinutes) = (keys, minutes)
    let size = min(oldKeys.count * 4, Self.largest)
    keys = Array(repeating: 0, count: size)
    minutes = Array(repeating: 0, count: size)
    for (key, bits) in zip(oldKeys, oldMinutes) where key != 0 {
      let at = slot(of: key)
      keys[at] = key
      minutes[at] = bits
    }
  }

  /// Gives each entry's number and place to the body.
  func forEach(_ body: (Int, Int) -> Void) {
    for entry in keys.indices where keys[entry] != 0 { body(entry, Int((keys[entry] - 1) >> 8)) }
  }

  subscript(entry: Int) -> (cell: Int, minutes: UInt64) {
    (Int((keys[entry] - 1) & 0xFF), minutes[entry])
  }

  mutating func removeAll() {
    count = 0
    for at in keys.indices { keys[at] = 0 }
  }
}
