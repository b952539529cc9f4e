// What reports are made of: counts and rows that the store reads, as flat values.

/// How many leads came in, and what became of them.
public struct LeadTally: Sendable, Equatable {
  public var key: String?
  public var received = 0
  public var duplicates = 0
  public var shadowed = 0
  /// Decided on a secondary path.
  public var contingent = 0
  /// Leads that ever had an owner here.
  public var assigned = 0
  /// Of them, those that had a second one.
  public var reassigned = 0
  /// Of them, those with a meeting.
  public var meetings = 0
  public init(key: String?) { self.key = key }
}

/// A lead that was decided in shadow, beside what its record says.
public struct ShadowedLead: Sendable, Equatable {
  public var number: LeadNumber
  public var publicID: String
  public var company: String?
  public var region: RegionID?
  public var dimension: Int?
  public var owner: RepID?
  public var queue: QueueID?
  /// The owner that the record names, as it was delivered.
  public var recorded: String?
  public init(
    number: LeadNumber, publicID: String, company: String? = nil, region: RegionID? = nil,
    dimension: Int? = nil, owner: RepID? = nil, queue: QueueID? = nil, recorded: String? = nil
  ) {
    self.number = number
    self.publicID = publicID
    self.company = company
    self.region = region
    self.dimension = dimension
    self.owner = owner
    self.queue = queue
    self.recorded = recorded
  }
}

/// Who has a lead, since when and by which route.
public struct RecordedOwner: Sendable, Equatable {
  public var number: LeadNumber
  public var publicID: String
  public var source: String
  public var receivedAt: Instant
  public var state: LeadState
  public var owner: RepID?
  public var queue: QueueID?
  /// When its place became the present one.
  public var since: Instant?
  public var route: RouteType
  public init(
    number: LeadNumber, publicID: String, source: String, receivedAt: Instant, state: LeadState,
    owner: RepID? = nil, queue: QueueID? = nil, since: Instant? = nil, route: RouteType
  ) {
    self.number = number
    self.publicID = publicID
    self.source = source
    self.receivedAt = receivedAt
    self.state = state
    self.owner = owner
    self.queue = queue
    self.since = since
    self.route = route
  }
}

/// Clocks that were due, of one sort and one person or queue.
public struct ClockTally: Sendable, Equatable {
  public var key: String?
  public var kind: ClockKind
  public var owner: RepID?
  public var queue: QueueID?
  public var met: Int
  public var due: Int
  public init(
    key: String? = nil, kind: ClockKind, owner: RepID? = nil, queue: QueueID? = nil, met: Int,
    due: Int
  ) {
    self.key = key
    self.kind = kind
    self.owner = owner
    self.queue = queue
    self.met = met
    self.due = due
  }
}

/// Clocks that got the same minutes for the same reasons.
public struct PromiseTally: Sendable, Equatable {
  public var kind: ClockKind
  public var segment: SegmentID?
  public var region: RegionID?
  public var route: RouteType
  public var queue: QueueID?
  public var minutes: Int
  public var count: Int
  /// When the latest started.
  public var last: Instant
  public var contingent: Int
  public var met: Int
  /// Those that are not void.
  public var counted: Int
  public init(
    kind: ClockKind, segment: SegmentID? = nil, region: RegionID? = nil, route: RouteType,
    queue: QueueID? = nil, minutes: Int, count: Int, last: Instant, contingent: Int, met: Int,
    counted: Int
  ) {
    self.kind = kind
    self.segment = segment
    self.region = region
    self.route = route
    self.queue = queue
    self.minutes = minutes
    self.count = count
    self.last = last
    self.contingent = contingent
    self.met = met
    self.counted = counted
  }
}

/// An escalation with what reports count it by.
public struct EscalationFact: Sendable, Equatable {
  public var key: String?
  public var number: Int64
  public var lead: LeadNumber
  public var region: RegionID?
  public var code: String
  /// The rep who had the lead.
  public var rep: RepID?
  public var openedAt: Instant
  public var closedAt: Instant?
  /// `correct`, `refine_rule`, `routing_error` or `withdrawn`; nil while open.
  public var outcome: String?
  /// The review clock.
  public var dueAt: Instant?
  public var ending: ClockEnd?
  public var workingTime: Bool
  public init(
    key: String? = nil, number: Int64, lead: LeadNumber, region: RegionID? = nil, code: String,
    rep: RepID? = nil, openedAt: Instant, closedAt: Instant? = nil, outcome: String? = nil,
    dueAt: Instant? = nil, ending: ClockEnd? = nil, workingTime: Bool
  ) {
    self.key = key
    self.number = number
    self.lead = lead
    self.region = region
    self.code = code
    self.rep = rep
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.outcome = outcome
    self.dueAt = dueAt
    self.ending = ending
    self.workingTime = workingTime
  }
}

/// What one pool was used for.
public struct PoolTally: Sendable, Equatable {
  public var pool: PoolID
  public var fires: Int
  public var contingent: Int
  public var last: Instant
  public init(pool: PoolID, fires: Int, contingent: Int, last: Instant) {
    self.pool = pool
    self.fires = fires
    self.contingent = contingent
    self.last = last
  }
}

/// What one product, segment or queue was used for.
public struct UseTally: Sendable, Equatable {
  public enum Kind: String, Sendable { case product, segment, queue }
  public var kind: Kind
  public var id: String
  public var fires: Int
  public var contingent: Int
  public var last: Instant
  /// Leads that ever had an owner, and those of them with a meeting.
  public var assigned: Int
  public var meetings: Int
  public init(
    kind: Kind, id: String, fires: Int, contingent: Int, last: Instant, assigned: Int, meetings: Int
  ) {
    self.kind = kind
    self.id = id
    self.fires = fires
    self.contingent = contingent
    self.last = last
    self.assigned = assigned
    self.meetings = meetings
  }
}

/// Leads that one route or one pool gave their first owner, and how many of them had a meeting in time.
public struct MeetingTally: Sendable, Equatable {
  public enum Kind: String, Sendable { case route, pool }
  public var kind: Kind
  public var id: String
  public var assigned = 0
  public var met = 0
  public init(kind: Kind, id: String, assigned: Int = 0, met: Int = 0) {
    self.kind = kind
    self.id = id
    self.assigned = assigned
    self.met = met
  }
}

/// A stretch of time that a lead waited in a queue.
public struct QueueStay: Sendable, Equatable {
  public var queue: QueueID
  public var isContingent: Bool
  public var from: Instant
  /// nil while it waits.
  public var to: Instant?
  public init(queue: QueueID, isContingent: Bool, from: Instant, to: Instant? = nil) {
    self.queue = queue
    self.isContingent = isContingent
    self.from = from
    self.to = to
  }
}

/// How many leads somebody got by one route.
public struct AssignmentTally: Sendable, Equatable {
  public var owner: RepID
  public var route: RouteType
  /// nil where it was not asked for.
  public var source: String?
  public var count: Int
  public init(owner: RepID, route: RouteType, source: String? = nil, count: Int) {
    self.owner = owner
    self.route = route
    self.source = source
    self.count = count
  }
}
