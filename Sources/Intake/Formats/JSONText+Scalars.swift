/// Strings, numbers and the three words, as RFC 8259 §6–7 have them.
extension JSONText {
  /// A string, number, `true` or `false`; nil for `null`.
  mutating func scalar() throws(JSONProblem) -> String? {
    switch byte {
    case .some(0x22): return try string()
    case .some(0x2D), .some(0x30...0x39): return try number()
    default: break
    }
    for (word, text) in [("true", "true"), ("false", "false"), ("null", nil)] as [(String, String?)]
    {
      if bytes[at...].starts(with: word.utf8) {
        at += word.utf8.count
        return text
      }
    }
    throw problem(
      at < bytes.count ? "this is no value of JSON" : "the text ends where a value is due")
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, kept as written.
  private mutating func number() throws(JSONProblem) -> String {
    let start = at
    _ = take("-")
    let first = byte
    guard digits() > 0 else { throw problem("a digit is missing here") }
    if first == 0x30, at - start > (bytes[start] == 0x2D ? 2 : 1) {
      throw JSONProblem(offset: start, reason: "a number must not begin with 0")
    }
    if take("."), digits() == 0 { throw problem("a digit is missing here") }
    if byte == 0x65 || byte == 0x45 {
      at += 1
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw problem("a digit is missing here") }
    }
    return source(from: start)
  }

  private mutating func digits() -> Int {
    let start = at
    while let byte, (0x30...0x39).contains(byte) { at += 1 }
    return at - start
  }

  mutating func string() throws(JSONProblem) -> String {
    at += 1
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case 0x22:
        defer { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
      case 0x5C: return try stringWithEscapes(from: start)
      case ..<0x20: throw problem("a control character must be escaped in a string")
      default: at += 1
      }
    }
    throw problem("the text ends within a string")
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONProblem) -> String {
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x22:
        at += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C: text.append(contentsOf: String(try escape()).utf8)
      case ..<0x20: throw problem("a control character must be escaped in a string")
      default:
        text.append(byte)
        at += 1
      }
    }
    throw problem("the text ends within a string")
  }

  private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
    let start = at
    at += 1
    guard let letter = byte else { throw problem("the text ends within a string") }
    at += 1
    switch letter {
    case 0x22, 0x5C, 0x2F: return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw JSONProblem(offset: start, reason: "there is no such escape in JSON")
    }
    var value = try fourHexDigits()
    if (0xD800...0xDBFF).contains(value), take("\\"), take("u") {
      let low = try fourHexDigits()
      if (0xDC00...0xDFFF).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + low - 0xDC00
      }
    }
    guard value != 0 else { throw JSONProblem(offset: start, reason: "a NUL character") }
    guard let scalar = Unicode.Scalar(value) else {
      throw JSONProblem(offset: start, reason: "half a surrogate pair, which is no character")
    }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw problem("four hexadecimal digits are due here")
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
