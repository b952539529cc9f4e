import Intake
import LeadModel
import RoutingEngine

/// One reading of a presence file from beginning to end, a piece at a time, in memory of a piece.
final class PresenceScan {
  /// Bytes of one step: others have their turn between two.
  private static let bytesPerStep: Int64 = 2 << 20
  private static let chunk = 1 << 18

  private let file: OpenFile
  private let range: Range<Int64>
  private var position: Int64
  private var reader: PresenceReader
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: PresenceScan.chunk, alignment: 16)

  init(_ file: OpenFile, _ range: Range<Int64>, name: String, limits: IntakeLimits) {
    self.file = file
    self.range = range
    position = range.lowerBound
    reader = PresenceReader(file: name, limits: limits)
  }

  deinit { buffer.deallocate() }

  /// How many rows were read.
  var rows: Int { reader.count }

  /// Everything that is wrong so far.
  var problems: [Finding] { reader.problems }

  /// Whether nothing is wrong so far.
  var isSound: Bool { reader.isSound }

  /// Reads on, and gives each row to the body. Returns false when all was read.
  func step(
    pieces: (UnsafeRawBufferPointer) -> Void = { _ in },
    _ body: (UnsafeBufferPointer<UInt8>, Instant) -> Void
  ) throws -> Bool {
    let end = min(range.upperBound, position + Self.bytesPerStep)
    while position < end {
      guard let piece = try next(end) else { break }
      pieces(piece)
      reader.feed(piece, body)
    }
    return isOver(end) { reader.finish(body) }
  }

  /// Reads on into a gatherer, until that is full at most. Returns false when all was read.
  func step(into gatherer: inout PresenceGatherer) throws -> Bool {
    let end = min(range.upperBound, position + Self.bytesPerStep)
    while position < end, !gatherer.isFull {
      guard let piece = try next(end) else { break }
      reader.feed(piece) { gatherer.add($0, at: $1) }
    }
    return isOver(end) { reader.finish { gatherer.add($0, at: $1) } }
  }

  private func next(_ end: Int64) throws -> UnsafeRawBufferPointer? {
    let wanted = Int(min(Int64(Self.chunk), end - position))
    let count = try file.read(
      at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    position += Int64(count)
    isCut = count == 0
    return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }

  /// Whether the file ended before the bytes that were there when it was looked at.
  private var isCut = false

  private func isOver(_ end: Int64, _ finish: () -> Void) -> Bool {
    guard isCut || position >= range.upperBound else { return true }
    finish()
    return false
  }
}
