import LeadModel

/// What the lint says about rules and roster together.
extension RuleLint {
  mutating func checkManagers(_ roster: RosterIndex) {
    let ids = roster.reps.map(\.id.text)
    for queue in rules.queues {
      for (key, rep) in [("manager", queue.manager), ("deputy", queue.deputy)] {
        guard let rep, roster.index(of: rep) == nil else { continue }
        add(
          .warning, .queue(queue.id), "queue.\(queue.id).\(key)",
          "\"\(rep)\" is not in the roster, so nobody is warned",
          nearMiss: NearMiss.of(rep.text, among: ids))
      }
    }
  }

  mutating func checkReps(_ roster: RosterIndex) {
    let places = PlaceTable(rules)
    let products = ProductTable(rules, roster)
    var pools = FoldedTable()
    for (index, pool) in rules.pools.enumerated() { pools.insert(pool.id.text, index) }
    for rep in roster.reps where rep.isActive {
      for entry in rep.coverage where CoverageTable.Place(entry.place, places) == nil {
        add(
          .warning, .rep(rep.id), "reps.\(rep.id).coverage",
          "\"\(entry.place)\" is neither * nor a region nor a country, so the entry covers nothing",
          nearMiss: NearMiss.of(entry.place, among: rules.regions.map(\.id.text)))
      }
      if case .listed(let names) = rep.products {
        for name in names where products.ids[name] == nil {
          add(
            .warning, .rep(rep.id), "reps.\(rep.id).products", "no product \"\(name)\"",
            nearMiss: NearMiss.of(name, among: rules.products.map(\.id.text)))
        }
      }
      for name in rep.pools where pools[name] == nil {
        add(
          .warning, .rep(rep.id), "reps.\(rep.id).pools", "no pool \"\(name)\"",
          nearMiss: NearMiss.of(name, among: rules.pools.map(\.id.text)))
      }
      if !rep.coverage.isEmpty, rep.pools.isEmpty, !rules.pools.isEmpty {
        add(
          .warning, .rep(rep.id), "reps.\(rep.id).pools",
          "in no pool: gets leads only where a pool has nobody else")
      }
      if let region = rep.region, places.regionTable[region] == nil {
        add(
          .warning, .rep(rep.id), "reps.\(rep.id).region", "no region \"\(region)\"",
          nearMiss: NearMiss.of(region, among: rules.regions.map(\.id.text)))
      }
    }
  }

  /// Regions where anyone works: their queue, and their countries that nobody covers.
  mutating func checkCoverage(_ roster: RosterIndex) {
    let places = PlaceTable(rules)
    let table = CoverageTable(rules, roster, places)
    for region in rules.regions {
      let uncovered = region.countries.filter {
        table.count(table.row($0, places.language(of: $0))) == 0
      }
      let isUsed = uncovered.count < region.countries.count
      if !uncovered.isEmpty, isUsed {
        add(
          .warning, .region(region.id), "region.\(region.id)",
          "nobody covers \(Self.listing(uncovered)) in the default language")
      }
      let isServed = rules.queues.contains { $0.regions.contains(region.id) }
      if !uncovered.isEmpty, !isUsed, isServed {
        // One line for a theatre that is opened before its people are there.
        add(
          .warning, .region(region.id), "region.\(region.id)",
          "nobody covers any of its countries in their default languages, so its leads wait in a "
            + "queue")
      }
      if isUsed, !isServed, rules.queues.count > 1 {
        add(
          .warning, .region(region.id), "region.\(region.id)",
          "no queue lists it, so its leads wait in the default queue")
      }
    }
  }

  private static func listing(_ countries: [CountryCode]) -> String {
    let shown = countries.sorted().prefix(8).map(\.description).joined(separator: ", ")
    return countries.count > 8 ? "\(shown) and \(countries.count - 8) more" : shown
  }
}
