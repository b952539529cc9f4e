import LeadModel
import RoutingEngine

/// The routing rules once more, as slowly and plainly as they can be written: lists of reps, filters,
/// one full sort. Shares no code with the engine but the nouns.
struct NaiveRouter {
  var rules: RuleSet
  var reps: [Rep]

  struct Answer: Equatable {
    var outcome = Outcome.queued
    var owner: RepID?
    var queue: QueueID?
    var route = RouteType.fallback
    var dimension: Int?
    var reason: QueueReason?
    var flags: Set<Flag> = []
    var contingent = false
    var counts: [String] = []
    var country: CountryCode?
    var language: LanguageCode?
    var region: RegionID?
    var segment: SegmentID?
    var product: ProductID?
    var ranked: [RepID] = []
  }

  func decide(_ facts: Facts, _ standing: FixedStanding) -> Answer {
    var standing = standing
    var answer = Answer()
    answer.flags = Set(facts.intakeFlags)
    if facts.returning { answer.flags.insert(.returning) }
    if facts.duplicateOwnerInactive { answer.flags.insert(.duplicateOwnerInactive) }
    answer.country = facts.country
    answer.language = facts.language
    answer.region = region(answer.country, facts)
    if let hit = facts.duplicate {
      answer.outcome = .duplicate
      answer.owner = hit.owner
      answer.queue = hit.owner == nil ? hit.queue : nil
      answer.route = .duplicate
      answer.contingent = hit.via == .phone
      return answer
    }
    if answer.country == nil, let first = facts.inferred.first {
      answer.country = first.country
      if Set(facts.inferred.map(\.country)).count > 1 { answer.flags.insert(.geoConflict) }
    }
    answer.region = region(answer.country, facts)
    if facts.accountIsAmbiguous { answer.flags.insert(.ambiguousAccount) }
    if let match = facts.account {
      if match.domainIsShared { answer.flags.insert(.sharedDomain) }
      if match.via == .name { answer.contingent = true }
    }
    if owned(facts, &standing, &answer) { return answer }
    if routed(facts, &answer) { return answer }
    pooled(facts, &standing, &answer)
    return answer
  }

  private func region(_ country: CountryCode?, _ facts: Facts) -> RegionID? {
    if let country, let own = rules.regions.first(where: { $0.countries.contains(country) }) {
      return own.id
    }
    return facts.region
  }

  private func active(_ id: RepID?) -> Rep? { reps.first { $0.id == id && $0.isActive } }
  private func index(_ rep: Rep) -> Int { RosterIndex(reps).index(of: rep.id) ?? -1 }
  private func inForce(_ facts: Facts) -> [RoutingException] {
    facts.exceptions.filter { $0.effective <= facts.at && facts.at < $0.sunset }
      .sorted { ($0.breadth, $0.number) < ($1.breadth, $1.number) }
  }

  // MARK: 1 and 2

  private func owned(_ facts: Facts, _ standing: inout FixedStanding, _ answer: inout Answer)
    -> Bool
  {
    guard let match = facts.account else { return false }
    for account in [match.account] + match.ancestors where account.named {
      guard let owner = active(account.owner) else {
        answer.flags.insert(.ownerInactive)
        continue
      }
      give(owner, facts, &standing, &answer, .namedAccount, 1)
      return true
    }
    for opportunity in facts.opportunities {
      guard let owner = active(opportunity.owner) else { continue }
      give(owner, facts, &standing, &answer, .openOpportunity, 2)
      return true
    }
    return false
  }

  private func give(
    _ owner: Rep, _ facts: Facts, _ standing: inout FixedStanding, _ answer: inout Answer,
    _ route: RouteType, _ dimension: Int
  ) {
    let named =
      facts.away.filter { $0.rep == owner.id && ($0.until ?? facts.at + 1) > facts.at }
      .compactMap(\.delegate) + (standing.leave[owner.id] ?? [])
    let delegate = named.compactMap { active($0) }.first { standing.leave[$0.id] == nil }
    let receiver = delegate ?? owner
    if delegate != nil { answer.flags.insert(.delegated) }
    if !onShift(receiver, facts, &standing) { answer.flags.insert(.ownerOffShift) }
    if (standing.loads[receiver.id]?.load ?? 0) >= capacity(receiver, facts) {
      answer.flags.insert(.ownerOverCapacity)
    }
    answer.outcome = .assigned
    answer.owner = receiver.id
    answer.route = route
    answer.dimension = dimension
  }

