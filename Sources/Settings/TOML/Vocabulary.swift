import LeadModel

/// The ids of one kind of thing, matched without regard to case and spelled as where they are
/// defined.
struct Vocabulary<ID: Identifier> {
  /// What such a thing is called in messages: `segment`.
  let kind: String
  /// In the order of definition.
  private(set) var all: [ID] = []
  private var byFolded: [String: (id: ID, place: Place?)] = [:]

  init(kind: String) { self.kind = kind }

  func known(_ text: String) -> ID? { byFolded[Folding.fold(text)]?.id }

  /// Adds one that the program brings along, unless it is there.
  mutating func add(builtIn id: ID) {
    let folded = Folding.fold(id.text)
    guard byFolded[folded] == nil else { return }
    byFolded[folded] = (id, nil)
    all.append(id)
  }

  /// Reads the id of a table and adds it; nil when it is wrong or there already.
  mutating func define(_ reader: TableReader, key: String = "id") -> ID? {
    guard let text = reader.id(key) else { return nil }
    let folded = Folding.fold(text.value)
    if let place = byFolded[folded]?.place {
      reader.refuse(
        key,
        "\(text.value.quoted) is defined twice, first in line \(place.line); ids match in any case")
      return nil
    }
    let id = ID(text.value)
    if byFolded.updateValue((id, text.place), forKey: folded) == nil { all.append(id) }
    return id
  }

  /// The one that a text names; nil, and a problem, when there is none.
  func resolve(_ text: Located<String>, of key: String, in reader: TableReader) -> ID? {
    if let id = known(text.value) { return id }
    let names = all.map(\.text)
    let hint = NearMiss.of(text.value, among: names).map { "did you mean \"\($0)\"?" }
    let others = names.isEmpty ? "none is defined" : "there \(listed(names))"
    reader.refuse(key, at: text.place, "no \(kind) \(text.value.quoted); \(hint ?? others)")
    return nil
  }

  /// The one that a key names.
  func one(_ key: String, in reader: TableReader) -> ID? {
    reader.text(key).flatMap { resolve($0, of: key, in: reader) }
  }

  /// Those that a list names, each once; empty where the key is absent.
  func list(_ key: String, in reader: TableReader) -> [ID] {
    var ids: [ID] = []
    for text in reader.texts(key, of: "\(kind) ids") ?? [] {
      guard let id = resolve(text, of: key, in: reader) else { continue }
      if ids.contains(id) {
        reader.refuse(key, at: text.place, "\(text.value.quoted) stands in this list twice")
      } else {
        ids.append(id)
      }
    }
    return ids
  }
}
