// Rows of the panes: what a screen or a report line shows of one thing, read from the store by indexed
// queries and sent to consoles as values.

/// One lead in a list.
public struct LeadRow: Sendable, Equatable, Codable {
  public var number: LeadNumber
  public var publicID: String
  public var source: String
  public var receivedAt: Instant
  public var submittedAt: Instant
  public var facts: LeadRoutingFacts
  public var state: LeadState
  public var owner: RepID?
  public var queue: QueueID?
  public var duplicateOf: LeadNumber?
  public var duplicateOfContact: String?
  public var route: RouteType
  public var dimension: Int?
  public var reason: QueueReason?
  public var contingent: Bool
  public var flags: FlagSet
  /// Grows with each change of the lead: what an act compares against.
  public var version: Int64
  /// The first-contact clock, while it runs or as it ended.
  public var firstContact: ClockState?

  public init(
    number: LeadNumber, publicID: String, source: String, receivedAt: Instant,
    submittedAt: Instant, facts: LeadRoutingFacts, state: LeadState, owner: RepID?,
    queue: QueueID?, duplicateOf: LeadNumber?, duplicateOfContact: String?, route: RouteType,
    dimension: Int?, reason: QueueReason?, contingent: Bool, flags: FlagSet, version: Int64,
    firstContact: ClockState?
  ) {
    self.number = number
    self.publicID = publicID
    self.source = source
    self.receivedAt = receivedAt
    self.submittedAt = submittedAt
    self.facts = facts
    self.state = state
    self.owner = owner
    self.queue = queue
    self.duplicateOf = duplicateOf
    self.duplicateOfContact = duplicateOfContact
    self.route = route
    self.dimension = dimension
    self.reason = reason
    self.contingent = contingent
    self.flags = flags
    self.version = version
    self.firstContact = firstContact
  }
}

/// Where a clock stands.
public struct ClockState: Sendable, Equatable, Codable {
  public var startedAt: Instant
  public var dueAt: Instant
  public var warnAt: Instant
  public var endedAt: Instant?
  public var end: ClockEnd?
  public init(
    startedAt: Instant, dueAt: Instant, warnAt: Instant, endedAt: Instant? = nil,
    end: ClockEnd? = nil
  ) {
    self.startedAt = startedAt
    self.dueAt = dueAt
    self.warnAt = warnAt
    self.endedAt = endedAt
    self.end = end
  }
}

/// One running clock.
public struct ClockRow: Sendable, Equatable, Codable {
  public var id: Int64
  public var kind: ClockKind
  public var lead: LeadNumber?
  public var escalation: Int64?
  /// The company of the lead.
  public var company: String?
  public var owner: RepID?
  public var queue: QueueID?
  public var state: ClockState
  public var workingTime: Bool
  public var warned: Bool
  public var breached: Bool
  public init(
    id: Int64, kind: ClockKind, lead: LeadNumber?, escalation: Int64?, company: String?,
    owner: RepID?, queue: QueueID?, state: ClockState, workingTime: Bool, warned: Bool,
    breached: Bool
  ) {
    self.id = id
    self.kind = kind
    self.lead = lead
    self.escalation = escalation
    self.company = company
    self.owner = owner
    self.queue = queue
    self.state = state
    self.workingTime = workingTime
    self.warned = warned
    self.breached = breached
  }
}

/// How often clocks were met, of those that were due.
public struct Attainment: Sendable, Equatable, Codable {
  public var met: Int
  public var due: Int
  public init(met: Int = 0, due: Int = 0) {
    self.met = met
    self.due = due
  }
}