  private func onShift(_ rep: Rep, _ facts: Facts, _ standing: inout FixedStanding) -> Bool {
    if facts.away.contains(where: { $0.rep == rep.id && ($0.until ?? facts.at + 1) > facts.at }) {
      return false
    }
    for exception in inForce(facts) {
      if case .hoursOf(let id, let hours) = exception.effect, id == rep.id {
        return standing.hoursOn.contains(hours.text)
      }
    }
    return standing.shift(of: index(rep), hours: nil).isOn
  }

  private func capacity(_ rep: Rep, _ facts: Facts) -> Int {
    for exception in inForce(facts) {
      if case .capacityOf(let id, let figure) = exception.effect, id == rep.id { return figure }
    }
    return rep.capacity ?? rules.capacity.standard
  }

  private func routed(_ facts: Facts, _ answer: inout Answer) -> Bool {
    for exception in inForce(facts) {
      if case .routeTo(let id) = exception.effect, let rep = active(id) {
        answer.outcome = .assigned
        answer.owner = rep.id
        answer.route = .exception
        answer.dimension = 3
        return true
      }
    }
    return false
  }

  // MARK: 3 to 8

  private func pooled(_ facts: Facts, _ standing: inout FixedStanding, _ answer: inout Answer) {
    let everyone = reps.filter(\.isActive)
    guard var pool = covering(everyone, facts, &answer) else {
      answer.counts.append("coverage \(everyone.count)>0")
      return queue(.noGeo, &answer)
    }
    answer.counts.append("coverage \(everyone.count)>\(pool.count)")
    if pool.isEmpty { return queue(.noCoverage, &answer) }

    settleProduct(facts, &answer)
    let aligned = pool.filter { isAligned($0, answer.product, facts) }
    if answer.product != nil, aligned.isEmpty { answer.flags.insert(.productUncovered) }
    let afterProduct = answer.product == nil || aligned.isEmpty ? pool : aligned
    answer.counts.append("product \(pool.count)>\(afterProduct.count)")
    pool = afterProduct

    settleSegment(facts, &answer)
    let choice = rules.pools.first { holds($0, facts, answer) }
    let members = pool.filter { isMember($0, of: choice) }
    if let choice, members.isEmpty {
      if choice.onEmpty == .queue {
        answer.counts.append("segment \(pool.count)>0")
        return queue(.segmentPoolEmpty, &answer)
      }
      answer.flags.insert(.segmentPoolEmpty)
    }
    let afterSegment = choice == nil || members.isEmpty ? pool : members
    answer.counts.append("segment \(pool.count)>\(afterSegment.count)")
    pool = afterSegment

    var free = withRoom(pool, facts, standing)
    if free.isEmpty {
      let paced = pool.contains { rep in
        facts.excluded.contains { $0.rep == rep.id }
          && (standing.loads[rep.id]?.load ?? 0) < capacity(rep, facts)
      }
      if !paced { free = widened(everyone, choice, facts, standing, &answer) }
    }
    answer.counts.append("capacity \(pool.count)>\(free.count)")
    if free.isEmpty { return queue(.allAtCapacity, &answer) }
    free.sort { precedes($0, $1, facts, standing) }
    answer.ranked = free.map(\.id)
    var onDuty: [Rep] = []
    for rep in free where onShift(rep, facts, &standing) { onDuty.append(rep) }
    answer.counts.append("coverage_hours \(free.count)>\(onDuty.count)")
    guard let first = onDuty.first else { return queue(.outsideHours, &answer) }
    answer.outcome = .assigned
    answer.owner = first.id
    answer.route = .coverage
    answer.dimension = 7
  }

