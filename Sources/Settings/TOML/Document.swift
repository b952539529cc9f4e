import TOMLKit

/// A value of a TOML file together with its place.
struct TOMLNode {
  /// What a value is. Dates and times are not used by any setting; their text is kept for messages.
  indirect enum Value {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case moment(String)
    case list([TOMLNode])
    case table([TOMLEntry])
  }
  var value: Value
  var place: Place
}

/// A key of a table, with the places of key and value.
struct TOMLEntry {
  var key: String
  var place: Place
  var node: TOMLNode
}

/// The content of a TOML file with places, in the order of the file.
struct TOMLDocument {
  /// The largest file that is read, in bytes; a configuration of a large company has 100,000.
  static let maximumSize = 4 << 20

  let root: [TOMLEntry]

  /// Reads UTF-8 with or without byte order mark.
  ///
  /// - Throws: what keeps the file from being TOML at all: always one problem.
  init(_ data: [UInt8], file: String) throws(SettingsProblems) {
    let bytes = try Self.checked(data, file: file)
    let lines = LineTable(bytes)
    let locator = Locator(bytes)
    if let offset = locator.tooDeepAt {
      throw .one(
        file, lines.place(of: offset),
        "tables and lists stand more than \(Locator.maximumDepth) deep in each other")
    }
    if let offset = locator.nulEscapeAt {
      throw .one(file, lines.place(of: offset), "a text may not hold the character NUL")
    }
    if let misfit = locator.misfit {
      throw .one(
        file, lines.place(of: misfit.offset), "not valid TOML: \(misfit.expected) is expected here")
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: String(decoding: bytes, as: UTF8.self))
    } catch let error as TOMLParseError {
      throw .one(file, Self.place(error), "not valid TOML: \(Self.firstLine(error.description))")
    } catch {
      throw .one(file, nil, "not valid TOML")
    }
    root = Converter(locator: locator, lines: lines).entries(of: table, at: 0)
  }

  /// The bytes without mark, if they are text.
  private static func checked(_ data: [UInt8], file: String) throws(SettingsProblems) -> [UInt8] {
    if data.count > maximumSize {
      throw .one(
        file, nil, "has \(data.count) bytes; a configuration file has at most \(maximumSize)")
    }
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      throw .one(file, nil, "is UTF-16; save it as UTF-8")
    }
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(data.dropFirst(3)) : data
    if let offset = firstInvalidUTF8(bytes) {
      throw .one(
        file, LineTable(bytes).place(of: offset), "a byte here is not UTF-8; save the file as UTF-8"
      )
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw .one(file, LineTable(bytes).place(of: offset), "a NUL byte here; this is no text file")
    }
    return bytes
  }

  /// The first byte that belongs to no UTF-8 sequence.
  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  private static func place(_ error: TOMLParseError) -> Place {
    Place(line: max(1, error.source.begin.line), column: max(1, error.source.begin.column))
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}

extension SettingsProblems {
  fileprivate static func one(_ file: String, _ place: Place?, _ sentence: String) -> Self {
    Self([
      SettingsProblem(
        file: file, line: place?.line, column: place?.column, key: "", sentence: sentence)
    ])
  }
}

/// Puts the library's values and the locator's places together.
private struct Converter {
  let locator: Locator
  let lines: LineTable

  func entries(of table: TOMLTable, at index: Int?) -> [TOMLEntry] {
    var entries: [TOMLEntry] = []
    for (key, value) in table {
      let child = index.flatMap { locator.nodes[$0].children[key] }
      let place = child.map { lines.place(of: locator.nodes[$0].keyOffset) } ?? .start
      entries.append(TOMLEntry(key: key, place: place, node: node(value, at: child)))
    }
    return entries.sorted { $0.place < $1.place }
  }

  private func node(_ value: any TOMLValueConvertible, at index: Int?) -> TOMLNode {
    TOMLNode(
      value: content(value, at: index),
      place: index.map { lines.place(of: locator.nodes[$0].valueOffset) } ?? .start)
  }

  private func content(_ value: any TOMLValueConvertible, at index: Int?) -> TOMLNode.Value {
    if let table = value.table { return .table(entries(of: table, at: index)) }
    if let array = value.array {
      let items = index.map { locator.nodes[$0].items } ?? []
      return .list(
        (0..<array.count).map { position in
          node(array[position], at: position < items.count ? items[position] : nil)
        })
    }
    if let text = value.string { return .text(text) }
    if let integer = value.int { return .integer(integer) }
    if let number = value.double { return .number(number) }
    if let boolean = value.bool { return .boolean(boolean) }
    return .moment(value.debugDescription)
  }
}
