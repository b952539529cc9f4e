import DeskRules
import LeadModel
import RoutingEngine
import Store

extension Desk {
  /// The rows of a list that a window shows.
  func rows(_ request: WindowRequest, now: Instant) throws -> Window {
    let offset = min(max(0, request.offset), 1 << 40)
    let limit = min(max(1, request.limit), 500)
    func window<Row>(_ page: Page<Row>, _ rows: ([Row]) -> WindowRows) -> Window {
      Window(
        list: request.list, offset: offset, matching: page.matching, total: page.total,
        rows: rows(page.rows))
    }
    switch request.list {
    case .leads:
      let query = LeadQuery(request.filter, sort: request.sort, now: now)
      return window(try store.leads(query, offset: offset, limit: limit)) { .leads($0) }
    case .clocks:
      let query = ClockQuery(
        owner: request.filter.owner, queue: request.filter.queue, words: request.filter.words)
      return window(try store.runningClocks(query, offset: offset, limit: limit)) { .clocks($0) }
    case .escalations where request.filter.state == .closed:
      return Self.cut(try everyEscalation(), request, offset: offset, limit: limit) {
        .escalations($0)
      }
    case .escalations:
      let page = try store.escalations(openOnly: true, offset: offset, limit: limit)
      return window(page) { .escalations($0) }
    case .files:
      return window(try store.files(offset: offset, limit: limit)) { .files($0) }
    case .log: return try logWindow(request, offset: offset, limit: limit)
    case .queues:
      return Self.cut(try queueRows(now: now), request, offset: offset, limit: limit) {
        .queues($0)
      }
    case .reps:
      return Self.cut(try repRows(now: now), request, offset: offset, limit: limit) { rows in
        .reps(
          rows.map { row in
            // Worked out for those that are shown: it looks days ahead.
            var row = row
            row.shift = shift(of: row.id, now: now)
            return row
          })
      }
    }
  }

  private func logWindow(_ request: WindowRequest, offset: Int, limit: Int) throws -> Window {
    let oldestFirst = request.sort.map { !$0.descending } ?? false
    if oldestFirst, request.filter.isEmpty {
      // The log is dense: the entry at an offset is found by its number, however long the log is.
      var rows: [LogRow] = []
      try store.forEachEntry(from: Int64(offset) + 1) { row in
        rows.append(row)
        return rows.count < limit
      }
      let total = Int(try store.head().seq)
      return Window(list: .log, offset: offset, matching: total, total: total, rows: .log(rows))
    }
    let query = LogQuery(words: request.filter.words, oldestFirst: oldestFirst)
    let page = try store.log(query, offset: offset, limit: limit)
    return Window(
      list: .log, offset: offset, matching: page.matching, total: page.total,
      rows: .log(page.rows))
  }

  /// A window of rows that are worked out whole.
  private static func cut<Row: SearchableRow>(
    _ all: [Row], _ request: WindowRequest, offset: Int, limit: Int,
    _ rows: ([Row]) -> WindowRows
  ) -> Window {
    let matching = all.filter { $0.matches(request.filter) }
    let start = min(offset, matching.count)
    let part = Array(matching[start..<min(start + limit, matching.count)])
    return Window(
      list: request.list, offset: start, matching: matching.count, total: all.count,
      rows: rows(part))
  }

  /// Those that are closed as well, the newest first.
  private func everyEscalation() throws -> [EscalationRow] {
    var rows: [EscalationRow] = []
    while true {
      let page = try store.escalations(openOnly: false, offset: rows.count, limit: 500)
      rows += page.rows
      if page.rows.isEmpty || rows.count >= page.matching { return rows }
    }
  }

  private func queueRows(now: Instant) throws -> [QueueRow] {
    let standings = try queueStandings(now: now)
    return rules.ruleSet.queues.map { queue in
      let standing = standings[queue.id] ?? QueueStanding()
      return QueueRow(
        id: queue.id, name: queue.name, manager: queue.manager, deputy: queue.deputy,
        managerShift: shift(of: queue.manager, now: now),
        deputyShift: queue.deputy.map { shift(of: $0, now: now) }, depth: standing.depth,
        oldestSince: standing.oldestSince, earliestDue: standing.earliestDue,
        inLastHour: standing.inLastHour, outLastHour: standing.outLastHour,
        today: standing.today, week: standing.week, topReason: standing.topReason)
    }
  }

