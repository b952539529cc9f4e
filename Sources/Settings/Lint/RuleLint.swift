import LeadModel
import RoutingEngine

/// What is allowed in a rule set, alone or with a roster, but probably not meant.
public enum RuleLint {
  /// Errors first, then in the order of the file.
  ///
  /// `file` tells where things stand; without it the findings have no origin. Without a roster only
  /// the rules themselves are looked at.
  public static func findings(
    _ rules: RuleSet, roster: Roster? = nil, file: RuleSetFile? = nil
  ) -> [LintFinding] {
    var linter = RuleLinter(rules: rules, file: file)
    linter.checkPools()
    linter.checkQueues()
    linter.checkSLAs()
    linter.checkSegments()
    linter.checkNames()
    linter.checkWindow()
    if let roster { linter.check(roster) }
    return linter.findings.sorted
  }
}

/// Looks through one rule set.
struct RuleLinter {
  let rules: RuleSet
  let file: RuleSetFile?
  var findings = Findings()

  init(rules: RuleSet, file: RuleSetFile?) {
    self.rules = rules
    self.file = file
  }

  func origin(_ part: RulePart) -> Origin? { file?.origin(of: part) }

  /// A pool is never reached when an earlier one holds for all of its leads.
  mutating func checkPools() {
    for (index, pool) in rules.pools.enumerated() {
      let earlier = rules.pools[..<index].first {
        Self.covers($0.segments, pool.segments) && Self.covers($0.regions, pool.regions)
          && Self.covers(folded($0.accountTypes), folded(pool.accountTypes))
          && Self.covers(folded($0.lifecycles), folded(pool.lifecycles))
      }
      guard let earlier else { continue }
      findings.warn(
        .unreachablePool, origin(.pool(pool.id)),
        "pool \(pool.id.text.quoted) is never reached: \(earlier.id.text.quoted) stands before it "
          + "and takes all of its leads; put the narrower pool first")
    }
  }

  /// Whether a condition holds wherever another does. Empty is any.
  static func covers<Item: Hashable>(_ wide: [Item], _ narrow: [Item]) -> Bool {
    wide.isEmpty || !narrow.isEmpty && Set(narrow).isSubset(of: wide)
  }

  private func folded(_ texts: [String]) -> [String] { texts.map { Folding.fold($0.trimmed) } }

  mutating func checkQueues() {
    var taken: Set<RegionID> = []
    for queue in rules.queues {
      let isReached = queue.isDefault || queue.regions.contains { !taken.contains($0) }
      if !isReached {
        let why = queue.regions.isEmpty ? "it lists no region" : "queues before it take its regions"
        findings.warn(
          .unreachableQueue, origin(.queue(queue.id)),
          "queue \(queue.id.text.quoted) is never reached: \(why), and it is not the default")
      }
      taken.formUnion(queue.regions)
    }
    // With one queue for everything nobody means to have one by region.
    guard !taken.isEmpty, let standard = rules.queues.first(where: \.isDefault) else { return }
    for region in rules.regions where !taken.contains(region.id) {
      findings.warn(
        .regionWithoutQueue, origin(.region(region.id)),
        "region \(region.id.text.quoted) is in no queue; its leads wait in the default one, "
          + standard.id.text.quoted)
    }
  }

  mutating func checkSLAs() {
    for (index, sla) in rules.slas.enumerated() {
      let earlier = rules.slas[..<index].firstIndex {
        $0.clock == sla.clock && Self.covers($0.segments, sla.segments)
          && Self.covers($0.regions, sla.regions) && Self.covers($0.routes, sla.routes)
          && Self.covers($0.queues, sla.queues)
      }
      guard let earlier else { continue }
      let other = origin(.sla(earlier))?.line.map { "the one of line \($0)" } ?? "an earlier one"
      findings.warn(
        .unreachableSLA, origin(.sla(index)),
        "this [[sla]] for \(sla.clock.rawValue.quoted) is never reached: \(other) "
          + "holds for all of its leads; put the narrower one first")
    }
  }

  mutating func checkSegments() {
    for (index, segment) in rules.segments.enumerated() {
      for other in rules.segments[..<index] {
        if let bound = segment.employeesFrom, bound == other.employeesFrom {
          noteEqual("employees_from", segment, other)
        }
        if let bound = segment.revenueFrom, bound == other.revenueFrom {
          noteEqual("revenue_from", segment, other)
        }
      }
    }
  }

  private mutating func noteEqual(_ key: String, _ segment: Segment, _ other: Segment) {
    findings.warn(
      .equalBounds, origin(.segment(segment.id)),
      "segments \(other.id.text.quoted) and \(segment.id.text.quoted) have the same \(key); "
        + "only one of them is ever reached by it")
  }

  /// Names by which leads are matched to regions, products and segments must be unambiguous.
  mutating func checkNames() {
    check(
      rules.regions.map {
        (id: $0.id.text, names: [$0.name] + $0.aliases, part: RulePart.region($0.id))
      }, kind: "region")
    check(
      rules.products.map {
        (id: $0.id.text, names: [$0.name] + $0.aliases, part: RulePart.product($0.id))
      }, kind: "product")
    check(
      rules.segments.map { (id: $0.id.text, names: [$0.name], part: RulePart.segment($0.id)) },
      kind: "segment")
  }

  private mutating func check(
    _ things: [(id: String, names: [String], part: RulePart)], kind: String
  ) {
    var owners: [String: String] = [:]
    for thing in things { owners[Folding.fold(thing.id)] = thing.id }
    for thing in things {
      for name in thing.names {
        let folded = Folding.fold(name.trimmed)
        if let other = owners[folded], other != thing.id {
          findings.warn(
            .ambiguousName, origin(thing.part),
            "\(name.quoted) names \(kind) \(other.quoted) and also \(thing.id.quoted); "
              + "leads that say so get one of them")
        }
        owners[folded] = owners[folded] ?? thing.id
      }
    }
  }

  mutating func checkWindow() {
    if rules.council.window.isEmpty {
      findings.warn(
        .neverOpen, nil,
        "council.window is empty: rules can never be published; write hours such as "
          + "\"Tue 14:00-16:00\"")
    }
  }
}