  private func queue(_ reason: QueueReason, _ answer: inout Answer) {
    answer.reason = reason
    answer.dimension = 8
    let listing = rules.queues.first { queue in
      answer.region.map { queue.regions.contains($0) } ?? false
    }
    answer.queue = (listing ?? rules.queues.first { $0.isDefault })?.id
  }

  /// nil: nothing to go by.
  private func covering(_ everyone: [Rep], _ facts: Facts, _ answer: inout Answer) -> [Rep]? {
    guard let country = answer.country else {
      guard let region = answer.region else { return nil }
      answer.contingent = true
      let language = answer.language
      return everyone.filter { isAtHome($0, region) && speaks($0, language, facts) }
    }
    if facts.country == nil { answer.contingent = true }
    let standard =
      rules.countryLanguages[country] ?? CountryTable.shipped.entry(country)?.language
    if answer.language == nil {
      answer.language = standard
      answer.contingent = true
    }
    var pool = everyone.filter { covers($0, country, answer.language, facts) }
    if pool.isEmpty, let standard, answer.language != standard {
      answer.flags.insert(.languageFallback)
      answer.language = standard
      answer.contingent = true
      pool = everyone.filter { covers($0, country, standard, facts) }
    }
    return pool
  }

  private func entries(_ rep: Rep, _ facts: Facts) -> [CoverageEntry] {
    rep.coverage
      + inForce(facts).flatMap { exception -> [CoverageEntry] in
        if case .coverageFor(let id, let pairs) = exception.effect, id == rep.id { return pairs }
        return []
      }
  }
  private func covers(
    _ rep: Rep, _ country: CountryCode, _ language: LanguageCode?, _ facts: Facts
  ) -> Bool {
    entries(rep, facts).contains { entry in
      guard entry.language == nil || entry.language == language else { return false }
      if entry.place == "*" { return true }
      if let region = rules.regions.first(where: { same($0.id.text, entry.place) }) {
        return region.countries.contains(country)
      }
      return CountryTable.shipped.code(alpha2Or3: entry.place) == country
    }
  }
  private func speaks(_ rep: Rep, _ language: LanguageCode?, _ facts: Facts) -> Bool {
    language == nil
      || entries(rep, facts).contains { entry in
        let isPlace =
          entry.place == "*" || rules.regions.contains { same($0.id.text, entry.place) }
          || CountryTable.shipped.code(alpha2Or3: entry.place) != nil
        return isPlace && (entry.language == nil || entry.language == language)
      }
  }
  private func isAtHome(_ rep: Rep, _ region: RegionID) -> Bool {
    rep.region.map { same($0, region.text) } ?? false
  }
  private func same(_ a: String, _ b: String) -> Bool { Folding.fold(a) == Folding.fold(b) }

  private func settleProduct(_ facts: Facts, _ answer: inout Answer) {
    let order =
      rules.productPriority
      + rules.products.map(\.id).filter { !rules.productPriority.contains($0) }
    if let best = order.first(where: { facts.products.contains($0) }) {
      answer.product = best
      return
    }
    answer.contingent = true
    answer.product =
      rules.products.first { product in
        product.campaigns.contains { same($0, facts.campaign ?? "\u{0}") }
      }?.id
      ?? rules.products.first { product in
        product.sources.contains { same($0, facts.source) }
      }?.id
  }

  private func isAligned(_ rep: Rep, _ product: ProductID?, _ facts: Facts) -> Bool {
    guard let product else { return true }
    switch rep.products {
    case .every: return true
    case .listed(let names): if names.contains(where: { same($0, product.text) }) { return true }
    }
    return inForce(facts).contains { $0.effect == .productFor(rep.id, product) }
  }

