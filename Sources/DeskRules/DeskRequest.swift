import LeadModel

/// What a console or a command asks of the host.
public enum DeskRequest: Sendable, Equatable, Codable {
  /// The line at the top of the screen.
  case status
  /// Some rows of a list.
  case window(WindowRequest)
  /// Everything about one lead, by its id, `#NUMBER`, `SOURCE/ID`, or any prefix that fits one lead only.
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
  /// Exceptions, newest first; one by its number.
  case exceptions(number: Int64?)
  /// Change requests, newest first.
  case changeRequests
  /// One change request with its difference from the rules in force.
  case changeRequest(Int64)
  /// Published versions of the rules, newest first.
  case ruleVersions
  /// What differs between two versions.
  case ruleDifference(from: Int, to: Int)
  /// The TOML text of a version; nil is the one in force.
  case ruleText(version: Int?)
  /// What is wrong or odd about a rule file, against the roster in force.
  case lintRules(source: String)
  /// Real leads under the rules in force and under others. Asked again until it is done.
  case preview(PreviewRequest)
  /// Changes of the roster, newest first.
  case rosterChanges
  /// What the council has before it.
  case agenda
  /// A report. Asked again until it is done.
  case report(ReportRequest)
  /// Rows of a file that could not be taken, by line, the first 500.
  case rejectedRows(file: Int64)
  /// Verify that the log extends every checkpoint of a folder that the asker could read.
  case verifyCheckpoints([CheckpointText])
  /// Sign a checkpoint now.
  case checkpoint
  /// Read settings and people again.
  case reload
}

/// The text of a file in `checkpoints/`.
public struct CheckpointText: Sendable, Equatable, Codable {
  public var file: String
  public var text: String
  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }

  /// Whether it has no file: then only its place in the log is looked at, which costs nothing.
  public var isFromWitness: Bool { file.isEmpty }
}

/// Which leads to run again under which rules.
public struct PreviewRequest: Sendable, Equatable, Hashable, Codable {
  /// The rules to compare with those in force.
  public enum Rules: Sendable, Equatable, Hashable, Codable {
    /// TOML text.
    case text(String)
    case change(Int64)
    case version(Int)
  }
  public var rules: Rules
  /// How far back; nil is `preview.days`.
  public var days: Int?
  /// Whether loads and rotation evolve under each version; else as recorded.
  public var rolled: Bool
  /// Which of the changed leads to list, from 0.
  public var offset: Int
  /// How many of them, 0…200.
  public var limit: Int
  public init(
    rules: Rules, days: Int? = nil, rolled: Bool = false, offset: Int = 0, limit: Int = 100
  ) {
    self.rules = rules
    self.days = days
    self.rolled = rolled
    self.offset = offset
    self.limit = limit
  }
}

/// Which report, over which time, broken down by what.
public struct ReportRequest: Sendable, Equatable, Hashable, Codable {
  public var name: String
  /// nil is the report's own period.
  public var from: Instant?
  public var to: Instant?
  /// `region`, `source`, `segment`, `queue`, `owner`, `product`, `hour` or `weekday`.
  public var by: String?
  /// The text of a file that the report compares with (`reconcile`: a CRM owner export).
  public var file: String?
  /// Whose status (`rep`); nil is the asker's own.
  public var rep: RepID?
  public init(
    name: String, from: Instant? = nil, to: Instant? = nil, by: String? = nil,
    file: String? = nil, rep: RepID? = nil
  ) {
    self.rep = rep
    self.name = name
    self.from = from
    self.to = to
    self.by = by
    self.file = file
  }
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
  /// The version of the lead that the asker saw: when it has changed since, the act is refused as stale.
  public var seen: Int64?
  public var act: Act
  public init(key: String, role: String? = nil, seen: Int64? = nil, act: Act) {
    self.key = key
    self.role = role
    self.seen = seen
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
  /// Goes off shift at once; `rep` nil is the actor. `until` is a time as ``AbsenceLength`` reads it, in the
  /// rep's zone; without it and `minutes` until back.
  case away(
    rep: RepID?, minutes: Int?, delegate: RepID?, code: String, until: String? = nil)
  /// Comes back on shift.
  case back(rep: RepID?)
  /// Takes a waiting lead for oneself.
  case claim(lead: String)
  /// Gives a waiting or owned lead to a rep.
  case reassign(ReassignOrder)
  /// Gives a waiting lead to the first of its rank, ignoring hours, then capacity.
  case assignSuggested(lead: String, code: String, note: String)
  /// Takes an escalation for review, or gives it back.
  case claimEscalation(Int64, release: Bool)
  /// Rules on an escalation.
  case review(ReviewOrder)
  /// Marks an assignment of a week's audit sample right or wrong.
  case judge(JudgeOrder)
  /// Takes back one's own latest act on a lead by a new entry.
  case undo(lead: String)
  case requestException(ExceptionOrder)
  /// A new exception that follows one that ran its term.
  case renewException(Int64, ExceptionRenewal)
  case approveException(Int64)
  case rejectException(Int64, note: String)
  case revokeException(Int64, note: String)
  /// The council's quarterly signature under a long term.
  case signOffException(Int64)
  /// Files rules as a change request; `draft` is the draft that it carries out.
  case proposeRules(source: String, reason: String, draft: Int64?)
  /// Files an earlier version as a change request.
  case proposeRollback(version: Int, reason: String)
  case approveChange(Int64)
  case rejectChange(Int64, note: String)
  /// Puts an approved change request in force.
  case publishChange(Int64)
  /// The council has seen these changes of the roster; empty means all.
  case reviewRoster([Int64])
  /// Deletes what says who the lead's person is.
  case erase(lead: String)
}

/// Who gets a lead by hand, and why.
public struct ReassignOrder: Sendable, Equatable, Codable {
  public var lead: String
  public var rep: RepID
  /// A reason code for use `reassign`, or `segment` where a segment is given.
  public var code: String
  /// One sentence.
  public var note: String
  public var overCapacity: Bool
  /// What the lead counts as from now on.
  public var segment: SegmentID?
  /// Whether only a lead that nobody owns may be given.
  public var onlyWaiting: Bool
  public init(
    lead: String, rep: RepID, code: String, note: String, overCapacity: Bool = false,
    segment: SegmentID? = nil, onlyWaiting: Bool = false
  ) {
    self.lead = lead
    self.rep = rep
    self.code = code
    self.note = note
    self.overCapacity = overCapacity
    self.segment = segment
    self.onlyWaiting = onlyWaiting
  }

