import LeadModel

/// What the name of a column says about its field, from sure to faint.
struct NameEvidence {
  /// How a header names a field.
  enum Grade: Int, Comparable {
    /// A word of it does, others say something of their own.
    case part
    /// It nearly does: a slip of the pen.
    case near
    /// It is a question or phrase about nothing else.
    case phrase
    /// It is a name of the field in some language.
    case exact

    static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }
  }

  var field: LeadField
  var grade: Grade
  /// Characters of the name that was recognised: longer says more.
  var length: Int
  /// `German for email`.
  var why: String
}

/// Reads headers against the names of the fields.
struct HeaderNames {
  /// The language that most headers of the file are in; nil where none stands out.
  private let language: String?

  /// Takes the headers of a file, whose language settles words that mean two things.
  init(_ headers: [String]) {
    var votes: [String: Int] = [:]
    for header in headers.prefix(1024) {
      // The name of two languages is a vote for both.
      for meaning in FieldSynonyms.byKey[HeaderWords(header).key] ?? [] {
        for language in meaning.languages { votes[language, default: 0] += 1 }
      }
    }
    language = votes.max { a, b in a.value != b.value ? a.value < b.value : a.key > b.key }?.key
  }

  /// What a header says, best first; of each field the best.
  func evidence(_ header: String) -> [NameEvidence] {
    let words = HeaderWords(header)
    if words.words.isEmpty || FieldSynonyms.others.contains(words.key) { return [] }
    if let meanings = FieldSynonyms.byKey[words.key] { return [exact(meanings, words.key)] }
    var found: [LeadField: NameEvidence] = [:]
    func add(_ evidence: NameEvidence) {
      if let known = found[evidence.field], !Self.precedes(evidence, known) { return }
      found[evidence.field] = evidence
    }
    for slip in near(words.key) { add(slip) }
    for part in words.parts {
      guard let meanings = FieldSynonyms.byKey[part.key] else { continue }
      var evidence = exact(meanings, part.key)
      evidence.grade = part.leftOver == 0 ? .phrase : .part
      evidence.why = "it speaks of \(quoted(Self.shown(part.key, in: words)))"
      add(evidence)
    }
    return found.values.sorted(by: Self.precedes)
  }

  private static func precedes(_ a: NameEvidence, _ b: NameEvidence) -> Bool {
    if a.grade != b.grade { return a.grade > b.grade }
    return a.length != b.length ? a.length > b.length : a.field.index < b.field.index
  }

  /// The words that make up a part, as far as they still stand side by side.
  private static func shown(_ key: String, in words: HeaderWords) -> String {
    for start in words.words.indices {
      var joined = ""
      for end in start..<words.words.count {
        joined += words.words[end]
        if joined == key { return words.words[start...end].joined(separator: " ") }
        if joined.utf8.count > key.utf8.count { break }
      }
    }
    return key
  }

  private func exact(_ meanings: [FieldSynonyms.Meaning], _ key: String) -> NameEvidence {
    let own = meanings.first { $0.languages.contains { $0 == language } }
    let meaning =
      own ?? meanings.first { $0.languages.isEmpty || $0.languages.contains("English") }
      ?? meanings[0]
    let spoken = meaning.languages.first { $0 == language } ?? meaning.languages.first
    let field = meaning.field.rawValue
    return NameEvidence(
      field: meaning.field, grade: .exact, length: key.unicodeScalars.count,
      why: spoken.map { $0 == "English" ? "a name for \(field)" : "\($0) for \(field)" }
        ?? "a name of \(field), written otherwise")
  }

  /// Names that differ by a letter, or by two where they are long.
  private func near(_ key: String) -> [NameEvidence] {
    let letters = Array(key.unicodeScalars)
    guard (5...40).contains(letters.count), !letters.contains(where: HeaderWords.isWide) else {
      return []
    }
    let limit = letters.count < 9 ? 1 : 2
    var best = limit
    var found: [String] = []
    for candidate in FieldSynonyms.keys {
      // A slip at both ends at once is rare, and the look is cheap.
      guard abs(candidate.letters.count - letters.count) <= best,
        candidate.letters.first == letters.first || candidate.letters.last == letters.last
      else { continue }
      let distance = EditDistance.between(letters, candidate.letters, most: best)
      if distance < best { found = [] }
      if distance <= best {
        best = distance
        found.append(candidate.key)
      }
    }
    return found.flatMap { name in
      (FieldSynonyms.byKey[name] ?? []).map { meaning in
        NameEvidence(
          field: meaning.field, grade: .near, length: letters.count,
          why: "nearly \(quoted(name))")
      }
    }
  }
}
