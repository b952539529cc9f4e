import LeadModel

/// Texts that only one thing may list.
struct Claims {
  let kind: String
  let ignoringCase: Bool
  private var owners: [String: (owner: String, line: Int)] = [:]

  init(kind: String, ignoringCase: Bool = true) {
    self.kind = kind
    self.ignoringCase = ignoringCase
  }

  /// The texts of a list, without those that another thing lists already.
  mutating func claim(_ key: String, in reader: TableReader, for owner: String) -> [String] {
    var kept: [String] = []
    for text in reader.texts(key, of: "texts") ?? []
    where claim(text, of: key, in: reader, for: owner) {
      kept.append(text.value)
    }
    return kept
  }

  mutating func claim(
    _ text: Located<String>, of key: String, in reader: TableReader, for owner: String
  ) -> Bool {
    let folded = ignoringCase ? Folding.fold(text.value) : text.value
    if let other = owners[folded] {
      reader.refuse(
        key, at: text.place,
        "\(kind) \(text.value.quoted) is listed already, "
          + "under \(other.owner.quoted) in line \(other.line)"
      )
      return false
    }
    owners[folded] = (owner, text.place.line)
    return true
  }
}