  /// A client that does not know of ``onlyWaiting`` leaves it out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    lead = try values.decode(String.self, forKey: .lead)
    rep = try values.decode(RepID.self, forKey: .rep)
    code = try values.decode(String.self, forKey: .code)
    note = try values.decode(String.self, forKey: .note)
    overCapacity = try values.decode(Bool.self, forKey: .overCapacity)
    segment = try values.decodeIfPresent(SegmentID.self, forKey: .segment)
    onlyWaiting = try values.decodeIfPresent(Bool.self, forKey: .onlyWaiting) ?? false
  }
}

/// What an analyst finds of an escalation.
public struct ReviewOrder: Sendable, Equatable, Codable {
  public var escalation: Int64
  /// `correct`, `refine_rule` or `routing_error`.
  public var outcome: String
  /// A sentence that the rep sees.
  public var note: String
  /// The right owner, where routing was wrong.
  public var owner: RepID?
  /// The dimension that should change, where the rules should; nil is the one that decided.
  public var dimension: Int?
  public init(
    escalation: Int64, outcome: String, note: String, owner: RepID? = nil, dimension: Int? = nil
  ) {
    self.escalation = escalation
    self.outcome = outcome
    self.note = note
    self.owner = owner
    self.dimension = dimension
  }
}

/// What an analyst finds of an assignment of the audit sample.
public struct JudgeOrder: Sendable, Equatable, Codable {
  public var lead: String
  /// `right` or `wrong`.
  public var judgement: String
  /// One sentence.
  public var note: String
  public init(lead: String, judgement: String, note: String) {
    self.lead = lead
    self.judgement = judgement
    self.note = note
  }
}

/// An exception as somebody asks for it.
public struct ExceptionOrder: Sendable, Equatable, Codable {
  public var terms: ExceptionTerms
  public var code: String
  /// One sentence.
  public var reason: String
  public var references: [ExceptionReference]
  public var ownerRole: String
  /// A date (00:00 in the organisation's zone) or an RFC 3339 instant.
  public var effective: String
  /// Likewise; the first instant at which it no longer holds.
  public var sunset: String
  public init(
    terms: ExceptionTerms, code: String, reason: String, references: [ExceptionReference],
    ownerRole: String, effective: String, sunset: String
  ) {
    self.terms = terms
    self.code = code
    self.reason = reason
    self.references = references
    self.ownerRole = ownerRole
    self.effective = effective
    self.sunset = sunset
  }
}

/// What is new about a renewal.
public struct ExceptionRenewal: Sendable, Equatable, Codable {
  public var code: String
  /// One sentence that no earlier one of the chain had.
  public var reason: String
  /// nil: those of the exception before.
  public var references: [ExceptionReference]?
  /// nil: the sunset of the exception before, or today where that is past.
  public var effective: String?
  public var sunset: String
  public init(
    code: String, reason: String, references: [ExceptionReference]? = nil,
    effective: String? = nil, sunset: String
  ) {
    self.code = code
    self.reason = reason
    self.references = references
    self.effective = effective
    self.sunset = sunset
  }
}

/// What changed, told to consoles without the data.
public enum Topic: String, Sendable, Hashable, Codable, CaseIterable {
  case leads, queues, clocks, reps, escalations, log, files, status, governance
}
