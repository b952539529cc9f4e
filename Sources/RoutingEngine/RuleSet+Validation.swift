import LeadModel

/// One thing about a rule set that somebody should look at.
public struct RuleFinding: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable, Codable {
    /// Deciding by these rules would be wrong or impossible: they are refused.
    case error
    /// They work, but hardly as they are meant.
    case warning
  }
  /// What it is about; Settings knows where each of them stands in the file.
  public enum Subject: Sendable, Hashable {
    case rules
    case region(RegionID)
    case product(ProductID)
    case segment(SegmentID)
    case pool(PoolID)
    case queue(QueueID)
    case rep(RepID)
    /// By position in the file, from 0.
    case sla(Int)
    case reasonCode(String)
  }
  /// Whether the rules are refused for it.
  public var severity: Severity
  /// The thing to look at.
  public var subject: Subject
  /// The key as in the file, with the thing's id: `pool.emea-enterprise.regions`.
  public var key: String
  /// In plain English, with the user's own text in quotes and what to do.
  public var problem: String
  /// What was probably meant, where a name is unknown.
  public var nearMiss: String?
}

extension RuleSet {
  /// What is wrong with the rules by themselves: duplicate ids, names that do not exist, countries in two
  /// regions, no default queue, pools that no lead can reach.
  ///
  /// In the order of the file's sections.
  public func findings() -> [RuleFinding] {
    var lint = RuleLint(rules: self)
    lint.checkIDs()
    lint.checkRegions()
    lint.checkProducts()
    lint.checkSegments()
    lint.checkPools()
    lint.checkQueues()
    lint.checkSLAs()
    return lint.findings
  }

  /// What is wrong with rules and roster together: managers who do not exist, reps in no pool or with
  /// places that nobody knows, regions without a queue, countries without coverage.
  public func findings(with roster: RosterIndex) -> [RuleFinding] {
    var lint = RuleLint(rules: self)
    lint.checkManagers(roster)
    lint.checkReps(roster)
    lint.checkCoverage(roster)
    return findings() + lint.findings
  }
}

/// Gathers the findings about one rule set.
struct RuleLint {
  let rules: RuleSet
  var findings: [RuleFinding] = []

  mutating func add(
    _ severity: RuleFinding.Severity, _ subject: RuleFinding.Subject, _ key: String,
    _ problem: String, nearMiss: String? = nil
  ) {
    findings.append(
      RuleFinding(
        severity: severity, subject: subject, key: key, problem: problem, nearMiss: nearMiss))
  }

  /// Refuses a name that is not among those allowed, compared without regard to case.
  mutating func require(
    _ name: String, among allowed: [String], _ what: String, _ subject: RuleFinding.Subject,
    _ key: String
  ) {
    let folded = Folding.fold(name)
    if allowed.contains(where: { Folding.fold($0) == folded }) { return }
    add(
      .error, subject, key, "no \(what) \"\(name)\"",
      nearMiss: NearMiss.of(name, among: allowed))
  }

  mutating func checkIDs() {
    checkUnique(rules.regions.map(\.id.text), "region") { .region(RegionID($0)) }
    checkUnique(rules.products.map(\.id.text), "product") { .product(ProductID($0)) }
    checkUnique(rules.segments.map(\.id.text), "segment") { .segment(SegmentID($0)) }
    checkUnique(rules.pools.map(\.id.text), "pool") { .pool(PoolID($0)) }
    checkUnique(rules.queues.map(\.id.text), "queue") { .queue(QueueID($0)) }
    checkUnique(rules.reasonCodes.map(\.code), "reason_code") { .reasonCode($0) }
  }

  private mutating func checkUnique(
    _ ids: [String], _ table: String, _ subject: (String) -> RuleFinding.Subject
  ) {
    var seen: [String: String] = [:]
    for id in ids {
      if let first = seen[Folding.fold(id)] {
        add(
          .error, subject(id), "\(table).\(id).id",
          "\"\(id)\" stands twice, first as \"\(first)\": ids differ in more than case")
      }
      seen[Folding.fold(id)] = seen[Folding.fold(id)] ?? id
    }
  }

  mutating func checkRegions() {
    var owners: [CountryCode: RegionID] = [:]
    for region in rules.regions {
      for country in region.countries {
        if let other = owners[country] {
          add(
            .error, .region(region.id), "region.\(region.id).countries",
            "\"\(country)\" is in \"\(other)\" already: list it under one region")
        }
        owners[country] = owners[country] ?? region.id
      }
    }
  }

  mutating func checkProducts() {
    let ids = rules.products.map(\.id.text)
    for product in rules.productPriority {
      require(product.text, among: ids, "product", .product(product), "products.priority")
    }
    checkClaims("campaigns", \.campaigns)
    checkClaims("sources", \.sources)
  }

  private mutating func checkClaims(_ key: String, _ texts: (Product) -> [String]) {
    var owners: [String: ProductID] = [:]
    for product in rules.products {
      for text in texts(product) {
        if let other = owners[Folding.fold(text)], other != product.id {
          add(
            .error, .product(product.id), "product.\(product.id).\(key)",
            "\"\(text)\" is for \"\(other)\" already: list it under one product")
        }
        owners[Folding.fold(text)] = owners[Folding.fold(text)] ?? product.id
      }
    }
  }

