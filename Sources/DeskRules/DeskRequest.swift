import LeadModel

/// What a console or a command asks of the host.
public enum DeskRequest: Sendable, Equatable, Codable {
  /// The line at the top of the screen.
  case status
  /// Some rows of a list.
  case window(WindowRequest)
  /// Everything about one lead, by any reference that ``LeadReference`` reads.
  case lead(String)
  /// Why a rep did not get a lead, at its latest decision.
  case whyNot(lead: String, rep: RepID)
  /// The steps of a drill-in: the log entries of one lead, as `explain` prints them.
  case explain(lead: String)
  /// An act of a person.
  case act(ActRequest)
  /// Take in all that lies in the drop directory, waiting for files that have not settled; answers when done.
  case drainDropDirectory
  /// Derive every decision again and compare.
  case replay
  /// Verify the log from its raw rows.
  case verifyLog
  /// Be told of changes from now on.
  case subscribe
  /// The words that forms offer: reasons and dispositions of the rule set.
  case terms
}

/// Which list, which part of it.
public struct WindowRequest: Sendable, Equatable, Codable {
  public var list: ListName
  /// The first row, from 0.
  public var offset: Int
  /// How many rows at most, 1…500.
  public var limit: Int
  public var filter: RowFilter
  public var sort: SortOrder?
  public init(
    list: ListName, offset: Int = 0, limit: Int = 100, filter: RowFilter = RowFilter(),
    sort: SortOrder? = nil
  ) {
    self.list = list
    self.offset = offset
    self.limit = limit
    self.filter = filter
    self.sort = sort
  }
}

/// A list that can be asked for in windows.
public enum ListName: String, Sendable, Equatable, Codable, CaseIterable {
  case leads, queues, clocks, reps, escalations, log, files
}

/// Which column decides the order, and which way; the list's own order without one.
public struct SortOrder: Sendable, Equatable, Codable {
  public var column: String
  public var descending: Bool
  public init(column: String, descending: Bool = false) {
    self.column = column
    self.descending = descending
  }
}

/// Conditions that a row has to meet; all that are given.
public struct RowFilter: Sendable, Equatable, Codable {
  /// Text that company, id, owner, queue, source or code contains, without regard to case.
  public var words: [String]
  public var owner: String?
  public var queue: String?
  public var region: String?
  public var segment: String?
  public var source: String?
  public var country: String?
  public var state: LeadState?
  public var route: RouteType?
  public var contingentOnly: Bool
  public var duplicatesOnly: Bool
  /// Older than so many milliseconds.
  public var olderThan: Int64?
  public init(
    words: [String] = [], owner: String? = nil, queue: String? = nil, region: String? = nil,
    segment: String? = nil, source: String? = nil, country: String? = nil,
    state: LeadState? = nil, route: RouteType? = nil, contingentOnly: Bool = false,
    duplicatesOnly: Bool = false, olderThan: Int64? = nil
  ) {
    self.words = words
    self.owner = owner
    self.queue = queue
    self.region = region
    self.segment = segment
    self.source = source
    self.country = country
    self.state = state
    self.route = route
    self.contingentOnly = contingentOnly
    self.duplicatesOnly = duplicatesOnly
    self.olderThan = olderThan
  }
  /// Whether every row passes.
  public var isEmpty: Bool { self == RowFilter() }
}

/// An act with the key that makes asking twice harmless, and what the asker saw.
public struct ActRequest: Sendable, Equatable, Codable {
  /// Chosen by the asker, unique to this act.
  public var key: String
  /// The role to act in, where the asker has several or acts as another.
  public var role: String?
  public var act: Act
  public init(key: String, role: String? = nil, act: Act) {
    self.key = key
    self.role = role
    self.act = act
  }
}

