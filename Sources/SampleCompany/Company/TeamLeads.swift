/// The people who run the desk without owning leads, and the one who looks at it.
enum TeamLeads {
  struct Person: Sendable {
    let id: String
    let name: String
    let region: String
    let country: String
    let zone: String
    let hours: String
    let seat: String
  }

  /// The rep that stands for the user of the program.
  static let userID = "you"

  /// Managers of the fallback queues: in the roster, with room for no lead.
  static let managers = [
    Person(
      id: "mara.okonjo", name: "Mara Okonjo", region: "EMEA", country: "GB",
      zone: "Europe/London", hours: "Mon-Fri 08:00-18:00", seat: "leader:EMEA"),
    Person(
      id: "dana.whitfield", name: "Dana Whitfield", region: "NA", country: "US",
      zone: "America/New_York", hours: "Mon-Fri 08:30-18:30", seat: "leader:NA"),
    Person(
      id: "kenji.arakawa", name: "Kenji Arakawa", region: "APAC", country: "JP",
      zone: "Asia/Tokyo", hours: "Mon-Fri 08:30-18:30", seat: "leader:APAC"),
    Person(
      id: "sam.reyes", name: "Sam Reyes", region: "NA", country: "US",
      zone: "America/Chicago", hours: "Mon-Fri 08:00-17:00", seat: "sales_ops"),
  ]

  /// They review escalations; no reps.
  static let analysts = [
    Person(
      id: "lena.fischer", name: "Lena Fischer", region: "EMEA", country: "DE",
      zone: "Europe/Berlin", hours: "Mon-Fri 08:00-17:00", seat: "revops"),
    Person(
      id: "tomas.ibarra", name: "Tomás Ibarra", region: "NA", country: "US",
      zone: "America/Los_Angeles", hours: "Mon-Fri 09:00-18:00", seat: "enablement"),
  ]
}
