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

/// What changed, told to consoles without the data.
public enum Topic: String, Sendable, Hashable, Codable, CaseIterable {
  case leads, queues, clocks, reps, escalations, log, files, status
}
