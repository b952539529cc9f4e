import LeadModel

/// Texts without regard to case, each standing for a small number: ids, names and aliases of a rule set.
///
/// Looking up ASCII text allocates nothing; anything else is folded first.
struct FoldedTable: Sendable {
  private var slots: [Int32] = Array(repeating: -1, count: 8)
  private var keys: [[UInt8]] = []
  private var values: [Int32] = []

  /// Whether nothing can be found.
  var isEmpty: Bool { keys.isEmpty }
  /// How many different texts there are.
  var count: Int { keys.count }

  /// Adds a text; the first of several that fold alike stays.
  mutating func insert(_ text: String, _ value: Int) {
    let key = Array(Folding.fold(text).utf8)
    let found = key.withUnsafeBufferPointer { slot(of: $0) }
    guard slots[found] < 0 else { return }
    slots[found] = Int32(keys.count)
    keys.append(key)
    values.append(Int32(value))
    if keys.count * 2 > slots.count { grow() }
  }

  /// The number that stands for the text.
  subscript(text: String) -> Int? {
    if keys.isEmpty { return nil }
    var text = text
    if let answer = text.withUTF8({ lookUpASCII($0) }) { return answer.value }
    var folded = Folding.fold(text)
    return folded.withUTF8 { value(at: slot(of: $0)) }
  }

  private struct Answer { var value: Int? }

  /// nil when the bytes are not all ASCII.
  private func lookUpASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Answer? {
    for byte in bytes where byte >= 0x80 { return nil }
    return Answer(value: value(at: slot(of: bytes)))
  }

  private func value(at slot: Int) -> Int? {
    let entry = slots[slot]
    return entry < 0 ? nil : Int(values[Int(entry)])
  }

  /// Where the text stands, or the free place where it would. ASCII capitals count as small letters.
  private func slot(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a: short keys, a table that is never filled by strangers.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(Self.lower(byte))) &* 0x100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] >= 0, !matches(keys[Int(slots[slot])], bytes) { slot = (slot + 1) & mask }
    return slot
  }

  private func matches(_ key: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard key.count == bytes.count else { return false }
    for index in 0..<bytes.count where key[index] != Self.lower(bytes[index]) { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (index, key) in keys.enumerated() {
      slots[key.withUnsafeBufferPointer { slot(of: $0) }] = Int32(index)
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
