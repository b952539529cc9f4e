import LeadModel

/// Which active reps cover which country in which language: one set for each pair, computed once.
struct CoverageTable: Sendable {
  /// What a coverage entry's PLACE stands for: tried as `*`, then as a region, then as a country.
  enum Place: Hashable {
    case everywhere
    case region(Int)
    case country(CountryCode)

    init?(_ text: String, _ places: PlaceTable) {
      if text == "*" {
        self = .everywhere
      } else if let region = places.regionTable[text] {
        self = .region(region)
      } else if let country = CountryTable.shipped.code(alpha2Or3: text) {
        self = .country(country)
      } else {
        return nil
      }
    }
  }

  /// By country, then by language row; empty sets share one entry.
  private let sets: [RepSet]
  private let counts: [Int]
  /// By place row × language row: position in `sets`.
  private let rows: [Int32]
  private let placeRow: [Int32]
  private let languageRow: [Int32]
  private let languageRows: Int
  /// By language row: reps with any entry in it.
  private let speakers: [RepSet]
  /// By region of the rule set: active reps whose own region it is.
  private let residents: [RepSet]
  /// Every active rep.
  let active: RepSet
  let activeCount: Int

  init(_ rules: RuleSet, _ roster: RosterIndex, _ places: PlaceTable) {
    var builder = Builder(rules, roster, places)
    builder.readReps()
    let (placeRow, placeKeys) = builder.placeRows()
    let languages = builder.languages.sorted()
    var languageRow = [Int32](repeating: Int32(languages.count), count: PlaceTable.codes)
    for (row, language) in languages.enumerated() {
      languageRow[PlaceTable.index(language)] = Int32(row)
    }
    var sets = [RepSet(capacity: roster.count)]
    var rows: [Int32] = []
    for keys in placeKeys {
      for language in languages.map(Optional.some) + [nil] {
        let set = builder.union(keys, language)
        rows.append(set.isEmpty ? 0 : Int32(sets.count))
        if !set.isEmpty { sets.append(set) }
      }
    }
    self.placeRow = placeRow
    self.languageRow = languageRow
    self.rows = rows
    self.sets = sets
    counts = sets.map(\.count)
    languageRows = languages.count + 1
    speakers = (languages.map(Optional.some) + [nil]).map { builder.speakers(of: $0) }
    residents = builder.residents
    active = builder.active
    activeCount = builder.active.count
  }

  /// The reps that cover the country in the language, by position for ``set(_:)``. Without a language
  /// only entries in any language count.
  func row(_ country: CountryCode, _ language: LanguageCode?) -> Int {
    let place = Int(placeRow[PlaceTable.index(country)])
    return Int(rows[place * languageRows + self.language(language)])
  }
  func set(_ row: Int) -> RepSet { sets[row] }
  func count(_ row: Int) -> Int { counts[row] }

  /// The reps at home in the region who have any entry in the language, if one is known.
  func residents(of region: Int, speaking language: LanguageCode?) -> (RepSet, speakers: RepSet) {
    (residents[region], language == nil ? active : speakers[self.language(language)])
  }

  private func language(_ language: LanguageCode?) -> Int {
    language.map { Int(languageRow[PlaceTable.index($0)]) } ?? languageRows - 1
  }
}

/// Gathers the entries of all active reps.
private struct Builder {
  struct Key: Hashable {
    var place: CoverageTable.Place
    var language: LanguageCode?
  }
  let rules: RuleSet
  let roster: RosterIndex
  let places: PlaceTable
  var entries: [Key: RepSet] = [:]
  var languages: Set<LanguageCode> = []
  var countries: Set<CountryCode> = []
  var active: RepSet
  var residents: [RepSet]

  init(_ rules: RuleSet, _ roster: RosterIndex, _ places: PlaceTable) {
    self.rules = rules
    self.roster = roster
    self.places = places
    active = RepSet(capacity: roster.count)
    residents = rules.regions.map { _ in RepSet(capacity: roster.count) }
  }

  mutating func readReps() {
    for (index, rep) in roster.reps.enumerated() where rep.isActive {
      active.insert(index)
      if let region = rep.region.flatMap({ places.regionTable[$0] }) {
        residents[region].insert(index)
      }
      for entry in rep.coverage {
        guard let place = CoverageTable.Place(entry.place, places) else { continue }
        if let language = entry.language { languages.insert(language) }
        if case .country(let country) = place { countries.insert(country) }
        entries[
          Key(place: place, language: entry.language), default: RepSet(capacity: roster.count)
        ].insert(index)
      }
    }
  }

  /// Countries without an entry of their own share the row of their region, or of the world.
  func placeRows() -> (rowOfCountry: [Int32], keys: [[CoverageTable.Place]]) {
    var keys: [[CoverageTable.Place]] = [[.everywhere]]
    for region in rules.regions.indices { keys.append([.everywhere, .region(region)]) }
    var rows = [Int32](repeating: 0, count: PlaceTable.codes)
    for entry in CountryTable.shipped.all {
      let country = entry.code
      let region = places.region(of: country)
      rows[PlaceTable.index(country)] = Int32(region.map { $0 + 1 } ?? 0)
      guard countries.contains(country) else { continue }
      rows[PlaceTable.index(country)] = Int32(keys.count)
      keys.append([.everywhere, .country(country)] + (region.map { [.region($0)] } ?? []))
    }
    return (rows, keys)
  }

  func union(_ places: [CoverageTable.Place], _ language: LanguageCode?) -> RepSet {
    var set = RepSet(capacity: roster.count)
    for place in places {
      if let found = entries[Key(place: place, language: nil)] { set.formUnion(found) }
      guard let language else { continue }
      if let found = entries[Key(place: place, language: language)] { set.formUnion(found) }
    }
    return set
  }

  func speakers(of language: LanguageCode?) -> RepSet {
    var set = RepSet(capacity: roster.count)
    for (key, reps) in entries where key.language == nil || key.language == language {
      set.formUnion(reps)
    }
    return set
  }
}