/// One fallback queue.
public struct QueueRow: Sendable, Equatable, Codable {
  public var id: QueueID
  public var name: String
  public var manager: RepID
  public var deputy: RepID?
  /// Whether manager and deputy are on shift.
  public var managerShift: ShiftState
  public var deputyShift: ShiftState?
  /// Open leads that wait here.
  public var depth: Int
  /// When the oldest of them came in.
  public var oldestSince: Instant?
  /// The earliest due instant of their queue clocks.
  public var earliestDue: Instant?
  public var inLastHour: Int
  public var outLastHour: Int
  public var today: Attainment
  public var week: Attainment
  /// The reason that most of the waiting leads share.
  public var topReason: QueueReason?
  public init(
    id: QueueID, name: String, manager: RepID, deputy: RepID?, managerShift: ShiftState,
    deputyShift: ShiftState?, depth: Int, oldestSince: Instant?, earliestDue: Instant?,
    inLastHour: Int, outLastHour: Int, today: Attainment, week: Attainment,
    topReason: QueueReason?
  ) {
    self.id = id
    self.name = name
    self.manager = manager
    self.deputy = deputy
    self.managerShift = managerShift
    self.deputyShift = deputyShift
    self.depth = depth
    self.oldestSince = oldestSince
    self.earliestDue = earliestDue
    self.inLastHour = inLastHour
    self.outLastHour = outLastHour
    self.today = today
    self.week = week
    self.topReason = topReason
  }
}

/// Whether somebody is on shift, and when that changes.
public struct ShiftState: Sendable, Equatable, Codable {
  /// nil is on shift; else `off_shift`, `on_leave` or `away`.
  public var off: RemovalReason?
  /// The next change within 14 days.
  public var changesAt: Instant?
  /// IANA zone of the person.
  public var zone: String
  /// Why somebody is away, by the rule set's code, and who stands in; nil for everybody else.
  public var code: String?
  public var delegate: RepID?
  public init(
    off: RemovalReason?, changesAt: Instant?, zone: String, code: String? = nil,
    delegate: RepID? = nil
  ) {
    self.off = off
    self.changesAt = changesAt
    self.zone = zone
    self.code = code
    self.delegate = delegate
  }
  public var isOn: Bool { off == nil }
}

/// One rep on the load board.
public struct RepRow: Sendable, Equatable, Codable {
  public var id: RepID
  public var name: String
  public var region: String?
  public var team: String?
  public var pools: [String]
  public var active: Bool
  public var shift: ShiftState
  public var load: Int
  public var capacity: Int
  /// Assignments since Monday 00:00 in the organisation's zone.
  public var week: Int
  public var lastAssigned: Instant?
  /// Clocks of this rep due this week.
  public var attainment: Attainment
  /// The median load ÷ capacity of the active reps of the first pool, in thousandths.
  public var poolMedian: Int?
  public init(
    id: RepID, name: String, region: String?, team: String?, pools: [String], active: Bool,
    shift: ShiftState, load: Int, capacity: Int, week: Int, lastAssigned: Instant?,
    attainment: Attainment, poolMedian: Int?
  ) {
    self.id = id
    self.name = name
    self.region = region
    self.team = team
    self.pools = pools
    self.active = active
    self.shift = shift
    self.load = load
    self.capacity = capacity
    self.week = week
    self.lastAssigned = lastAssigned
    self.attainment = attainment
    self.poolMedian = poolMedian
  }
}

/// One escalation.
public struct EscalationRow: Sendable, Equatable, Codable {
  public var number: Int64
  public var lead: LeadNumber
  public var company: String?
  public var code: String
  public var by: String
  public var rep: RepID?
  public var openedAt: Instant
  public var dueAt: Instant?
  public var claimedBy: String?
  public var closedAt: Instant?
  public var outcome: String?
  /// What the person who filed it wrote, for those who may read it.
  public var note: String?
  /// The reviewer's sentence.
  public var closingNote: String?
  public var closedBy: String?
  public init(
    number: Int64, lead: LeadNumber, company: String?, code: String, by: String, rep: RepID?,
    openedAt: Instant, dueAt: Instant?, claimedBy: String?, closedAt: Instant?, outcome: String?,
    note: String? = nil, closingNote: String? = nil, closedBy: String? = nil
  ) {
    self.note = note
    self.closingNote = closingNote
    self.closedBy = closedBy
    self.number = number
    self.lead = lead
    self.company = company
    self.code = code
    self.by = by
    self.rep = rep
    self.openedAt = openedAt
    self.dueAt = dueAt
    self.claimedBy = claimedBy
    self.closedAt = closedAt
    self.outcome = outcome
  }
}

