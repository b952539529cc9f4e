import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Store

/// What both kinds of preview read: the first decision of each lead in the period, the rosters that they were
/// taken with, and the facts as other rules would have read them.
final class PreviewReading {
  let store: Store
  let rules: PreviewRules
  let period: Range<Instant>
  private let configuration: Configuration
  private var presence: LoadedPresence
  /// How many leads had to be read again, and of how many that was not possible any more.
  private(set) var gathered = 0
  private(set) var erased = 0
  /// Decisions that could not be read.
  private(set) var unreadable = 0

  private var rosters: [String: Roster] = [:]
  private var versions: [Int: RuleSet] = [:]
  private var alike: [Int: (before: Bool, after: Bool)] = [:]
  private var lastAlike: (version: Int, before: Bool, after: Bool)?
  private var routers: [Int: Router] = [:]
  private var customers: (book: CustomerBook, geo: GeoTable)?

  init(
    _ store: Store, _ configuration: Configuration, _ rules: PreviewRules, period: Range<Instant>
  ) throws {
    self.store = store
    self.configuration = configuration
    self.rules = rules
    self.period = period
    presence = LoadedPresence(for: period)
  }

  /// Gives the first decision of each lead in the period to the body, in the order of the log.
  func forEachDecision(
    _ progress: (Int, Int) -> Void, _ body: (LeadNumber, DecisionBasis) throws -> Void
  ) throws {
    guard
      let range = try store.decisionNumbers(from: period.lowerBound, to: period.upperBound)
    else { return }
    let ahead = DecisionsAhead(store, range, period: period)
    var batch = DecisionsAhead.Batch()
    var roster: String?
    while true {
      try ahead.next(&batch)
      guard let last = batch.decisions.last else { return }
      for decision in batch.decisions {
        guard
          let basis = try? DecisionBasis(
            batch.bytes, at: decision.payload.lowerBound, knownRoster: roster)
        else {
          unreadable += 1
          continue
        }
        roster = basis.roster
        try body(decision.lead, basis)
      }
      progress(Int(last.seq - range.lowerBound) + 1, range.count)
    }
  }

  /// The roster that a decision names.
  func roster(_ version: String) throws -> Roster {
    if let known = rosters[version] { return known }
    guard let hash = Hex.decode(version),
      let content = try store.dataset(.roster, hash: hash)?.content
    else { throw DeskProblem.store("the store holds no roster \(version)") }
    let roster = try JSONDecoder().decode(Roster.self, from: Data(content))
    try presence.cover(roster, store)
    rosters[version] = roster
    return roster
  }

  func schedules(_ roster: Roster, under rules: RuleSet) -> RosterSchedules {
    RosterSchedules(roster, presence: presence.observed, ruleSet: rules)
  }

  /// A published version; the rules in force stand in for a working copy.
  func ruleSet(_ version: Int) throws -> RuleSet {
    if version == rules.before.version { return rules.before }
    if let known = versions[version] { return known }
    let stored = try store.ruleSet(version).map { try RuleDocument.rules(in: $0.document) }
    versions[version] = stored ?? rules.before
    return stored ?? rules.before
  }
}

// What is said of it.
extension PreviewReading {
  func summary(_ tally: PreviewTally, mode: String, assumptions: [String]) -> PreviewSummary {
    PreviewSummary(
      mode: mode, from: period.lowerBound, to: period.upperBound, before: rules.names.before,
      after: rules.names.after, leads: tally.leads, changed: tally.changed, moves: tally.moveList,
      counts: tally.countList, reps: tally.repList, rows: [], assumptions: assumptions)
  }

  /// What holds for both kinds of preview.
  var assumptions: [String] {
    var lines = ["Each lead counts once, by the first decision on it in the period."]
    if gathered > 0 {
      lines.append(
        "The versions read records differently: what differs in the facts of \(gathered) leads was "
          + "gathered again from the stored records, with the customers of today.")
    } else {
      lines.append("The facts of every lead are those that it was decided on.")
    }
    if erased > 0 {
      lines.append(
        "Of \(erased) leads the person was erased: they were decided on the recorded facts.")
    }
    if unreadable > 0 {
      lines.append("\(unreadable) decisions could not be read and are left out.")
    }
    return lines
  }
}

