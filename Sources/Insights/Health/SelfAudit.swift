import LeadModel

/// From source to assignment to first contact: where leads were lost on the way, and why.
public struct SelfAudit: Sendable {
  /// What led to it.
  public enum Cause: String, Sendable, CaseIterable {
    case fieldError = "field error"
    case logicGap = "logic gap"
    case teamChange = "team change"
    case unavailable = "unavailable rep"

    /// Why a lead waits that nobody ever had.
    public init(_ reason: QueueReason?) {
      switch reason {
      case .noGeo: self = .fieldError
      case .allAtCapacity, .outsideHours: self = .unavailable
      default: self = .logicGap
      }
    }
  }

  /// By source.
  public var leads: [LeadTally] = []
  public var contacts = 0
  public var sharedContacts = 0
  public var unassigned: [QueueReason?: Int] = [:]
  /// Leads that nobody contacted though that was due, by owner; nil where they wait in a queue.
  public var uncontacted: [RepID?: Int] = [:]
  /// Reps of the roster who work.
  public var active: Set<RepID> = []

  public init() {}

  public func report(_ period: Period, labels: BreakdownLabels) -> Report {
    let assigned = leads.reduce(0) { $0 + $1.assigned }
    let received = leads.reduce(0) { $0 + $1.received }
    let late = uncontacted.values.reduce(0, +)
    var rows: [Report.Figure] = [
      .share("unassigned", unassigned.values.reduce(0, +), of: received),
      .share("more_than_one_owner", sharedContacts, of: contacts, limit: .duplicateAssignment),
      .share("reassigned", leads.reduce(0) { $0 + $1.reassigned }, of: assigned),
      .share("no_follow_up", late, of: received),
    ]
    for tally in leads {
      let by = labels.terms(labels.label(tally.key))
      rows.append(.count("received", by: by, tally.received))
      rows.append(.share("assigned", by: by, tally.assigned, of: tally.received))
      rows.append(.share("reassigned", by: by, tally.reassigned, of: tally.assigned))
      rows.append(.share("contingent", by: by, tally.contingent, of: tally.received))
    }
    return Report(name: "self-audit", from: period.from, to: period.to, rows: rows + causes)
  }

  private var causes: [Report.Figure] {
    var waiting: [Cause: Int] = [:]
    for (reason, count) in unassigned { waiting[Cause(reason), default: 0] += count }
    var late: [Cause: Int] = [:]
    for (owner, count) in uncontacted {
      let cause: Cause =
        owner.map { active.contains($0) ? .unavailable : .teamChange } ?? .logicGap
      late[cause, default: 0] += count
    }
    return Cause.allCases.flatMap { cause in
      let by = [Report.Term("cause", cause.rawValue)]
      return [
        Report.Figure.count("unassigned", by: by, waiting[cause] ?? 0),
        .count("no_follow_up", by: by, late[cause] ?? 0),
      ]
    }
  }
}
