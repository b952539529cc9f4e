import LeadModel

/// What else than leads a file may hold, told by its headers.
enum LookAlike {
  /// The table, and what to do with the file; nil where nothing speaks against leads.
  static func of(_ columns: [ColumnTally]) -> (table: String, remedy: String)? {
    let keys = Set(columns.map { FieldMap.key($0.name) })
    if let activities = activities(columns, keys) { return activities }
    for table in tables where isTable(table, keys) {
      return (table.file, "put it into \(table.folder) as \(base(table.file))")
    }
    return nil
  }

  private struct Table {
    var file: String
    var folder: String
    var required: [String]
    /// One of them at least; empty where the required ones are enough.
    var telling: [String] = []
    /// None of them.
    var denying: [String] = []
  }

  private static let tables = [
    Table(file: "roster/reps.csv", folder: "drop/roster", required: ["id", "status", "coverage"]),
    Table(file: "roster/leave.csv", folder: "drop/roster", required: ["rep", "from", "to"]),
    Table(file: "roster/presence.csv", folder: "drop/roster", required: ["rep", "at"]),
    Table(
      file: "crm/contacts.csv", folder: "drop/crm", required: ["id", "email"],
      telling: ["insequence", "sequenceowner"]),
    Table(
      file: "crm/opportunities.csv", folder: "drop/crm", required: ["id", "account"],
      telling: ["open", "amount"]),
    Table(
      file: "crm/accounts.csv", folder: "drop/crm", required: ["id", "name"],
      telling: ["domains", "named", "parent"],
      // A list of people has an address for each of them.
      denying: ["email"]),
    Table(
      file: "geo/ip-country.csv", folder: "geo (before the first start)",
      required: ["start", "end", "country"]),
  ]

  private static func isTable(_ table: Table, _ keys: Set<String>) -> Bool {
    table.required.allSatisfy(keys.contains)
      && !table.denying.contains(where: keys.contains)
      && (table.telling.isEmpty || table.telling.contains(where: keys.contains))
  }

  private static func base(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

  /// Fewer words are enough where a file of leads would not have them.
  private static func activities(
    _ columns: [ColumnTally], _ keys: Set<String>
  ) -> (table: String, remedy: String)? {
    let fields = Set(columns.compactMap { ActivityField.headers.field(named: $0.name) })
    let hasAll = fields.isSuperset(of: [.lead, .kind, .at])
    let telling: Set<String> = ["lead", "kind", "activitytype", "eventtype", "activitydate"]
    let isList = columns.count == 1 && keys == ["activities"]
    if hasAll && !telling.isDisjoint(with: keys) || isList {
      return ("a file of activities", "put it into drop/activities")
    }
    if keys == ["country", "date"] || keys == ["country", "date", "name"] {
      return ("roster/holidays.csv", "put it into drop/roster as holidays.csv")
    }
    return nil
  }
}
