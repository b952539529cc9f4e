import LeadModel

/// What a column that intake does not know probably means.
public struct ColumnSuggestion: Sendable, Equatable {
  /// How sure it is.
  public enum Confidence: String, Sendable, Comparable {
    /// Could be; somebody has to say so.
    case perhaps
    /// Speaks for itself.
    case good
    /// Name and values agree.
    case strong

    private var rank: Int { self == .perhaps ? 0 : self == .good ? 1 : 2 }
    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
  }

  /// The place of the column in its file, from 0.
  public var column: Int
  /// As the file writes it.
  public var header: String
  /// What it probably holds.
  public var field: LeadField
  /// Only good and strong ones are written into settings.
  public var confidence: Confidence
  /// In words, without a full stop.
  public var why: String

  /// Whether it is worth a line in the settings without anybody's word.
  public var isWritten: Bool { confidence > .perhaps }
}

/// Finds fields for the columns that intake does not know.
struct ColumnSuggester {
  private let census: ColumnCensus
  private let known: FieldMap
  private let names: HeaderNames

  /// A longer name is no name, and would make a page of the settings.
  private static let longestName = 500

  init(_ census: ColumnCensus, known: FieldMap) {
    self.census = census
    self.known = known
    names = HeaderNames(census.columns.map(\.name))
  }

  /// In the order of the columns; several for one column where it is not clear which.
  func suggestions() -> [ColumnSuggestion] {
    var found: [Candidate] = []
    for (place, column) in census.columns.enumerated() where canBeNamed(column) {
      found += clearest(candidates(place, column))
    }
    return settle(found)
      .sorted { a, b in a.column != b.column ? a.column < b.column : a.rank > b.rank }
      .map { candidate in
        ColumnSuggestion(
          column: candidate.column, header: census.columns[candidate.column].name,
          field: candidate.field, confidence: candidate.confidence, why: candidate.why)
      }
  }

  private func canBeNamed(_ column: ColumnTally) -> Bool {
    known.field(named: column.name) == nil && !FieldMap.key(column.name).isEmpty
      && column.name.unicodeScalars.count <= Self.longestName && column.nested * 2 <= column.filled
  }

  // MARK: One column

  private struct Candidate {
    var column: Int
    var field: LeadField
    var confidence: ColumnSuggestion.Confidence
    /// nil where only the values speak.
    var grade: NameEvidence.Grade?
    var length = 0
    var why: String

    /// Compared from left to right.
    var rank: (Int, Int, Int) {
      (confidence == .strong ? 2 : confidence == .good ? 1 : 0, (grade?.rawValue ?? -1) + 1, length)
    }
  }

  private func candidates(_ place: Int, _ column: ColumnTally) -> [Candidate] {
    let evidence = names.evidence(column.name)
    var found = evidence.compactMap { weigh($0, place, column) }
    if found.isEmpty, !HeaderWords.isNoField(column.name) { found += told(by: column, place) }
    if column.lists * 2 > column.filled { found.removeAll { $0.field != .products } }
    return found
  }

  /// What the name says, held against the values.
  private func weigh(_ name: NameEvidence, _ place: Int, _ column: ColumnTally) -> Candidate? {
    var candidate = Candidate(
      column: place, field: name.field, confidence: .good, grade: name.grade, length: name.length,
      why: name.why)
    guard let shape = FieldShape.expected(of: name.field) else {
      return weighText(candidate, column)
    }
    if column.sampled == 0 {
      candidate.why += "; it has no values to go by"
      if name.grade < .phrase { candidate.confidence = .perhaps }
      return candidate
    }
    let share = column.share(of: shape.shapes)
    candidate.why += "; \(counted(share, column)) look like \(shape.noun)"
    switch name.grade {
    case .exact, .phrase: candidate.confidence = share >= 50 ? .strong : .perhaps
    case .near: candidate.confidence = share >= 80 ? .strong : .perhaps
    case .part: candidate.confidence = share >= 80 && column.sampled > 1 ? .good : .perhaps
    }
    let least = name.grade >= .phrase ? 0 : name.grade == .near ? 30 : 50
    return share < least ? nil : doubted(candidate, column)
  }

  private func weighText(_ candidate: Candidate, _ column: ColumnTally) -> Candidate? {
    var candidate = candidate
    let alien = FieldShape.alien(to: candidate.field)
    let isAlien = alien.all.contains { column.sampled > 0 && column.share(of: $0) >= 60 }
    switch candidate.grade {
    case .exact where !isAlien: candidate.confidence = .strong
    case .phrase where !isAlien: candidate.confidence = .good
    case .near where !isAlien && candidate.length >= 8: candidate.confidence = .good
    case .exact, .phrase:
      candidate.confidence = .perhaps
      candidate.why += ", but its values look like something else"
    default:
      if isAlien { return nil }
      candidate.confidence = .perhaps
    }
    return doubted(candidate, column)
  }

