import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Settings
import Store

/// One version of rules, roster and customers, made ready for deciding. Replaced as a whole when any of
/// them changes.
struct DeskVersion {
  let ruleSet: RuleSet
  let compiled: CompiledRules
  /// With the hours that exceptions give reps for a time.
  private(set) var schedules: RosterSchedules
  private(set) var router: Router
  var clocks: ClockRules
  /// Approved exceptions whose sunset is ahead.
  private(set) var exceptions: [ExceptionRow] = []
  /// By the roster alone.
  private let rosterSchedules: RosterSchedules
  private let people: [Person]
  /// What the router's book of customers was made of.
  private let customerHashes: [[UInt8]]
  /// Kept from one decision to the next with its memory.
  var engine: RoutingEngine
  /// Whether any region is in shadow, with figures of its own.
  let hasShadows: Bool

  init(
    ruleSet: RuleSet, data: DeskData, presence: ObservedPresence, configuration: Configuration,
    rosterVersion: String, book: CustomerBook? = nil
  ) {
    self.ruleSet = ruleSet
    schedules = RosterSchedules(data.roster, presence: presence, ruleSet: ruleSet)
    rosterSchedules = schedules
    compiled = CompiledRules(ruleSet, roster: schedules.roster, rosterVersion: rosterVersion)
    engine = RoutingEngine(compiled)
    hasShadows = ruleSet.regions.contains { $0.mode == .shadow }
    router = Router(
      ruleSet: ruleSet, site: configuration.intakeDefaults,
      book: book
        ?? CustomerBook(
          accounts: data.accounts, opportunities: data.opportunities, contacts: data.contacts),
      geo: data.geo, digest: { Hex.encode(Digest.sha256($0)) })
    people = configuration.people?.people ?? []
    customerHashes = data.customerHashes
    clocks = Self.clocks(people, schedules, ruleSet)
  }

  /// Goes by these exceptions from now on: routing, and the hours that clocks and screens read.
  mutating func follow(_ rows: [ExceptionRow]) {
    exceptions = rows.sorted { $0.number < $1.number }
    router.exceptions = exceptions.compactMap { RoutingException($0) }
    schedules = rosterSchedules.following(router.exceptions)
    let absences = clocks.absences
    clocks = Self.clocks(people, schedules, ruleSet)
    clocks.absences = absences
  }

  /// The first instant after the given one at which an exception begins or ends.
  func nextExceptionChange(after instant: Instant) -> Instant? {
    exceptions.flatMap { [$0.effective, $0.sunset] }.filter { $0 > instant }.min()
  }

  /// What a rep carries at most, by an exception for every lead where one is in force.
  func capacity(of rep: Rep, at instant: Instant) -> Int {
    for exception in router.exceptions where exception.scope.isUnlimited {
      if case .capacityOf(rep.id, let figure) = exception.effect, exception.isActive(at: instant) {
        return figure
      }
    }
    return rep.capacity ?? ruleSet.capacity.standard
  }

  private static func clocks(
    _ people: [Person], _ schedules: RosterSchedules, _ ruleSet: RuleSet
  ) -> ClockRules {
    ClockRules(
      rules: ruleSet, schedules: schedules, analysts: analysts(people, schedules, ruleSet),
      others: others(people, schedules, ruleSet))
  }

  /// The version that the store says is in force, of data and presence that were read. The book of `before`
  /// serves again where it was made of the same customers.
  static func current(
    _ store: Store, _ configuration: Configuration, _ data: DeskData, _ presence: LoadedPresence,
    reusing before: DeskVersion? = nil
  ) throws -> DeskVersion {
    guard let published = try store.currentRuleSet() else {
      throw DeskProblem.workspace(
        .badSettings([
          "this workspace has no published rules yet: \"signalbox run --once\" publishes rules.toml"
        ]))
    }
    let book = before.flatMap { $0.customerHashes == data.customerHashes ? $0.router.book : nil }
    return DeskVersion(
      ruleSet: try JSONDecoder().decode(RuleSet.self, from: Data(published.document)), data: data,
      presence: presence.observed, configuration: configuration,
      rosterVersion: Hex.encode(data.hash(of: .roster)), book: book)
  }

  /// When the people work who review escalations: as reps where they are some, else by their own hours.
  private static func analysts(
    _ people: [Person], _ schedules: RosterSchedules, _ ruleSet: RuleSet
  ) -> [ClockRules.Analyst] {
    people.filter { $0.roles.contains(.analyst) }.compactMap { person in
      let schedule =
        person.rep.flatMap(schedules.schedule(of:)) ?? own(person, ruleSet)
      return schedule.map { ClockRules.Analyst(rep: person.rep, schedule: $0) }
    }
  }

  /// When people work who are no reps, by the names that a queue may know its manager by.
  private static func others(
    _ people: [Person], _ schedules: RosterSchedules, _ ruleSet: RuleSet
  ) -> [RepID: WorkSchedule] {
    var others: [RepID: WorkSchedule] = [:]
    for person in people {
      guard let schedule = own(person, ruleSet) else { continue }
      for name in [person.rep, RepID(person.actor)].compactMap(\.self) {
        others[name] = schedule
      }
    }
    return others
  }

  /// A person's own hours, where they have some.
  private static func own(_ person: Person, _ ruleSet: RuleSet) -> WorkSchedule? {
    guard !person.hours.isEmpty else { return nil }
    let zone = Zone(person.timezone ?? ruleSet.organisation.timezone) ?? .utc
    return WorkSchedule(zone: zone, hours: person.hours)
  }
}
