import LeadModel

/// The files of a new workspace: commented settings that work as they stand, and empty tables.
///
/// They make the smallest company there is: one rep who covers everything, one segment, and one
/// queue that the rep manages.
public struct DefaultFiles: Sendable {
  private let user: String
  private let name: String
  private let zone: String

  /// Takes the OS user who makes the workspace, a name for screens, and the IANA zone of the
  /// machine; a zone that is not known becomes UTC.
  public init(user: String, name: String? = nil, timezone: String = "UTC") {
    self.user = user.trimmed.isEmpty ? "me" : user.trimmed
    self.name = name.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 } ?? self.user
    zone = Zones.isKnown(timezone) ? timezone : "UTC"
  }

  /// `rules.toml`.
  public var rules: String { filled(PackageResources.rules_toml) }

  /// `signalbox.toml`.
  public var site: String { filled(PackageResources.signalbox_toml) }

  /// An example of `people.toml`, all in comments.
  public var people: String { filled(PackageResources.people_toml) }

  /// `roster/reps.csv` with one row: the user, who covers every place, language and product.
  public var reps: String {
    let row = [
      user, name, "", "active", "", "", "*:*", "*", "", "", zone, "Mon-Fri 09:00-17:00", "", "",
    ]
    return Self.text(PackageResources.reps_csv) + row.map(Self.csv).joined(separator: ",") + "\n"
  }

  /// The other tables of a workspace, by their paths in it: headers without rows.
  public static let tables: [(path: String, text: String)] = [
    ("roster/leave.csv", "rep,from,to,kind,delegate\n"),
    ("roster/holidays.csv", "country,date,name\n"),
    ("roster/presence.csv", "rep,at\n"),
    ("crm/accounts.csv", "id,name,domains,named,owner,country,segment,type,parent\n"),
    ("crm/opportunities.csv", "id,account,owner,open,amount,updated_at\n"),
    ("crm/contacts.csv", "id,email,account,in_sequence,sequence_owner\n"),
    ("geo/ip-country.csv", "start,end,country\n"),
  ]

  private func filled(_ resource: [UInt8]) -> String {
    // The sign stands for nothing else in these files. One pass, so that a user's name cannot bring
    // in a placeholder of its own.
    let parts = Self.text(resource).split(separator: "@", omittingEmptySubsequences: false)
    return parts.map { part in
      switch part {
      case "USER": Self.escaped(user)
      case "NAME": Self.escaped(name)
      case "ZONE": zone
      default: String(part)
      }
    }.joined()
  }

  private static func text(_ resource: [UInt8]) -> String {
    String(decoding: resource, as: UTF8.self)
  }

  /// The inside of a basic string of TOML.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A field of a CSV file, in quotes where it needs them.
  private static func csv(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return field
    }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