  /// Names that fit values which do not tell leads apart.
  private func doubted(_ candidate: Candidate, _ column: ColumnTally) -> Candidate {
    var candidate = candidate
    if candidate.field == .id, column.countsRows {
      candidate.confidence = .perhaps
      candidate.why +=
        ", but it only counts the rows: the leads of the next file would be taken for these"
    }
    guard column.sampled >= 20 else { return candidate }
    let isRepeated = column.distinctCount * 2 < column.sampled
    if candidate.field == .email, isRepeated {
      candidate.confidence = .perhaps
      candidate.why += ", but the same few come again and again: perhaps an owner's"
    }
    if candidate.field == .id, column.distinctCount * 20 < column.sampled * 19 {
      candidate.confidence = .perhaps
      candidate.why += ", but values come more than once"
    }
    return candidate
  }

  /// What the values alone say.
  private func told(by column: ColumnTally, _ place: Int) -> [Candidate] {
    guard column.sampled >= FieldShape.fewest else { return [] }
    for telling in FieldShape.telling {
      let share = column.share(of: telling.shapes)
      guard share >= telling.share else { continue }
      let candidate = Candidate(
        column: place, field: telling.field, confidence: telling.isSure ? .good : .perhaps,
        why: "\(counted(share, column)) look like \(telling.noun)")
      return [doubted(candidate, column)]
    }
    return []
  }

  private func counted(_ share: Int, _ column: ColumnTally) -> String {
    "\(share) % of \(column.sampled) value\(column.sampled == 1 ? "" : "s")"
  }

  /// The best of one column; with another one as good, neither is more than possible.
  private func clearest(_ candidates: [Candidate]) -> [Candidate] {
    let sorted = candidates.sorted { a, b in
      a.rank != b.rank ? a.rank > b.rank : a.field.index < b.field.index
    }
    guard let best = sorted.first else { return [] }
    if best.confidence == .perhaps {
      return Array(sorted.prefix { $0.grade == best.grade }.prefix(2))
    }
    guard sorted.count > 1, sorted[1].rank == best.rank else { return [best] }
    return sorted.prefix(2).map { candidate in
      var candidate = candidate
      candidate.confidence = .perhaps
      return candidate
    }
  }

  // MARK: One field

  /// No field gets two columns on weak grounds, and none that has a column already.
  private func settle(_ candidates: [Candidate]) -> [Candidate] {
    var settled = candidates
    for field in LeadField.allCases {
      let places = settled.indices.filter {
        settled[$0].field == field && settled[$0].confidence > .perhaps
      }
      guard !places.isEmpty else { continue }
      if let feeding = census.columns.first(where: {
        known.field(named: $0.name) == field && $0.filled > 0
      }) {
        for place in places {
          settled[place].confidence = .perhaps
          settled[place].why += "; \(field.rawValue) comes from \(quoted(feeding.name)) already"
        }
      } else if places.count > 1 {
        choose(among: places, field, &settled)
      }
    }
    return settled
  }

  private func choose(among places: [Int], _ field: LeadField, _ settled: inout [Candidate]) {
    let best = places.max { settled[$0].rank < settled[$1].rank } ?? places[0]
    let (confidence, grade, _) = settled[best].rank
    let equals = places.filter {
      let rank = settled[$0].rank
      return rank.0 == confidence && rank.1 == grade
    }
    // Columns that are all called like the field share it, as built-in names do: Telefon, Handy.
    let sharesField = settled[best].grade == .exact && field != .id
    let kept = equals.count == 1 || sharesField ? equals : []
    for place in places where !kept.contains(place) {
      settled[place].confidence = .perhaps
      let other = kept.first ?? equals.first { $0 != place } ?? best
      let header = quoted(census.columns[settled[other].column].name)
      settled[place].why += kept.isEmpty ? "; \(header) fits as well" : "; \(header) fits better"
    }
  }
}

extension HeaderWords {
  /// Whether the header is one that no field means.
  static func isNoField(_ header: String) -> Bool {
    FieldSynonyms.others.contains(HeaderWords(header).key)
  }
}

extension ValueShapes {
  /// One by one.
  var all: [ValueShapes] {
    (0..<UInt32(Self.count)).map { Self(rawValue: 1 << $0) }.filter { contains($0) }
  }
}
