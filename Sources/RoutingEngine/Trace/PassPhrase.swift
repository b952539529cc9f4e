import LeadModel

/// The words for whom a drain pass left out: nothing for decisions that no pass took, and for records from
/// before passes told what they measured.
enum PassPhrase {
  /// `; 2 got a lead in this pass already` as part of a reason, or ` Ana and Bo got a lead in this pass
  /// already.` as a sentence.
  enum Form: Sendable { case reason, sentence }

  /// Whether a pass left somebody out, and by what is known.
  static func applies(_ facts: Facts, _ run: Deliberation) -> Bool {
    if facts.excluded.isEmpty { return false }
    return facts.drain != nil || run.full.contains { run.leadInPass(of: $0, facts) != nil }
  }

  static func write(
    _ form: Form, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard applies(facts, run) else { return }
    if form == .reason { out.raw(" in this pass") }
    writeServed(form, facts, rules, run, to: out)
    writeFuller(form, facts, rules, run, to: out)
  }

  private static func writeServed(
    _ form: Form, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    let served = run.full.filter {
      $0.reason == .onePerPass && run.leadInPass(of: $0, facts) != nil
    }
    if served.isEmpty { return }
    writeWho(served, form, rules, to: out)
    out.raw(form == .sentence ? " got a lead in this pass already." : " got a lead in it already")
  }

  private static func writeFuller(
    _ form: Form, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let drain = facts.drain else { return }
    let fuller = run.full.filter { $0.reason == .aboveMedian }
    guard let first = fuller.first else { return }
    writeWho(fuller, form, rules, to: out)
    if fuller.count == 1 {
      out.raw(" holds ")
      out.integer(first.candidate.load)
      out.raw(first.candidate.load == 1 ? " lead, more than " : " leads, more than ")
    } else {
      out.raw(" hold more leads than ")
    }
    out.raw("the pool's median of ")
    out.integer(drain.median)
    out.raw(", while ")
    writeOpening(drain.opening, form, rules, to: out)
    if form == .sentence { out.raw(".") }
  }

  private static func writeWho(
    _ reps: [Removal], _ form: Form, _ rules: RuleTables, to out: ByteWriter
  ) {
    out.raw(form == .sentence ? " " : "; ")
    guard reps.count <= 2 else {
      out.integer(reps.count)
      return out.raw(" others")
    }
    for (index, removal) in reps.enumerated() {
      if index > 0 { out.raw(" and ") }
      writeName(Int(removal.candidate.rep), form, rules, to: out)
    }
  }

  private static func writeOpening(
    _ opening: NextOpening, _ form: Form, _ rules: RuleTables, to out: ByteWriter
  ) {
    if let rep = rules.roster.index(of: opening.rep) {
      writeName(rep, form, rules, to: out)
    } else {
      out.escaped(opening.rep.text)
    }
    out.raw(" starts at ")
    out.escaped(opening.localTime)
    out.raw(" ")
    out.escaped(opening.zone)
  }

  private static func writeName(
    _ rep: Int, _ form: Form, _ rules: RuleTables, to out: ByteWriter
  ) {
    out.raw(form == .sentence ? rules.fragments.repNames[rep] : rules.fragments.repIDs[rep])
  }
}

extension Deliberation {
  /// The lead that a rep who was left out got in the pass, where that is known.
  func leadInPass(of removal: Removal, _ facts: Facts) -> String? {
    exclusions[Int(removal.candidate.rep)].flatMap { facts.excluded[$0].lead }
  }
}
