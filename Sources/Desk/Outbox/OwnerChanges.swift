import DeskRules
import LeadModel
import Store

/// A lead that went from one owner to another, or to nobody.
struct OwnerChange {
  /// The log entry that records it.
  var seq: Int64
  /// Of that entry, 64 hex digits.
  var hash: String
  var at: Instant
  var number: LeadNumber
  var lead: String
  var source: String
  var owner: RepID?
  var previous: RepID?
  /// Where it waits, if nobody owns it.
  var queue: QueueID?
  var route: String
  /// The log entry of the decision that put it there, or that was overridden.
  var decision: Int64?
  var sentence: String

  /// The line of the outbox. `key` is the same whenever the change is written: number and hash of its entry.
  func line(email: String?) -> [UInt8] {
    var out = Payload()
    out.put("key", "\(seq)-\(hash.prefix(16))")
    out.put("seq", seq)
    out.put("at", at)
    out.put("lead", lead)
    out.put("number", number.value)
    out.put("source", source)
    out.put("owner", owner?.text)
    out.put("email", email)
    out.put("previous_owner", previous?.text)
    out.put("queue", queue?.text)
    out.put("route", route)
    out.put("decision", decision)
    out.put("sentence", sentence)
    return out.bytes
  }
}

/// Finds changes of owner in the log, entry by entry.
struct OwnerChanges {
  /// Entries after which a lead may have another owner. What is imported has the owner that the CRM gave it,
  /// and what is shadowed changes nothing.
  static let kinds: Set<EntryKind> = [
    .leadReceived, .leadAssigned, .leadQueued, .leadDrained, .leadDuplicate, .leadClaimed,
    .leadReassigned, .leadUndone,
  ]

  private let store: Store
  /// The entry of the last lead that came in: the decision right after it is its first.
  private var received: (seq: Int64, subject: String)?

  init(_ store: Store) { self.store = store }

  /// The change that an entry records; nil where the owner stayed.
  mutating func change(in entry: LogRow) throws -> OwnerChange? {
    if entry.kind == .leadReceived {
      received = (entry.seq, entry.subject)
      return nil
    }
    let isFirst = received.map { $0 == (entry.seq - 1, entry.subject) } ?? false
    guard let number = lead(of: entry) else { return nil }
    if entry.kind.isDecision {
      guard let text = DecisionText.reading(entry.payload.utf8) else { return nil }
      return isFirst
        ? first(entry, number, text) : try decided(entry, number, text)
    }
    return try acted(entry, number)
  }

  private func lead(of entry: LogRow) -> LeadNumber? {
    guard entry.subject.hasPrefix("lead/") else { return nil }
    return Int64(entry.subject.dropFirst(5)).map { LeadNumber($0) }
  }

  /// A new lead had no owner before.
  private func first(
    _ entry: LogRow, _ number: LeadNumber, _ text: DecisionText
  ) -> OwnerChange? {
    guard let owner = text.owner, text.outcome == "assigned" else { return nil }
    return OwnerChange(
      seq: entry.seq, hash: entry.hash, at: entry.at, number: number, lead: text.lead,
      source: text.source ?? "", owner: RepID(owner), route: text.route ?? "",
      decision: entry.seq, sentence: text.sentence)
  }

  private func decided(
    _ entry: LogRow, _ number: LeadNumber, _ text: DecisionText
  ) throws -> OwnerChange? {
    let history = try store.history(of: number)
    let owner = text.outcome == "assigned" ? text.owner.map { RepID($0) } : nil
    let queue = text.outcome == "queued" ? text.queue.map { QueueID($0) } : nil
    let previous = Self.owner(in: history, before: entry.at, or: owner, queue)
    guard previous != owner else { return nil }
    return OwnerChange(
      seq: entry.seq, hash: entry.hash, at: entry.at, number: number, lead: text.lead,
      source: text.source ?? "", owner: owner, previous: previous, queue: queue,
      route: text.route ?? "", decision: entry.seq, sentence: text.sentence)
  }

  /// What a person did: the place that began with it tells.
  private func acted(_ entry: LogRow, _ number: LeadNumber) throws -> OwnerChange? {
    let history = try store.history(of: number)
    guard let now = history.last(where: { $0.from == entry.at }),
      let row = try store.recordedLead(number)?.row
    else { return nil }
    let previous = Self.owner(in: history, before: entry.at, or: now.owner, now.queue)
    guard previous != now.owner else { return nil }
    let place =
      now.owner.map { "to \($0)" } ?? now.queue.map { "to the queue \($0)" } ?? "to nobody"
    return OwnerChange(
      seq: entry.seq, hash: entry.hash, at: entry.at, number: number, lead: row.publicID,
      source: row.source, owner: now.owner, previous: previous, queue: now.queue,
      route: now.route.rawValue, decision: try decision(before: entry.seq, of: number),
      sentence: "\(entry.kind.deed) \(place) by \(entry.actor)")
  }

  /// Who had the lead right before the place that began at an instant.
  private static func owner(
    in history: [PlaceRow], before at: Instant, or owner: RepID?, _ queue: QueueID?
  ) -> RepID? {
    let index =
      history.lastIndex { $0.from == at && $0.owner == owner && $0.queue == queue }
      ?? history.firstIndex { $0.from >= at } ?? history.endIndex
    return index > 0 ? history[index - 1].owner : nil
  }

  private func decision(before seq: Int64, of number: LeadNumber) throws -> Int64? {
    let entries = try store.log(LogQuery(subject: "lead/\(number.value)"), limit: 100).rows
    return entries.first { $0.seq < seq && $0.kind.isDecision }?.seq
  }
}

extension EntryKind {
  /// What somebody did with a lead, in the past tense.
  fileprivate var deed: String {
    switch self {
    case .leadClaimed: "Claimed, and so went"
    case .leadUndone: "Given back"
    default: "Reassigned"
    }
  }
}
