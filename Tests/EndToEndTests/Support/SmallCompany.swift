/// A company of three reps who are always on shift, so that what happens to a lead does not depend on
/// when the tests run.
enum SmallCompany {
  static let site = """
    [intake]
    timezone = "UTC"
    source = "web"
    settle_seconds = 0
    poll_seconds = 0.2

    """

  static let rules = """
    [org]
    name = "Test desk"
    timezone = "UTC"

    [segments]
    default = "standard"
    [[segment]]
    id = "standard"

    [coverage]
    model = "contract"

    [[queue]]
    id = "everyone"
    name = "Everyone's queue"
    manager = "ana.silva"
    default = true

    """

  private static let week = "Mon-Sun 00:00-24:00"

  static let reps = """
    id,name,email,status,region,country,coverage,products,pools,capacity,timezone,hours,manager,team
    ana.silva,Ana Silva,ana@desk.example,active,EMEA,DE,DE:de;AT:de,*,,2000,UTC,\(week),,
    ben.okoro,Ben Okoro,ben@desk.example,active,NA,US,US:en;CA:en,*,,2000,UTC,\(week),,
    cleo.marsh,Cleo Marsh,cleo@desk.example,active,EMEA,FR,FR:fr;GB:en,*,,2000,UTC,\(week),,

    """

  static let leadHeader = "id,email,company,country,language,submitted_at\n"

  /// A lead in a country: `DE`, `AT`, `US`, `CA`, `FR` and `GB` have reps.
  static func lead(
    _ id: String, company: String? = nil, country: String = "DE", email: String? = nil
  ) -> String {
    let name = company ?? "Company \(id)"
    let address = email ?? "\(id.lowercased())@\(id.lowercased()).example"
    return "\(id),\(address),\(name),\(country),,2026-03-02T09:00:00Z\n"
  }

  /// A file of leads over the countries of the reps.
  static func leads(_ ids: some Sequence<Int>, prefix: String = "L") -> String {
    let countries = ["DE", "US", "FR", "AT", "CA", "GB"]
    return leadHeader
      + ids.map { lead("\(prefix)-\($0)", country: countries[$0 % countries.count]) }.joined()
  }
}