  private func repRows(now: Instant) throws -> [RepRow] {
    let zone = rules.schedules.organisationZone
    let week = zone.start(of: zone.wall(at: now).date.monday)
    let attainment = try weekAttainment.reps(since: week, now: now) {
      try store.attainment(since: week, now: now).reps
    }
    state.advance(to: max(now, state.at))
    let roster = rules.schedules.roster
    var shares: [String: [Int]] = [:]
    let rows = roster.reps.indices.map { index in
      let rep = roster[index]
      let standing = state.standing(of: index)
      let capacity = rules.capacity(of: rep, at: now)
      if rep.isActive, capacity > 0, let pool = rep.pools.first {
        shares[pool, default: []].append(standing.load * 1000 / capacity)
      }
      return RepRow(
        id: rep.id, name: rep.name, region: rep.region, team: rep.team, pools: rep.pools,
        active: rep.isActive, shift: ShiftState(off: nil, changesAt: nil, zone: ""),
        load: standing.load,
        capacity: capacity, week: standing.week, lastAssigned: standing.lastAssigned,
        attainment: attainment[rep.id] ?? Attainment(), poolMedian: nil)
    }
    let medians = shares.mapValues { values in values.sorted()[(values.count - 1) / 2] }
    return rows.filter(\.active).map { row in
      var row = row
      row.poolMedian = row.pools.first.flatMap { medians[$0] }
      return row
    }.sorted(by: Self.onTheBoard)
  }

  /// By region, then pool, then id.
  private static func onTheBoard(_ a: RepRow, _ b: RepRow) -> Bool {
    let (x, y) = ([a.region ?? "", a.pools.first ?? ""], [b.region ?? "", b.pools.first ?? ""])
    return x == y ? a.id < b.id : x.lexicographicallyPrecedes(y)
  }

  /// Whether somebody is on shift, and when that changes.
  func shift(of rep: RepID, now: Instant) -> ShiftState {
    guard let schedule = rules.clocks.schedule(of: rep) else {
      return ShiftState(off: .offShift, changesAt: nil, zone: "UTC")
    }
    if let absence = state.away.first(where: { $0.rep == rep }) {
      return ShiftState(
        off: .away, changesAt: absence.until, zone: schedule.zone.name, code: absences[rep]?.code,
        delegate: absence.delegate)
    }
    let span = schedule.span(at: now)
    return ShiftState(
      off: span.answer.off, changesAt: schedule.nextChange(after: now), zone: schedule.zone.name)
  }
}

/// A row that is filtered in memory.
protocol SearchableRow {
  func matches(_ filter: RowFilter) -> Bool
}

extension QueueRow: SearchableRow {
  func matches(_ filter: RowFilter) -> Bool {
    filter.words.allSatisfy { "\(id) \(name) \(manager)".holds($0) }
      && (filter.queue.map { id.text.holds($0) } ?? true)
  }
}

extension EscalationRow: SearchableRow {
  func matches(_ filter: RowFilter) -> Bool {
    let text = "E-\(number) \(code) \(company ?? "") \(by) \(rep?.text ?? "") \(outcome ?? "")"
    return filter.words.allSatisfy { text.holds($0) }
      && (filter.owner.map { rep?.text == $0 } ?? true)
  }
}

extension RepRow: SearchableRow {
  func matches(_ filter: RowFilter) -> Bool {
    let text = "\(id) \(name) \(region ?? "") \(team ?? "") \(pools.joined(separator: " "))"
    return filter.words.allSatisfy { text.holds($0) }
      && (filter.owner.map { "\(id) \(name)".holds($0) } ?? true)
      && (filter.region.map { (region ?? "").holds($0) } ?? true)
  }
}

extension String {
  /// Whether the text is in it, without regard to case.
  fileprivate func holds(_ text: String) -> Bool {
    Folding.fold(self).contains(Folding.fold(text))
  }
}

extension LeadQuery {
  /// The store's words for what a console asks.
  init(_ filter: RowFilter, sort: SortOrder?, now: Instant) {
    self.init(
      words: filter.words, owner: filter.owner, queue: filter.queue, region: filter.region,
      segment: filter.segment, source: filter.source, country: filter.country,
      state: filter.state, route: filter.route, contingentOnly: filter.contingentOnly,
      duplicatesOnly: filter.duplicatesOnly,
      receivedBefore: filter.olderThan.map { now - min(max(0, $0), 1 << 50) },
      oldestFirst: sort.map { !$0.descending } ?? false)
  }
}
