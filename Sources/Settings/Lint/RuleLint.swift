import LeadModel
import RoutingEngine

/// What is allowed in a rule set, alone or with a roster, but probably not meant.
///
/// What the engine finds about its rules, with places; and what it does not mind but people do:
/// things that nothing reaches, names that mean two things, work that nobody is there for.
public enum RuleLint {
  /// Errors first, then in the order of the file.
  ///
  /// `file` tells where things stand; without it the findings have no origin. Without a roster only
  /// the rules themselves are looked at.
  public static func findings(
    _ rules: RuleSet, roster: Roster? = nil, file: RuleSetFile? = nil
  ) -> [LintFinding] {
    var linter = RuleLinter(rules: rules, file: file)
    linter.checkByEngine(roster)
    linter.checkQueues()
    linter.checkSLAs()
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

  mutating func checkByEngine(_ roster: Roster?) {
    let found = roster.map { rules.findings(with: RosterIndex($0.reps)) } ?? rules.findings()
    for finding in found {
      let hint = finding.nearMiss.map { "; did you mean \"\($0)\"?" } ?? ""
      let origin = origin(of: finding)
      switch finding.severity {
      case .error: findings.error(finding.key, origin, finding.problem + hint)
      case .warning: findings.warn(finding.key, origin, finding.problem + hint)
      }
    }
  }

  private func origin(of finding: RuleFinding) -> Origin? {
    switch finding.subject {
    case .rules: nil
    case .region(let id): origin(.region(id))
    case .product(let id): origin(.product(id))
    case .segment(let id): origin(.segment(id))
    case .pool(let id): origin(.pool(id))
    case .queue(let id) where finding.key.hasSuffix(".manager"): origin(.manager(id))
    case .queue(let id) where finding.key.hasSuffix(".deputy"): origin(.deputy(id))
    case .queue(let id): origin(.queue(id))
    case .rep: Origin(file: "reps.csv")
    case .sla(let index): origin(.sla(index))
    case .reasonCode(let code): origin(.reasonCode(code))
    }
  }

  /// A queue that is not the default and lists no region that is still free gets no leads.
  mutating func checkQueues() {
    var taken: Set<RegionID> = []
    for queue in rules.queues {
      if !queue.isDefault, !queue.regions.contains(where: { !taken.contains($0) }) {
        let why = queue.regions.isEmpty ? "it lists no region" : "queues before it take its regions"
        findings.warn(
          "queue.\(queue.id)", origin(.queue(queue.id)),
          "no lead reaches it: \(why), and it is not the default")
      }
      taken.formUnion(queue.regions)
    }
  }

  /// An SLA is never used when an earlier one of its clock holds for all of its leads.
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
        "sla[\(index)]", origin(.sla(index)),
        "never used for the clock \(sla.clock.rawValue.quoted): \(other) holds for all of its "
          + "leads; put the narrower one first")
    }
  }

  /// Whether a condition holds wherever another does. Empty is any.
  private static func covers<Item: Hashable>(_ wide: [Item], _ narrow: [Item]) -> Bool {
    wide.isEmpty || !narrow.isEmpty && Set(narrow).isSubset(of: wide)
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
            "\(kind).\(thing.id)", origin(thing.part),
            "\(name.quoted) names \(kind) \(other.quoted) too; leads that say so get one of them")
        }
        owners[folded] = owners[folded] ?? thing.id
      }
    }
  }

  mutating func checkWindow() {
    if rules.council.window.isEmpty {
      findings.warn(
        "council.window", nil,
        "is empty: rules can never be published; write hours such as \"Tue 14:00-16:00\"")
    }
  }
}
