import LeadModel

/// Northwind Signals, a company that does not exist, with all that a routing desk needs to know of
/// it: rules, people, roster, customers, and leads as its forms and CRMs would deliver them.
///
/// Everything follows from the seed, the instant and the user's name: the same three give the same
/// bytes on any machine. All of it is invented.
public struct SampleCompany: Sendable {
  /// The seed of the committed samples, and of the program where none is given.
  public static let defaultSeed: UInt64 = 1847

  let seed: UInt64
  /// "Now": leave, presence and deals are told relative to it.
  let at: Instant
  let user: String
  let book: CustomerBook

  /// The company as it is at an instant. The user is the operating-system name of whoever runs the
  /// program: it becomes a person with the roles manager, analyst, rep and admin.
  public init(seed: UInt64 = SampleCompany.defaultSeed, at: Instant, user: String) {
    self.seed = seed
    self.at = at
    self.user = user
    book = CustomerBook(seed: seed, at: at)
  }

  /// Every file of a workspace except leads, with paths relative to it.
  public func workspaceFiles() -> [SampleFile] {
    [
      SampleFile(path: "rules.toml", text: SettingsText.rules),
      SampleFile(path: "signalbox.toml", text: SettingsText.site),
      SampleFile(path: "people.toml", text: PeopleText(user: user).text),
      SampleFile(path: "leakage.toml", text: SettingsText.leakage),
    ] + RosterFiles(seed: seed, at: at, user: user).all + book.files
      + [SampleFile(path: "geo/ip-country.csv", text: AddressRanges.csv)]
  }
}