/// What a person does.
public enum Act: Sendable, Equatable, Codable {
  /// Logs contact (`contacted` or `meeting`) with the lead; `at` nil is now.
  case contact(lead: String, kind: String, at: Instant?, channel: String?)
  /// Sets a disposition after contact.
  case disposition(lead: String, code: String, at: Instant?)
  /// Disputes the lead's latest decision.
  case escalate(lead: String, code: String, note: String?)
  /// Takes back an own escalation.
  case withdraw(escalation: Int64)
  /// Goes off shift at once; `rep` nil is the actor, `minutes` nil until back.
  case away(rep: RepID?, minutes: Int?, delegate: RepID?, code: String)
  /// Comes back on shift.
  case back(rep: RepID?)
}

/// What the host answers.
public enum DeskAnswer: Sendable, Equatable, Codable {
  case status(DeskStatus)
  case window(Window)
  case lead(LeadDetail)
  case whyNot(WhyNotAnswer)
  case explain([LogRow])
  case done(ActReceipt)
  case refused(Refusal)
  case drained(IntakeSummary)
  case replayed(ReplaySummary)
  case verified(VerifySummary)
  case subscribed
  case terms(DeskTerms)
  /// The host could not answer: store busy, disk full.
  case failed(String)
}

/// Rows of a list with how many there are.
public struct Window: Sendable, Equatable, Codable {
  public var list: ListName
  public var offset: Int
  /// How many rows pass the filter.
  public var matching: Int
  /// How many rows there are at all.
  public var total: Int
  public var rows: WindowRows
  public init(list: ListName, offset: Int, matching: Int, total: Int, rows: WindowRows) {
    self.list = list
    self.offset = offset
    self.matching = matching
    self.total = total
    self.rows = rows
  }
}

/// The rows, by list.
public enum WindowRows: Sendable, Equatable, Codable {
  case leads([LeadRow])
  case queues([QueueRow])
  case clocks([ClockRow])
  case reps([RepRow])
  case escalations([EscalationRow])
  case log([LogRow])
  case files([IntakeFileRow])
}

/// The line at the top of the screen, and what the footer warns of.
public struct DeskStatus: Sendable, Equatable, Codable {
  public var now: Instant
  /// `org.name`.
  public var name: String
  /// IANA zone of the desk.
  public var timezone: String
  /// `live`, `paused` or `stopped`.
  public var intake: String
  /// Why intake is not live.
  public var intakeReason: String?
  public var leadsLastMinute: Int
  public var leadsToday: Int
  /// When the oldest lead that waits in a queue came in.
  public var oldestQueued: Instant?
  public var ruleset: Int
  public var logEntries: Int64
  /// The hash of the last entry, 64 hex digits.
  public var head: String
  /// nil while verification has not ended; else whether the log is whole.
  public var logIntact: Bool?
  public var actor: String
  public var roles: [String]
  /// How many others are connected.
  public var others: Int
  public var clocksPastDue: Int
  public var clocksDueSoon: Int
  public var openEscalations: Int
  public var alerts: [Alert]
  public init(
    now: Instant, name: String, timezone: String, intake: String, intakeReason: String?,
    leadsLastMinute: Int, leadsToday: Int, oldestQueued: Instant?, ruleset: Int,
    logEntries: Int64, head: String, logIntact: Bool?, actor: String, roles: [String],
    others: Int, clocksPastDue: Int, clocksDueSoon: Int, openEscalations: Int, alerts: [Alert]
  ) {
    self.now = now
    self.name = name
    self.timezone = timezone
    self.intake = intake
    self.intakeReason = intakeReason
    self.leadsLastMinute = leadsLastMinute
    self.leadsToday = leadsToday
    self.oldestQueued = oldestQueued
    self.ruleset = ruleset
    self.logEntries = logEntries
    self.head = head
    self.logIntact = logIntact
    self.actor = actor
    self.roles = roles
    self.others = others
    self.clocksPastDue = clocksPastDue
    self.clocksDueSoon = clocksDueSoon
    self.openEscalations = openEscalations
    self.alerts = alerts
  }
}

/// Something that wants attention.
public struct Alert: Sendable, Equatable, Codable {
  /// Stays the same for one event, so that nobody is told twice.
  public var id: String
  public var at: Instant
  public var text: String
  public var lead: LeadNumber?
  public init(id: String, at: Instant, text: String, lead: LeadNumber?) {
    self.id = id
    self.at = at
    self.text = text
    self.lead = lead
  }
}

