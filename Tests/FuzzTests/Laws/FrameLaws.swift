import DeskRules
import Foundation
import NIOCore

@testable import DeskLink

/// What holds for the stream of the socket.
enum FrameLaws {
  static func frames(_ bytes: [UInt8]) throws(BrokenLaw) {
    let whole = cut([bytes[...]])
    let pieces = cut(bytes.pieces)
    try law(whole.frames == pieces.frames, "pieces make other frames")
    try law(whole.isRefused == pieces.isRefused, "pieces are refused otherwise")
    for frame in whole.frames {
      try law(frame.count <= LinkProtocol.maximumFrame, "a frame of \(frame.count) bytes")
      try again(frame, as: ClientFrame.self)
      try again(frame, as: HostFrame.self)
    }
    // The same bytes as one message, so that it needs no length to get to what is within.
    try again(bytes, as: ClientFrame.self)
    try again(bytes, as: HostFrame.self)
  }

  /// The frames of a stream that comes in these pieces, as the connection reads them.
  private static func cut(
    _ pieces: [ArraySlice<UInt8>]
  ) -> (frames: [[UInt8]], isRefused: Bool) {
    let processor = NIOSingleStepByteToMessageProcessor(
      FrameDecoder(), maximumBufferSize: LinkProtocol.maximumFrame + 4)
    var frames: [[UInt8]] = []
    do {
      for piece in pieces {
        try processor.process(buffer: ByteBuffer(bytes: piece)) {
          frames.append(Array($0.readableBytesView))
        }
      }
      return (frames, false)
    } catch {
      return (frames, true)
    }
  }

  /// What a frame means is what it means when it is sent on.
  private static func again<Message: Codable>(
    _ frame: [UInt8], as type: Message.Type
  ) throws(BrokenLaw) {
    guard let message = try? ByteBuffer(bytes: frame).decoded(as: type),
      let first = sent(message)
    else { return }
    guard let back = try? ByteBuffer(bytes: first).decoded(as: type), let second = sent(back)
    else { throw BrokenLaw("a message cannot be read when it is sent on") }
    try law(first == second, "a message changes when it is sent on")
  }

  private static func sent(_ message: some Encodable) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(message)).map { Array($0) }
  }
}
