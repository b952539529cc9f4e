import LeadModel

/// Reads an object of texts exactly as ``FieldText/object(_:)`` writes it, without a tree in between: a look
/// at all waiting leads reads one for each. Anything else is left to a reader of any JSON.
struct FieldScanner {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The fields in the order of the columns, those that only a newer release knows left out; nil where the
  /// bytes were written otherwise.
  func fields() -> [FieldValue]? {
    var scanner = self
    return scanner.read()
  }

  private mutating func read() -> [FieldValue]? {
    guard skip(UInt8(ascii: "{")) else { return nil }
    if skip(UInt8(ascii: "}")) { return at == bytes.count ? [] : nil }
    var fields: [FieldValue] = []
    fields.reserveCapacity(16)
    var last = -1
    repeat {
      guard let name = text(), skip(UInt8(ascii: ":")), let value = text() else { return nil }
      guard let field = LeadField(rawValue: name) else { continue }
      // Out of order, or twice, is not as it is written here.
      guard field.index > last else { return nil }
      last = field.index
      fields.append(FieldValue(field: field, value: value))
    } while skip(UInt8(ascii: ","))
    return skip(UInt8(ascii: "}")) && at == bytes.count ? fields : nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// A text in quotes without escapes, or with those of quotes and backslashes.
  private mutating func text() -> String? {
    guard skip(UInt8(ascii: "\"")) else { return nil }
    let start = at
    var escaped: [UInt8]?
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        defer { at += 1 }
        if let escaped { return String(validating: escaped, as: UTF8.self) }
        return String(validating: bytes[start..<at], as: UTF8.self)
      }
      if byte < 32 { return nil }
      if byte == UInt8(ascii: "\\") {
        guard at + 1 < bytes.count else { return nil }
        let next = bytes[at + 1]
        guard next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") else { return nil }
        escaped = (escaped ?? Array(bytes[start..<at])) + [next]
        at += 2
      } else {
        escaped?.append(byte)
        at += 1
      }
    }
    return nil
  }
}