  private func settleSegment(_ facts: Facts, _ answer: inout Answer) {
    for exception in inForce(facts) {
      if case .segmentOf(let segment) = exception.effect {
        answer.segment = segment
        return
      }
    }
    if let text = facts.account?.account.segment,
      let known = rules.segments.first(where: { same($0.id.text, text) || same($0.name, text) })
    {
      answer.segment = known.id
      return
    }
    let byEmployees = facts.employees.flatMap { number in
      rules.segments.filter { ($0.employeesFrom ?? .max) <= number }
        .max { ($0.employeesFrom ?? 0) < ($1.employeesFrom ?? 0) }
    }
    if let byEmployees {
      let age = facts.enrichedAt.map { facts.at - $0 } ?? 0
      answer.segment = byEmployees.id
      if age > Int64(rules.enrichment.staleAfterDays) * 86_400_000 { answer.contingent = true }
      return
    }
    answer.contingent = true
    let byRevenue = facts.revenue.flatMap { number in
      rules.segments.filter { ($0.revenueFrom ?? .max) <= number }
        .max { ($0.revenueFrom ?? 0) < ($1.revenueFrom ?? 0) }
    }
    answer.segment = byRevenue?.id ?? facts.segment ?? rules.defaultSegment
  }

  private func holds(_ pool: Pool, _ facts: Facts, _ answer: Answer) -> Bool {
    func allows(_ wanted: [String], _ value: String?) -> Bool {
      wanted.isEmpty || value.map { value in wanted.contains { same($0, value) } } ?? false
    }
    return allows(pool.segments.map(\.text), answer.segment?.text)
      && allows(pool.regions.map(\.text), answer.region?.text)
      && allows(pool.accountTypes, facts.account?.account.type ?? facts.accountType)
      && allows(pool.lifecycles, facts.lifecycle)
  }
  private func isMember(_ rep: Rep, of pool: Pool?) -> Bool {
    rep.pools.contains { name in pool.map { same($0.id.text, name) } ?? false }
  }

  private func withRoom(_ pool: [Rep], _ facts: Facts, _ standing: FixedStanding) -> [Rep] {
    pool.filter { rep in
      (standing.loads[rep.id]?.load ?? 0) < capacity(rep, facts)
        && !facts.excluded.contains { $0.rep == rep.id }
    }
  }

  private func widened(
    _ everyone: [Rep], _ choice: Pool?, _ facts: Facts, _ standing: FixedStanding,
    _ answer: inout Answer
  ) -> [Rep] {
    guard let region = answer.region else { return [] }
    var flags = answer.flags.union([.overrideCapacity])
    let language = answer.language
    var pool = everyone.filter { isAtHome($0, region) && speaks($0, language, facts) }
    if answer.product != nil, !pool.isEmpty {
      let aligned = pool.filter { isAligned($0, answer.product, facts) }
      if aligned.isEmpty { flags.insert(.productUncovered) } else { pool = aligned }
    }
    if let choice, !pool.isEmpty {
      let members = pool.filter { isMember($0, of: choice) }
      if !members.isEmpty || choice.onEmpty == .queue {
        pool = members
      } else {
        flags.insert(.segmentPoolEmpty)
      }
    }
    let free = withRoom(pool, facts, standing)
    if !free.isEmpty { answer.flags = flags }
    return free
  }

  private func precedes(_ a: Rep, _ b: Rep, _ facts: Facts, _ standing: FixedStanding) -> Bool {
    let (x, y) = (standing.loads[a.id] ?? RepStanding(), standing.loads[b.id] ?? RepStanding())
    let (left, right) = (x.load * capacity(b, facts), y.load * capacity(a, facts))
    if left != right { return left < right }
    if x.week != y.week { return x.week < y.week }
    if x.lastAssigned != y.lastAssigned {
      guard let first = x.lastAssigned else { return true }
      guard let second = y.lastAssigned else { return false }
      return first < second
    }
    return a.id < b.id
  }
}

extension RoutingException {
  fileprivate var breadth: Int {
    if scope.account != nil { return 0 }
    if scope.domain != nil { return 1 }
    return scope.campaign != nil ? 2 : 3
  }
}
