import LeadModel

/// `people.toml`, read and checked.
///
/// A workspace without that file, or with one that describes nobody, belongs to its owner alone.
public struct PeopleFile: Sendable, Equatable {
  /// In the order of the file.
  public let people: [Person]
  /// The file's base name, for messages.
  public let name: String
  let places: [String: Place]

  /// Reads the text of the file, UTF-8 with or without byte order mark.
  ///
  /// Whether the reps, regions and queues exist is for ``PeopleLint`` to say: rules and roster
  /// change on their own.
  ///
  /// - Throws: everything that is wrong with it, in the order of the file.
  public init(parsing text: [UInt8], file: String = "people.toml") throws(SettingsProblems) {
    let log = ProblemCollector(file: file)
    let reader = TableReader(try TOMLDocument(text, file: file), log: log)
    reader.allowOnly(["person"])
    var users = Claims(kind: "user", ignoringCase: false)
    var actors = Claims(kind: "actor")
    var reps = Claims(kind: "rep", ignoringCase: false)
    var places: [String: Place] = [:]
    let people = reader.sections("person").compactMap { table -> Person? in
      guard let person = Self.person(table, &users, &actors, &reps) else { return nil }
      places[person.user] = table.place
      return person
    }
    self.people = try log.finish(people)
    self.places = places
    name = file
  }

  /// The person with that name of an OS user.
  public func person(user: String) -> Person? {
    people.first { Bytes.equal($0.user, user) }
  }

  /// Where a person is described.
  public func origin(of person: Person) -> Origin {
    Origin(file: name, line: places[person.user]?.line, column: places[person.user]?.column)
  }

  private static func person(
    _ table: TableReader, _ users: inout Claims, _ actors: inout Claims, _ reps: inout Claims
  ) -> Person? {
    table.allowOnly([
      "user", "actor", "name", "roles", "seat", "timezone", "hours", "rep", "regions", "queues",
      "may_act_as",
    ])
    let user = table.filledText("user")
    table.refuseMissing("user", "write the name of the OS user")
    let actor = table.filledText("actor") ?? user
    let rep = table.filledText("rep")
    let person = Person(
      user: user?.value ?? "", actor: actor?.value ?? "",
      name: table.filledText("name")?.value ?? actor?.value ?? "",
      roles: Set(table.choices("roles", from: ActorRole.allCases, of: "roles") ?? []),
      seat: table.text("seat").flatMap { $0.value.isEmpty ? nil : $0.value },
      timezone: table.zone("timezone"), hours: table.hours("hours") ?? .never,
      rep: rep.map { RepID($0.value) },
      regions: table.texts("regions", of: "region ids")?.map { RegionID($0.value) } ?? [],
      queues: table.texts("queues", of: "queue ids")?.map { QueueID($0.value) } ?? [],
      mayActAs: Set(table.choices("may_act_as", from: ActorRole.allCases, of: "roles") ?? []))
    if let rep { _ = reps.claim(rep, of: "rep", in: table, for: person.user) }
    guard let user, users.claim(user, of: "user", in: table, for: user.value),
      let actor, actors.claim(actor, of: "actor", in: table, for: user.value)
    else { return nil }
    return person
  }
}
