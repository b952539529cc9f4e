import LeadModel

/// The words for the reps in question: `covers Germany in German for Analytics in mid-market`.
enum PoolPhrase {
  /// `covers …` of one rep, or `covering …` after a noun.
  enum Form: Sendable { case verb, participle }

  /// Whom the lead was decided among: after widening, those beyond.
  static func write(
    _ form: Form, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard case .capacity(.widened(let wider)) = run.finding(at: .capacity) else {
      writeFirst(form, rules, run, to: out)
      return
    }
    writeRegion(form, rules, run, to: out)
    writeNarrowing(product: wider.byProduct, segment: wider.bySegment, rules, run, to: out)
  }

  /// Whom dimensions 3 to 5 left.
  static func writeFirst(
    _ form: Form, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    writePlace(form, rules, run, to: out)
    var byProduct = false
    var bySegment = false
    if case .product(.aligned) = run.finding(at: .product) { byProduct = true }
    if case .segment(.members) = run.finding(at: .segment) { bySegment = true }
    writeNarrowing(product: byProduct, segment: bySegment, rules, run, to: out)
  }

  private static func writeNarrowing(
    product: Bool, segment: Bool, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    if product, let id = run.product {
      out.raw(" for ")
      out.raw(rules.fragments.productNames[id])
    }
    if segment, let id = run.segment {
      out.raw(" in ")
      out.raw(rules.fragments.segmentNames[id])
    }
  }

  /// Country and language alone, or the region where that was all there was.
  static func writePlace(
    _ form: Form, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let country = run.country else {
      writeRegion(form, rules, run, to: out)
      return
    }
    out.raw(form == .verb ? "covers " : "covering ")
    out.raw(rules.places.name(of: country))
    guard let language = run.language else { return }
    out.raw(" in ")
    out.raw(rules.places.name(of: language))
  }

  private static func writeRegion(
    _ form: Form, _ rules: RuleTables, _ run: Deliberation, to out: ByteWriter
  ) {
    guard let region = run.region else { return }
    out.raw(form == .verb ? "is at home in " : "at home in ")
    out.raw(rules.fragments.regionNames[region])
    guard let language = run.language else { return }
    out.raw(form == .verb ? " and speaks " : " and speaking ")
    out.raw(rules.places.name(of: language))
  }
}