/// A log entry as it is listed and exported.
public struct LogRow: Sendable, Equatable, Codable {
  public var seq: Int64
  public var at: Instant
  public var actor: String
  public var role: String
  public var kind: EntryKind
  public var subject: String
  /// JSON text.
  public var payload: String
  /// 64 hex digits.
  public var hash: String
  public init(
    seq: Int64, at: Instant, actor: String, role: String, kind: EntryKind, subject: String,
    payload: String, hash: String
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.role = role
    self.kind = kind
    self.subject = subject
    self.payload = payload
    self.hash = hash
  }
}

/// A file that came in.
public struct IntakeFileRow: Sendable, Equatable, Codable {
  public var id: Int64
  public var name: String
  public var folder: String
  public var bytes: Int64
  public var attempt: Int
  public var takenAt: Instant
  public var finishedAt: Instant?
  /// `accepted` or `rejected`; nil while it is worked on.
  public var result: String?
  public var reason: String?
  public var counts: IntakeCounts
  public init(
    id: Int64, name: String, folder: String, bytes: Int64, attempt: Int, takenAt: Instant,
    finishedAt: Instant?, result: String?, reason: String?, counts: IntakeCounts
  ) {
    self.id = id
    self.name = name
    self.folder = folder
    self.bytes = bytes
    self.attempt = attempt
    self.takenAt = takenAt
    self.finishedAt = finishedAt
    self.result = result
    self.reason = reason
    self.counts = counts
  }
}

/// A row of a file that could not be taken.
public struct RejectedRow: Sendable, Equatable, Codable {
  /// Counted from 1, the header of a table included; 0 where it is not known.
  public var line: Int
  public var reason: String
  public init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}

/// Everything about one lead that the asker may see.
public struct LeadDetail: Sendable, Equatable, Codable {
  public var row: LeadRow
  /// Fields in the column order, as normalised; personal ones only for those who may see them.
  public var fields: [FieldValue]
  public var extra: [ExtraField]
  /// Whether personal fields were left out for the asker.
  public var personalWithheld: Bool
  /// The lead's log entries, oldest first; decisions among them.
  public var entries: [LogRow]
  /// Owners and queues in order of time.
  public var history: [PlaceRow]
  public var activities: [ActivityRow]
  public var clocks: [ClockRow]
  public var escalations: [EscalationRow]
  /// Duplicates attached to it, and other leads of the same account.
  public var related: [LeadRow]
  /// What people wrote, oldest first, for those who may read the person.
  public var notes: [NoteRow]
  /// For a lead that waits: the first in rank at its latest decision ignoring hours, then capacity.
  public var suggested: RepID?
  public init(
    row: LeadRow, fields: [FieldValue], extra: [ExtraField], personalWithheld: Bool,
    entries: [LogRow], history: [PlaceRow], activities: [ActivityRow], clocks: [ClockRow],
    escalations: [EscalationRow], related: [LeadRow], notes: [NoteRow] = [],
    suggested: RepID? = nil
  ) {
    self.notes = notes
    self.suggested = suggested
    self.row = row
    self.fields = fields
    self.extra = extra
    self.personalWithheld = personalWithheld
    self.entries = entries
    self.history = history
    self.activities = activities
    self.clocks = clocks
    self.escalations = escalations
    self.related = related
  }
}

/// A field of a lead with its text.
public struct FieldValue: Sendable, Equatable, Codable {
  public var field: LeadField
  public var value: String
  public init(field: LeadField, value: String) {
    self.field = field
    self.value = value
  }
}

/// A stretch of time in which a lead had an owner or stood in a queue.
public struct PlaceRow: Sendable, Equatable, Codable {
  public var owner: RepID?
  public var queue: QueueID?
  public var from: Instant
  public var to: Instant?
  public var route: RouteType
  public init(owner: RepID?, queue: QueueID?, from: Instant, to: Instant?, route: RouteType) {
    self.owner = owner
    self.queue = queue
    self.from = from
    self.to = to
    self.route = route
  }
}

/// Something that was done with a lead.
public struct ActivityRow: Sendable, Equatable, Codable {
  public var kind: String
  public var at: Instant
  public var actor: String
  public var channel: String?
  public var auto: Bool
  public init(kind: String, at: Instant, actor: String, channel: String?, auto: Bool) {
    self.kind = kind
    self.at = at
    self.actor = actor
    self.channel = channel
    self.auto = auto
  }
}
