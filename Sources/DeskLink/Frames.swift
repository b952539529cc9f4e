import Foundation
import NIOCore

/// Cuts a stream of bytes into frames. A length past the limit is an error before anything is read of it.
struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
  typealias InboundOut = ByteBuffer

  struct FrameTooLong: Error { let length: UInt32 }

  mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? {
    guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else {
      return nil
    }
    guard length <= UInt32(LinkProtocol.maximumFrame) else {
      throw FrameTooLong(length: length)
    }
    guard buffer.readableBytes >= 4 + Int(length) else { return nil }
    buffer.moveReaderIndex(forwardBy: 4)
    return buffer.readSlice(length: Int(length))
  }

  mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? {
    try decode(buffer: &buffer)
  }
}

/// A value as the bytes of one frame, length first; nil when it is longer than a frame may be.
func frame(_ value: some Encodable, allocator: ByteBufferAllocator) throws -> ByteBuffer? {
  let body = try JSONEncoder().encode(value)
  guard body.count <= LinkProtocol.maximumFrame else { return nil }
  var buffer = allocator.buffer(capacity: 4 + body.count)
  buffer.writeInteger(UInt32(body.count))
  buffer.writeBytes(body)
  return buffer
}

extension ByteBuffer {
  /// Reads a value from the JSON that the buffer holds.
  func decoded<T: Decodable>(as type: T.Type) throws -> T {
    try JSONDecoder().decode(type, from: Data(readableBytesView))
  }
}
