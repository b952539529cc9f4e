/// Bytes that arrive in pieces and are taken from the front once a record is whole.
///
/// Behind the last byte stand ``padding`` zeros, so that scanners may load whole words.
struct ByteQueue {
  static let padding = 16
  private var storage = [UInt8](repeating: 0, count: padding)
  private(set) var count = 0

  var first: UInt8? { count > 0 ? storage[0] : nil }

  mutating func reserve(_ additional: Int) {
    let needed = count + additional + Self.padding
    // Doubling, since reserveCapacity alone would grow by exactly as much each time.
    if storage.capacity < needed {
      storage.reserveCapacity(max(needed, storage.capacity * 2))
    }
  }

  mutating func append(_ byte: UInt8) {
    storage[count] = byte
    count += 1
    storage.append(0)
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count)
    storage.removeLast(Self.padding)
    storage.append(contentsOf: bytes)
    storage.append(contentsOf: repeatElement(0, count: Self.padding))
    count += bytes.count
  }

  mutating func removeFirst(_ taken: Int) {
    guard taken > 0 else { return }
    storage.removeFirst(taken)
    count -= taken
  }

  /// The bytes without the padding, which follows them in memory.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBufferPointer { (bytes) throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: bytes[..<count]))
    }
  }
}
