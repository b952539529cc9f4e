/// A place in a JSON text that is not JSON, and why.
struct JSONProblem: Error, Equatable {
  /// Bytes from the start of the text that was read.
  var offset: Int
  var reason: String
}

/// One member of an object, its value as the text that a field takes.
struct JSONMember: Equatable {
  enum Value: Equatable {
    /// `null`.
    case missing
    /// A string's characters, a number's digits as written, `true` or `false`.
    case text(String)
    /// An array of nothing but such values, and the array as written.
    case list([String], source: String)
    /// An object or an array with objects in it, as written.
    case nested(String)
  }

  var key: String
  var value: Value
}

/// Reads one JSON value (RFC 8259) in bytes that are all there. Strict: nothing that the grammar
/// does not know, no duplicate keys, no lone surrogates, no NUL, and no more depth and members than
/// allowed.
struct JSONText {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: IntakeLimits
  var at = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>, limits: IntakeLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The members of the object that the bytes are, with nothing but white space around it.
  /// `outerDepth` is how deep the object itself stands in its document.
  static func object(
    _ bytes: UnsafeBufferPointer<UInt8>, outerDepth: Int = 0, limits: IntakeLimits
  ) throws(JSONProblem) -> [JSONMember] {
    if let bad = UTF8Scan.firstInvalid(bytes) {
      throw JSONProblem(offset: bad, reason: "a byte that is not valid text")
    }
    var text = JSONText(bytes, limits: limits)
    let members = try text.members(outerDepth: outerDepth)
    text.skipSpace()
    if text.at < bytes.count { throw text.problem("something follows the object") }
    return members
  }

  func problem(_ reason: String) -> JSONProblem { JSONProblem(offset: at, reason: reason) }

  var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while at < bytes.count {
      let byte = bytes[at]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        return
      }
      at += 1
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func members(outerDepth: Int) throws(JSONProblem) -> [JSONMember] {
    skipSpace()
    guard take("{") else { throw problem("a record is an object in braces") }
    guard outerDepth < limits.jsonDepth else { throw tooDeep() }
    var members: [JSONMember] = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      guard byte == 0x22 else { throw problem("the name of a member in quotes is missing here") }
      let start = at
      let key = try string()
      if members.contains(where: { Self.isSame($0.key, key) }) {
        throw JSONProblem(offset: start, reason: "\(quoted(key)) is given twice")
      }
      skipSpace()
      guard take(":") else { throw problem("a colon is missing here") }
      skipSpace()
      members.append(JSONMember(key: key, value: try value(depth: outerDepth + 1)))
      if members.count > limits.columns {
        throw problem("the record has more than \(limits.columns) members")
      }
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw problem("a comma or closing brace is missing here") }
    }
  }

  /// The same text. Orders of combining marks that mean the same count as the same.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a == b
  }

  private func tooDeep() -> JSONProblem {
    problem("the nesting is deeper than \(limits.jsonDepth)")
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONMember.Value {
    let start = at
    switch byte {
    case 0x5B:
      if let items = try list(depth: depth) { return .list(items, source: source(from: start)) }
      at = start
      try skipNested(depth: depth)
      return .nested(source(from: start))
    case 0x7B:
      try skipNested(depth: depth)
      return .nested(source(from: start))
    default:
      return try scalar().map { .text($0) } ?? .missing
    }
  }

  func source(from start: Int) -> String {
    String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// The items of an array of scalars; nil when there is an array or object in it.
  private mutating func list(depth: Int) throws(JSONProblem) -> [String]? {
    guard depth < limits.jsonDepth else { throw tooDeep() }
    at += 1
    var items: [String] = []
    skipSpace()
    if take("]") { return items }
    while true {
      skipSpace()
      if byte == 0x5B || byte == 0x7B { return nil }
      if let item = try scalar() { items.append(item) }
      skipSpace()
      if take("]") { return items }
      guard take(",") else { throw problem("a comma or closing bracket is missing here") }
    }
  }

  /// Passes over an array or object, checking its grammar without recursion.
  private mutating func skipNested(depth: Int) throws(JSONProblem) {
    var closers: [UInt8] = []
    var keys: [Set<String>] = []
    repeat {
      // A value is due here.
      skipSpace()
      if let opener = byte, opener == 0x5B || opener == 0x7B {
        guard depth + closers.count < limits.jsonDepth else { throw tooDeep() }
        at += 1
        closers.append(opener + 2)
        keys.append([])
        skipSpace()
        if byte != opener + 2 {
          if opener == 0x7B { try memberName(&keys) }
          continue
        }
      } else {
        _ = try scalar()
      }
      // A value is complete, or an empty array or object was opened: close what closes here.
      closing: while let closer = closers.last {
        skipSpace()
        if byte == closer {
          at += 1
          closers.removeLast()
          keys.removeLast()
        } else if take(",") {
          if closer == 0x7D { try memberName(&keys) }
          break closing
        } else {
          throw problem(
            "a comma or closing \(closer == 0x7D ? "brace" : "bracket") is missing here")
        }
      }
    } while !closers.isEmpty
  }

  private mutating func memberName(_ keys: inout [Set<String>]) throws(JSONProblem) {
    skipSpace()
    guard byte == 0x22 else { throw problem("the name of a member in quotes is missing here") }
    let start = at
    let key = try string()
    if !keys[keys.count - 1].insert(key).inserted {
      throw JSONProblem(offset: start, reason: "\(quoted(key)) is given twice")
    }
    skipSpace()
    guard take(":") else { throw problem("a colon is missing here") }
  }
}
