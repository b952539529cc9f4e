/// Finds where the keys and values of a TOML text stand.
///
/// The TOML library tells positions of syntax errors only. This scanner follows the shape of a text
/// that the library accepted: headers, dotted and quoted keys, inline tables, arrays, strings of
/// all four kinds. It judges nothing: on a text that is no TOML it finds something or nothing, and
/// always ends.
struct Locator {
  /// One key's or item's place, with what stands inside.
  struct Node {
    /// The byte at which the key begins; for an item of an array and a `[[table]]`, the item.
    var keyOffset: Int
    /// The byte at which the value begins; for tables with a header, the header's key.
    var valueOffset: Int
    var children: [String: Int] = [:]
    var items: [Int] = []
  }

  /// How deep tables and arrays may stand in each other.
  static let maximumDepth = 64

  /// The root is the first; the others are named by position.
  private(set) var nodes = [Node(keyOffset: 0, valueOffset: 0)]
  /// The byte at which the text is nested deeper than ``maximumDepth``, if it is.
  private(set) var tooDeepAt: Int?
  /// The byte at which a string holds an escaped NUL, which the library would cut it at.
  private(set) var nulEscapeAt: Int?
  /// The first byte at which no name or value can begin although one must. The library checks some
  /// such places by assertions only, which a slip of somebody's finger must not reach.
  private(set) var misfit: (offset: Int, expected: String)?
  private let bytes: [UInt8]
  private var position = 0

