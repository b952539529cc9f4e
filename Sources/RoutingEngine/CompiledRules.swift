import LeadModel

/// A rule set and a roster made ready for deciding: every name turned into a small number, every
/// question "which reps …" answered by one set.
///
/// Building it costs milliseconds, once for each version of rules or roster. It is a value that is cheap to
/// copy: several engines may share it.
public struct CompiledRules: Sendable {
  let tables: RuleTables

  /// The rules as published.
  public var ruleSet: RuleSet { tables.ruleSet }
  /// The reps by position.
  public var roster: RosterIndex { tables.roster }
  /// Hex digits of the roster's SHA-256.
  public var rosterVersion: String { tables.rosterVersion }

  /// Joins one version of the rules with one of the roster.
  public init(_ ruleSet: RuleSet, roster: RosterIndex, rosterVersion: String) {
    tables = RuleTables(ruleSet, roster: roster, rosterVersion: rosterVersion)
  }
  init(tables: RuleTables) { self.tables = tables }
}

/// The tables of compiled rules. A class only so that handing them from step to step copies one
/// reference; nothing in it ever changes.
final class RuleTables: Sendable {
  let ruleSet: RuleSet
  let roster: RosterIndex
  let rosterVersion: String
  let places: PlaceTable
  let coverage: CoverageTable
  let products: ProductTable
  let segments: SegmentTable
  let pools: PoolTable
  /// By position of the rep: the own capacity, or the rule set's.
  let capacities: [Int32]
  /// By position of the region: the first queue in file order that lists it.
  let queueOfRegion: [Int]
  let defaultQueue: Int
  let fragments: Fragments

  init(_ ruleSet: RuleSet, roster: RosterIndex, rosterVersion: String) {
    precondition(
      !ruleSet.queues.isEmpty && !ruleSet.segments.isEmpty,
      "rules without a queue or a segment are refused when they are read")
    self.ruleSet = ruleSet
    self.roster = roster
    self.rosterVersion = rosterVersion
    places = PlaceTable(ruleSet)
    coverage = CoverageTable(ruleSet, roster, places)
    products = ProductTable(ruleSet, roster)
    segments = SegmentTable(ruleSet)
    pools = PoolTable(ruleSet, roster, segments, places)
    capacities = roster.reps.map { Int32(clamping: $0.capacity ?? ruleSet.capacity.standard) }
    let defaultQueue = ruleSet.queues.firstIndex { $0.isDefault } ?? 0
    self.defaultQueue = defaultQueue
    queueOfRegion = ruleSet.regions.map { region in
      ruleSet.queues.firstIndex { $0.regions.contains(region.id) } ?? defaultQueue
    }
    fragments = Fragments(ruleSet, roster, rosterVersion)
  }

  /// The position of a rep who may get leads; nil for everyone else.
  func activeIndex(of rep: RepID?) -> Int? {
    guard let rep, let index = roster.index(of: rep), coverage.active.contains(index) else {
      return nil
    }
    return index
  }
}
