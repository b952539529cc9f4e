import LeadModel
import RoutingEngine

/// What is allowed in people.toml but does not fit the rules and the roster.
public enum PeopleLint {
  /// Errors first, then in the order of the file. A file that describes nobody has none.
  public static func findings(
    _ file: PeopleFile, rules: RuleSet, roster: Roster? = nil
  ) -> [LintFinding] {
    guard !file.people.isEmpty else { return [] }
    var findings = Findings()
    for person in file.people {
      check(person, file.origin(of: person), rules, roster, &findings)
    }
    checkRoles(file, rules, &findings)
    checkSeats(file, rules, &findings)
    return findings.sorted
  }

  private static func check(
    _ person: Person, _ origin: Origin, _ rules: RuleSet, _ roster: Roster?,
    _ findings: inout Findings
  ) {
    let subject = "person.\(person.user)"
    func unknown(_ key: String, _ kind: String, _ name: String, among known: [String]) {
      findings.error(
        "\(subject).\(key)", origin,
        "no \(kind) \(name.quoted)" + NearMiss.hint(name, among: known))
    }
    let regions = rules.regions.map(\.id.text)
    for region in person.regions where !contains(regions, region.text) {
      unknown("regions", "region", region.text, among: regions)
    }
    let queues = rules.queues.map(\.id.text)
    for queue in person.queues where !contains(queues, queue.text) {
      unknown("queues", "queue", queue.text, among: queues)
    }
    if let rep = person.rep, let roster, !roster.reps.contains(where: { $0.id == rep }) {
      unknown("rep", "rep", rep.text, among: roster.reps.map(\.id.text))
    }
    if person.roles.contains(.rep), person.rep == nil {
      findings.warn(
        "\(subject).rep", origin,
        "is missing, though the role is rep; name one of roster/reps.csv")
    }
    if person.roles.contains(.manager), person.regions.isEmpty {
      findings.warn(
        "\(subject).regions", origin, "is empty, so this manager answers for no region")
    }
  }

  private static func contains(_ names: [String], _ name: String) -> Bool {
    names.contains { Folding.fold($0) == Folding.fold(name) }
  }

  private static func checkRoles(
    _ file: PeopleFile, _ rules: RuleSet, _ findings: inout Findings
  ) {
    let origin = Origin(file: file.name)
    for role in [ActorRole.admin, .analyst]
    where !file.people.contains(where: { $0.roles.contains(role) }) {
      let effect =
        role == .admin ? "nobody can erase data or load files" : "nobody can review escalations"
      findings.warn(
        "person.roles", origin, "nobody has the role \(role.rawValue.quoted): \(effect)")
    }
    let council = file.people.count { $0.roles.contains(.council) }
    if council < rules.council.quorum {
      findings.warn(
        "person.roles", origin,
        "the council has \(plural(council, "member", "members")) and council.quorum is "
          + "\(rules.council.quorum): nothing can be published")
    }
  }

  private static func checkSeats(
    _ file: PeopleFile, _ rules: RuleSet, _ findings: inout Findings
  ) {
    for seat in emptySeats(file.people, rules: rules) {
      findings.warn(
        "person.seat", Origin(file: file.name), "the council's seat \(seat.quoted) is empty")
    }
  }

  /// The seats that a council has from the first day and that nobody holds: three, and that of a leader for
  /// each region with a queue.
  public static func emptySeats(_ people: [Person], rules: RuleSet) -> [String] {
    let taken = Set(people.compactMap(\.seat).map(Folding.fold))
    let listed = rules.queues.flatMap(\.regions)
    let leaders = rules.regions.map(\.id).filter(listed.contains).map { "leader:\($0)" }
    return (["revops", "sales_ops", "enablement"] + leaders).filter {
      !taken.contains(Folding.fold($0))
    }
  }
}
