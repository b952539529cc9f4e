import LeadModel

/// What leads are valued together by, before anything is summed.
public struct LeakageCell: Sendable, Hashable {
  public var region: String?
  public var source: String
  public var segment: String?
  public init(region: String?, source: String, segment: String?) {
    self.region = region
    self.source = source
    self.segment = segment
  }
}

/// A lead with what decides where it leaks.
public struct LeakageLead: Sendable, Equatable {
  /// Whether and when somebody was in touch.
  public enum Contact: Sendable, Equatable {
    case made(Instant)
    case waiting
    /// Nobody has to be: it turned out to be no lead.
    case unwanted
  }

  public var label: String
  public var cell: LeakageCell
  public var submittedAt: Instant
  public var contact: Contact
  /// When it first got an owner, and whom.
  public var routed: Routing?
  /// When anybody first did anything with it.
  public var activeAt: Instant?

  public struct Routing: Sendable, Equatable {
    public var owner: String
    public var at: Instant
    /// When five business days of the owner were up.
    public var limit: Instant
    public init(owner: String, at: Instant, limit: Instant) {
      self.owner = owner
      self.at = at
      self.limit = limit
    }
  }

  public init(
    _ label: String, _ cell: LeakageCell, submittedAt: Instant, contact: Contact,
    routed: Routing? = nil, activeAt: Instant? = nil
  ) {
    self.label = label
    self.cell = cell
    self.submittedAt = submittedAt
    self.contact = contact
    self.routed = routed
    self.activeAt = activeAt
  }

  /// Whether five business days of its first owner passed without anything.
  public func isNeverWorked(at now: Instant) -> Bool {
    guard contact != .unwanted, let routed, routed.limit <= now else { return false }
    return activeAt.map { $0 >= routed.limit } ?? true
  }

  /// Milliseconds from submission to first contact, so far where nobody was in touch; nil where nobody
  /// has to be.
  func delay(at now: Instant) -> Int64? {
    switch contact {
    case .made(let at): max(0, at - submittedAt)
    case .waiting: max(0, now - submittedAt)
    case .unwanted: nil
    }
  }
}

/// How many cases of each sort there were.
public struct LeakageCounts: Sendable, Equatable {
  /// By the time to first contact, without leads never worked.
  public var withinHour = 0
  public var withinDay = 0
  public var later = 0
  /// Of these, those that still wait for contact.
  public var waiting = 0
  public var neverWorked = 0
  /// Of them, those with something done after all.
  public var workedLater = 0
  /// Turned out to be no leads.
  public var unwanted = 0
  /// Contacts with more than one owner.
  public var duplicates = 0
  /// Of them, those of one lead, which went from one to another.
  public var passedOn = 0
  public var escalations = 0
  public var reassignments = 0
  public init() {}

  /// Those that are valued.
  var leads: Int { withinHour + withinDay + later + neverWorked }

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.withinHour += b.withinHour
    sum.withinDay += b.withinDay
    sum.later += b.later
    sum.waiting += b.waiting
    sum.neverWorked += b.neverWorked
    sum.workedLater += b.workedLater
    sum.unwanted += b.unwanted
    sum.duplicates += b.duplicates
    sum.passedOn += b.passedOn
    sum.escalations += b.escalations
    sum.reassignments += b.reassignments
    return sum
  }
}

/// What there was to count in a period.
public struct LeakageSample: Sendable {
  public private(set) var cells: [LeakageCell: LeakageCounts] = [:]
  /// Leads never worked, in the order in which they were added, as many as are listed.
  public private(set) var neverWorked: [LeakageLead] = []
  public static let mostListed = 20

  public init() {}

  /// The sum of all cells.
  public var total: LeakageCounts { cells.values.reduce(LeakageCounts(), +) }

  /// Counts a lead by what is known of it at the instant: as never worked, or by its delay.
  public mutating func add(_ lead: LeakageLead, at now: Instant) {
    var counts = cells[lead.cell] ?? LeakageCounts()
    defer { cells[lead.cell] = counts }
    guard let delay = lead.delay(at: now) else {
      counts.unwanted += 1
      return
    }
    if lead.isNeverWorked(at: now) {
      counts.neverWorked += 1
      if lead.activeAt != nil { counts.workedLater += 1 }
      if neverWorked.count < Self.mostListed { neverWorked.append(lead) }
      return
    }
    if lead.contact == .waiting { counts.waiting += 1 }
    if delay < Instant.hour {
      counts.withinHour += 1
    } else if delay <= Instant.day {
      counts.withinDay += 1
    } else {
      counts.later += 1
    }
  }

  /// Counts a contact that more than one rep had, by how many leads it sent.
  public mutating func addDuplicate(_ cell: LeakageCell, leads: Int) {
    cells[cell, default: LeakageCounts()].duplicates += 1
    if leads == 1 { cells[cell, default: LeakageCounts()].passedOn += 1 }
  }

  public mutating func addEscalations(_ cell: LeakageCell, _ count: Int) {
    cells[cell, default: LeakageCounts()].escalations += count
  }

  public mutating func addReassignments(_ cell: LeakageCell, _ count: Int) {
    cells[cell, default: LeakageCounts()].reassignments += count
  }
}