  mutating func checkSegments() {
    require(
      rules.defaultSegment.text, among: rules.segments.map(\.id.text), "segment",
      .segment(rules.defaultSegment), "segments.default")
    var employees: [Int: SegmentID] = [:]
    var revenue: [Int64: SegmentID] = [:]
    for segment in rules.segments {
      if let bound = segment.employeesFrom {
        if let other = employees[bound] {
          add(
            .warning, .segment(segment.id), "segment.\(segment.id).employees_from",
            "\"\(other)\" begins at \(bound) too: leads go to the smaller id")
        }
        employees[bound] = employees[bound] ?? segment.id
      }
      if let bound = segment.revenueFrom {
        if let other = revenue[bound] {
          add(
            .warning, .segment(segment.id), "segment.\(segment.id).revenue_from",
            "\"\(other)\" begins there too: leads go to the smaller id")
        }
        revenue[bound] = revenue[bound] ?? segment.id
      }
    }
  }

  mutating func checkPools() {
    let segments = rules.segments.map(\.id.text)
    let regions = rules.regions.map(\.id.text)
    for (index, pool) in rules.pools.enumerated() {
      for segment in pool.segments {
        require(
          segment.text, among: segments, "segment", .pool(pool.id), "pool.\(pool.id).segments")
      }
      for region in pool.regions {
        require(region.text, among: regions, "region", .pool(pool.id), "pool.\(pool.id).regions")
      }
      if let before = rules.pools[..<index].first(where: { $0.includes(pool) }) {
        add(
          .warning, .pool(pool.id), "pool.\(pool.id)",
          "no lead reaches it: \"\(before.id)\" stands before it and takes them all; put it first")
      } else if leavesNothing(rules.pools[..<index], to: pool) {
        add(
          .warning, .pool(pool.id), "pool.\(pool.id)",
          "no lead reaches it: the pools before it take every segment; put it first")
      }
    }
  }

  /// Whether pools together take all leads of another, segment by segment: every lead has one.
  private func leavesNothing(_ before: ArraySlice<Pool>, to pool: Pool) -> Bool {
    let taken = before.filter { $0.includes(pool, whateverTheSegment: true) }
      .flatMap { $0.segments.map { Folding.fold($0.text) } }
    let wanted = (pool.segments.isEmpty ? rules.segments.map(\.id) : pool.segments)
      .map { Folding.fold($0.text) }
    return !wanted.isEmpty && Set(wanted).isSubset(of: taken)
  }

  mutating func checkQueues() {
    let regions = rules.regions.map(\.id.text)
    let defaults = rules.queues.filter(\.isDefault)
    if defaults.isEmpty {
      add(.error, .rules, "queue", "no queue is the default: write default = true under one")
    }
    for extra in defaults.dropFirst() {
      add(
        .error, .queue(extra.id), "queue.\(extra.id).default",
        "\"\(defaults[0].id)\" is the default already: keep one")
    }
    var taken: [String: QueueID] = [:]
    for queue in rules.queues {
      for region in queue.regions {
        require(
          region.text, among: regions, "region", .queue(queue.id), "queue.\(queue.id).regions")
        if let first = taken[Folding.fold(region.text)], first != queue.id {
          add(
            .warning, .queue(queue.id), "queue.\(queue.id).regions",
            "leads of \"\(region)\" go to \"\(first)\", which lists it first")
        }
        taken[Folding.fold(region.text)] = taken[Folding.fold(region.text)] ?? queue.id
      }
    }
  }

  mutating func checkSLAs() {
    for (index, sla) in rules.slas.enumerated() {
      for segment in sla.segments {
        require(
          segment.text, among: rules.segments.map(\.id.text), "segment", .sla(index),
          "sla[\(index)].segments")
      }
      for region in sla.regions {
        require(
          region.text, among: rules.regions.map(\.id.text), "region", .sla(index),
          "sla[\(index)].regions")
      }
      for queue in sla.queues {
        require(
          queue.text, among: rules.queues.map(\.id.text), "queue", .sla(index),
          "sla[\(index)].queues")
      }
      if sla.minutes < 1 {
        add(.error, .sla(index), "sla[\(index)].minutes", "\(sla.minutes) is less than 1")
      }
    }
  }
}

extension Pool {
  /// Whether every lead that the other pool takes is taken by this one; with a flag, all that the other
  /// conditions let through.
  fileprivate func includes(_ other: Pool, whateverTheSegment: Bool = false) -> Bool {
    func covers(_ own: [String], _ others: [String]) -> Bool {
      if own.isEmpty { return true }
      if others.isEmpty { return false }
      let folded = Set(own.map { Folding.fold($0) })
      return others.allSatisfy { folded.contains(Folding.fold($0)) }
    }
    return (whateverTheSegment || covers(segments.map(\.text), other.segments.map(\.text)))
      && covers(regions.map(\.text), other.regions.map(\.text))
      && covers(accountTypes, other.accountTypes) && covers(lifecycles, other.lifecycles)
  }
}
