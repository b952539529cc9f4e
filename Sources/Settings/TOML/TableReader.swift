import LeadModel

/// A value with its place.
struct Located<Value> {
  var value: Value
  var place: Place
}

/// Reads the keys of one table into typed values.
///
/// Every reading method answers nil for a key that is absent, and also for one that is wrong: then
/// the problem is noted with the others and reading goes on.
struct TableReader {
  /// The key of the table as problems name it; empty for the file.
  let path: String
  /// Where the table begins; nil where it is absent.
  let place: Place?
  /// In the order of the file.
  let entries: [TOMLEntry]
  let log: ProblemCollector

  /// A file as a whole.
  init(_ document: TOMLDocument, log: ProblemCollector) {
    self.init(path: "", place: nil, entries: document.root, log: log)
  }

  private init(path: String, place: Place?, entries: [TOMLEntry], log: ProblemCollector) {
    self.path = path
    self.place = place
    self.entries = entries
    self.log = log
  }

  /// The key as problems name it: with the tables it stands in.
  func name(of key: String) -> String {
    let shown = Self.isBare(key) ? key : key.quoted
    return path.isEmpty ? shown : "\(path).\(shown)"
  }

  private static func isBare(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { isIDByte($0) && $0 != UInt8(ascii: ".") }
  }

  /// Whether the byte may stand in an id.
  static func isIDByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  func entry(_ key: String) -> TOMLEntry? { entries.first { $0.key == key } }

  /// Where to point at for a key: its value, else its table.
  func place(of key: String) -> Place? { entry(key)?.node.place ?? place }

  func refuse(_ key: String, at place: Place? = nil, _ sentence: String) {
    log.add(at: place ?? self.place(of: key), key: name(of: key), sentence)
  }

  /// Says that a key without default is absent.
  func refuseMissing(_ key: String, _ remedy: String) {
    // A key that is there but wrong has been told already.
    guard entry(key) == nil else { return }
    log.add(at: place, key: name(of: key), "is missing; \(remedy)")
  }

  /// Notes every key that is not one of these.
  func allowOnly(_ keys: [String]) {
    for entry in entries where !keys.contains(entry.key) {
      let kind = path.isEmpty ? "table" : "key"
      let hint = NearMiss.of(entry.key, among: keys).map { "did you mean \"\($0)\"?" }
      log.add(
        at: entry.place, key: name(of: entry.key),
        "unknown \(kind) \(entry.key.quoted); \(hint ?? "allowed \(listed(keys))")")
    }
  }

  // MARK: Tables

  /// `[key]`; an empty one where it is absent or no table.
  func section(_ key: String) -> TableReader {
    guard let entry = entry(key) else { return inner(key, place: nil, []) }
    switch entry.node.value {
    case .table(let entries): return inner(key, place: entry.place, entries)
    case .list(let items) where items.contains(where: \.isTable):
      refuse(key, at: entry.place, "stands here once only; write [\(name(of: key))]")
    default:
      refuse(key, "expected a table, found \(entry.node.shown); write [\(name(of: key))]")
    }
    return inner(key, place: nil, [])
  }

  /// `[[key]]`, in the order of the file.
  func sections(_ key: String) -> [TableReader] {
    guard let entry = entry(key) else { return [] }
    guard case .list(let items) = entry.node.value else {
      refuse(
        key, at: entry.place,
        "may stand here several times and so has double brackets; write [[\(name(of: key))]]")
      return []
    }
    return items.compactMap { item in
      guard case .table(let entries) = item.value else {
        refuse(key, at: item.place, "expected [[\(name(of: key))]], found \(item.shown)")
        return nil
      }
      return inner(key, place: item.place, entries)
    }
  }

  private func inner(_ key: String, place: Place?, _ entries: [TOMLEntry]) -> TableReader {
    TableReader(path: name(of: key), place: place, entries: entries, log: log)
  }

  // MARK: Single values

  /// A text, without white space at its ends.
  func text(_ key: String) -> Located<String>? {
    guard let entry = entry(key) else { return nil }
    return text(entry.node, of: key)
  }

  /// The same, and not empty.
  func filledText(_ key: String) -> Located<String>? {
    guard let text = text(key) else { return nil }
    if text.value.isEmpty {
      refuse(key, "is empty; write a text, or leave the key out")
      return nil
    }
    return text
  }

  func text(_ node: TOMLNode, of key: String) -> Located<String>? {
    guard case .text(let text) = node.value else {
      refuse(key, at: node.place, "expected a text in quotes, found \(node.shown)")
      return nil
    }
    return Located(value: text.trimmed, place: node.place)
  }

  /// A text with the white space that it has.
  func exactText(_ node: TOMLNode, of key: String) -> String? {
    if case .text(let text) = node.value { return text }
    return text(node, of: key)?.value
  }

