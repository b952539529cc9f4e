import DeskRules
import LeadModel
import RoutingEngine
import Store

/// The same leads in the same order under each version from the period's start, each lead meeting the desk as
/// that version's own decisions have left it.
struct RolledPreview {
  private let reading: PreviewReading
  private let acts: [LeadAct]
  private var nextAct = 0
  private var tally = PreviewTally()
  private var rows: PreviewRowWriter
  private var desks: (before: RolledDesk, after: RolledDesk)?
  private var roster = ""

  init(_ reading: PreviewReading) throws {
    self.reading = reading
    rows = try PreviewRowWriter()
    acts = try reading.store.leadActs(
      from: reading.period.lowerBound, to: reading.period.upperBound)
  }

  mutating func run(_ progress: (Int, Int) -> Void) throws -> PreviewResult {
    try reading.forEachDecision(progress) { try take($0, $1) }
    for (rep, count) in desks?.before.acts.drained ?? [:] { tally.countLater(rep, before: count) }
    for (rep, count) in desks?.after.acts.drained ?? [:] { tally.countLater(rep, after: count) }
    let summary = reading.summary(tally, mode: "rolled", assumptions: assumptions)
    return PreviewResult(summary: summary, rows: try rows.finish())
  }

  private mutating func take(_ lead: LeadNumber, _ basis: DecisionBasis) throws {
    let facts = try reading.facts(of: lead, basis)
    var (old, new) = try desks(on: basis.roster)
    desks = nil  // So that changing them copies nothing.
    while nextAct < acts.count, acts[nextAct].at <= basis.facts.at {
      old.follow(acts[nextAct])
      new.follow(acts[nextAct])
      nextAct += 1
    }
    let before = old.decide(facts?.before ?? basis.facts, of: lead)
    let after = new.decide(facts?.after ?? basis.facts, of: lead)
    if let ends = tally.count(before.verdict, after.verdict) {
      try rows.add(
        PreviewSummary.Row(
          lead: basis.facts.lead, number: lead, before: ends.before.text, after: ends.after.text,
          sentenceBefore: old.sentence(of: before.verdict, before.facts),
          sentenceAfter: new.sentence(of: after.verdict, after.facts)))
    }
    desks = (old, new)
  }

  /// Both desks, on the roster that the decision at hand was taken with.
  private mutating func desks(
    on version: String
  ) throws -> (before: RolledDesk, after: RolledDesk) {
    let rules = reading.rules
    if var known = desks {
      guard version != roster else { return known }
      let people = try reading.roster(version)
      known.before.adopt(reading.schedules(people, under: rules.before), rosterVersion: version)
      known.after.adopt(reading.schedules(people, under: rules.after), rosterVersion: version)
      roster = version
      return known
    }
    roster = version
    let held = try reading.store.heldLeads(before: reading.period.lowerBound)
    return (try desk(rules.before, held), try desk(rules.after, held))
  }

  /// A desk as it stood at the start of the period.
  private func desk(_ rules: RuleSet, _ held: [HeldLead]) throws -> RolledDesk {
    let start = reading.period.lowerBound
    let schedules = reading.schedules(try reading.roster(roster), under: rules)
    var desk = RolledDesk(rules, schedules: schedules, rosterVersion: roster, at: start)
    for lead in held { desk.seed(lead) }
    var figures = try FigureHistory(
      reading.store, rules: rules, zone: schedules.organisationZone, from: start, to: start)
    figures.advance(to: start, before: LeadNumber(0))
    for (rep, standing) in figures.standings { desk.seed(rep, standing) }
    return desk
  }

  private var assumptions: [String] {
    let (old, new) = (desks?.before.acts ?? .init(), desks?.after.acts ?? .init())
    var lines = reading.assumptions
    lines.append(
      "Loads, rotation and queues went on under each version from the start of the period.")
    lines.append(
      "Contacts and closings happen when they happened, whoever has the lead: \(old.byOthers) of "
        + "them before and \(new.byOthers) after are of leads that somebody else has here.")
    if old.leftOut + new.leftOut > 0 {
      lines.append(
        "Moves by hand count where the lead is with the rep it was taken from: \(old.leftOut) before "
          + "and \(new.leftOut) after were left out.")
    }
    let waited = (
      old.drained.values.reduce(0, +), new.drained.values.reduce(0, +)
    )
    lines.append(
      "Waiting leads were given away as drain passes would, one for each rep in a pass: "
        + "\(waited.0) before and \(waited.1) after; they count in leads per rep.")
    lines.append("Repeats were taken as they were found then, and go to whoever has the lead here.")
    return lines
  }
}
