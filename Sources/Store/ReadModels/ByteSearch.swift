/// A text to look for in bytes, after R. N. Horspool, "Practical fast searching in strings" (1980): most
/// bytes of what is searched are skipped.
struct ByteSearch {
  private let needle: [UInt8]
  /// How far to go on after a byte that stands below the end of the needle.
  private let skips: [Int]

  /// The text is not empty.
  init(_ text: String) {
    needle = Array(text.utf8)
    var skips = Array(repeating: needle.count, count: 256)
    for (index, byte) in needle.dropLast().enumerated() {
      skips[Int(byte)] = needle.count - 1 - index
    }
    self.skips = skips
  }

  /// Where the text ends that first occurs at or after a place; nil where it does not.
  func end(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    needle.withUnsafeBufferPointer { needle in
      skips.withUnsafeBufferPointer { skips in
        var end = start + needle.count
        while end <= bytes.count {
          var back = 1
          while back <= needle.count, bytes[end - back] == needle[needle.count - back] { back += 1 }
          if back > needle.count { return end }
          end += skips[Int(bytes[end - 1])]
        }
        return nil
      }
    }
  }
}