// Facts under other rules.
extension PreviewReading {
  /// Which of the two versions.
  enum Side: Int { case before = -1, after = -2 }

  private func ruleSet(_ side: Side) -> RuleSet { side == .before ? rules.before : rules.after }

  /// Whether rules of a version read records as each of the two does.
  private func readsAlike(_ version: Int) throws -> (before: Bool, after: Bool) {
    if let lastAlike, lastAlike.version == version { return (lastAlike.before, lastAlike.after) }
    let found = try alike[version] ?? compareReading(version)
    alike[version] = found
    lastAlike = (version, found.before, found.after)
    return found
  }

  private func compareReading(_ version: Int) throws -> (before: Bool, after: Bool) {
    let own = FactsReading(try ruleSet(version))
    return (own == FactsReading(rules.before), own == FactsReading(rules.after))
  }

  /// The facts of a decision under both versions where any reads records otherwise than the rules of the
  /// decision did: what differs is then gathered again from the stored record. nil where the recorded ones
  /// serve for both.
  func facts(
    of lead: LeadNumber, _ basis: DecisionBasis
  ) throws -> (before: Facts, after: Facts)? {
    let (before, after) = try readsAlike(basis.ruleset)
    if before, after { return nil }
    guard let known = try store.recordedLead(lead), !known.secret.isEmpty else {
      erased += 1
      return nil
    }
    gathered += 1
    let own = try gather(known, basis, router(basis.ruleset, try ruleSet(basis.ruleset)))
    func facts(_ side: Side, alike: Bool) throws -> Facts {
      if alike { return basis.facts }
      let other = try gather(known, basis, router(side.rawValue, ruleSet(side)))
      return FactsTransfer.carry(basis.facts, from: own, to: other)
    }
    return (try facts(.before, alike: before), try facts(.after, alike: after))
  }

  /// The facts that rules read from the record of a lead, with the customers of today.
  private func gather(
    _ known: RecordedLead, _ basis: DecisionBasis, _ router: Router
  ) throws -> Facts {
    // Repeats are history: they stay as they were found.
    var nobody = DeskState(
      ruleSet: router.ruleSet,
      schedules: RosterSchedules(
        Roster(reps: []), presence: ObservedPresence(), ruleSet: router.ruleSet),
      at: basis.facts.at)
    let lead = router.normaliser.normalise(known.record, receivedAt: known.row.receivedAt)
    return router.gather(lead, at: basis.facts.at, state: &nobody)
  }

  private func router(_ key: Int, _ rules: RuleSet) throws -> Router {
    if let known = routers[key] { return known }
    let customers = try self.customers ?? readCustomers()
    self.customers = customers
    let router = Router(
      ruleSet: rules, site: configuration.intakeDefaults, book: customers.book,
      geo: customers.geo, digest: { Hex.encode(Digest.sha256($0)) })
    routers[key] = router
    return router
  }

  private func readCustomers() throws -> (book: CustomerBook, geo: GeoTable) {
    let data = try DeskData.current(store)
    return (
      CustomerBook(
        accounts: data.accounts, opportunities: data.opportunities, contacts: data.contacts),
      data.geo
    )
  }
}

/// Which leads were met, one bit each: their numbers are dense.
struct LeadMarks {
  private var words: [UInt64] = []

  /// Marks a lead. Whether it was not marked before.
  mutating func insert(_ lead: LeadNumber) -> Bool {
    let (word, bit) = Int(lead.value).quotientAndRemainder(dividingBy: 64)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count + words.count / 2))
    }
    let mask = UInt64(1) << UInt64(bit)
    defer { words[word] |= mask }
    return words[word] & mask == 0
  }
}
