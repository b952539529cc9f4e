import LeadModel

/// A change request with what it changes.
public struct ChangeRequestDetail: Sendable, Equatable, Codable {
  public var row: ChangeRequestRow
  /// What differs from the rules in force, or for a published one from the version before.
  public var differences: [RuleDifference]
  /// The TOML text; nil for a draft.
  public var source: String?
  /// Why it could not be published now; nil when it could.
  public var obstacle: String?
  public init(
    row: ChangeRequestRow, differences: [RuleDifference], source: String?, obstacle: String?
  ) {
    self.row = row
    self.differences = differences
    self.source = source
    self.obstacle = obstacle
  }
}

/// One setting that two rule sets tell differently.
public struct RuleDifference: Sendable, Equatable, Codable {
  /// `pool.emea-enterprise.on_empty`, `council.quorum` …
  public var path: String
  /// As the file would write it; nil where it is new.
  public var old: String?
  /// nil where it is gone.
  public var new: String?
  public init(path: String, old: String?, new: String?) {
    self.path = path
    self.old = old
    self.new = new
  }
}

/// What a look at a rule file found.
public struct LintSummary: Sendable, Equatable, Codable {
  /// Problems that keep it from being filed.
  public var errors: [String]
  /// Oddities: unreachable pools, countries nobody covers, …
  public var warnings: [String]
  public init(errors: [String], warnings: [String]) {
    self.errors = errors
    self.warnings = warnings
  }
}

/// What other rules would have done with real leads.
public struct PreviewSummary: Sendable, Equatable, Codable {
  /// `as recorded` or `rolled`.
  public var mode: String
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  /// The version in force, and what it was compared with.
  public var before: String
  public var after: String
  /// Decisions that were run, and how many end elsewhere.
  public var leads: Int
  public var changed: Int
  /// From whom to whom, most leads first.
  public var moves: [Move]
  /// Counts under both: by `route`, `queue`, `contingent`, `outcome`.
  public var counts: [Count]
  /// Leads per rep under both, the largest difference first.
  public var reps: [Count]
  /// Changed leads from ``PreviewRequest/offset``.
  public var rows: [Row]
  /// What was derived or assumed, a sentence each.
  public var assumptions: [String]

  public struct Move: Sendable, Equatable, Codable {
    public var from: String
    public var to: String
    public var leads: Int
    public init(from: String, to: String, leads: Int) {
      self.from = from
      self.to = to
      self.leads = leads
    }
  }
  public struct Count: Sendable, Equatable, Codable {
    public var kind: String
    public var name: String
    public var before: Int
    public var after: Int
    public init(kind: String, name: String, before: Int, after: Int) {
      self.kind = kind
      self.name = name
      self.before = before
      self.after = after
    }
  }
  /// One lead that ends elsewhere.
  public struct Row: Sendable, Equatable, Codable {
    public var lead: String
    public var number: LeadNumber
    public var before: String
    public var after: String
    public var sentenceBefore: String
    public var sentenceAfter: String
    public init(
      lead: String, number: LeadNumber, before: String, after: String, sentenceBefore: String,
      sentenceAfter: String
    ) {
      self.lead = lead
      self.number = number
      self.before = before
      self.after = after
      self.sentenceBefore = sentenceBefore
      self.sentenceAfter = sentenceAfter
    }
  }
  public init(
    mode: String, from: Instant, to: Instant, before: String, after: String, leads: Int,
    changed: Int, moves: [Move], counts: [Count], reps: [Count], rows: [Row],
    assumptions: [String]
  ) {
    self.mode = mode
    self.from = from
    self.to = to
    self.before = before
    self.after = after
    self.leads = leads
    self.changed = changed
    self.moves = moves
    self.counts = counts
    self.reps = reps
    self.rows = rows
    self.assumptions = assumptions
  }
}

/// When the council may publish.
public struct CouncilWindow: Sendable, Equatable, Codable {
  public var isOpen: Bool
  /// When it closes, or opens next.
  public var changesAt: Instant?
  public var zone: String
  public var quorum: Int
  public init(isOpen: Bool, changesAt: Instant?, zone: String, quorum: Int) {
    self.isOpen = isOpen
    self.changesAt = changesAt
    self.zone = zone
    self.quorum = quorum
  }
}

/// What the council has before it.
public struct Agenda: Sendable, Equatable, Codable {
  public var at: Instant
  public var window: CouncilWindow
  public var version: Int
  /// Open change requests, oldest first.
  public var changes: [ChangeRequestRow]
  /// A preview line for each that has rules, by number.
  public var previews: [PreviewLine]
  /// Exceptions that wait for a decision.
  public var requested: [ExceptionRow]
  /// Exceptions with 14 days or fewer to their sunset.
  public var ending: [ExceptionRow]
  /// Roster changes that nobody has ticked.
  public var roster: [RosterChangeRow]
  /// Sections that are tables of text: reason codes used often, thresholds breached, first seen, last
  /// week's decisions, audits in the first week of a quarter, empty seats.
  public var sections: [Report.Section]

  public struct PreviewLine: Sendable, Equatable, Codable {
    public var change: Int64
    public var text: String
    public init(change: Int64, text: String) {
      self.change = change
      self.text = text
    }
  }
  public init(
    at: Instant, window: CouncilWindow, version: Int, changes: [ChangeRequestRow],
    previews: [PreviewLine], requested: [ExceptionRow], ending: [ExceptionRow],
    roster: [RosterChangeRow], sections: [Report.Section]
  ) {
    self.at = at
    self.window = window
    self.version = version
    self.changes = changes
    self.previews = previews
    self.requested = requested
    self.ending = ending
    self.roster = roster
    self.sections = sections
  }
}
