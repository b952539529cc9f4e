import LeadModel

/// The pools in file order, each with its conditions as sets of small numbers and its members.
struct PoolTable: Sendable {
  /// One pool. Empty conditions hold for everything, others not for a missing value.
  struct Entry: Sendable {
    var segments: [Int]
    var regions: [Int]
    var accountTypes: [Int]
    var lifecycles: [Int]
    var queuesWhenEmpty: Bool
    var members: RepSet

    func holds(segment: Int, region: Int?, accountType: Int?, lifecycle: Int?) -> Bool {
      Self.allows(segments, segment) && Self.allows(regions, region)
        && Self.allows(accountTypes, accountType) && Self.allows(lifecycles, lifecycle)
    }
    private static func allows(_ condition: [Int], _ value: Int?) -> Bool {
      if condition.isEmpty { return true }
      guard let value else { return false }
      return condition.contains(value)
    }
  }

  let entries: [Entry]
  /// Account types that any pool asks for.
  let accountTypes: FoldedTable
  let lifecycles: FoldedTable

  init(_ rules: RuleSet, _ roster: RosterIndex, _ segments: SegmentTable, _ places: PlaceTable) {
    var ids = FoldedTable()
    var accountTypes = FoldedTable()
    var lifecycles = FoldedTable()
    var entries: [Entry] = []
    for (index, pool) in rules.pools.enumerated() {
      ids.insert(pool.id.text, index)
      entries.append(
        Entry(
          segments: Self.numbers(pool.segments.map { segments.names[$0.text] }),
          regions: Self.numbers(pool.regions.map { places.regionTable[$0.text] }),
          accountTypes: Self.intern(pool.accountTypes, &accountTypes),
          lifecycles: Self.intern(pool.lifecycles, &lifecycles),
          queuesWhenEmpty: pool.onEmpty == .queue, members: RepSet(capacity: roster.count)))
    }
    for (position, rep) in roster.reps.enumerated() {
      for index in rep.pools.compactMap({ ids[$0] }) { entries[index].members.insert(position) }
    }
    self.entries = entries
    self.accountTypes = accountTypes
    self.lifecycles = lifecycles
  }

  /// An unknown name keeps its place as a number that no value has: the condition stays given.
  private static func numbers(_ found: [Int?]) -> [Int] { found.map { $0 ?? -1 } }

  private static func intern(_ names: [String], _ table: inout FoldedTable) -> [Int] {
    names.map { name in
      if let known = table[name] { return known }
      let next = table.count
      table.insert(name, next)
      return next
    }
  }
}
