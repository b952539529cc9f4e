/// Whether the first bytes of a text say another format than the file's name does.
enum ContentGuess {
  /// One sentence with the guess, or nil when name and content agree as far as one can tell.
  static func contradiction(
    of format: FileFormat, _ head: UnsafeBufferPointer<UInt8>, _ knows: (String) -> Bool
  ) -> String? {
    let content = head.drop { $0 <= 0x20 }
    guard let first = content.first else { return nil }
    let isObject = first == UInt8(ascii: "{")
    let isArray = first == UInt8(ascii: "[")
    switch format {
    case .csv, .tsv:
      if isObject || isArray && next(content.dropFirst()) == UInt8(ascii: "{") {
        return isObject && !spansLines(content) ? looksLike("NDJSON", "ndjson") : json
      }
    case .json:
      if isObject || isArray { return nil }
      if isTable(content, knows) { return looksLike("CSV", "csv") }
    case .ndjson:
      if isArray || isObject && (spansLines(content) || isListOfRecords(content)) { return json }
      if !isObject, isTable(content, knows) { return looksLike("CSV", "csv") }
    }
    return nil
  }

  private static let json = looksLike("JSON", "json")

  private static func looksLike(_ what: String, _ ending: String) -> String {
    "the name says otherwise, but this looks like \(what): rename it to .\(ending)"
  }

  private static func next(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
    bytes.first { $0 > 0x20 }
  }

  /// Whether the opening brace stands alone on its line, or the line ends with a comma, as in
  /// printed JSON. A line that goes on past the head tells nothing.
  private static func spansLines(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let end = content.firstIndex(where: { $0 == 10 || $0 == 13 }) else { return false }
    guard let last = content[..<end].last(where: { $0 > 0x20 }) else { return false }
    return last == UInt8(ascii: "{") || last == UInt8(ascii: ",") || last == UInt8(ascii: "[")
  }

  /// `{"leads":[`, all on one line.
  private static func isListOfRecords(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let start = content.lazy.filter { $0 > 0x20 }.prefix(24)
    return start.starts(with: #"{"leads":["#.utf8) || start.starts(with: #"{"activities":["#.utf8)
  }

  private static func isTable(
    _ content: Slice<UnsafeBufferPointer<UInt8>>, _ knows: (String) -> Bool
  ) -> Bool {
    let line = String(decoding: content.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    return [",", ";", "\t"].contains { (delimiter: Character) in
      let names = line.split(separator: delimiter)
      return names.count > 1 && names.count { knows(String($0)) } * 2 >= names.count
    }
  }
}
