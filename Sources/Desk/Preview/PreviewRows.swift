import DeskRules
import Glibc
import LeadModel

/// Changed leads on their way to a list. They wait in a file without a name, so that a change that moves
/// every lead costs no memory.
struct PreviewRowWriter {
  private let file: PreviewRows.File
  private var offsets: [Int64] = []
  private var end: Int64 = 0
  private var buffer: [UInt8] = []
  private static let flushAt = 1 << 18

  init() throws(WorkspaceProblem) { file = try PreviewRows.File() }

  mutating func add(_ row: PreviewSummary.Row) throws(WorkspaceProblem) {
    offsets.append(end + Int64(buffer.count))
    append(UInt64(bitPattern: row.number.value))
    for text in [row.lead, row.before, row.after, row.sentenceBefore, row.sentenceAfter] {
      append(UInt64(text.utf8.count))
      buffer.append(contentsOf: text.utf8)
    }
    if buffer.count >= Self.flushAt { try flush() }
  }

  private mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) }
  }

  private mutating func flush() throws(WorkspaceProblem) {
    guard Files.writeAll(buffer, to: file.descriptor) else {
      throw .cannotMake(path: "a temporary file", why: String(cString: strerror(errno)))
    }
    end += Int64(buffer.count)
    buffer.removeAll(keepingCapacity: true)
  }

  /// The finished list.
  mutating func finish() throws(WorkspaceProblem) -> PreviewRows {
    try flush()
    return PreviewRows(file: file, offsets: offsets, end: end)
  }
}

/// Changed leads, read page by page.
struct PreviewRows: Sendable {
  /// A file that is gone with the last reference.
  final class File: Sendable {
    let descriptor: Int32

    init() throws(WorkspaceProblem) {
      var path = Array("/tmp/signalbox-preview-XXXXXX".utf8CString)
      descriptor = mkstemp(&path)
      guard descriptor >= 0 else {
        throw .cannotMake(path: "a file in /tmp", why: String(cString: strerror(errno)))
      }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      unlink(path)
    }
    deinit { close(descriptor) }
  }

  fileprivate let file: File
  fileprivate let offsets: [Int64]
  fileprivate let end: Int64

  var count: Int { offsets.count }

  /// Those from a position on.
  func page(offset: Int, limit: Int) -> [PreviewSummary.Row] {
    guard offset >= 0, offset < count, limit > 0 else { return [] }
    let last = min(count, offset + limit)
    let start = offsets[offset]
    let stop = last < count ? offsets[last] : end
    var bytes = [UInt8](repeating: 0, count: Int(stop - start))
    let read = bytes.withUnsafeMutableBytes {
      pread(file.descriptor, $0.baseAddress, $0.count, off_t(start))
    }
    guard read == bytes.count else { return [] }
    var reader = Reader(bytes: bytes)
    return (offset..<last).map { _ in reader.row() }
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    mutating func number() -> UInt64 {
      defer { at += 8 }
      return bytes.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      }
    }
    mutating func text() -> String {
      let count = Int(number())
      defer { at += count }
      return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }
    mutating func row() -> PreviewSummary.Row {
      let number = LeadNumber(Int64(bitPattern: number()))
      let (lead, before, after) = (text(), text(), text())
      return PreviewSummary.Row(
        lead: lead, number: number, before: before, after: after, sentenceBefore: text(),
        sentenceAfter: text())
    }
  }
}
