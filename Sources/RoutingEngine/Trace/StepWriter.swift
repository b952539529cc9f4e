import LeadModel

/// Writes one step of a trace as JSON.
enum StepWriter {
  static func write(
    _ step: StepEvent, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    let name = step.name
    out.raw(#"{"step":"#)
    out.string(name.rawValue)
    if let dimension = name.dimension {
      out.raw(#","dimension":"#)
      out.integer(dimension)
    }
    out.raw(#","result":"#)
    out.string(step.result.rawValue)
    out.raw(step.path == .primary ? #","path":"primary""# : #","path":"secondary""#)
    if let counts = step.counts {
      out.raw(#","in":"#)
      out.integer(counts.entering)
      out.raw(#","out":"#)
      out.integer(counts.leaving)
    }
    writeFields(step, name, facts, rules, run, to: out)
    writeWhy(step, name, facts, rules, run, to: out)
    if name == .capacity {
      writeRanked(rules, run, to: out)
      writeRemoved(run.full, facts, rules, run, to: out)
    }
    if name == .coverageHours {
      writeRemoved(run.offShift, facts, rules, run, to: out)
      if run.chosen == nil {
        out.raw(#","next_opening":"#)
        if let opening = run.nextOpening { out.instant(opening.at) } else { out.raw("null") }
      }
    }
    out.raw("}")
  }

  private static func writeFields(
    _ step: StepEvent, _ name: StepName, _ facts: Facts, _ rules: RuleTables,
    _ run: Deliberation, to out: ByteWriter
  ) {
    let opening = out.count
    out.raw(#","fields":{"#)
    let start = out.count
    func write<Step: DecisionStep>(_: Step.Type, _ finding: Step.Finding) {
      Step.writeFields(finding, facts, rules, run, to: out)
    }
    switch step.finding {
    case .duplicate(let finding): write(DuplicateCheck.self, finding)
    case .enrichment(let finding): write(GeoEnrichment.self, finding)
    case .account(let finding): write(AccountStep.self, finding)
    case .namedAccount(let finding): write(NamedAccount.self, finding)
    case .openOpportunity(let finding): write(OpenOpportunity.self, finding)
    case .exception(let finding): write(ExceptionRoute.self, finding)
    case .coverage(let finding): write(Coverage.self, finding)
    case .product(let finding): write(ProductAlignment.self, finding)
    case .segment(let finding): write(SegmentPool.self, finding)
    case .capacity(let finding): write(Capacity.self, finding)
    case .coverageHours(let finding): write(CoverageHours.self, finding)
    case .fallbackQueue(let finding): write(Fallback.self, finding)
    }
    if !run.firedExceptions.isEmpty { writeFired(name, run, after: start, to: out) }
    if out.count == start { out.cut(to: opening) } else { out.raw("}") }
  }

  /// The numbers of the exceptions that acted at this step.
  private static func writeFired(
    _ name: StepName, _ run: Deliberation, after start: Int, to out: ByteWriter
  ) {
    var isFirst = true
    for fired in run.firedExceptions where fired.step == name {
      if isFirst {
        out.raw(out.count == start ? #""exception":""# : #","exception":""#)
      } else {
        out.raw(",")
      }
      isFirst = false
      out.integer(fired.number)
    }
    if !isFirst { out.raw(#"""#) }
  }

  private static func writeWhy(
    _ step: StepEvent, _ name: StepName, _ facts: Facts, _ rules: RuleTables,
    _ run: Deliberation, to out: ByteWriter
  ) {
    let opening = out.count
    out.raw(#","why":""#)
    let start = out.count
    func write<Step: DecisionStep>(_: Step.Type, _ finding: Step.Finding) {
      Step.writeWhy(finding, facts, rules, run, to: out)
    }
    switch step.finding {
    case .duplicate(let finding): write(DuplicateCheck.self, finding)
    case .enrichment(let finding): write(GeoEnrichment.self, finding)
    case .account(let finding): write(AccountStep.self, finding)
    case .namedAccount(let finding): write(NamedAccount.self, finding)
    case .openOpportunity(let finding): write(OpenOpportunity.self, finding)
    case .exception(let finding): write(ExceptionRoute.self, finding)
    case .coverage(let finding): write(Coverage.self, finding)
    case .product(let finding): write(ProductAlignment.self, finding)
    case .segment(let finding): write(SegmentPool.self, finding)
    case .capacity(let finding): write(Capacity.self, finding)
    case .coverageHours(let finding): write(CoverageHours.self, finding)
    case .fallbackQueue(let finding): write(Fallback.self, finding)
    }
    for fired in run.firedExceptions where fired.step == name {
      out.raw(out.count == start ? "exception " : "; exception ")
      out.integer(fired.number)
      out.raw(" applies")
    }
    if out.count == start { out.cut(to: opening) } else { out.raw(#"""#) }
  }

  /// The first 10 in rank, with figures before the assignment.
  private static func writeRanked(
    _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    if run.candidates.isEmpty { return }
    let shown = min(10, run.candidates.count)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: shown) { best in
      run.rankFirst(into: best)
      out.raw(#","ranked":["#)
      for place in 0..<shown {
        let candidate = run.candidates[best[place]]
        if place > 0 { out.raw(",") }
        out.raw(rules.fragments.repOpenings[Int(candidate.rep)])
        out.raw(#","load":"#)
        out.integer(candidate.load)
        out.raw(#","capacity":"#)
        out.integer(candidate.capacity)
        out.raw(#","week":"#)
        out.integer(candidate.week)
        out.raw(#","last":"#)
        if candidate.last == .min {
          out.raw("null}")
        } else {
          out.instant(Instant(milliseconds: candidate.last))
          out.raw("}")
        }
      }
      out.raw("]")
    }
  }

  private static func writeRemoved(
    _ removed: [Removal], _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    if removed.isEmpty { return }
    out.raw(#","removed":["#)
    for index in removed.indices {
      let removal = removed[index]
      if index > 0 { out.raw(",") }
      out.raw(rules.fragments.repOpenings[Int(removal.candidate.rep)])
      out.raw(#","why":"#)
      out.string(removal.reason.rawValue)
      switch removal.reason {
      case .offShift, .away, .onLeave: break
      case .atCapacity, .alreadyOwned, .onePerPass, .aboveMedian:
        out.raw(#","load":"#)
        out.integer(removal.candidate.load)
        out.raw(#","capacity":"#)
        out.integer(removal.candidate.capacity)
        writeMeasure(of: removal, facts, run, to: out)
      }
      out.raw("}")
    }
    out.raw("]")
  }

  /// What a drain pass left a rep out by.
  private static func writeMeasure(
    of removal: Removal, _ facts: Facts, _ run: Deliberation, to out: ByteWriter
  ) {
    switch removal.reason {
    case .onePerPass: out.member(#","lead":"#, run.leadInPass(of: removal, facts))
    case .aboveMedian:
      guard let drain = facts.drain else { return }
      out.raw(#","median":"#)
      out.integer(drain.median)
      out.member(#","next_opening":"#, drain.opening.at)
    default: break
    }
  }
}

extension Deliberation {
  /// Puts the positions of the first candidates in rank into the buffer, as many as it holds.
  func rankFirst(into best: UnsafeMutableBufferPointer<Int>) {
    var filled = 0
    for position in candidates.indices {
      var place = filled
      while place > 0, candidates[position].precedes(candidates[best[place - 1]]) { place -= 1 }
      guard place < best.count else { continue }
      var end = min(filled, best.count - 1)
      while end > place {
        best[end] = best[end - 1]
        end -= 1
      }
      best[place] = position
      filled = min(filled + 1, best.count)
    }
  }
}
