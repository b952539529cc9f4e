import LeadModel

/// Dimension 4: reps aligned with the lead's product.
///
/// Of several products only the one ranked highest counts. Secondary, contingent: the product of the
/// lead's campaign, then of its source. No product: skipped, contingent. Nobody aligned: relaxed with the
/// flag `product_uncovered`; coverage is never given up for a product.
enum ProductAlignment: DecisionStep {
  enum Finding: Sendable { case aligned, uncovered, unknown }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    let before = run.poolCount
    settle(facts, rules, &run)
    let path: StepPath = run.productOrigin == .given ? .primary : .secondary
    if path == .secondary { run.isContingent = true }
    guard let product = run.product else {
      run.note(.skipped, path: path, counts: (before, before), .product(.unknown))
      return nil
    }
    if narrow(to: product, facts, rules, &run) {
      run.note(.narrowed, path: path, counts: (before, run.poolCount), .product(.aligned))
    } else {
      run.flags.insert(.productUncovered)
      run.note(.relaxed, path: path, counts: (before, before), .product(.uncovered))
    }
    return nil
  }

  private static func settle(_ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation) {
    let table = rules.products
    for id in facts.products {
      guard let product = table.ids[id.text] else { continue }
      if let best = run.product, table.rank[best] <= table.rank[product] { continue }
      run.product = product
      run.productOrigin = .given
    }
    if run.product != nil { return }
    if let campaign = facts.campaign, let product = table.byCampaign[campaign] {
      run.product = product
      run.productOrigin = .campaign
    } else if let product = table.bySource[facts.source] {
      run.product = product
      run.productOrigin = .source
    }
  }

  /// Keeps those aligned; false, with the pool unchanged, when that is nobody.
  static func narrow(
    to product: Int, _ facts: Facts, _ rules: RuleTables, _ run: inout Deliberation
  ) -> Bool {
    var count = run.spare.assignIntersection(run.pool, rules.products.aligned[product])
    for exception in Overrides.inForce(facts) {
      guard case .productFor(let id, let name) = exception.effect,
        rules.products.ids[name.text] == product, let rep = rules.activeIndex(of: id),
        run.pool.contains(rep), !run.spare.contains(rep)
      else { continue }
      run.spare.insert(rep)
      count += 1
      run.fire(exception.number, at: .product)
    }
    guard count > 0 else { return false }
    run.adoptSpare(count: count)
    return true
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""product":"#)
    out.quoted(run.product.map { rules.fragments.products[$0] })
    switch run.productOrigin {
    case .campaign:
      out.raw(#","campaign":"#)
      out.string(facts.campaign)
    case .source:
      out.raw(#","source":"#)
      out.string(facts.source)
    default: break
    }
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard let product = run.product, let counts = run.counts(at: .product) else {
      out.raw("no product is known, so everyone stays")
      return
    }
    switch finding {
    case .unknown: break
    case .aligned:
      out.integer(counts.leaving)
      out.raw(" of ")
      out.integer(counts.entering)
      out.raw(" are aligned with ")
      out.raw(rules.fragments.products[product])
    case .uncovered:
      out.raw("none of ")
      out.integer(counts.entering)
      out.raw(" is aligned with ")
      out.raw(rules.fragments.products[product])
      out.raw(", so everyone stays")
    }
  }
}
