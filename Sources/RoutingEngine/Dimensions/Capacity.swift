import LeadModel

/// Dimension 6: reps with room, ranked.
///
/// Drops those whose load has reached their capacity and those whom a drain pass leaves out. When nobody
/// has room it widens once: reps at home in the lead's region who speak the language used at 3, then
/// product and segment as before, both of which may relax; the flag `override_capacity` says that it
/// helped. Otherwise the lead waits for `all_at_capacity`. Only a manager assigns over capacity.
enum Capacity: DecisionStep {
  /// The pool after widening: how many reps, and whether product and segment still narrowed it.
  struct Wider: Sendable {
    var count = 0
    var byProduct = false
    var bySegment = false
  }

  enum Finding: Sendable {
    case room
    case widened(Wider)
    case noRoom
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    let before = run.poolCount
    weigh(facts, rules, &standing, &run)
    if !run.candidates.isEmpty {
      run.note(.narrowed, counts: (before, run.candidates.count), .capacity(.room))
      return nil
    }
    if !someoneHasRoom(run), let wider = widen(facts, rules, &standing, &run) {
      run.flags.insert(.overrideCapacity)
      run.note(.relaxed, counts: (before, run.candidates.count), .capacity(.widened(wider)))
      return nil
    }
    run.pool.removeAll()
    run.note(.queued, counts: (before, 0), .capacity(.noRoom))
    return .queued(.allAtCapacity)
  }

  /// Whether a rep has room whom only this pass leaves out: then waiting is right, not widening.
  private static func someoneHasRoom(_ run: Deliberation) -> Bool {
    run.full.contains { $0.reason != .atCapacity && $0.candidate.load < $0.candidate.capacity }
  }

  /// Sorts the pool into those with room and those without.
  private static func weigh(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation, sparing known: Int = 0
  ) {
    for index in run.pool.words.indices {
      var word = run.pool.words[index]
      while word != 0 {
        let rep = index << 6 + word.trailingZeroBitCount
        word &= word - 1
        // While widening, those found full before stand in the list already.
        if known > 0, run.full[..<known].contains(where: { $0.candidate.rep == Int32(rep) }) {
          continue
        }
        weigh(rep, facts, rules, &standing, &run)
      }
    }
  }

  @inline(__always)
  private static func weigh(
    _ rep: Int, _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) {
    let answer = standing.standing(of: rep)
    let capacity = Overrides.capacity(of: rep, facts, rules)
    if let exception = capacity.exception { run.fire(exception, at: .capacity) }
    run.consulted.append(Consulted(rep: rep, standing: answer))
    let candidate = Candidate(
      rep: Int32(rep), load: Int32(clamping: answer.load),
      capacity: Int32(clamping: capacity.figure),
      week: Int32(clamping: answer.week), entry: Int32(run.consulted.count - 1),
      last: answer.lastAssigned?.milliseconds ?? .min)
    if let place = run.exclusions.isEmpty ? nil : run.exclusions[rep] {
      let reason = facts.excluded[place].reason
      run.leaveOut(candidate, reason)
    } else if candidate.load >= candidate.capacity {
      run.leaveOut(candidate, .atCapacity)
    } else {
      run.candidates.append(candidate)
    }
  }

  /// Looks beyond coverage, once. Returns what the wider pool is if somebody in it has room.
  private static func widen(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Wider? {
    guard let region = run.region else { return nil }
    let before = run.flags
    var wider = Wider()
    let (residents, speakers) = rules.coverage.residents(of: region, speaking: run.language)
    run.poolCount = run.pool.assignIntersection(residents, speakers)
    if !facts.exceptions.isEmpty { Coverage.admitSpeakers(residents, facts, rules, &run) }
    if run.poolCount > 0, let product = run.product {
      wider.byProduct = ProductAlignment.narrow(to: product, facts, rules, &run)
      if !wider.byProduct { run.flags.insert(.productUncovered) }
    }
    if run.poolCount > 0, let pool = SegmentPool.firstPool(facts, rules, run) {
      let count = run.spare.assignIntersection(run.pool, rules.pools.entries[pool].members)
      wider.bySegment = count > 0
      if count > 0 || rules.pools.entries[pool].queuesWhenEmpty {
        run.adoptSpare(count: count)
      } else {
        run.flags.insert(.segmentPoolEmpty)
      }
    }
    let known = run.full.count
    weigh(facts, rules, &standing, &run, sparing: known)
    wider.count = run.candidates.count + run.full.count - known
    if !run.candidates.isEmpty { return wider }
    run.flags = before
    return nil
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {}

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard let counts = run.counts(at: .capacity) else { return }
    switch finding {
    case .room:
      out.integer(counts.leaving)
      out.raw(" of ")
      out.integer(counts.entering)
      out.raw(counts.leaving == 1 ? " has room" : " have room")
      PassPhrase.write(.reason, facts, rules, run, to: out)
    case .widened(let wider):
      out.raw("none of ")
      out.integer(counts.entering)
      out.raw(" has room; ")
      out.integer(counts.leaving)
      out.raw(" of ")
      out.integer(wider.count)
      out.raw(" in ")
      out.raw(run.region.map { rules.fragments.regions[$0] } ?? [])
      out.raw(counts.leaving == 1 ? " has room" : " have room")
      PassPhrase.write(.reason, facts, rules, run, to: out)
    case .noRoom:
      out.raw("none of ")
      out.integer(counts.entering)
      out.raw(" has room, nor has anyone further in the region")
    }
  }
}
