import Intake
import LeadModel

/// The data files of a workspace, by the name that says which table they replace.
enum DataFile: String, CaseIterable {
  case reps = "reps.csv"
  case leave = "leave.csv"
  case holidays = "holidays.csv"
  case presence = "presence.csv"
  case accounts = "accounts.csv"
  case opportunities = "opportunities.csv"
  case contacts = "contacts.csv"
  case ipCountry = "ip-country.csv"

  /// Where the workspace keeps its copy.
  var path: String {
    switch self {
    case .reps, .leave, .holidays, .presence: "roster/" + rawValue
    case .accounts, .opportunities, .contacts: "crm/" + rawValue
    case .ipCountry: "geo/" + rawValue
    }
  }

  /// The file that a delivery of that name to `drop/roster` or `drop/crm` replaces. `presence*.csv` adds
  /// instead; `holidays.ics` counts as holidays.
  init?(delivered name: String, to folder: String) {
    let lower = name.lowercased()
    let file: DataFile? =
      lower.hasPrefix("presence") && lower.hasSuffix(".csv")
      ? .presence
      : lower.hasPrefix("holidays") && lower.hasSuffix(".ics")
        ? .holidays : DataFile(rawValue: lower)
    guard let file, file.folder == folder else { return nil }
    self = file
  }

  /// What the store keeps it as where that is the file itself; nil for the parts of the roster, and for
  /// presence.
  var kind: LeadModel.DatasetKind? {
    switch self {
    case .reps, .leave, .holidays, .presence: nil
    case .accounts: .accounts
    case .opportunities: .opportunities
    case .contacts: .contacts
    case .ipCountry: .ipCountry
    }
  }

  /// The drop folder that takes it; geo data comes with the CRM's.
  var folder: String {
    switch self {
    case .reps, .leave, .holidays, .presence: "roster"
    case .accounts, .opportunities, .contacts, .ipCountry: "crm"
    }
  }
}
