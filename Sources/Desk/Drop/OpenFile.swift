import Glibc

/// A file that is open for reading, and closes itself.
final class OpenFile {
  private static let chunk = 1 << 18
  private let descriptor: Int32
  /// For messages.
  private let place: String

  /// Takes over an open descriptor.
  init(_ descriptor: Int32, place: String) {
    self.descriptor = descriptor
    self.place = place
  }

  deinit { close(descriptor) }

  /// How many bytes it has now; nil where that cannot be told.
  var size: Int64? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : nil
  }

  /// Reads bytes from an offset on and returns how many; 0 at the end.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, Int(offset))
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw DropFileProblem(what: "cannot read \(place)", code: errno)
      }
    }
  }

  /// Gives all bytes of a range to the body, a piece at a time.
  func pass(_ range: Range<Int64>, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
    defer { buffer.deallocate() }
    var position = range.lowerBound
    while position < range.upperBound {
      let wanted = Int(min(Int64(Self.chunk), range.upperBound - position))
      let count = try read(
        at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      if count == 0 { return }
      position += Int64(count)
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// All bytes of a range.
  func bytes(_ range: Range<Int64>) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(range.upperBound - range.lowerBound))
    try pass(range) { bytes.append(contentsOf: $0) }
    return bytes
  }
}
