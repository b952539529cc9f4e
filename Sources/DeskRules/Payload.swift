import LeadModel

/// The JSON payload of a log entry, written key by key in a fixed order. Absent values are `null`.
public struct Payload: Sendable {
  private var out: [UInt8] = [UInt8(ascii: "{")]

  public init() {}

  /// The finished bytes.
  public var bytes: [UInt8] { out + [UInt8(ascii: "}")] }

  public mutating func put(_ key: String, _ value: String?) {
    name(key)
    if let value { quoted(value) } else { raw("null") }
  }
  public mutating func put(_ key: String, _ value: Int64?) {
    name(key)
    raw(value.map(String.init) ?? "null")
  }
  public mutating func put(_ key: String, _ value: Int) { put(key, Int64(value)) }
  public mutating func put(_ key: String, _ value: Bool) {
    name(key)
    raw(value ? "true" : "false")
  }
  public mutating func put(_ key: String, _ value: Instant?) { put(key, value?.description) }
  /// Keys and texts as an object, in the order given.
  public mutating func put(_ key: String, _ values: [(String, String)]) {
    name(key)
    out.append(UInt8(ascii: "{"))
    for (name, value) in values {
      if out.last != UInt8(ascii: "{") { out.append(UInt8(ascii: ",")) }
      quoted(name)
      out.append(UInt8(ascii: ":"))
      quoted(value)
    }
    out.append(UInt8(ascii: "}"))
  }
  /// A list of texts.
  public mutating func put(_ key: String, texts: [String]) {
    name(key)
    list(texts) { $0.quoted($1) }
  }
  /// A list of objects.
  public mutating func put(_ key: String, objects: [Payload]) {
    name(key)
    list(objects) { $0.out += $1.bytes }
  }
  /// Bytes that are JSON already.
  public mutating func put(_ key: String, json: [UInt8]) {
    name(key)
    out += json
  }

  private mutating func name(_ key: String) {
    if out.count > 1 { out.append(UInt8(ascii: ",")) }
    quoted(key)
    out.append(UInt8(ascii: ":"))
  }

  private mutating func list<T>(_ items: [T], _ write: (inout Payload, T) -> Void) {
    out.append(UInt8(ascii: "["))
    for (place, item) in items.enumerated() {
      if place > 0 { out.append(UInt8(ascii: ",")) }
      write(&self, item)
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func raw(_ text: String) { out.append(contentsOf: text.utf8) }

  private mutating func quoted(_ text: String) {
    var text = text
    out.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        out.append(contentsOf: bytes)
      } else {
        escaped(bytes)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      case 0..<0x20:
        raw("\\u00")
        out.append(Self.hex[Int(byte >> 4)])
        out.append(Self.hex[Int(byte & 15)])
      default: out.append(byte)
      }
    }
  }
  private static let hex = Array("0123456789abcdef".utf8)
}