/// Why a rep did not get a lead.
public struct WhyNotAnswer: Sendable, Equatable, Codable {
  public var lead: String
  public var rep: RepID
  public var step: StepName?
  /// One sentence.
  public var why: String
  /// The values compared, by name.
  public var values: [String: String?]
  /// What would have to differ.
  public var needed: String
  /// The answer as one JSON object for programs.
  public var json: String
  public init(
    lead: String, rep: RepID, step: StepName?, why: String, values: [String: String?],
    needed: String, json: String = ""
  ) {
    self.lead = lead
    self.rep = rep
    self.step = step
    self.why = why
    self.values = values
    self.needed = needed
    self.json = json
  }
}

/// What an act did.
public struct ActReceipt: Sendable, Equatable, Codable {
  /// The log entry that records it.
  public var entry: Int64
  /// One sentence.
  public var text: String
  public init(entry: Int64, text: String) {
    self.entry = entry
    self.text = text
  }
}

/// Why an act was not done: an ordinary result.
public struct Refusal: Sendable, Equatable, Codable {
  /// The kinds that the command line reports.
  public enum Kind: String, Sendable, Codable {
    case stale, window, quorum, conflict, protected, unknown
    /// The role may not: exit status 5.
    case role
    /// The request itself makes no sense: exit status 2.
    case usage
  }
  public var refused: Kind
  public var why: String
  public init(_ refused: Kind, _ why: String) {
    self.refused = refused
    self.why = why
  }
}

/// What intake did in one drain of the drop directory.
public struct IntakeSummary: Sendable, Equatable, Codable {
  public var files: Int
  public var filesRejected: Int
  public var counts: IntakeCounts
  /// Sentences about rejected files and rows, at most 100.
  public var messages: [String]
  public init(files: Int, filesRejected: Int, counts: IntakeCounts, messages: [String]) {
    self.files = files
    self.filesRejected = filesRejected
    self.counts = counts
    self.messages = messages
  }
}

/// What deriving every decision again showed.
public struct ReplaySummary: Sendable, Equatable, Codable {
  public var identical: Int
  public var different: Int
  public var otherEngine: Int
  /// Both traces of each difference, at most 20.
  public var differences: [String]
  public init(identical: Int, different: Int, otherEngine: Int, differences: [String]) {
    self.identical = identical
    self.different = different
    self.otherEngine = otherEngine
    self.differences = differences
  }
}

/// What verifying the log showed.
public struct VerifySummary: Sendable, Equatable, Codable {
  public enum Verdict: String, Sendable, Codable {
    case intact
    case tailNotAnchored = "tail_not_anchored"
    case broken
    case unknownKey = "unknown_key"
    case unreadable
  }
  public var verdict: Verdict
  public var entries: Int64
  public var head: String
  /// The first entry that is wrong.
  public var brokenAt: Int64?
  /// One sentence.
  public var text: String
  public init(verdict: Verdict, entries: Int64, head: String, brokenAt: Int64?, text: String) {
    self.verdict = verdict
    self.entries = entries
    self.head = head
    self.brokenAt = brokenAt
    self.text = text
  }
}

/// The words that forms offer, in the order of the rule set.
public struct DeskTerms: Sendable, Equatable, Codable {
  /// A code with its meaning.
  public struct Term: Sendable, Equatable, Codable {
    public var code: String
    public var text: String
    public init(code: String, text: String) {
      self.code = code
      self.text = text
    }
  }
  public var escalation: [Term]
  public var away: [Term]
  public var dispositions: [Term]
  public init(escalation: [Term], away: [Term], dispositions: [Term]) {
    self.escalation = escalation
    self.away = away
    self.dispositions = dispositions
  }
}

/// What changed, told to consoles without the data.
public enum Topic: String, Sendable, Hashable, Codable, CaseIterable {
  case leads, queues, clocks, reps, escalations, log, files, status
}
