import LeadModel

/// The decision in one or two sentences that the people concerned accept, escaped for JSON.
///
/// One code path for every outcome. Times carry the IANA zone in which they are said.
enum Sentence {
  static func write(
    _ verdict: Verdict, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    if verdict.outcome == .duplicate {
      writeDuplicate(facts, rules, to: out)
      return
    }
    writeOpening(verdict, rules, run, to: out)
    if let reason = verdict.reason {
      QueueSentence.write(reason, facts, rules, run, to: out)
    } else {
      writeAssignment(facts, rules, run, to: out)
    }
    writeAfterthoughts(rules, run, to: out)
    if verdict.reason == nil { PassPhrase.write(.sentence, facts, rules, run, to: out) }
  }

  private static func writeDuplicate(
    _ facts: Facts, _ rules: RuleTables, to out: ByteWriter
  ) {
    guard let hit = facts.duplicate else { return }
    out.raw("Duplicate of ")
    out.escaped(hit.target)
    out.raw(hit.via == .phone ? " by phone and last name, " : " by email, ")
    if let owner = hit.owner {
      out.raw(hit.via == .contact ? "whose sequence is run by " : "which belongs to ")
      if let index = rules.roster.index(of: owner) {
        out.raw(rules.fragments.repNames[index])
      } else {
        out.escaped(owner.text)
      }
    } else if let queue = hit.queue {
      out.raw("which waits in the ")
      if let index = rules.ruleSet.queues.firstIndex(where: { $0.id == queue }) {
        out.raw(rules.fragments.queueNames[index])
      } else {
        out.escaped(queue.text)
      }
    }
    out.raw("; nobody else is assigned.")
  }

  /// `Assigned to Ana Silva: `, or what would have been.
  private static func writeOpening(
    _ verdict: Verdict, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    let isShadow = verdict.outcome == .shadowed
    if let receiver = run.receiver {
      out.raw(isShadow ? "Would be assigned to " : "Assigned to ")
      out.raw(rules.fragments.repNames[receiver])
    } else if let queue = run.queue {
      out.raw(isShadow ? "Would be sent to the " : "Sent to the ")
      out.raw(rules.fragments.queueNames[queue])
    }
    if isShadow, let region = run.region {
      out.raw(", were ")
      out.raw(rules.fragments.regionNames[region])
      out.raw(" live")
    }
    out.raw(": ")
  }

  private static func writeAssignment(
    _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let last = run.steps.last else { return }
    switch last.finding {
    case .namedAccount(.owner(let level, _)):
      writeOwns(rules, run, to: out)
      out.raw("the named account ")
      if let account = NamedAccount.account(level, facts) { out.escaped(account.name) }
      if level > 0, let own = facts.account?.account {
        out.raw(", a parent of ")
        out.escaped(own.name)
      }
      writeThough(run, to: out)
    case .openOpportunity(.owner(let index, _)):
      writeOwns(rules, run, to: out)
      out.raw("the open opportunity ")
      out.escaped(facts.opportunities[index].id.text)
      if let account = facts.account?.account {
        out.raw(" at ")
        out.escaped(account.name)
      }
      writeThough(run, to: out)
    case .exception(let finding):
      out.raw("exception ")
      out.integer(finding.number)
      out.raw(" routes leads like this one there.")
    default: writeChosen(facts, rules, run, to: out)
    }
  }

  private static func writeOwns(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let owner = run.delegator else { return out.raw("owns ") }
    out.raw("stands in for ")
    out.raw(rules.fragments.repNames[owner])
    out.raw(", who is away and owns ")
  }

  private static func writeThough(_ run: Deliberation, to out: ByteWriter) {
    switch (run.flags.contains(.ownerOffShift), run.flags.contains(.ownerOverCapacity)) {
    case (true, true): out.raw(", though not on shift and at capacity.")
    case (true, false): out.raw(", though not on shift.")
    case (false, true): out.raw(", though at capacity.")
    case (false, false): if !out.endsWithFullStop { out.raw(".") }
    }
  }

  /// `covers Germany in German for Analytics in mid-market, holds 4 of 20 leads, the lowest share of the 3
  /// reps on shift.`
  private static func writeChosen(
    _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let chosen = run.chosen else { return }
    let candidate = run.candidates[chosen]
    PoolPhrase.write(.verb, rules, run, to: out)
    out.raw(", holds ")
    out.integer(candidate.load)
    out.raw(" of ")
    out.integer(candidate.capacity)
    out.raw(candidate.capacity == 1 ? " lead, " : " leads, ")
    let isPass = PassPhrase.applies(facts, run)
    guard let second = run.runnerUp else {
      if run.candidates.count == 1 {
        out.raw(run.full.isEmpty ? "the only one there" : "the only one with room")
        out.raw(isPass ? " in this pass, and on shift." : ", and on shift.")
      } else {
        out.raw("the only one on shift of the ")
        out.integer(run.candidates.count)
        out.raw(isPass ? " reps with room in this pass." : " reps with room.")
      }
      return
    }
    writeRank(candidate, run.candidates[second], isPass: isPass, rules, run, to: out)
  }

  private static func writeRank(
    _ first: Candidate, _ second: Candidate, isPass: Bool, _ rules: RuleTables,
    _ run: Deliberation, to out: ByteWriter
  ) {
    switch first.decidingKey(against: second) {
    case .share:
      out.raw("the lowest share of the ")
      out.integer(run.counts(at: .coverageHours)?.leaving ?? 0)
      out.raw(isPass ? " reps on shift with room in this pass." : " reps on shift.")
      return
    case .week: out.raw("the same share as ")
    case .last: out.raw("the same share and week as ")
    case .id: out.raw("level in everything with ")
    }
    out.raw(rules.fragments.repNames[Int(second.rep)])
    switch first.decidingKey(against: second) {
    case .share: break
    case .week:
      out.raw(" but fewer new leads this week (")
      out.integer(first.week)
      out.raw(" against ")
      out.integer(second.week)
      out.raw(").")
    case .last: out.raw(" but longer without a new lead.")
    case .id: out.raw(", and first by id.")
    }
  }

  /// What had to be given up on the way.
  private static func writeAfterthoughts(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    for step in run.steps where step.result == .relaxed {
      guard let counts = step.counts else { continue }
      switch step.finding {
      case .product(.uncovered):
        guard let product = run.product else { continue }
        writeNone(counts.entering, to: out)
        out.raw("aligned with ")
        out.raw(rules.fragments.productNames[product])
        out.raw(".")
      case .segment(.empty(let pool)):
        writeNone(counts.entering, to: out)
        out.raw("in the pool ")
        out.raw(rules.fragments.pools[pool])
        out.raw(".")
      case .capacity(.widened):
        out.raw(" Everyone ")
        PoolPhrase.writeFirst(.participle, rules, run, to: out)
        out.raw(" is at capacity.")
      default: continue
      }
    }
  }

  private static func writeNone(_ count: Int, to out: ByteWriter) {
    if count == 1 { return out.raw(" The one rep there is not ") }
    out.raw(" None of the ")
    out.integer(count)
    out.raw(" reps there is ")
  }
}
