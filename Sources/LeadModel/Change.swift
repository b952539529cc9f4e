/// One thing that a commit does to the desk's state. Use cases decide changes, the store applies them,
/// the log records them: three words for one list.
///
/// Numbers and instants are made by whoever decides; applying a change reads no clock.
public enum Change: Sendable, Equatable {
  /// A record became a lead.
  case leadAdded(LeadAdded)
  /// A lead was delivered again with other content.
  case leadUpdated(LeadUpdated)
  /// A lead went to an owner or to a queue, or was closed to routing as duplicate or shadowed.
  case leadPlaced(LeadPlaced)
  /// A lead's state changed without a change of place: `working`, `closed`.
  case leadStateChanged(lead: LeadNumber, state: LeadState, at: Instant)
  case clockStarted(ClockStarted)
  /// The clock stopped. `at` may be later than due.
  case clockEnded(clock: Int64, at: Instant, end: ClockEnd)
  case clockWarned(clock: Int64, at: Instant)
  case clockBreached(clock: Int64, at: Instant)
  /// Working time moved: leave, hours or absence changed.
  case clockRescheduled(clock: Int64, due: Instant, warn: Instant)
  case activityAdded(ActivityAdded)
  case escalationOpened(EscalationOpened)
  /// Somebody took an escalation for review, or nil gave it back.
  case escalationClaimed(escalation: Int64, by: String?, at: Instant)
  case escalationClosed(EscalationClosed)
  case awayStarted(AwayStarted)
  case awayEnded(rep: RepID, at: Instant)
  case rulesPublished(RulesPublished)
  case datasetReplaced(DatasetReplaced)
  /// Presence that was not known before.
  case presenceAdded([PresenceCount])
  /// A file was taken up; counted before it is read, so that a file that kills the host is found out.
  case fileAttempted(FileAttempted)
  case fileFinished(FileFinished)
  case rowRejected(RowRejected)
  /// Instants up to which periodic work is done.
  case markAdvanced(name: String, at: Instant)
}

/// A new lead with everything that the store keeps of it.
public struct LeadAdded: Sendable, Equatable {
  public var number: LeadNumber
  /// The record's id, or the 64 hex digits of its identity: as decisions name the lead.
  public var publicID: String
  public var source: String
  /// What makes the record the same one when it is delivered again: `(source, id)`, or its hash.
  public var identity: String
  /// SHA-256 of the normalised content, 32 bytes: tells a redelivery from an update.
  public var contentHash: [UInt8]
  public var receivedAt: Instant
  public var submittedAt: Instant
  /// Routing facts for panes and filters.
  public var facts: LeadRoutingFacts
  /// The text of fields that are not personal, by field.
  public var fields: [LeadField: String]
  /// What belongs to the person, kept apart from the lead and never logged in clear text.
  public var person: PersonData
  /// The file and line that it came from.
  public var file: Int64?
  public var line: Int?
  public init(
    number: LeadNumber, publicID: String, source: String, identity: String,
    contentHash: [UInt8], receivedAt: Instant, submittedAt: Instant, facts: LeadRoutingFacts,
    fields: [LeadField: String], person: PersonData, file: Int64?, line: Int?
  ) {
    self.number = number
    self.publicID = publicID
    self.source = source
    self.identity = identity
    self.contentHash = contentHash
    self.receivedAt = receivedAt
    self.submittedAt = submittedAt
    self.facts = facts
    self.fields = fields
    self.person = person
    self.file = file
    self.line = line
  }
}

/// The facts by which a lead was routed, as panes show them.
public struct LeadRoutingFacts: Sendable, Equatable, Codable {
  public var company: String?
  public var country: CountryCode?
  /// Whether the country was inferred.
  public var countryInferred: Bool
  public var region: RegionID?
  public var language: LanguageCode?
  public var product: ProductID?
  public var segment: SegmentID?
  public var account: AccountID?
  public var campaign: String?
  public init(
    company: String? = nil, country: CountryCode? = nil, countryInferred: Bool = false,
    region: RegionID? = nil, language: LanguageCode? = nil, product: ProductID? = nil,
    segment: SegmentID? = nil, account: AccountID? = nil, campaign: String? = nil
  ) {
    self.company = company
    self.country = country
    self.countryInferred = countryInferred
    self.region = region
    self.language = language
    self.product = product
    self.segment = segment
    self.account = account
    self.campaign = campaign
  }
}

