import LeadModel

/// Dimension 5: members of the first pool whose conditions hold.
///
/// The segment is that of the matched account, else that of fresh employees. Secondary, contingent:
/// stale employees, revenue, the lead's own segment, the rule set's default. No pool holds: skipped. No
/// active member left: relaxed with the flag `segment_pool_empty`, or queued for that reason where the
/// pool says so. People may override it with a reason code.
enum SegmentPool: DecisionStep {
  enum Finding: Sendable {
    case noPool
    /// Members of the pool at that position stay; nobody is one; nobody is one and the lead waits.
    case members(Int)
    case empty(Int)
    case emptyQueues(Int)
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    let before = run.poolCount
    let path = settle(facts, rules, &run)
    if path == .secondary { run.isContingent = true }
    guard let pool = firstPool(facts, rules, run) else {
      run.note(.skipped, path: path, counts: (before, before), .segment(.noPool))
      return nil
    }
    // Read in place: a copy of the entry would count references for every decision.
    let count = run.spare.assignIntersection(run.pool, rules.pools.entries[pool].members)
    if count > 0 {
      run.adoptSpare(count: count)
      run.note(.narrowed, path: path, counts: (before, count), .segment(.members(pool)))
      return nil
    }
    if rules.pools.entries[pool].queuesWhenEmpty {
      run.adoptSpare(count: 0)
      run.note(.queued, path: path, counts: (before, 0), .segment(.emptyQueues(pool)))
      return .queued(.segmentPoolEmpty)
    }
    run.flags.insert(.segmentPoolEmpty)
    run.note(.relaxed, path: path, counts: (before, before), .segment(.empty(pool)))
    return nil
  }

  /// Finds the segment and returns whether that took a secondary source.
  private static func settle(
    _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation
  ) -> StepPath {
    let table = rules.segments
    func take(_ segment: Int, _ origin: ValueOrigin, _ path: StepPath) -> StepPath {
      run.segment = segment
      run.segmentOrigin = origin
      return path
    }
    if let exception = Overrides.segment(facts, rules) {
      run.fire(exception.exception, at: .segment)
      return take(exception.segment, .exception(exception.exception), .primary)
    }
    if let name = facts.account?.account.segment, let segment = table.names[name] {
      return take(segment, .crm, .primary)
    }
    if let employees = facts.employees, let segment = table.segment(employees: employees) {
      return isFresh(facts, rules)
        ? take(segment, .employees, .primary) : take(segment, .staleEmployees, .secondary)
    }
    if let revenue = facts.revenue, let segment = table.segment(revenue: revenue) {
      return take(segment, .revenue, .secondary)
    }
    if let own = facts.segment, let segment = table.names[own.text] {
      return take(segment, .given, .secondary)
    }
    return take(table.standard, .standard, .secondary)
  }

  /// Whether the number of employees is young enough. A missing or future time counts as fresh.
  private static func isFresh(_ facts: Facts, _ rules: RuleTables) -> Bool {
    guard let enrichedAt = facts.enrichedAt else { return true }
    let limit = Int64(rules.ruleSet.enrichment.staleAfterDays) * Instant.day
    return facts.at - enrichedAt <= limit
  }

  /// The first pool whose conditions hold for what is known of the lead.
  static func firstPool(_ facts: Facts, _ rules: RuleTables, _ run: Deliberation) -> Int? {
    guard let segment = run.segment else { return nil }
    let type = facts.account?.account.type ?? facts.accountType
    // -2 is a value that no pool asks for, which is not the same as a missing one.
    let accountType = type.map { rules.pools.accountTypes[$0] ?? -2 }
    let lifecycle = facts.lifecycle.map { rules.pools.lifecycles[$0] ?? -2 }
    return rules.pools.entries.firstIndex {
      $0.holds(
        segment: segment, region: run.region, accountType: accountType, lifecycle: lifecycle)
    }
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""segment":"#)
    out.quoted(run.segment.map { rules.fragments.segments[$0] })
    switch run.segmentOrigin {
    case .employees, .staleEmployees:
      out.raw(#","employees":""#)
      out.integer(facts.employees ?? 0)
      out.raw(#"""#)
    case .revenue:
      out.raw(#","revenue":""#)
      out.cents(facts.revenue ?? 0)
      out.raw(#"""#)
    default: break
    }
    out.raw(#","pool":"#)
    switch finding {
    case .noPool: out.raw("null")
    case .members(let pool), .empty(let pool), .emptyQueues(let pool):
      out.quoted(rules.fragments.pools[pool])
    }
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard let segment = run.segment, let counts = run.counts(at: .segment) else { return }
    switch finding {
    case .noPool:
      out.raw("no pool is for ")
      out.raw(rules.fragments.segments[segment])
      out.raw(", so everyone stays")
    case .members(let pool):
      out.integer(counts.leaving)
      out.raw(" of ")
      out.integer(counts.entering)
      out.raw(counts.leaving == 1 ? " is in the pool " : " are in the pool ")
      out.raw(rules.fragments.pools[pool])
    case .empty(let pool):
      out.raw("none of ")
      out.integer(counts.entering)
      out.raw(" is in the pool ")
      out.raw(rules.fragments.pools[pool])
      out.raw(", so everyone stays")
    case .emptyQueues(let pool):
      out.raw("none of ")
      out.integer(counts.entering)
      out.raw(" is in the pool ")
      out.raw(rules.fragments.pools[pool])
      out.raw(", which would rather wait")
    }
  }
}
