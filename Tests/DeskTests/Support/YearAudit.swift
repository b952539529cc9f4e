import LeadModel
import Store

@testable import Desk

/// Holds what a desk kept of a year against the reference: what does not agree, a line each.
struct YearAudit {
  let office: YearOffice
  private let desk: Desk
  let history: YearHistory
  let reference: YearReference
  let promised: [(warn: Instant, due: Instant)]

  init(_ office: YearOffice) throws {
    self.office = office
    desk = office.desk
    var entries: [LogRow] = []
    try desk.store.forEachEntry(from: 1) {
      entries.append($0)
      return true
    }
    history = try YearHistory(entries)
    let reference = YearReference(history, ticks: office.ticks)
    promised = history.clocks.map(reference.promised)
    self.reference = reference
  }

  /// How much there was to get wrong.
  var extent: String {
    "\(history.leads.count) leads, \(history.clocks.count) clocks, \(history.told.count) told, "
      + "\(office.ticks.count) looks, \(office.restarts) starts, \(history.jumps) jumps"
  }

  // MARK: Clocks

  /// Clocks that are not there, there twice, or other than promised.
  func clocks() throws -> [String] {
    var kept: [String] = []
    for number in history.leads.keys.sorted() {
      let clocks = try desk.store.lead(LeadNumber(number))?.clocks ?? []
      kept += clocks.map { Self.line($0) }
    }
    let due = zip(history.clocks, promised).map { Self.line($0, warn: $1.warn, due: $1.due) }
    return Self.difference(kept, "kept", due, "promised")
  }

  private static func line(_ clock: ClockRow) -> String {
    let state = clock.state
    let whose = clock.kind == .queue ? clock.queue?.text : clock.owner?.text
    return line(
      clock.kind, clock.escalation, clock.lead?.value,
      clock.kind == .owner || clock.kind == .queue
        ? whose : nil, [state.startedAt, state.warnAt, state.dueAt], state.endedAt, state.end)
  }

  private static func line(
    _ clock: YearHistory.Clock, warn: Instant, due: Instant
  ) -> String {
    let whose =
      clock.kind == .queue ? clock.queue : clock.kind == .owner ? clock.owner : nil
    return line(
      clock.kind, clock.escalation, clock.lead, whose, [clock.start, warn, due],
      clock.ended?.at, clock.end(due: due))
  }

  private static func line(
    _ kind: ClockKind, _ escalation: Int64?, _ lead: Int64?, _ whose: String?, _ times: [Instant],
    _ ended: Instant?, _ end: ClockEnd?
  ) -> String {
    "lead \(lead ?? 0) \(kind) \(escalation.map { "E\($0) " } ?? "")\(whose ?? "-") start "
      + "\(times[0]) warn \(times[1]) due \(times[2]) "
      + "\(ended.map { "ended \($0) \(end?.rawValue ?? "?")" } ?? "runs")"
  }

  private static func difference(
    _ found: [String], _ there: String, _ wanted: [String], _ should: String
  ) -> [String] {
    var counts: [String: Int] = [:]
    for line in found { counts[line, default: 0] += 1 }
    for line in wanted { counts[line, default: 0] -= 1 }
    return counts.filter { $0.value != 0 }.keys.sorted().map { line in
      "\((counts[line] ?? 0) > 0 ? "\(there), not \(should)" : "\(should), not \(there)"): \(line)"
    }
  }

  // MARK: Told

  /// Warnings and breaches that were lost, told twice, or told at the wrong time.
  func told() -> [String] {
    var late: [String] = []
    var wanted: [String] = []
    for (clock, promised) in zip(history.clocks, promised) {
      wanted += reference.telling(clock, warn: promised.warn, due: promised.due) { late.append($0) }
    }
    return late
      + Self.difference(history.told.map(YearReference.line), "told", wanted, "to tell")
  }

  /// Breaches that one look told in another order than they fell due.
  func order() -> [String] {
    var problems: [String] = []
    var breaches = history.told.filter(\.isBreach)[...]
    for tick in office.ticks {
      while let first = breaches.first, first.seq <= tick.before { breaches.removeFirst() }
      let mine = breaches.prefix { $0.seq <= tick.after }.map(\.due)
      if mine != mine.sorted() { problems.append("at \(tick.at): \(mine.joined(separator: " "))") }
    }
    return problems
  }

  /// Notifications that were lost or queued twice: one for each that was told, but for late arrivals.
  func notifications() throws -> [String] {
    let waiting = try desk.store.dueNotifications(at: Instant(milliseconds: .max), limit: .max)
    var events = office.delivered.values.map(\.event) + waiting.map(\.event)
    events.removeAll { $0 != "sla_warning" && $0 != "sla_breach" }
    let wanted = history.told.filter { !$0.isLate }.map {
      $0.isBreach ? "sla_breach" : "sla_warning"
    }
    let twice = office.delivered.filter { $0.value.count > 1 }.keys.map { "\($0) noted twice" }
    return twice + Self.difference(events, "queued", wanted, "told")
  }

  // MARK: Figures

  /// Where attainment is not what the promises come to.
  func figures() throws -> [String] {
    let now = office.latest
    var reps: [String: [Int]] = [:]
    var queues: [String: [Int]] = [:]
    var reviews = [0, 0]
    for (clock, promised) in zip(history.clocks, promised) where promised.due <= now {
      let end = clock.end(due: promised.due)
      let sum = [end == .met ? 1 : 0, end == .void ? 0 : 1]
      func add(_ old: [Int]?) -> [Int] { zip(old ?? [0, 0], sum).map { $0 + $1 } }
      switch clock.kind {
      case .queue: queues[clock.queue ?? "", default: [0, 0]] = add(queues[clock.queue ?? ""])
      case .escalation: reviews = add(reviews)
      case .owner: reps[clock.owner ?? "", default: [0, 0]] = add(reps[clock.owner ?? ""])
      case .firstContact:
        let places = history.leads[clock.lead]?.places ?? []
        let place =
          places.last {
            $0.seq < clock.ended?.seq ?? .max && $0.at < promised.due
          } ?? places.first
        if let owner = place?.owner { reps[owner] = add(reps[owner]) }
      }
    }
    let table = try desk.store.attainment(since: Instant(milliseconds: 0), now: now)
    return Self.difference(
      table.reps.map { "\($0.key) \($0.value.met) of \($0.value.due)" }
        + table.queues.map { "\($0.key) \($0.value.met) of \($0.value.due)" }
        + ["reviews \(table.escalations.met) of \(table.escalations.due)"], "figure",
      (reps.map { ($0.key, $0.value) } + queues.map { ($0.key, $0.value) })
        .filter { $0.1[1] > 0 }.map { "\($0.0) \($0.1[0]) of \($0.1[1])" }
        + ["reviews \(reviews[0]) of \(reviews[1])"], "counted")
  }

  // MARK: The whole

  /// What of store, log and decisions does not hold.
  func whole() throws -> [String] {
    var problems = office.problems
    problems += try desk.store.violations().map { "\($0)" }
    problems += desk.state.brokenInvariants().map { "\($0)" }
    if let broken = desk.verifyLog(now: office.latest).brokenAt {
      problems.append("the log is broken at \(broken)")
    }
    let replay = try Replaying(desk.store).run()
    if replay.different != 0 || replay.identical == 0 { problems.append("replay: \(replay)") }
    if history.jumps != office.jumps {
      problems.append("\(office.jumps) jumps, \(history.jumps) logged")
    }
    return problems
  }
}
