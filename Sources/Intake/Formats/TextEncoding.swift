/// How the bytes of a file stand for characters.
public enum TextEncoding: String, Sendable, Equatable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16 (little-endian)"
  case utf16BigEndian = "UTF-16 (big-endian)"
  case windows1252 = "Windows-1252"

  /// The encoding that a byte order mark declares, and the length of the mark.
  static func declared(by head: some Collection<UInt8>) -> (encoding: TextEncoding, mark: Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }
}

/// Tells UTF-8 from Windows-1252 in a file without a byte order mark, fed piece by piece.
///
/// Bytes that are not valid UTF-8 say nothing alone: with any well-formed multi-byte sequence in
/// the file it is UTF-8 with damaged rows, since such sequences do not come about by chance;
/// without one it is Windows-1252.
struct EncodingDetector {
  private(set) var sawMultibyte = false
  private(set) var sawInvalid = false
  /// The bytes of a sequence that the last piece cut.
  private var carried: [UInt8] = []

  /// What the pieces so far amount to.
  var encoding: TextEncoding { sawInvalid && !sawMultibyte ? .windows1252 : .utf8 }

  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
    if sawMultibyte { return }
    var rest = bytes[...]
    if !carried.isEmpty {
      // At most three bytes are carried, so a small joint buffer completes them.
      let joint = carried + rest.prefix(3)
      let before = carried.count
      carried = []
      let used = joint.withUnsafeBufferPointer { scan($0, isLast: rest.count <= 3) }
      if used < before { return }
      rest = rest.dropFirst(used - before)
    }
    _ = scan(UnsafeBufferPointer(rebasing: rest), isLast: true)
  }

  /// Says that no more pieces come.
  mutating func finish() {
    if !carried.isEmpty { sawInvalid = true }
    carried = []
  }

  /// Looks at whole sequences and returns how many bytes it looked at. A cut sequence at the end is
  /// carried when this is the last buffer of a piece.
  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
    var at = 0
    while true {
      at = UTF8Scan.endOfASCII(bytes, from: at)
      if at == bytes.count || sawMultibyte { return bytes.count }
      switch UTF8Scan.sequence(bytes, at: at) {
      case .valid: sawMultibyte = true
      case .invalid:
        sawInvalid = true
        at += 1
      case .cut:
        if isLast { carried = Array(bytes[at...]) }
        return isLast ? bytes.count : at
      }
    }
  }
}

/// Looking at UTF-8 byte by byte (RFC 3629: no overlong forms, no surrogates, nothing past
/// U+10FFFF).
enum UTF8Scan {
  enum Sequence: Equatable {
    /// A well-formed multi-byte sequence of that many bytes.
    case valid(Int)
    case invalid
    /// Well-formed so far, but the bytes end within it.
    case cut
  }

  /// The position of the first byte at or after `from` that is not ASCII, or the end.
  static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var at = from
    while at + 32 <= bytes.count {
      let joined =
        raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        | raw.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)
        | raw.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self)
        | raw.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self)
      if joined & 0x8080_8080_8080_8080 != 0 { break }
      at += 32
    }
    while at < bytes.count, base[at] < 0x80 { at += 1 }
    return at
  }

  /// What begins with the non-ASCII byte at `at`.
  static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Sequence {
    let lead = bytes[at]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return .invalid
    }
    for index in 1..<length {
      guard at + index < bytes.count else { return .cut }
      let allowed = index == 1 ? second : 0x80...0xBF
      if !allowed.contains(bytes[at + index]) { return .invalid }
    }
    return .valid(length)
  }

  /// The position of the first byte that is no part of well-formed UTF-8; nil when all is well.
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = 0
    while true {
      at = endOfASCII(bytes, from: at)
      if at == bytes.count { return nil }
      guard case .valid(let length) = sequence(bytes, at: at) else { return at }
      at += length
    }
  }
}
