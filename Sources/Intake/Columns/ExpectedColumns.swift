import LeadModel

/// What a file of records has to have for its columns to make sense.
public struct ExpectedColumns: Sendable {
  /// Whether the program has a name for a header.
  let knows: @Sendable (String) -> Bool
  /// What the columns lack; nil when rows under such a header can be taken.
  let lack: @Sendable ([String]) -> String?
  /// The key of the list in a JSON object.
  let listKey: String

  /// Of a file of leads.
  public static func leads(_ map: FieldMap) -> ExpectedColumns {
    ExpectedColumns(
      knows: { map.field(named: $0) != nil },
      lack: { names in
        unidentified(names, map).map {
          "\($0); add it under [intake.columns]: \"signalbox map\" suggests how"
        }
      },
      listKey: "leads")
  }

  /// That no column of leads says whose a row is; nil when one does.
  static func unidentified(_ names: [String], _ map: FieldMap) -> String? {
    let fields = names.compactMap(map.field(named:))
    if fields.contains(where: LeadHandler.isIdentifying) { return nil }
    let found = names.prefix(8).map { quoted($0) }.joined(separator: ", ")
    return "no column is known as an id, email, phone, company or name (columns: \(found)"
      + (names.count > 8 ? " …" : "") + ")"
  }

  /// Of any table at all, and of any list of objects that a file of leads may have.
  static let any = ExpectedColumns(knows: { _ in true }, lack: { _ in nil }, listKey: "leads")

  /// Of a file of activities.
  public static let activities = ExpectedColumns(
    knows: { ActivityField.headers.field(named: $0) != nil },
    lack: { names in
      let fields = Set(names.compactMap(ActivityField.headers.field(named:)))
      let missing = [ActivityField.lead, .kind, .at].filter { !fields.contains($0) }
      if missing.isEmpty { return nil }
      return
        "the columns \(missing.map { quoted($0.rawValue) }.joined(separator: ", ")) are missing"
    },
    listKey: "activities")
}
