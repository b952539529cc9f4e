import GRDB
import LeadModel

/// Which leads a list shows; all conditions that are given have to hold.
public struct LeadQuery: Sendable, Equatable {
  /// Text that company, id, number, owner, queue, source or reason contains, in any case.
  public var words: [String]
  public var owner: String?
  public var queue: String?
  public var region: String?
  public var segment: String?
  public var source: String?
  public var country: String?
  public var state: LeadState?
  public var route: RouteType?
  /// Only queued, assigned and working leads.
  public var openOnly: Bool
  public var contingentOnly: Bool
  public var duplicatesOnly: Bool
  /// Only leads received before.
  public var receivedBefore: Instant?
  /// Oldest first; newest first without.
  public var oldestFirst: Bool
  public init(
    words: [String] = [], owner: String? = nil, queue: String? = nil, region: String? = nil,
    segment: String? = nil, source: String? = nil, country: String? = nil,
    state: LeadState? = nil, route: RouteType? = nil, openOnly: Bool = false,
    contingentOnly: Bool = false, duplicatesOnly: Bool = false, receivedBefore: Instant? = nil,
    oldestFirst: Bool = false
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
    self.openOnly = openOnly
    self.contingentOnly = contingentOnly
    self.duplicatesOnly = duplicatesOnly
    self.receivedBefore = receivedBefore
    self.oldestFirst = oldestFirst
  }
}

/// Some rows of a list, and how many there are.
public struct Page<Row: Sendable>: Sendable {
  public var rows: [Row]
  /// How many rows pass the filter, among those that were looked at.
  public var matching: Int
  /// How many rows there are at all.
  public var total: Int
  /// Whether all rows were looked at: a filter that no index serves looks at the newest only, so
  /// that what a screen costs does not grow with history.
  public var isComplete: Bool
  public init(rows: [Row], matching: Int, total: Int, isComplete: Bool = true) {
    self.rows = rows
    self.matching = matching
    self.total = total
    self.isComplete = isComplete
  }
}
extension Page: Equatable where Row: Equatable {}

/// An SQL condition put together from parts, with its parameters.
struct Condition {
  private var parts: [String] = []
  private(set) var arguments: [SQLValue] = []
  var isEmpty: Bool { parts.isEmpty }
  /// With WHERE, or nothing.
  var clause: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }

  mutating func add(_ part: String, _ values: SQLValue...) {
    parts.append(part)
    arguments += values
  }
  mutating func equal(_ column: String, _ value: String?) {
    if let value { add("\(column) = ?", .text(value)) }
  }
}

extension Store {
  /// How many of the newest leads a filter without an index looks at.
  static let horizon: Int64 = 100_000

  /// Leads by filter, newest first or oldest first.
  public func leads(
    _ query: LeadQuery = LeadQuery(), offset: Int = 0, limit: Int = 100
  ) throws(StoreProblem) -> Page<LeadRow> {
    try read { db in
      let newest = try db.number("SELECT COALESCE(MAX(number), 0) FROM lead")
      var condition = Self.condition(query)
      var isComplete = true
      if !query.isIndexed, newest > Self.horizon {
        condition.add("number > ?", .int(newest - Self.horizon))
        isComplete = false
      }
      let matching =
        condition.isEmpty
        ? newest
        : try db.number("SELECT count(*) FROM lead \(condition.clause)", condition.arguments)
      let rows = try LeadRows.all(
        db,
        "\(condition.clause) ORDER BY number \(query.oldestFirst ? "ASC" : "DESC") LIMIT ? OFFSET ?",
        condition.arguments + [.int(Int64(limit)), .int(Int64(offset))])
      return Page(
        rows: rows, matching: Int(matching), total: Int(newest), isComplete: isComplete)
    }
  }

  /// Leads by number, in the order asked for; unknown ones are left out.
  public func leads(numbers: [LeadNumber]) throws(StoreProblem) -> [LeadRow] {
    try read { db in
      try numbers.flatMap { try LeadRows.all(db, "WHERE number = ?", [.lead($0)]) }
    }
  }

  /// Leads that wait in a queue, oldest first.
  public func queuedLeads(
    in queue: QueueID, limit: Int
  ) throws(StoreProblem) -> [LeadRow] {
    try read { db in
      try LeadRows.all(
        db, "WHERE queue = ? AND state = 'queued' ORDER BY number LIMIT ?",
        [.text(queue.text), .int(Int64(limit))])
    }
  }

  private static func condition(_ query: LeadQuery) -> Condition {
    var condition = Condition()
    condition.equal("owner", query.owner)
    condition.equal("queue", query.queue)
    condition.equal("region", query.region)
    condition.equal("segment", query.segment)
    condition.equal("source", query.source)
    condition.equal("country", query.country)
    condition.equal("route", query.route?.rawValue)
    if query.contingentOnly { condition.add("contingent = 1") }
    if let instant = query.receivedBefore { condition.add("received_at < ?", .instant(instant)) }
    states(query, &condition)
    for word in query.words where !word.isEmpty {
      let (part, value) = Words.condition(searched, contains: word)
      condition.add(part, value)
    }
    return condition
  }

  /// Open leads are found by the partial indexes on them, by name: left to choose, SQLite walks
  /// through all leads in the order of the answer.
  private static func states(_ query: LeadQuery, _ condition: inout Condition) {
    if query.duplicatesOnly { condition.add("state = 'duplicate'") }
    let isOpen = query.state?.isOpen ?? query.openOnly
    if let state = query.state { condition.add("state = ?", .text(state.rawValue)) }
    guard isOpen else { return }
    // A queue has no owners' leads and an owner none that wait: one index holds all that can match.
    switch (query.owner, query.queue) {
    case (let owner?, _): condition.add("number IN (\(owned) AND owner = ?)", .text(owner))
    case (nil, let queue?): condition.add("number IN (\(queued) AND queue = ?)", .text(queue))
    case (nil, nil):
      switch query.state {
      case .queued?: condition.add("number IN (\(queued))")
      case nil: condition.add("number IN (\(owned) UNION ALL \(queued))")
      default: condition.add("number IN (\(owned))")
      }
    }
  }

  private static let owned =
    "SELECT number FROM lead INDEXED BY lead_owned WHERE state IN ('assigned', 'working')"
  private static let queued =
    "SELECT number FROM lead INDEXED BY lead_queued WHERE state = 'queued'"

  private static let searched = """
    ('#' || number || char(31) || public_id || char(31) || source || char(31) \
    || COALESCE(company, '') || char(31) || COALESCE(owner, '') || char(31) \
    || COALESCE(queue, '') || char(31) || COALESCE(reason, ''))
    """
}

extension LeadQuery {
  /// Whether a partial index on open leads holds all that can match.
  fileprivate var isIndexed: Bool {
    if self == LeadQuery(oldestFirst: oldestFirst) { return true }
    return openOnly || state?.isOpen == true
  }
}