/// Personal data of one lead.
public struct PersonData: Sendable, Equatable {
  /// The text of each personal field.
  public var fields: [LeadField: String]
  public var extra: [ExtraField]
  public var emailKey: String?
  /// Digits of the phone, at least 8, where there is one.
  public var phone: String?
  /// Case-folded.
  public var lastName: String?
  /// The secret of this lead's commitments, 32 random bytes.
  public var secret: [UInt8]
  public init(
    fields: [LeadField: String], extra: [ExtraField], emailKey: String?, phone: String?,
    lastName: String?, secret: [UInt8]
  ) {
    self.fields = fields
    self.extra = extra
    self.emailKey = emailKey
    self.phone = phone
    self.lastName = lastName
    self.secret = secret
  }
}

/// New content of a lead that was known already.
public struct LeadUpdated: Sendable, Equatable {
  public var number: LeadNumber
  public var contentHash: [UInt8]
  public var at: Instant
  public var facts: LeadRoutingFacts
  public var fields: [LeadField: String]
  public var person: PersonData
  public init(
    number: LeadNumber, contentHash: [UInt8], at: Instant, facts: LeadRoutingFacts,
    fields: [LeadField: String], person: PersonData
  ) {
    self.number = number
    self.contentHash = contentHash
    self.at = at
    self.facts = facts
    self.fields = fields
    self.person = person
  }
}

/// Where a decision or a person put a lead. The store ends the owner period or queue stay before it and
/// begins the next.
public struct LeadPlaced: Sendable, Equatable {
  public var number: LeadNumber
  public var at: Instant
  /// `assigned`, `queued`, `duplicate` or `shadowed`.
  public var state: LeadState
  public var owner: RepID?
  public var queue: QueueID?
  public var duplicateOf: LeadNumber?
  /// `contact:ID` where it repeats a contact of the CRM.
  public var duplicateOfContact: String?
  public var route: RouteType
  public var dimension: Int?
  public var reason: QueueReason?
  public var contingent: Bool
  public var flags: FlagSet
  /// Facts as this decision saw them.
  public var facts: LeadRoutingFacts
  public init(
    number: LeadNumber, at: Instant, state: LeadState, owner: RepID?, queue: QueueID?,
    duplicateOf: LeadNumber?, duplicateOfContact: String?, route: RouteType, dimension: Int?,
    reason: QueueReason?, contingent: Bool, flags: FlagSet, facts: LeadRoutingFacts
  ) {
    self.number = number
    self.at = at
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
    self.facts = facts
  }
}

/// A clock began to run.
public struct ClockStarted: Sendable, Equatable, Codable {
  public var id: Int64
  public var kind: ClockKind
  public var lead: LeadNumber?
  public var escalation: Int64?
  /// Whose it is: the owner, or the filing rep.
  public var owner: RepID?
  public var queue: QueueID?
  public var startedAt: Instant
  public var dueAt: Instant
  /// When three quarters of the time are used.
  public var warnAt: Instant
  public var minutes: Int
  /// Whether only working time counts.
  public var workingTime: Bool
  /// Milliseconds used before this start (carried over from an earlier owner).
  public var used: Int64
  /// Whether a breach also routes the lead again.
  public var reroutes: Bool
  public init(
    id: Int64, kind: ClockKind, lead: LeadNumber?, escalation: Int64?, owner: RepID?,
    queue: QueueID?, startedAt: Instant, dueAt: Instant, warnAt: Instant, minutes: Int,
    workingTime: Bool, used: Int64, reroutes: Bool
  ) {
    self.id = id
    self.kind = kind
    self.lead = lead
    self.escalation = escalation
    self.owner = owner
    self.queue = queue
    self.startedAt = startedAt
    self.dueAt = dueAt
    self.warnAt = warnAt
    self.minutes = minutes
    self.workingTime = workingTime
    self.used = used
    self.reroutes = reroutes
  }
}

/// Somebody did something with a lead.
public struct ActivityAdded: Sendable, Equatable {
  public var lead: LeadNumber
  /// `contacted`, `meeting`, a disposition's code, or `note`.
  public var kind: String
  public var at: Instant
  public var actor: String
  public var channel: String?
  public var auto: Bool
  public init(
    lead: LeadNumber, kind: String, at: Instant, actor: String, channel: String?, auto: Bool
  ) {
    self.lead = lead
    self.kind = kind
    self.at = at
    self.actor = actor
    self.channel = channel
    self.auto = auto
  }
}

/// A dispute of a decision was filed.
public struct EscalationOpened: Sendable, Equatable {
  public var number: Int64
  public var lead: LeadNumber
  public var code: String
  /// Free text of the person who filed it: kept with the person's data, not in the log.
  public var note: String?
  public var by: String
  public var rep: RepID?
  public var at: Instant
  /// The log entry of the disputed decision.
  public var decision: Int64?
  public init(
    number: Int64, lead: LeadNumber, code: String, note: String?, by: String, rep: RepID?,
    at: Instant, decision: Int64?
  ) {
    self.number = number
    self.lead = lead
    self.code = code
    self.note = note
    self.by = by
    self.rep = rep
    self.at = at
    self.decision = decision
  }
}

