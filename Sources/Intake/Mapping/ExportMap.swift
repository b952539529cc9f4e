import LeadModel

/// What the columns of one export mean to intake, how full the fields are that come of them, and what is
/// missing.
public struct ExportMap: Sendable {
  /// How intake comes to know a column.
  public enum Known: String, Sendable {
    case builtIn = "built_in"
    case settings
    case suggested
    /// Kept with the lead as an extra column.
    case unknown
  }

  /// One column of the file.
  public struct Column: Sendable {
    /// As the file writes it.
    public var name: String
    public var known: Known
    /// nil for those kept as extra.
    public var field: LeadField?
    /// Rows in which it says something.
    public var filled: Int
    /// At most three, fit for a terminal.
    public var examples: [String]
    /// What it means or may mean, and why; best first.
    public var suggestions: [ColumnSuggestion]
  }

  /// One field of the leads that the file makes.
  public struct Field: Sendable {
    public var field: LeadField
    /// The columns that feed it, in the order in which the first that says something counts.
    public var columns: [String]
    /// Leads in which it says something.
    public var filled: Int
    /// Leads in which that can be read; nil for fields that hold any text.
    public var read: Int?
    /// What was not understood, most often found first.
    public var doubts: [FieldCoverage.Doubt]
  }

  /// A field that routing asks for and no column gives.
  public struct Missing: Sendable, Equatable {
    /// Several where any of them would do.
    public var fields: [LeadField]
    /// What happens without, as a sentence without a full stop.
    public var then: String
  }

  /// The base name of the file.
  public let file: String
  /// How it is read.
  public let shape: FileShape
  /// Rows or objects that could be split.
  public let rows: Int
  /// Rows that make leads, and what is wrong with the others.
  public let coverage: FieldCoverage
  /// In the order of the file.
  public let columns: [Column]
  /// In the order of the formats, those that a column feeds.
  public let fields: [Field]
  public let missing: [Missing]
  /// What else somebody should know, a sentence each without a full stop.
  public let notes: [String]
  /// Why intake would take nothing of the file even with the suggestions; nil when it would.
  public let refusal: String?
  /// What the file seems to be instead of leads, and what to do with it.
  public let lookAlike: (table: String, remedy: String)?
}

/// Makes the map of an export in two steps, between which the leads are read by ``map``.
public struct ExportMapping: Sendable {
  private let census: ColumnCensus
  private let user: [(header: String, field: LeadField)]
  /// Every suggestion for the columns of this file, in their order.
  public let suggestions: [ColumnSuggestion]
  private let lookAlike: (table: String, remedy: String)?
  private let firstRowIsData: Bool

  /// Takes what was counted, and the header names of the site's settings.
  public init(_ census: ColumnCensus, user: [(header: String, field: LeadField)]) {
    self.census = census
    self.user = user
    lookAlike = LookAlike.of(census.columns)
    firstRowIsData =
      census.shape.format.isTable && HeaderNature.looksLikeData(census.columns.map(\.name))
    let found = ColumnSuggester(census, known: FieldMap(user: user)).suggestions()
    // What is no header must not become one, and may be somebody's name.
    suggestions =
      lookAlike == nil && !firstRowIsData
      ? found
      : found.map { suggestion in
        var suggestion = suggestion
        suggestion.confidence = .perhaps
        return suggestion
      }
  }

  /// The names that the settings would have with what is to be written: one for each header, in order.
  /// A header that is to mean two things in two files means neither.
  public static func additions(
    _ mappings: [ExportMapping]
  ) -> [(header: String, field: LeadField)] {
    var fields: [String: Set<LeadField>] = [:]
    let written = mappings.flatMap(\.suggestions).filter(\.isWritten)
    for suggestion in written {
      fields[FieldMap.key(suggestion.header), default: []].insert(suggestion.field)
    }
    var seen: Set<String> = []
    return written.compactMap { suggestion in
      let key = FieldMap.key(suggestion.header)
      guard fields[key]?.count == 1, seen.insert(key).inserted else { return nil }
      return (header: suggestion.header, field: suggestion.field)
    }
  }

  /// What intake would go by once the names are in the settings.
  public func map(with additions: [(header: String, field: LeadField)]) -> FieldMap {
    FieldMap(user: user + additions)
  }

  /// Everything together, once the leads were read by ``map(with:)``.
  public func result(
    with additions: [(header: String, field: LeadField)], coverage: FieldCoverage,
    readable: Set<LeadField>
  ) -> ExportMap {
    let map = self.map(with: additions)
    let columns = columns(map, additions)
    let names = census.columns.map(\.name)
    let fields = LeadField.allCases.compactMap { field -> ExportMap.Field? in
      let feeding = columns.filter { $0.field == field }.map(\.name)
      guard !feeding.isEmpty else { return nil }
      return ExportMap.Field(
        field: field, columns: feeding, filled: coverage.filled(field),
        read: readable.contains(field) ? coverage.read(field) : nil,
        doubts: coverage.doubts(field))
    }
    let fed = Set(fields.map(\.field))
    return ExportMap(
      file: census.file, shape: census.shape, rows: census.rows, coverage: coverage,
      columns: columns, fields: fields, missing: MissingFields.of(fed),
      notes: MappingNotes.of(
        census, columns: columns, fields: fields, firstRowIsData: firstRowIsData,
        needsAdditions: ExpectedColumns.unidentified(names, FieldMap(user: user)) != nil),
      refusal: ExpectedColumns.unidentified(names, map), lookAlike: lookAlike)
  }

  private func columns(
    _ map: FieldMap, _ additions: [(header: String, field: LeadField)]
  ) -> [ExportMap.Column] {
    let own = Set(user.map { FieldMap.key($0.header) })
    let added = Set(additions.map { FieldMap.key($0.header) })
    return census.columns.enumerated().map { place, column in
      let key = FieldMap.key(column.name)
      let field = map.field(named: column.name)
      let known: ExportMap.Known =
        field == nil
        ? .unknown : own.contains(key) ? .settings : added.contains(key) ? .suggested : .builtIn
      return ExportMap.Column(
        name: column.name, known: known, field: field, filled: column.filled,
        examples: column.examples, suggestions: suggestions.filter { $0.column == place })
    }
  }
}

/// Tells headers from rows of data.
enum HeaderNature {
  /// Whether the first line of a table is probably no header: an address stands in it, or most of it is
  /// numbers and dates.
  static func looksLikeData(_ names: [String]) -> Bool {
    let shapes = names.filter { !$0.isEmpty }.prefix(1024).map { ValueShapes(of: $0.trimmed) }
    if shapes.contains(where: { !$0.isDisjoint(with: [.email, .ip, .url]) }) { return true }
    let numbers = shapes.count {
      !$0.isDisjoint(with: [.integer, .instant, .otherDate, .money, .worldPhone])
    }
    return !shapes.isEmpty && numbers * 2 >= shapes.count
  }
}
