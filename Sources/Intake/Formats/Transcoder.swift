/// Turns the bytes of a file into UTF-8, piece by piece, without its byte order mark.
///
/// It never fails: what stands for no character (a lone surrogate, a byte that Windows-1252 leaves
/// undefined, half a unit at the end) comes out as bytes that are not valid UTF-8, so that the row
/// around them is rejected by the same rule as in a UTF-8 file.
struct Transcoder {
  let encoding: TextEncoding
  private var markToSkip: Int
  /// The first byte of a unit that the last piece cut.
  private var half: UInt8?
  private var highSurrogate: UInt16?

  init(encoding: TextEncoding, markLength: Int) {
    self.encoding = encoding
    markToSkip = markLength
  }

  mutating func append(_ piece: UnsafeBufferPointer<UInt8>, to out: inout ByteQueue) {
    var piece = piece
    if markToSkip > 0 {
      let skipped = min(markToSkip, piece.count)
      markToSkip -= skipped
      piece = UnsafeBufferPointer(rebasing: piece[skipped...])
    }
    switch encoding {
    case .utf8: out.append(piece)
    case .windows1252:
      out.reserve(3 * piece.count)
      for byte in piece { Self.appendWindows1252(byte, to: &out) }
    case .utf16LittleEndian, .utf16BigEndian:
      out.reserve(2 * piece.count + 4)
      for byte in piece { appendHalfUnit(byte, to: &out) }
    }
  }

  mutating func finish(into out: inout ByteQueue) {
    if let high = highSurrogate { Self.appendLoneSurrogate(high, to: &out) }
    if half != nil { out.append(0xFF) }
    highSurrogate = nil
    half = nil
  }

  private mutating func appendHalfUnit(_ byte: UInt8, to out: inout ByteQueue) {
    guard let first = half else {
      half = byte
      return
    }
    half = nil
    let unit =
      encoding == .utf16LittleEndian
      ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(unit) - 0xDC00
        Self.appendScalar(value, to: &out)
        return
      }
      Self.appendLoneSurrogate(high, to: &out)
    }
    switch unit {
    case 0xD800...0xDBFF: highSurrogate = unit
    case 0xDC00...0xDFFF: Self.appendLoneSurrogate(unit, to: &out)
    default: Self.appendScalar(UInt32(unit), to: &out)
    }
  }

  private static func appendScalar(_ value: UInt32, to out: inout ByteQueue) {
    switch value {
    case ..<0x80: out.append(UInt8(value))
    case ..<0x800:
      out.append(0xC0 | UInt8(value >> 6))
      out.append(0x80 | UInt8(value & 0x3F))
    case ..<0x10000:
      out.append(0xE0 | UInt8(value >> 12))
      out.append(0x80 | UInt8(value >> 6 & 0x3F))
      out.append(0x80 | UInt8(value & 0x3F))
    default:
      out.append(0xF0 | UInt8(value >> 18))
      out.append(0x80 | UInt8(value >> 12 & 0x3F))
      out.append(0x80 | UInt8(value >> 6 & 0x3F))
      out.append(0x80 | UInt8(value & 0x3F))
    }
  }

  /// Three bytes of the form that UTF-8 forbids.
  private static func appendLoneSurrogate(_ unit: UInt16, to out: inout ByteQueue) {
    appendScalar(UInt32(unit), to: &out)
  }

  private static func appendWindows1252(_ byte: UInt8, to out: inout ByteQueue) {
    switch byte {
    case ..<0x80: out.append(byte)
    case 0xA0...: appendScalar(UInt32(byte), to: &out)
    default:
      let value = upperHalf[Int(byte) - 0x80]
      if value == 0 { out.append(0xFF) } else { appendScalar(UInt32(value), to: &out) }
    }
  }

  /// 0x80 … 0x9F; zero where the code page defines nothing.
  private static let upperHalf: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
