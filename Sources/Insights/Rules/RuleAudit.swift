import LeadModel
import RoutingEngine

/// What each part of the rules was good for: how often it acted, when last, and on how firm ground.
public struct RuleAudit: Sendable {
  /// What one part did.
  public struct Line: Sendable, Equatable {
    public var kind: String
    public var id: String
    public var fires = 0
    public var contingent = 0
    public var last: Instant?
    /// Leads with an owner, and with a meeting; nil where that cannot be told.
    public var assigned: Int?
    public var meetings: Int?
    /// What was judged of its assignments; nil where nothing was, or that cannot be told.
    public var accuracy: RoutingAccuracy?

    mutating func add(_ fires: Int, contingent: Int, last: Instant) {
      self.fires += fires
      self.contingent += contingent
      self.last = max(self.last ?? last, last)
    }
  }

  /// Parts in the order of the rule set, by kind; those that are no longer in it after them.
  public let lines: [Line]

  public init(
    _ rules: RuleSet, pools: [PoolTally], uses: [UseTally], promises: [PromiseTally],
    judged: [JudgedTally] = []
  ) {
    var table = Table(rules)
    for pool in pools {
      table.add("pool", pool.pool.text, pool.fires, contingent: pool.contingent, last: pool.last)
    }
    for use in uses {
      table.add(
        use.kind.rawValue, use.id, use.fires, contingent: use.contingent, last: use.last)
      if use.kind != .queue {
        table.convert(use.kind.rawValue, use.id, use.assigned, meetings: use.meetings)
      }
    }
    for promise in promises {
      table.add(
        "sla", Self.name(of: promise, rules), promise.count, contingent: promise.contingent,
        last: promise.last)
    }
    for tally in judged { table.judge(tally) }
    lines = table.lines
  }

  /// The entry that gave a promise its minutes, or the default of its kind.
  private static func name(of promise: PromiseTally, _ rules: RuleSet) -> String {
    func holds<T: Equatable>(_ list: [T], _ value: T?) -> Bool {
      list.isEmpty || value.map(list.contains) ?? false
    }
    let index = rules.slas.firstIndex {
      $0.clock == promise.kind && $0.minutes == promise.minutes
        && holds($0.segments, promise.segment) && holds($0.regions, promise.region)
        && holds($0.routes, promise.route) && holds($0.queues, promise.queue)
    }
    return index.map { Table.name(of: rules.slas[$0], at: $0) }
      ?? "\(promise.kind.rawValue) default"
  }

  /// Lines by kind and id, those of the rule set from the start.
  private struct Table {
    private(set) var lines: [Line] = []
    private var places: [String: Int] = [:]

    init(_ rules: RuleSet) {
      for pool in rules.pools { _ = place("pool", pool.id.text) }
      for product in rules.products { _ = place("product", product.id.text) }
      for segment in rules.segments { _ = place("segment", segment.id.text) }
      for queue in rules.queues { _ = place("queue", queue.id.text) }
      for (index, sla) in rules.slas.enumerated() {
        _ = place("sla", Self.name(of: sla, at: index))
      }
    }

    static func name(of sla: SLARule, at index: Int) -> String {
      "\(index + 1) \(sla.clock.rawValue) \(sla.minutes) min"
    }

    private mutating func place(_ kind: String, _ id: String) -> Int {
      let key = kind + "\u{1F}" + id
      if let known = places[key] { return known }
      places[key] = lines.count
      lines.append(Line(kind: kind, id: id))
      return lines.count - 1
    }

    mutating func add(
      _ kind: String, _ id: String, _ fires: Int, contingent: Int, last: Instant
    ) {
      lines[place(kind, id)].add(fires, contingent: contingent, last: last)
    }

    mutating func convert(_ kind: String, _ id: String, _ assigned: Int, meetings: Int) {
      let place = place(kind, id)
      lines[place].assigned = assigned
      lines[place].meetings = meetings
    }

    mutating func judge(_ tally: JudgedTally) {
      lines[place(tally.kind, tally.id)].accuracy = RoutingAccuracy(
        judged: tally.judged, wrong: tally.wrong)
    }
  }

  private static let kinds = ["pool", "product", "segment", "queue", "sla"]

  /// The audit as a report over the time in which things were counted.
  public func report(_ period: Period, at now: Instant) -> Report {
    var report = Report(name: "rules", from: period.from, to: period.to, rows: figures(at: now))
    let idle = lines.filter { $0.fires == 0 }.map { "\($0.kind) \($0.id)" }
    if !idle.isEmpty {
      report.notes.append("Never used in this time: \(idle.joined(separator: ", ")).")
    }
    report.notes.append(
      "An SLA is told by the minutes that clocks got and the route of the lead as it is now. Accuracy is of the "
        + "audited assignments of this time.")
    return report
  }

  /// How often, days since, contingent share and meetings of each part.
  public func figures(at now: Instant) -> [Report.Figure] {
    Self.kinds.flatMap { kind in
      lines.filter { $0.kind == kind }.flatMap { line in
        let by = [Report.Term(kind, line.id)]
        var rows: [Report.Figure] = [
          .count("fires", by: by, line.fires),
          Report.Figure(
            "days_since", .days, by: by,
            value: line.last.map { Double(max(0, now - $0)) / Double(Instant.day) },
            count: line.fires),
          .share("contingent", by: by, line.contingent, of: line.fires),
        ]
        if line.kind != "sla" {
          rows.append(
            Report.Figure(
              "accuracy", .share, by: by, value: line.accuracy?.share,
              count: line.accuracy?.judged ?? 0))
        }
        if let assigned = line.assigned, let meetings = line.meetings {
          rows.append(.share("meetings", by: by, meetings, of: assigned))
        }
        return rows
      }
    }
  }

  /// `96 % (25)`, and `few` where so many are too few.
  private static func text(_ accuracy: RoutingAccuracy?) -> String {
    guard let accuracy, let share = accuracy.share else { return "" }
    let few = accuracy.judged < Report.few ? ", few" : ""
    return "\(FigureText.value(share, .share)) (\(accuracy.judged)\(few))"
  }

  /// The audit as one table for an agenda.
  public func section(day: (Instant) -> String) -> Report.Section {
    Report.Section(
      title: "Use of the rules",
      columns: ["part", "name", "fires", "last", "contingent", "accuracy", "meetings"],
      rows: lines.map { line in
        let contingent = line.fires == 0 ? nil : Double(line.contingent) / Double(line.fires)
        let meetings = line.assigned.flatMap { assigned in
          line.meetings.flatMap { assigned == 0 ? nil : Double($0) / Double(assigned) }
        }
        return [
          line.kind, line.id, "\(line.fires)", line.last.map(day) ?? "never",
          contingent.map { FigureText.value($0, .share) } ?? "", Self.text(line.accuracy),
          meetings.map { FigureText.value($0, .share) } ?? "",
        ]
      })
  }
}
