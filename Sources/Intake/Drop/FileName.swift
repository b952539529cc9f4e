/// The base name of a file as the file system has it: bytes, which need not be text.
public struct FileName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Without any `/`.
  public let bytes: [UInt8]

  /// Takes a base name as bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }
  /// Takes a base name as text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// Byte order.
  public static func < (a: Self, b: Self) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

  /// Safe to show on a line and a terminal: whatever is no text, controls something or cannot be
  /// seen is escaped. Not for opening the file.
  public var description: String {
    var shown = ""
    var at = 0
    bytes.withUnsafeBufferPointer { bytes in
      while at < bytes.count {
        let length: Int
        if bytes[at] < 0x80 {
          length = 1
        } else if case .valid(let count) = UTF8Scan.sequence(bytes, at: at) {
          length = count
        } else {
          shown += "\\x" + String(bytes[at], radix: 16, uppercase: true)
          at += 1
          continue
        }
        for scalar in String(decoding: bytes[at..<(at + length)], as: UTF8.self).unicodeScalars {
          if isShownAsItIs(scalar) {
            shown.unicodeScalars.append(scalar)
          } else {
            shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
          }
        }
        at += length
      }
    }
    return shown
  }

  /// Names of files that somebody is still writing, or that are none of ours.
  public var isIgnored: Bool {
    if bytes.first == UInt8(ascii: ".") || bytes.last == UInt8(ascii: "~") { return true }
    let lower = bytes.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    return Self.unfinishedEndings.contains { lower.suffix($0.count).elementsEqual($0) }
  }

  private static let unfinishedEndings: [[UInt8]] = [
    ".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp",
  ].map { Array($0.utf8) }

  /// The name that is tried when this one and `number − 2` more are taken: `a.csv`, `a-2.csv`,
  /// `a-3.csv` … with `suffix` (such as `.error.txt`) behind it, shortened so that it fits in the
  /// 255 bytes that file systems allow.
  public func candidate(_ number: Int, suffix: String = "") -> FileName {
    let dot = bytes.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil }
    // An "extension" of half the name is no extension.
    let border = dot.flatMap { bytes.count - $0 <= 16 ? $0 : nil } ?? bytes.count
    let ending =
      (number > 1 ? Array("-\(number)".utf8) : []) + bytes[border...] + Array(suffix.utf8)
    var stem = bytes[..<border].prefix(max(1, 255 - ending.count))
    // Not in the middle of a character.
    if stem.count < border {
      while let last = stem.last, stem.count > 1, last & 0xC0 == 0x80 { stem.removeLast() }
      if let last = stem.last, stem.count > 1, last >= 0xC0 { stem.removeLast() }
    }
    return FileName(bytes: Array(stem) + ending)
  }
}

/// Whether a character neither controls anything nor hides.
private func isShownAsItIs(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
    .privateUse:
    false
  default: true
  }
}
