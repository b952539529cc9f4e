import LeadModel

/// What somebody should know about an export besides what its columns mean.
enum MappingNotes {
  /// A sentence each, without a full stop, most weighty first.
  static func of(
    _ census: ColumnCensus, columns: [ExportMap.Column], fields: [ExportMap.Field],
    firstRowIsData: Bool, needsAdditions: Bool
  ) -> [String] {
    var notes = census.shape.warnings.map(\.reason)
    if firstRowIsData {
      notes.append(
        "the first line looks like data, not like names of columns: put a line with names before it"
      )
    } else if needsAdditions {
      notes.append(
        "as the settings are, intake takes nothing of it: no column is known as an id, email, phone, "
          + "company or name")
    }
    if census.rows == 0 { notes.append("the file has columns, but no rows") }
    notes += names(columns)
    notes += lists(census)
    if census.hasMoreColumns {
      notes.append("its objects have more than \(columns.count) keys; the rest are not shown")
    }
    notes += people(fields)
    for column in columns where column.field == .id {
      let tally = census.columns.first { $0.name == column.name }
      if tally?.countsRows == true {
        notes.append(
          "\(quoted(column.name)) only counts the rows: the next file would begin at the same numbers, and "
            + "its leads be taken for these")
      }
    }
    return notes
  }

  /// Names that are no names, or those of several columns.
  private static func names(_ columns: [ExportMap.Column]) -> [String] {
    var notes: [String] = []
    let nameless = columns.count { FieldMap.key($0.name).isEmpty }
    if nameless > 0 {
      notes.append(
        nameless == 1
          ? "one column has no name: it is kept as extra"
          : "\(nameless) columns have no name: they are kept as extra")
    }
    let groups = Dictionary(grouping: columns.indices) { FieldMap.key(columns[$0].name) }
      .filter { !$0.key.isEmpty && $0.value.count > 1 }
      .values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    for places in groups.prefix(5) {
      let texts = places.map { columns[$0].name }
      let field = columns[places[0]].field?.rawValue
      let end = field.map { ": for \($0) the first that says something counts" } ?? ""
      notes.append(
        Set(texts).count == 1
          ? "\(quoted(texts[0])) stands \(times(texts.count)) in the header\(end)"
          : "\(texts.prefix(3).map { quoted($0) }.joined(separator: " and ")) are one name to "
            + "intake\(end)")
    }
    return notes
  }

  private static func times(_ count: Int) -> String { count == 2 ? "twice" : "\(count) times" }

  /// Records that lie deeper than intake looks.
  private static func lists(_ census: ColumnCensus) -> [String] {
    census.columns.filter { $0.nested * 2 > $0.filled }.prefix(5).map { column in
      census.rows == 1 && column.examples.first?.hasPrefix("[{") == true
        ? "\(quoted(column.name)) is a list of objects: deliver that list alone, or call it \"leads\""
        : "\(quoted(column.name)) holds objects, which are kept as they are: only values at the top of "
          + "a record become fields"
    }
  }

  private static func people(_ fields: [ExportMap.Field]) -> [String] {
    let fed = Set(fields.map(\.field))
    guard fed.contains(.company),
      fed.isDisjoint(with: [.email, .phone, .firstName, .lastName, .name])
    else { return [] }
    return ["no column is about a person: this may be a list of companies rather than of leads"]
  }
}
