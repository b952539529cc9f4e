import LeadModel

/// The words for the reps in question: `covers Germany in German for Analytics in mid-market`.
enum PoolPhrase {
  /// `covers …` of one rep, or `covering …` after a noun.
  enum Form: Sendable { case verb, participle }

  static func write(
    _ form: Form, _ rules: CompiledRules, _ run: Deliberation, to out: inout ByteWriter
  ) {
    writePlace(form, rules, run, to: &out)
    for step in run.steps {
      switch step.finding {
      case .product(.aligned):
        guard let product = run.product else { continue }
        out.raw(" for ")
        out.raw(rules.fragments.productNames[product])
      case .segment(.members):
        guard let segment = run.segment else { continue }
        out.raw(" in ")
        out.raw(rules.fragments.segmentNames[segment])
      default: continue
      }
    }
  }

  /// Country and language alone, or the region where that was all there was, or after widening.
  static func writePlace(
    _ form: Form, _ rules: CompiledRules, _ run: Deliberation, to out: inout ByteWriter
  ) {
    guard let country = run.country, !run.flags.contains(.overrideCapacity) else {
      writeRegion(form, rules, run, to: &out)
      return
    }
    out.raw(form == .verb ? "covers " : "covering ")
    out.raw(rules.places.name(of: country))
    guard let language = run.language else { return }
    out.raw(" in ")
    out.raw(rules.places.name(of: language))
  }

  private static func writeRegion(
    _ form: Form, _ rules: CompiledRules, _ run: Deliberation, to out: inout ByteWriter
  ) {
    guard let region = run.region else { return }
    out.raw(form == .verb ? "is at home in " : "at home in ")
    out.raw(rules.fragments.regionNames[region])
    guard let language = run.language else { return }
    out.raw(form == .verb ? " and speaks " : " and speaking ")
    out.raw(rules.places.name(of: language))
  }
}