/// A dispute ended.
public struct EscalationClosed: Sendable, Equatable {
  public var number: Int64
  public var at: Instant
  public var by: String
  /// `correct`, `refine_rule`, `routing_error` or `withdrawn`.
  public var outcome: String
  public var note: String?
  public init(number: Int64, at: Instant, by: String, outcome: String, note: String?) {
    self.number = number
    self.at = at
    self.by = by
    self.outcome = outcome
    self.note = note
  }
}

/// A rep went off shift at once.
public struct AwayStarted: Sendable, Equatable {
  public var rep: RepID
  public var from: Instant
  /// nil: until back.
  public var until: Instant?
  public var delegate: RepID?
  public var code: String
  public init(rep: RepID, from: Instant, until: Instant?, delegate: RepID?, code: String) {
    self.rep = rep
    self.from = from
    self.until = until
    self.delegate = delegate
    self.code = code
  }
}

/// A rule set became the one in force.
public struct RulesPublished: Sendable, Equatable {
  public var version: Int
  /// SHA-256 of `document`, 32 bytes.
  public var hash: [UInt8]
  /// The rule set as JSON, with every default resolved.
  public var document: [UInt8]
  /// The TOML text that it was read from.
  public var source: String
  public var author: String
  public var reason: String
  public var at: Instant
  public init(
    version: Int, hash: [UInt8], document: [UInt8], source: String, author: String, reason: String,
    at: Instant
  ) {
    self.version = version
    self.hash = hash
    self.document = document
    self.source = source
    self.author = author
    self.reason = reason
    self.at = at
  }
}

/// What a data file holds.
public enum DatasetKind: String, Sendable, Codable, CaseIterable {
  /// Reps, leave and holidays together: one version.
  case roster
  case accounts, opportunities, contacts
  case ipCountry = "ip_country"
}

/// A data file took the place of the one before it. Rosters are kept whole, of the others the current one.
public struct DatasetReplaced: Sendable, Equatable {
  public var kind: DatasetKind
  /// SHA-256 of `content`, 32 bytes.
  public var hash: [UInt8]
  /// For a roster its canonical JSON, else the file's bytes.
  public var content: [UInt8]
  public var rows: Int
  public var at: Instant
  public init(kind: DatasetKind, hash: [UInt8], content: [UInt8], rows: Int, at: Instant) {
    self.kind = kind
    self.hash = hash
    self.content = content
    self.rows = rows
    self.at = at
  }
}

/// How often a rep was seen in one cell of one ISO week, in the rep's zone.
public struct PresenceCount: Sendable, Equatable, Codable {
  public var rep: RepID
  /// The Monday of the week.
  public var week: LocalDate
  /// Weekday × 24 + hour, 0 ..< 168.
  public var cell: Int
  public var count: Int
  public init(rep: RepID, week: LocalDate, cell: Int, count: Int) {
    self.rep = rep
    self.week = week
    self.cell = cell
    self.count = count
  }
}

/// A dropped file was taken up for processing.
public struct FileAttempted: Sendable, Equatable {
  public var id: Int64
  /// The name as shown: escaped where it is not clean text.
  public var name: String
  /// `leads`, `activities`, `crm` or `roster`.
  public var folder: String
  /// Under which name it lies in `drop/.work/`.
  public var workName: String
  public var bytes: Int64
  public var owner: UInt32
  public var attempt: Int
  public var at: Instant
  public init(
    id: Int64, name: String, folder: String, workName: String, bytes: Int64, owner: UInt32,
    attempt: Int, at: Instant
  ) {
    self.id = id
    self.name = name
    self.folder = folder
    self.workName = workName
    self.bytes = bytes
    self.owner = owner
    self.attempt = attempt
    self.at = at
  }
}

/// A dropped file is done with.
public struct FileFinished: Sendable, Equatable, Codable {
  public var id: Int64
  /// `accepted` or `rejected`.
  public var result: String
  public var reason: String?
  public var counts: IntakeCounts
  /// SHA-256 of the file, 32 bytes.
  public var hash: [UInt8]
  public var at: Instant
  public init(
    id: Int64, result: String, reason: String?, counts: IntakeCounts, hash: [UInt8], at: Instant
  ) {
    self.id = id
    self.result = result
    self.reason = reason
    self.counts = counts
    self.hash = hash
    self.at = at
  }
}

