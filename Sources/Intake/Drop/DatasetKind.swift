/// The tables that files in the roster and CRM folders replace, by name.
public enum DatasetKind: String, CaseIterable, Sendable, Codable {
  case reps, leave, holidays, presence, accounts, opportunities, contacts
  case ipCountry = "ip-country"

  /// The table that a file in `drop/roster` or `drop/crm` is for: its name, or for presence any
  /// name that begins so. nil when the folder has no such table.
  public init?(folder: DropFolder, fileName: String) {
    let name = fileName.lowercased()
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...]
    let stem = name[..<dot]
    switch (folder, ending) {
    case (.roster, "csv") where stem.hasPrefix("presence"): self = .presence
    case (.roster, "csv") where ["reps", "leave", "holidays"].contains(stem),
      (.crm, "csv") where ["accounts", "opportunities", "contacts", "ip-country"].contains(stem):
      guard let kind = DatasetKind(rawValue: String(stem)) else { return nil }
      self = kind
    case (.roster, "ics") where stem.hasPrefix("holidays"): self = .holidays
    default: return nil
    }
  }

  /// What to say about a file that is none of them.
  public static func refusal(folder: DropFolder) -> String {
    folder == .crm
      ? "here only accounts.csv, opportunities.csv, contacts.csv and ip-country.csv are taken"
      : "here only reps.csv, leave.csv, holidays.csv (or .ics) and presence*.csv are taken"
  }

  /// Whether rows are added to those known, rather than replacing them.
  public var adds: Bool { self == .presence }
}