  /// Scans a text without byte order mark.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    scan()
  }

  private mutating func scan() {
    var current = 0
    while tooDeepAt == nil {
      skipBlanks(lines: true)
      guard let byte = peek else { return }
      if byte == UInt8(ascii: "[") {
        current = header() ?? current
      } else {
        entry(in: current, depth: 0)
      }
      skipLine()
    }
  }

  // MARK: Headers and entries

  /// `[a.b]` or `[[a.b]]`; returns the table that the next lines belong to.
  private mutating func header() -> Int? {
    position += 1
    let isArray = peek == UInt8(ascii: "[")
    if isArray { position += 1 }
    let path = keyPath()
    guard let first = path.first, let last = path.last, Self.startsKey(bytes[first.offset]) else {
      noteMisfit("the name of a table")
      return nil
    }
    var node = 0
    for part in path.dropLast() {
      node = child(part, of: node)
      // A header below [[a]] goes on in its last item.
      node = nodes[node].items.last ?? node
    }
    node = child(last, of: node)
    guard isArray else { return nodes[node].items.last ?? node }
    nodes.append(Node(keyOffset: last.offset, valueOffset: last.offset))
    nodes[node].items.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// `a.b = value`.
  private mutating func entry(in table: Int, depth: Int) {
    var node = table
    for part in keyPath() { node = child(part, of: node) }
    skipBlanks(lines: false)
    guard node != table, peek == UInt8(ascii: "=") else { return }
    position += 1
    value(of: node, depth: depth + 1)
  }

  private mutating func child(_ part: (name: String, offset: Int), of parent: Int) -> Int {
    if let known = nodes[parent].children[part.name] { return known }
    nodes.append(Node(keyOffset: part.offset, valueOffset: part.offset))
    nodes[parent].children[part.name] = nodes.count - 1
    return nodes.count - 1
  }

  /// Bare and quoted names between dots.
  private mutating func keyPath() -> [(name: String, offset: Int)] {
    var path: [(name: String, offset: Int)] = []
    while true {
      skipBlanks(lines: false)
      let start = position
      guard let name = key() else { return path }
      path.append((name, start))
      if path.count > Self.maximumDepth {
        tooDeepAt = tooDeepAt ?? start
        return path
      }
      skipBlanks(lines: false)
      guard peek == UInt8(ascii: ".") else { return path }
      position += 1
    }
  }

  private mutating func key() -> String? {
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quotedKey()
    default:
      let start = position
      while let byte = peek, Self.isBare(byte) { position += 1 }
      return position == start ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
    }
  }

  private static func startsKey(_ byte: UInt8) -> Bool {
    byte < 0x80 && isBare(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private mutating func quotedKey() -> String {
    let start = position
    let isBasic = peek == UInt8(ascii: "\"")
    skipString()
    let end = max(start + 1, position - 1)
    let inner = bytes[min(start + 1, bytes.count)..<min(end, bytes.count)]
    return isBasic ? Self.unescaped(inner) : String(decoding: inner, as: UTF8.self)
  }

  // MARK: Values

  private mutating func value(of node: Int, depth: Int) {
    skipBlanks(lines: false)
    nodes[node].valueOffset = position
    guard depth <= Self.maximumDepth else {
      tooDeepAt = tooDeepAt ?? position
      return
    }
    switch peek ?? 0 {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString()
    case UInt8(ascii: "["): array(in: node, depth: depth)
    case UInt8(ascii: "{"): inlineTable(in: node, depth: depth)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      skipBareValue()
    default:
      noteMisfit("a value")
      skipBareValue()
    }
  }

  private mutating func array(in node: Int, depth: Int) {
    position += 1
    while tooDeepAt == nil {
      skipSeparators()
      guard let byte = peek else { return }
      if byte == UInt8(ascii: "]") { return position += 1 }
      let start = position
      nodes.append(Node(keyOffset: start, valueOffset: start))
      let item = nodes.count - 1
      nodes[node].items.append(item)
      value(of: item, depth: depth + 1)
      if position == start { position += 1 }
    }
  }

  private mutating func inlineTable(in node: Int, depth: Int) {
    position += 1
    while tooDeepAt == nil {
      skipSeparators()
      guard let byte = peek else { return }
      if byte == UInt8(ascii: "}") { return position += 1 }
      let start = position
      entry(in: node, depth: depth)
      if position == start { position += 1 }
    }
  }

  // MARK: Skipping

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func starts(with byte: UInt8, count: Int) -> Bool {
    position + count <= bytes.count && bytes[position..<position + count].allSatisfy { $0 == byte }
  }

  /// White space, and with `lines` also line ends and comments.
  private mutating func skipBlanks(lines: Bool) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard lines else { return }
        position += 1
      case UInt8(ascii: "#"):
        guard lines else { return }
        skipLine()
      default: return
      }
    }
  }

  private mutating func skipSeparators() {
    skipBlanks(lines: true)
    while peek == UInt8(ascii: ",") {
      position += 1
      skipBlanks(lines: true)
    }
  }

  private mutating func skipLine() {
    while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func skipBareValue() {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"),
        UInt8(ascii: "\n"):
        return
      default: position += 1
      }
    }
  }

  /// From the opening quotes behind the closing ones; a string of one line ends at its line's end
  /// at the latest.
  private mutating func skipString() {
    guard let quote = peek else { return }
    let isBasic = quote == UInt8(ascii: "\"")
    let isLong = starts(with: quote, count: 3)
    position += isLong ? 3 : 1
    while let byte = peek {
      if isBasic, byte == UInt8(ascii: "\\") {
        noteNulEscape()
        position += min(2, bytes.count - position)
      } else if isLong, starts(with: quote, count: 3) {
        position += 3
        // Up to two quotes may stand before the closing three.
        while peek == quote { position += 1 }
        return
      } else if !isLong, byte == quote || byte == UInt8(ascii: "\n") {
        if byte == quote { position += 1 }
        return
      } else {
        position += 1
      }
    }
  }

  private mutating func noteMisfit(_ expected: String) {
    misfit = misfit ?? (position, expected)
  }

  private mutating func noteNulEscape() {
    for escape in ["\\u0000", "\\U00000000", "\\x00"] {
      let end = position + escape.utf8.count
      if end <= bytes.count, bytes[position..<end].elementsEqual(escape.utf8) {
        nulEscapeAt = nulEscapeAt ?? position
      }
    }
  }

  /// The text of a basic string's inside.
  private static func unescaped(_ inner: ArraySlice<UInt8>) -> String {
    guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
    var result = String.UnicodeScalarView()
    var rest = String(decoding: inner, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escape = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      switch escape {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "b": result.append("\u{8}")
      case "f": result.append("\u{C}")
      case "e": result.append("\u{1B}")
      case "u", "U", "x":
        let digits = rest.prefix(escape == "u" ? 4 : escape == "U" ? 8 : 2)
        rest = rest.dropFirst(digits.count)
        if let value = UInt32(String(digits), radix: 16), let decoded = Unicode.Scalar(value) {
          result.append(decoded)
        }
      default: result.append(escape)
      }
    }
    return String(result)
  }
}
