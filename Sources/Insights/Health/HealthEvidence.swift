import LeadModel

extension Health {
  /// What the eight are judged by.
  public struct Evidence: Sendable {
    /// Leads received by region, and those that an exception routed.
    public var regions: [(region: String, leads: Int, exceptions: Int)] = []
    /// Leads by source, with those decided on a secondary path.
    public var sources: [LeadTally] = []
    /// Clocks due within and without Monday to Friday, 08:00–18:00, by when their lead came in.
    public var inHours = Attainment()
    public var afterHours = Attainment()
    /// Leads past due by queue.
    public var pastDue: [QueueID: Int] = [:]
    /// Queues whose manager is away while there is no deputy.
    public var orphaned: [QueueID] = []
    /// Rule versions published in the time, and how many weeks it has.
    public var published = 0
    public var weeks = 1.0
    /// Pools, products, segments, queues and SLAs that never acted.
    public var idle: [String] = []
    /// Exceptions within 14 days of their sunset.
    public var ending: [Int64] = []
    /// Exceptions in force that name reps or accounts that are gone.
    public var dead: [Int64] = []
    /// Clocks that end with a place, and clocks that end with contact.
    public var placed = Attainment()
    public var contacted = Attainment()

    public init() {}
  }
}

extension Health.Evidence {
  private typealias Mode = Health.Mode

  /// Worse than either line; few things are never worse than amber.
  private func level(
    _ value: Double?, _ count: Int, amber: Double, red: Double
  ) -> Health.Level {
    guard let value, count >= Report.few else { return .green }
    return value > red ? .red : value > amber ? .amber : .green
  }

  private func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "none" : FigureText.value(Double(part) / Double(whole), .share)
  }

  var overfitted: Health.Mode {
    let rates = regions.filter { $0.leads > 0 }
      .sorted {
        Double($0.exceptions) / Double($0.leads) > Double($1.exceptions) / Double($1.leads)
      }
    guard let worst = rates.first, worst.exceptions > 0 else {
      return Mode(
        "rules overfitted to one region", .green, "no lead was routed by an exception",
        count: rates.reduce(0) { $0 + $1.leads }, look: "report exceptions")
    }
    return Mode(
      "rules overfitted to one region",
      level(Double(worst.exceptions) / Double(worst.leads), worst.leads, amber: 0.05, red: 0.15),
      "\(percent(worst.exceptions, of: worst.leads)) of \(worst.leads) leads of \(worst.region) "
        + "went by exceptions", count: worst.leads, look: "report exceptions")
  }

  /// What nobody logged is not in the log: only the CRM's owners tell.
  var unlogged: Health.Mode {
    Mode(
      "unlogged overrides", .amber, "known only by comparing with an export of the CRM",
      count: 0, look: "report reconcile --file EXPORT")
  }

  var enrichment: Health.Mode {
    let (received, contingent) = sources.reduce(into: (0, 0)) {
      $0.0 += $1.received
      $0.1 += $1.contingent
    }
    let worst = sources.filter { $0.received >= Report.few }
      .max { $0.contingent * $1.received < $1.contingent * $0.received }
    var text = "\(percent(contingent, of: received)) of \(received) leads are contingent"
    if let worst, worst.contingent > 0 {
      text += ", \(percent(worst.contingent, of: worst.received)) of source \(worst.key ?? "none")"
    }
    let share = received == 0 ? nil : Double(contingent) / Double(received)
    return Mode(
      "enrichment taken as reliable", level(share, received, amber: 0.3, red: 0.5), text,
      count: received, look: "report enrichment")
  }

  var outOfHours: Health.Mode {
    let gap =
      afterHours.due == 0 || inHours.due == 0
      ? nil
      : Double(inHours.met) / Double(inHours.due) - Double(afterHours.met) / Double(afterHours.due)
    return Mode(
      "after hours and holidays", level(gap, afterHours.due, amber: 0.1, red: 0.25),
      "\(percent(afterHours.met, of: afterHours.due)) met of \(afterHours.due) out of hours, "
        + "\(percent(inHours.met, of: inHours.due)) of \(inHours.due) within",
      count: afterHours.due, look: "report coverage")
  }

  var ownership: Health.Mode {
    let late = pastDue.values.reduce(0, +)
    var text = late == 0 ? "no lead waits past due" : "\(late) leads wait past due"
    if let most = pastDue.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), late > 0 {
      text += ", most in \(most.key)"
    }
    if !orphaned.isEmpty {
      let names = orphaned.map(\.text).joined(separator: ", ")
      text += "; manager away and no deputy: \(names)"
    }
    return Mode(
      "queue ownership", orphaned.isEmpty ? (late == 0 ? .green : .amber) : .red, text,
      count: late + orphaned.count, look: "report queues")
  }

  var tooManyRules: Health.Mode {
    let rate = Double(published) / max(weeks, 1)
    var text = "\(FigureText.decimal(rate, places: 1)) versions published a week"
    if !idle.isEmpty { text += ", \(idle.count) parts never used" }
    return Mode(
      "too many rules before validation", rate > 3 ? .red : rate > 1 ? .amber : .green, text,
      count: published, look: "report rules")
  }

  var sunsets: Health.Mode {
    var text = "none can be without; \(ending.count) end within 14 days"
    if !dead.isEmpty {
      text += "; \(dead.map { "\($0)" }.joined(separator: ", ")) refer to what is gone"
    }
    return Mode(
      "exceptions without sunset", dead.isEmpty ? (ending.isEmpty ? .green : .amber) : .red, text,
      count: ending.count + dead.count, look: "report exceptions")
  }

  var assignedOnly: Health.Mode {
    let gap =
      placed.due == 0 || contacted.due == 0
      ? nil
      : Double(placed.met) / Double(placed.due) - Double(contacted.met) / Double(contacted.due)
    return Mode(
      "SLA measured as assigned", level(gap, contacted.due, amber: 0.1, red: 0.25),
      "\(percent(placed.met, of: placed.due)) placed in time, "
        + "\(percent(contacted.met, of: contacted.due)) contacted in time", count: contacted.due,
      look: "report sla")
  }
}
