/// `people.toml`: the simulated people of the company, and the user of the program with all roles
/// that acting at the desk asks for.
struct PeopleText {
  let user: String

  var text: String {
    var text = """
      # Who is who. Everybody here is made up, except the first: that is you.
      # The user names of the others begin with "sample-", which no operating system gives out.

      \(you)
      """
    for person in TeamLeads.managers { text += manager(person) }
    for person in TeamLeads.analysts { text += analyst(person) }
    for rep in RepTable.reps where rep.isActive { text += self.rep(rep) }
    return text
  }

  private var you: String {
    """
    [[person]]
    user = \(quoted(user))
    actor = \(quoted(user))
    name = \(quoted("You (\(user))"))
    roles = ["manager", "analyst", "rep", "council", "admin"]
    timezone = "UTC"
    hours = "Mon-Sun 00:00-24:00"
    rep = "\(TeamLeads.userID)"
    regions = ["NA", "EMEA", "APAC", "LATAM"]
    queues = ["fallback-na", "fallback-emea", "fallback-apac", "fallback-world"]
    may_act_as = ["viewer"]

    """
  }

  private func manager(_ person: TeamLeads.Person) -> String {
    let regions = person.id == "sam.reyes" ? "\"LATAM\"" : "\"\(person.region)\""
    return """

      [[person]]
      user = "sample-\(person.id)"
      actor = "\(person.id)"
      name = "\(person.name)"
      roles = ["manager", "council"]
      seat = "\(person.seat)"
      rep = "\(person.id)"
      regions = [\(regions)]

      """
  }

  private func analyst(_ person: TeamLeads.Person) -> String {
    """

    [[person]]
    user = "sample-\(person.id)"
    actor = "\(person.id)"
    name = "\(person.name)"
    roles = ["analyst", "council"]
    seat = "\(person.seat)"
    timezone = "\(person.zone)"
    hours = "\(person.hours)"

    """
  }

  private func rep(_ rep: SampleRep) -> String {
    """

    [[person]]
    user = "sample-\(rep.id)"
    actor = "\(rep.id)"
    name = "\(rep.name)"
    roles = ["rep"]
    rep = "\(rep.id)"

    """
  }

  /// A TOML basic string.
  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
