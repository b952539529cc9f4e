import LeadModel

/// Bytes of a text under construction, in memory that is reused from one decision to the next.
///
/// A trace is some two hundred short pieces; appending them to an array costs more than deciding, so the
/// pieces go straight into raw memory that grows by doubling. A class so that it can free that memory.
/// Sendable without the compiler's proof: an engine, which is a value, gives its writer away only when it
/// holds the sole reference (``RoutingEngine/freshWriter()``), and everyone else makes one for the spot.
final class ByteWriter: @unchecked Sendable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 256
    start = .allocate(capacity: 256)
  }

  deinit { start.deallocate() }

  /// What was written, as an array.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }
  var endsWithFullStop: Bool { count > 0 && start[count - 1] == UInt8(ascii: ".") }

  /// Adds what was written to an array.
  func append(to array: inout [UInt8]) {
    array.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
  }
  /// Takes back what was written after the first so many bytes.
  func cut(to count: Int) { self.count = count }
  func removeAll() { count = 0 }

  /// Where the next so many bytes may go; the caller writes all of them.
  @inline(__always)
  private func room(_ extra: Int) -> UnsafeMutablePointer<UInt8> {
    if count + extra > capacity { grow(extra) }
    let place = start + count
    count += extra
    return place
  }

  @inline(never)
  private func grow(_ extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    new.update(from: start, count: count)
    start.deallocate()
    start = new
    capacity = larger
  }

  @inline(__always)
  private func byte(_ byte: UInt8) { room(1).pointee = byte }

  /// Text that needs no escaping.
  @inline(__always)
  func raw(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    room(length).update(from: text.utf8Start, count: length)
  }
  func raw(_ fragment: [UInt8]) {
    fragment.withUnsafeBufferPointer { raw($0) }
  }
  private func raw(_ fragment: UnsafeBufferPointer<UInt8>) {
    guard let base = fragment.baseAddress else { return }
    room(fragment.count).update(from: base, count: fragment.count)
  }

  func integer(_ value: some BinaryInteger) { integer(Int64(value)) }

  private func integer(_ value: Int64) {
    var rest = value.magnitude
    if value < 0 { byte(UInt8(ascii: "-")) }
    var length = 1
    var bound: UInt64 = 10
    while rest >= bound, length < 19 {
      length += 1
      bound &*= 10
    }
    let place = room(length)
    for at in stride(from: length - 1, through: 0, by: -1) {
      place[at] = UInt8(48 + rest % 10)
      rest /= 10
    }
  }

  /// A text as the inside of a JSON string: quotes, backslashes and control characters escaped, C1
  /// controls too, which some terminals obey.
  func escaped(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      for byte in utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F {
        escapeEach(utf8)
        return
      }
      raw(utf8)
    }
  }

  /// A JSON string.
  func string(_ text: String) {
    byte(UInt8(ascii: "\""))
    escaped(text)
    byte(UInt8(ascii: "\""))
  }

  /// A JSON string, or `null`.
  func string(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  /// RFC 3339 in quotes.
  func instant(_ instant: Instant) {
    byte(UInt8(ascii: "\""))
    let place = room(32)
    count -= 32 - Instant.write(instant, into: UnsafeMutableBufferPointer(start: place, count: 32))
    byte(UInt8(ascii: "\""))
  }

  /// A country code as a JSON string, or `null`.
  func code(_ country: CountryCode?) { quoted(country?.packed) }
  /// A language code as a JSON string, or `null`.
  func code(_ language: LanguageCode?) { quoted(language?.packed) }

  /// An escaped fragment as a JSON string, or `null`.
  func quoted(_ fragment: [UInt8]?) {
    guard let fragment else { return raw("null") }
    byte(UInt8(ascii: "\""))
    raw(fragment)
    byte(UInt8(ascii: "\""))
  }

  /// Hundredths as a decimal number, without decimals where there are none.
  func cents(_ value: Int64) {
    integer(value / 100)
    let rest = abs(value % 100)
    guard rest != 0 else { return }
    raw(".")
    integer(rest / 10)
    if rest % 10 != 0 { integer(rest % 10) }
  }

  private func quoted(_ packed: UInt16?) {
    guard let packed else { return raw("null") }
    byte(UInt8(ascii: "\""))
    letters(packed)
    byte(UInt8(ascii: "\""))
  }

  /// The two letters of a code.
  func letters(_ packed: UInt16) {
    let place = room(2)
    place[0] = UInt8(packed >> 8)
    place[1] = UInt8(packed & 0xFF)
  }

  private func escapeEach(_ utf8: UnsafeBufferPointer<UInt8>) {
    var previous: UInt8 = 0
    for next in utf8 {
      switch next {
      case 0x22, 0x5C:
        byte(0x5C)
        byte(next)
      case 0x0A: raw(#"\n"#)
      case 0x0D: raw(#"\r"#)
      case 0x09: raw(#"\t"#)
      case 0..<0x20, 0x7F: unicodeEscape(next)
      case 0x80...0x9F where previous == 0xC2:
        // U+0080 to U+009F are C2 80 to C2 9F: take the lead byte back.
        count -= 1
        unicodeEscape(next)
      default: byte(next)
      }
      previous = next
    }
  }

  private func unicodeEscape(_ value: UInt8) {
    let digits: StaticString = "0123456789abcdef"
    raw(#"\u00"#)
    byte(digits.utf8Start[Int(value >> 4)])
    byte(digits.utf8Start[Int(value & 15)])
  }
}
