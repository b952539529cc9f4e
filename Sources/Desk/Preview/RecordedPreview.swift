import DeskRules
import LeadModel
import RoutingEngine
import Store

/// Each lead against the facts and the standing of reps that it was decided on.
struct RecordedPreview {
  private let reading: PreviewReading
  private let figures: (before: FigureSource, after: FigureSource)
  private var tally = PreviewTally()
  private var rows: PreviewRowWriter
  /// Both versions on each roster that decided.
  private var worlds: [String: PreviewWorld] = [:]
  /// That of the decision before the one at hand, which nearly always has the same.
  private var lastWorld: (roster: String, world: PreviewWorld)?
  /// What is recorded of the decision at hand, in memory that is used again.
  private var recorded = RecordedStanding()
  /// Decisions on leads with reps whom the record did not hold, and who those were.
  private var derivedLeads = 0
  private var derivedReps: Set<RepID> = []

  init(_ reading: PreviewReading) throws {
    self.reading = reading
    rows = try PreviewRowWriter()
    let rules = reading.rules
    let before = FigureSource(reading.store, rules: rules.before, period: reading.period)
    let isAlike = FiguresReading(rules.before) == FiguresReading(rules.after)
    figures = (
      before,
      isAlike ? before : FigureSource(reading.store, rules: rules.after, period: reading.period)
    )
  }

  mutating func run(_ progress: (Int, Int) -> Void) throws -> PreviewResult {
    try reading.forEachDecision(progress) { try take($0, $1) }
    if let problem = figures.before.problem ?? figures.after.problem { throw problem }
    let summary = reading.summary(tally, mode: "as recorded", assumptions: assumptions)
    return PreviewResult(summary: summary, rows: try rows.finish())
  }

  private mutating func take(_ lead: LeadNumber, _ basis: DecisionBasis) throws {
    let world = try world(of: basis.roster)
    let facts = try reading.facts(of: lead, basis)
    try basis.read(&recorded, world.before.roster)
    // Facts are large: those of the record are passed on where they stand.
    if let facts {
      try compare(
        try decide(world.before, facts.before, of: lead, basis), facts.before,
        try decide(world.after, facts.after, of: lead, basis), facts.after, lead, world)
    } else {
      try compare(
        try decide(world.before, basis.facts, of: lead, basis), basis.facts,
        try decide(world.after, basis.facts, of: lead, basis), basis.facts, lead, world)
    }
  }

  /// Counts a lead that both versions decided, and keeps it where they differ.
  private mutating func compare(
    _ before: Decided, _ factsBefore: Facts, _ after: Decided, _ factsAfter: Facts,
    _ lead: LeadNumber, _ world: PreviewWorld
  ) throws {
    if before.isDerived || after.isDerived { derivedLeads += 1 }
    guard let ends = tally.count(before.verdict, after.verdict) else { return }
    try rows.add(
      PreviewSummary.Row(
        lead: factsBefore.lead, number: lead, before: ends.before.text, after: ends.after.text,
        sentenceBefore: world.before.sentence(of: before.verdict, factsBefore),
        sentenceAfter: world.after.sentence(of: after.verdict, factsAfter)))
  }

  private typealias Decided = (verdict: Verdict, isDerived: Bool)

  private mutating func decide(
    _ side: PreviewSide, _ facts: Facts, of lead: LeadNumber, _ basis: DecisionBasis
  ) throws -> Decided {
    let decider = try side.decider(basis.ruleset) { PreviewCounting(try reading.ruleSet($0)) }
    let (verdict, derived) = side.decide(
      facts, of: lead, recorded, by: decider, recordedFacts: basis.facts)
    for rep in derived { derivedReps.insert(side.roster[rep].id) }
    return (verdict, !derived.isEmpty)
  }

  private mutating func world(of roster: String) throws -> PreviewWorld {
    if let lastWorld, lastWorld.roster == roster { return lastWorld.world }
    let world = try worlds[roster] ?? makeWorld(roster)
    worlds[roster] = world
    lastWorld = (roster, world)
    return world
  }

  private func makeWorld(_ roster: String) throws -> PreviewWorld {
    let people = try reading.roster(roster)
    func side(_ rules: RuleSet, _ figures: FigureSource) -> PreviewSide {
      PreviewSide(
        rules, schedules: reading.schedules(people, under: rules), rosterVersion: roster,
        figures: figures, at: reading.period.lowerBound)
    }
    return PreviewWorld(
      before: side(reading.rules.before, figures.before),
      after: side(reading.rules.after, figures.after))
  }

