import DeskRules
import LeadModel

/// What kind of rows a list has.
enum ListKind: Sendable, Hashable, CaseIterable {
  // Long ones, that the host gives in windows
  case leads, queues, clocks, reps, escalations, log, files
  // Short ones, that it gives whole
  case exceptions, changes, versions, roster
  // What is known here
  case reports

  /// The list that windows are asked of; nil for those that come whole.
  var window: ListName? {
    switch self {
    case .leads: .leads
    case .queues: .queues
    case .clocks: .clocks
    case .reps: .reps
    case .escalations: .escalations
    case .log: .log
    case .files: .files
    case .exceptions, .changes, .versions, .roster, .reports: nil
    }
  }

  /// What is asked for a list that comes whole.
  var request: DeskRequest? {
    switch self {
    case .exceptions: .exceptions(number: nil)
    case .changes: .changeRequests
    case .versions: .ruleVersions
    case .roster: .rosterChanges
    default: nil
    }
  }

  /// Where keys hold when a list of this kind has them.
  var scope: Scope {
    switch self {
    case .leads: .leads
    case .queues: .queues
    case .clocks: .clocks
    case .reps: .reps
    case .escalations: .escalations
    case .log: .log
    case .files: .files
    case .exceptions: .exceptions
    case .changes: .changes
    case .versions: .versions
    case .roster: .roster
    case .reports: .reports
    }
  }

  /// The topics by which the host tells that the list changed.
  var topics: Set<Topic> {
    switch self {
    case .leads: [.leads]
    case .queues: [.queues, .leads]
    case .clocks: [.clocks]
    case .reps: [.reps]
    case .escalations: [.escalations]
    case .log: [.log]
    case .files: [.files]
    case .exceptions, .changes, .versions, .roster: [.governance]
    case .reports: []
    }
  }

  /// Whether the host looks for words itself, however long the list is.
  var isFilteredByHost: Bool {
    switch self {
    case .leads, .queues, .clocks, .reps, .log: true
    default: false
    }
  }
}

/// Rows of a list as an answer brings them.
struct RowPart {
  var rows: [ListRow]
  /// The place of the first one in the whole list, from 0.
  var offset: Int
  /// How many rows pass the filter.
  var matching: Int
  /// How many rows there are at all.
  var total: Int

  /// All rows there are.
  init(whole rows: [ListRow]) {
    self.init(rows: rows, offset: 0, matching: rows.count, total: rows.count)
  }

  init(rows: [ListRow], offset: Int, matching: Int, total: Int) {
    self.rows = rows
    self.offset = offset
    self.matching = matching
    self.total = total
  }

  /// The rows of an answer to a list of the kind; nil for answers that do not fit.
  init?(_ answer: DeskAnswer, for kind: ListKind) {
    switch answer {
    case .window(let window) where window.list == kind.window:
      self.init(
        rows: window.rows.listRows, offset: max(0, window.offset), matching: window.matching,
        total: window.total)
    case .exceptions(let rows) where kind == .exceptions:
      self.init(whole: rows.map(ListRow.exception))
    case .changeRequests(let rows) where kind == .changes:
      self.init(whole: rows.map(ListRow.change))
    case .ruleVersions(let rows) where kind == .versions:
      self.init(whole: rows.map(ListRow.version))
    case .rosterChanges(let rows) where kind == .roster:
      self.init(whole: rows.map(ListRow.roster))
    default: return nil
    }
  }
}