/// What became of the rows of a file: `rows` is the sum of the others.
public struct IntakeCounts: Sendable, Equatable, Codable {
  public var rows, assigned, queued, duplicate, shadowed, redelivered, updated, rejected: Int
  public init(
    rows: Int = 0, assigned: Int = 0, queued: Int = 0, duplicate: Int = 0, shadowed: Int = 0,
    redelivered: Int = 0, updated: Int = 0, rejected: Int = 0
  ) {
    self.rows = rows
    self.assigned = assigned
    self.queued = queued
    self.duplicate = duplicate
    self.shadowed = shadowed
    self.redelivered = redelivered
    self.updated = updated
    self.rejected = rejected
  }
  public static func += (a: inout Self, b: Self) {
    a.rows += b.rows
    a.assigned += b.assigned
    a.queued += b.queued
    a.duplicate += b.duplicate
    a.shadowed += b.shadowed
    a.redelivered += b.redelivered
    a.updated += b.updated
    a.rejected += b.rejected
  }
}

/// A row of a file that could not be taken.
public struct RowRejected: Sendable, Equatable {
  public var file: Int64
  public var line: Int
  public var reason: String
  public init(file: Int64, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

/// What a log entry will say, before it is numbered and chained.
public struct EntryDraft: Sendable, Equatable {
  public var at: Instant
  /// Who did it: a person's name in the log, `engine`, or `clock`.
  public var actor: String
  /// The roles in which it was done, separated by `+`; empty for the engine.
  public var role: String
  public var kind: EntryKind
  /// What it is about: `lead/4127`, `escalation/193`, `rep/ana.silva`, `file/12`, `rules/7`.
  public var subject: String
  /// JSON, stored and hashed as these bytes.
  public var payload: [UInt8]
  public init(
    at: Instant, actor: String, role: String = "", kind: EntryKind, subject: String,
    payload: [UInt8]
  ) {
    self.at = at
    self.actor = actor
    self.role = role
    self.kind = kind
    self.subject = subject
    self.payload = payload
  }
}

/// What a log entry tells of.
public enum EntryKind: String, Sendable, Codable, CaseIterable {
  case leadReceived = "lead.received"
  case leadImported = "lead.imported"
  case leadUpdated = "lead.updated"
  case leadRedelivered = "lead.redelivered"
  case leadDuplicate = "lead.duplicate"
  case leadAssigned = "lead.assigned"
  case leadQueued = "lead.queued"
  case leadShadowed = "lead.shadowed"
  case leadDrained = "lead.drained"
  case leadClaimed = "lead.claimed"
  case leadReassigned = "lead.reassigned"
  case leadContacted = "lead.contacted"
  case leadDisposition = "lead.disposition"
  case leadUndone = "lead.undone"
  case repAway = "rep.away"
  case repBack = "rep.back"
  case rosterChanged = "roster.changed"
  case rosterReviewed = "roster.reviewed"
  case slaWarned = "sla.warned"
  case slaBreached = "sla.breached"
  case escalationOpened = "escalation.opened"
  case escalationClaimed = "escalation.claimed"
  case escalationReviewed = "escalation.reviewed"
  case escalationWithdrawn = "escalation.withdrawn"
  case exceptionRequested = "exception.requested"
  case exceptionApproved = "exception.approved"
  case exceptionRejected = "exception.rejected"
  case exceptionRenewed = "exception.renewed"
  case exceptionRevoked = "exception.revoked"
  case exceptionSignedOff = "exception.signed_off"
  case rulesProposed = "rules.proposed"
  case rulesApproved = "rules.approved"
  case rulesRejected = "rules.rejected"
  case rulesPublished = "rules.published"
  case rulesRolledBack = "rules.rolled_back"
  case datasetReplaced = "dataset.replaced"
  case intakeAccepted = "intake.accepted"
  case intakeRejected = "intake.rejected"
  case intakePaused = "intake.paused"
  case intakeResumed = "intake.resumed"
  case auditJudged = "audit.judged"
  case actRefused = "act.refused"
  case peopleChanged = "people.changed"
  case personErased = "person.erased"
  case clockJumped = "clock.jumped"
  case keyRotated = "key.rotated"
  case notifyFailed = "notify.failed"
  case storeRestored = "store.restored"

  /// Whether the entry's payload is a decision that can be derived again.
  public var isDecision: Bool {
    switch self {
    case .leadDuplicate, .leadAssigned, .leadQueued, .leadShadowed, .leadDrained: true
    default: false
    }
  }
}

/// Changes that stand or fall together with the entries that record them.
public struct CommitUnit: Sendable, Equatable {
  /// A key chosen by whoever asked; asking again with it gives the first outcome.
  public var key: String?
  public var changes: [Change]
  public var entries: [EntryDraft]
  public init(key: String? = nil, changes: [Change] = [], entries: [EntryDraft] = []) {
    self.key = key
    self.changes = changes
    self.entries = entries
  }
}