  private var assumptions: [String] {
    var lines = reading.assumptions
    if !derivedReps.isEmpty {
      lines.append(
        "For \(derivedReps.count) reps at \(derivedLeads) leads the record holds no load, week "
          + "count, last assignment or shift: these were derived from the history of that instant.")
    }
    let own = PreviewCounting(reading.rules.before)
    let other = PreviewCounting(reading.rules.after)
    if own.figures != other.figures {
      lines.append(
        "The two versions count load or weeks differently: the figures of the compared one were "
          + "derived from the history for every rep.")
    }
    if own.shifts != other.shifts {
      lines.append(
        "The two versions tell differently who is on shift: for the compared one that was worked "
          + "out again for every rep, from the presence known today.")
    }
    if reading.rules.before.dedupeWindowDays != reading.rules.after.dedupeWindowDays {
      lines.append(
        "dedupe.window_days differs, but repeats were taken as they were found then.")
    }
    return lines
  }
}

/// How one version of the rules counts load and weeks, tells who is on shift, and which regions are in shadow.
struct PreviewCounting {
  let figures: FiguresReading
  let shifts: ShiftsReading
  private let regions: Router?

  init(_ rules: RuleSet) {
    figures = FiguresReading(rules)
    shifts = ShiftsReading(rules)
    let hasShadows = rules.regions.contains { $0.mode == .shadow }
    regions =
      hasShadows
      ? Router(
        ruleSet: rules, site: IntakeDefaults(),
        book: CustomerBook(accounts: [], opportunities: [], contacts: []), geo: .empty,
        digest: { _ in "" }) : nil
  }

  /// The lead's region where that is in shadow, which keeps figures of its own.
  func shadow(of facts: Facts) -> RegionID? {
    regions?.region(of: facts).flatMap { $0.mode == .shadow ? $0.id : nil }
  }
}

/// Both versions on one roster.
final class PreviewWorld {
  let before: PreviewSide
  let after: PreviewSide

  init(before: PreviewSide, after: PreviewSide) {
    self.before = before
    self.after = after
  }
}

/// One version of the rules on one roster, ready for deciding.
final class PreviewSide {
  /// A version of the rules that decided, and which of its recorded answers hold under this one.
  final class Decider {
    let version: Int
    let counting: PreviewCounting
    let figuresHold: Bool
    let shiftsHold: Bool

    init(_ version: Int, _ counting: PreviewCounting, under other: PreviewCounting) {
      self.version = version
      self.counting = counting
      figuresHold = counting.figures == other.figures
      shiftsHold = counting.shifts == other.shifts
    }
  }

  let roster: RosterIndex
  private var engine: RoutingEngine
  private let derived: DerivedStanding
  private let counting: PreviewCounting
  private var deciders: [Int: Decider] = [:]
  private var lastDecider: Decider?

  init(
    _ rules: RuleSet, schedules: RosterSchedules, rosterVersion: String, figures: FigureSource,
    at: Instant
  ) {
    roster = schedules.roster
    engine = RoutingEngine(
      CompiledRules(rules, roster: schedules.roster, rosterVersion: rosterVersion))
    derived = DerivedStanding(figures, rules: rules, schedules: schedules, at: at)
    counting = PreviewCounting(rules)
  }

  /// What is known of a version that decided; where that is nothing yet, how it counts is asked for.
  func decider(
    _ version: Int, counting find: (Int) throws -> PreviewCounting
  ) rethrows -> Decider {
    if let lastDecider, lastDecider.version == version { return lastDecider }
    let decider = try deciders[version] ?? Decider(version, find(version), under: counting)
    deciders[version] = decider
    lastDecider = decider
    return decider
  }

  /// Decides on recorded answers about reps where they hold under this version, else on derived ones.
  /// Returns also the positions of the reps whose answers were derived.
  func decide(
    _ facts: Facts, of lead: LeadNumber, _ recorded: RecordedStanding, by decider: Decider,
    recordedFacts: Facts
  ) -> (verdict: Verdict, derived: Set<Int>) {
    derived.turn(to: facts, of: lead)
    // Figures of a region in shadow say nothing of live ones, nor the other way round.
    let isSameMode =
      (decider.counting.shadow(of: recordedFacts) == nil) == (counting.shadow(of: facts) == nil)
    var standing = RecordedOrElse(
      recorded, orElse: derived, figuresHold: isSameMode && decider.figuresHold,
      shiftsHold: decider.shiftsHold)
    let verdict = engine.decide(facts, standing: &standing)
    return (verdict, standing.derived)
  }

  /// The sentence of the decision that was taken last.
  func sentence(of verdict: Verdict, _ facts: Facts) -> String {
    engine.sentence(of: verdict, facts)
  }
}
