/// Where each of some texts stands among them, asked with bytes: for reading records, of which each names
/// many reps, without making a text of each.
struct BytePositions: Sendable, Equatable {
  /// The texts one after the other, and where each begins; one more than there are texts.
  private var bytes: [UInt8] = []
  private var starts: [Int32] = [0]
  /// By hash, position + 1; 0 is free. A power of two, at most half full, so that the next free place is
  /// near.
  private var slots: [Int32]

  /// Of texts that are there several times the first counts.
  init(_ texts: [String]) {
    var size = 8
    while size < texts.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (position, text) in texts.enumerated() {
      bytes.append(contentsOf: text.utf8)
      starts.append(Int32(bytes.count))
      var text = text
      text.withUTF8 { insert(UnsafeRawBufferPointer($0), position) }
    }
  }

  private mutating func insert(_ text: UnsafeRawBufferPointer, _ position: Int) {
    var slot = Self.hash(text) & (slots.count - 1)
    while slots[slot] != 0 {
      if isEqual(text, Int(slots[slot]) - 1) { return }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(position + 1)
  }

  subscript(text: UnsafeRawBufferPointer) -> Int? {
    var slot = Self.hash(text) & (slots.count - 1)
    while slots[slot] != 0 {
      let position = Int(slots[slot]) - 1
      if isEqual(text, position) { return position }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isEqual(_ text: UnsafeRawBufferPointer, _ position: Int) -> Bool {
    let (start, end) = (Int(starts[position]), Int(starts[position + 1]))
    guard end - start == text.count else { return false }
    for index in 0..<text.count where text[index] != bytes[start + index] { return false }
    return true
  }

  /// FNV-1a, folded so that the low bits hold something of all.
  private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
