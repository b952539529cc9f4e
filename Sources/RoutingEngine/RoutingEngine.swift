import LeadModel

/// The decision: facts and a rule set in, a verdict with its trace out.
///
/// It reads no clock, no file and no database. The same facts, standing and rules give the same bytes on
/// any machine. Comparisons use integers only, and what reaches the output is ordered by rule, never by
/// hash. An engine is cheap to make and keeps its memory from one decision to the next; each task uses
/// one of its own.
public struct RoutingEngine: Sendable {
  /// Kept in every decision's record: replay compares only decisions of the same version.
  public static let version = 1

  /// What to do with regions that are not live yet.
  public enum RegionModes: String, Sendable, Codable {
    /// `shadow` and `off` act as published.
    case respected
    /// Every region is live, as in dry runs and previews.
    case ignored
  }

  /// What it decides by.
  public var rules: CompiledRules { CompiledRules(tables: tables) }
  let tables: RuleTables
  var run: Deliberation
  private var ownWriter = ByteWriter()

  /// Takes one version of rules and roster.
  public init(_ rules: CompiledRules) {
    tables = rules.tables
    run = Deliberation(repCount: rules.roster.count)
  }

  /// An empty writer that no copy of this engine writes to.
  mutating func freshWriter() -> ByteWriter {
    if !isKnownUniquelyReferenced(&ownWriter) { ownWriter = ByteWriter() }
    ownWriter.removeAll()
    return ownWriter
  }

  /// Decides who gets the lead, or where it waits.
  public mutating func decide(
    _ facts: Facts, standing: inout some StandingSource, regionModes: RegionModes = .respected
  ) -> Verdict {
    run.begin(facts, tables)
    let ending = walk(facts, &standing, regionModes)
    if case .queued = ending { _ = Fallback.take(facts, tables, &standing, &run) }
    return conclude(ending, facts, regionModes)
  }

  /// The steps in their order, until one ends the decision.
  private mutating func walk(
    _ facts: Facts, _ standing: inout some StandingSource, _ regionModes: RegionModes
  ) -> Ending {
    if let end = DuplicateCheck.take(facts, tables, &standing, &run) { return end }
    if let end = GeoEnrichment.take(facts, tables, &standing, &run) { return end }
    if regionModes == .respected, mode == .off { return .queued(.regionOff) }
    if let end = AccountStep.take(facts, tables, &standing, &run) { return end }
    if let end = NamedAccount.take(facts, tables, &standing, &run) { return end }  // 1
    if let end = OpenOpportunity.take(facts, tables, &standing, &run) { return end }  // 2
    if let end = ExceptionRoute.take(facts, tables, &standing, &run) { return end }
    if let end = Coverage.take(facts, tables, &standing, &run) { return end }  // 3
    if let end = ProductAlignment.take(facts, tables, &standing, &run) { return end }  // 4
    if let end = SegmentPool.take(facts, tables, &standing, &run) { return end }  // 5
    if let end = Capacity.take(facts, tables, &standing, &run) { return end }  // 6
    if let end = CoverageHours.take(facts, tables, &standing, &run) { return end }  // 7
    // Dimension 7 always ends: somebody is on shift, or the lead waits in the queue of dimension 8.
    return .queued(.outsideHours)
  }

  /// How far routing is live in the lead's region; a lead without region is live.
  private var mode: Region.Mode {
    run.region.map { tables.ruleSet.regions[$0].mode } ?? .live
  }

  private mutating func conclude(
    _ ending: Ending, _ facts: Facts, _ regionModes: RegionModes
  ) -> Verdict {
    var verdict = Verdict(facts, tables, run)
    switch ending {
    case .duplicate:
      verdict.outcome = .duplicate
      verdict.route = .duplicate
      verdict.owner = facts.duplicate?.owner
      verdict.queue = verdict.owner == nil ? facts.duplicate?.queue : nil
      verdict.duplicateOf = facts.duplicate?.target
      return verdict
    case .assigned(let rep, let route, let dimension):
      run.receiver = rep
      verdict.outcome = .assigned
      verdict.owner = tables.roster[rep].id
      verdict.route = route
      verdict.dimension = dimension
    case .queued(let reason):
      verdict.queue = run.queue.map { tables.ruleSet.queues[$0].id }
      verdict.dimension = 8
      verdict.reason = reason
      verdict.nextOpening = run.nextOpening?.at
      verdict.suggested = run.firstIgnoringHours.map { tables.roster[$0].id }
    }
    if regionModes == .respected, mode == .shadow { verdict.outcome = .shadowed }
    return verdict
  }
}
