import LeadModel
import Ledger
import RoutingEngine

/// A rep as an act finds them that gives them a lead.
public struct Receiver: Sendable, Equatable {
  public var rep: Rep
  /// Leads that count, and how many may, with the exceptions in force.
  public var load: Int
  public var capacity: Int
  /// nil is on shift.
  public var off: RemovalReason?
  /// When the rep is back, as people read it.
  public var backAt: String?
  public init(
    rep: Rep, load: Int, capacity: Int, off: RemovalReason? = nil, backAt: String? = nil
  ) {
    self.rep = rep
    self.load = load
    self.capacity = capacity
    self.off = off
    self.backAt = backAt
  }

  public var isFull: Bool { load >= capacity }

  /// `, who is off shift until Tue 09:00`, or nothing for somebody on shift.
  var shiftWords: String {
    let state: String
    switch off {
    case nil: return ""
    case .away: state = "away"
    case .onLeave: state = "on leave"
    default: state = "off shift"
    }
    return ", who is \(state)" + (backAt.map { " until \($0)" } ?? "")
  }
}

/// A lead given to a rep by a person: what every such act has in common.
///
/// The lead keeps its clock to first contact; that of its owner starts anew, and that of its queue ends. The
/// route becomes `manual`, and no dimension stands behind it any more.
struct Assignment {
  let lead: LeadSnapshot
  let receiver: Receiver
  let actor: Actor
  let now: Instant
  /// What the lead counts as from now on; nil leaves it.
  var segment: SegmentID?

  /// What becomes of the lead.
  private var placed: LeadPlaced {
    var facts = lead.row.facts
    if let segment { facts.segment = segment }
    return LeadPlaced(
      number: lead.row.number, at: now, state: .assigned, owner: receiver.rep.id, queue: nil,
      duplicateOf: nil, duplicateOfContact: nil, route: .manual, dimension: nil, reason: nil,
      contingent: lead.row.contingent, flags: lead.row.flags, facts: facts)
  }

  /// The changes, with what the log says of clocks that were stopped late.
  func move(
    _ clocks: ClockRules, nextClock: () -> Int64
  ) -> (changes: [Change], breaches: [EntryDraft]) {
    let placed = placed
    let moved = Placement(clocks: clocks).moving(
      placed, from: lead.row, running: lead.clocks, nextID: nextClock)
    return (
      [.leadPlaced(placed)] + moved, ClockEntries.breaches(of: lead.clocks, in: moved, at: now)
    )
  }

  /// What every such entry says first: the lead, from where, to whom.
  func payload() -> Payload {
    var payload = Payload()
    payload.put("lead", lead.row.publicID)
    payload.put("from", lead.row.owner?.text)
    payload.put("from_queue", lead.row.queue?.text)
    payload.put("to", receiver.rep.id.text)
    payload.put("over_capacity", receiver.isFull)
    return payload
  }

  /// The entry with what it takes to take the act back: how the lead stood, and which clocks it stopped.
  func entry(_ kind: EntryKind, _ payload: Payload, ending changes: [Change]) -> EntryDraft {
    var payload = payload
    payload.put(before: lead.row)
    payload.put(ended: changes)
    return EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: kind, subject: lead.subject,
      payload: payload.bytes)
  }

  /// Why the lead cannot be given to the rep; nil where it can. `overCapacity` is the wish to give it
  /// though the rep is full.
  func obstacle(overCapacity: Bool) -> Refusal? {
    guard receiver.rep.isActive else {
      return Refusal(
        .conflict, "\(receiver.rep.name) is not active and takes no leads: choose another rep")
    }
    guard receiver.isFull else { return nil }
    let full = "\(receiver.rep.name) holds \(receiver.load) of \(receiver.capacity) leads"
    guard overCapacity else {
      return Refusal(.conflict, "\(full): choose another rep, or assign over capacity")
    }
    return Authority.check(.assignOverCapacity, by: actor, on: lead.authoritySubject)
  }

  /// `with Bo Ott over capacity (6 of 5), who is off shift until 09:00`.
  var words: String {
    let over =
      receiver.isFull ? " over capacity (\(receiver.load + 1) of \(receiver.capacity))" : ""
    return "with \(receiver.rep.name)" + over + receiver.shiftWords
  }
}

extension Payload {
  /// How a lead stood before an act.
  mutating func put(before row: LeadRow) {
    put("was_state", row.state.rawValue)
    put("was_route", row.route.rawValue)
    put("was_dimension", row.dimension.map(Int64.init))
    put("was_reason", row.reason?.rawValue)
  }

  /// Which clocks the changes stop.
  mutating func put(ended changes: [Change]) {
    let ids = changes.compactMap { change -> String? in
      if case .clockEnded(let id, _, _) = change { String(id) } else { nil }
    }
    put("ended", json: Array("[\(ids.joined(separator: ","))]".utf8))
  }

  /// What stands for a sentence in the log: without the secret, which goes with an erased person, nothing.
  mutating func put(note: String?, of lead: LeadSnapshot) {
    put(
      "note",
      lead.secret.isEmpty
        ? nil : note.map { Commitment.of(secret: lead.secret, name: "note", value: $0) })
  }
}

extension LeadSnapshot {
  /// The sentence as it is kept with the lead; nothing once its person was erased.
  func note(_ kind: String, _ text: String, by actor: Actor, at now: Instant) -> [Change] {
    guard !secret.isEmpty else { return [] }
    return [
      .noteAdded(NoteAdded(lead: row.number, kind: kind, text: text, by: actor.name, at: now))
    ]
  }

  /// Why a lead that nobody works cannot be given to anybody; nil for open ones.
  var notOpen: Refusal? {
    switch row.state {
    case .queued, .assigned, .working: nil
    case .closed: Refusal(.conflict, "\(words) is closed, and a closed lead stays with whom it was")
    case .shadowed:
      Refusal(.conflict, "\(words) was only decided in shadow: its region is not live yet")
    case .duplicate:
      Refusal(
        .conflict,
        "\(words) repeats \(row.duplicateOf?.description ?? row.duplicateOfContact ?? "another")"
          + " and goes with it")
    }
  }
}