  func boolean(_ key: String) -> Bool? {
    guard let entry = entry(key) else { return nil }
    guard case .boolean(let value) = entry.node.value else {
      refuse(key, "expected true or false, found \(entry.node.shown)")
      return nil
    }
    return value
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let entry = entry(key) else { return nil }
    guard case .integer(let value) = entry.node.value, range.contains(value) else {
      let bounds = "a whole number from \(range.lowerBound) to \(range.upperBound)"
      refuse(key, "expected \(bounds), found \(entry.node.shown)")
      return nil
    }
    return value
  }

  /// A whole or decimal number.
  func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let entry = entry(key) else { return nil }
    return number(entry.node, of: key, in: range)
  }

  func number(_ node: TOMLNode, of key: String, in range: ClosedRange<Double>) -> Double? {
    if let value = node.number, range.contains(value) { return value }
    let bounds = "a number from \(range.lowerBound.plain) to \(range.upperBound.plain)"
    refuse(key, at: node.place, "expected \(bounds), found \(node.shown)")
    return nil
  }

  /// A number as hundredths, rounded. Whole numbers of any size are exact.
  func hundredths(_ key: String) -> Int64? {
    guard let value = number(key, in: 0...90_000_000_000_000_000) else { return nil }
    if case .integer(let whole) = entry(key)?.node.value { return Int64(whole) * 100 }
    return Int64((value * 100).rounded())
  }

  // MARK: Lists

  /// The items of a list; nil where the key is absent or no list.
  func items(_ key: String, of kind: String) -> [TOMLNode]? {
    guard let entry = entry(key) else { return nil }
    guard case .list(let items) = entry.node.value else {
      var remedy = ""
      if case .text(let text) = entry.node.value { remedy = "; write [\(text.quoted)]" }
      refuse(key, "expected a list of \(kind), found \(entry.node.shown)\(remedy)")
      return nil
    }
    return items
  }

  /// A list of texts that are not empty.
  func texts(_ key: String, of kind: String) -> [Located<String>]? {
    items(key, of: kind)?.compactMap { item in
      guard let text = text(item, of: key) else { return nil }
      if text.value.isEmpty {
        refuse(key, at: item.place, "an empty text in a list of \(kind); leave it out")
        return nil
      }
      return text
    }
  }

  /// A list that must be there and not be empty.
  func filledList<Item>(_ key: String, _ remedy: String, read: () -> [Item]?) -> [Item]? {
    guard let entry = entry(key) else {
      refuseMissing(key, remedy)
      return nil
    }
    if case .list(let items) = entry.node.value, items.isEmpty {
      refuse(key, "is empty; \(remedy)")
      return nil
    }
    return read()
  }

  // MARK: Choices

  /// One of several words.
  func choice<Choice: RawRepresentable<String>>(_ key: String, from choices: [Choice]) -> Choice? {
    text(key).flatMap { chosen($0, of: key, from: choices) }
  }

  /// A list of some of several words, each once.
  func choices<Choice: RawRepresentable<String>>(
    _ key: String, from choices: [Choice], of kind: String
  ) -> [Choice]? {
    guard let texts = texts(key, of: kind) else { return nil }
    return withoutRepeats(texts, of: key).compactMap { chosen($0, of: key, from: choices) }
  }

  private func chosen<Choice: RawRepresentable<String>>(
    _ text: Located<String>, of key: String, from choices: [Choice]
  ) -> Choice? {
    if let choice = Choice(rawValue: text.value),
      choices.contains(where: { $0.rawValue == choice.rawValue })
    {
      return choice
    }
    let words = choices.map(\.rawValue)
    refuse(
      key, at: text.place,
      "\(text.value.quoted) is not allowed here; allowed \(listed(words))"
        + NearMiss.hint(text.value, among: words))
    return nil
  }

  /// Refuses what stands in a list twice.
  func withoutRepeats(_ texts: [Located<String>], of key: String) -> [Located<String>] {
    var seen: Set<String> = []
    return texts.filter { text in
      if seen.insert(text.value).inserted { return true }
      refuse(key, at: text.place, "\(text.value.quoted) stands in this list twice")
      return false
    }
  }
}

/// `are "a", "b" and "c"`, or `is "a"`; of many the first.
func listed(_ names: [String], most: Int = 12) -> String {
  switch names.count {
  case 0: return "is nothing"
  case 1: return "is \(names[0].quoted)"
  case ...most:
    let head = names.dropLast().map(\.quoted).joined(separator: ", ")
    return "are \(head) and \(names[names.count - 1].quoted)"
  default:
    let head = names.prefix(most).map(\.quoted).joined(separator: ", ")
    return "are \(head) and \(names.count - most) more"
  }
}
