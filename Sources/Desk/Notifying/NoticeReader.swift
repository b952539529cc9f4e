import DeskRules
import Foundation
import LeadModel
import Settings
import Store

/// Finds in what is about to be committed the events that hooks want to hear of.
struct NoticeReader {
  let desk: Desk
  let wanted: Set<NotificationHook.Event>
  /// Leads of this very commit, which the store does not hold yet.
  private var fresh: [LeadNumber: Notice.Lead] = [:]

  init(_ desk: Desk, wanted: Set<NotificationHook.Event>) {
    self.desk = desk
    self.wanted = wanted
  }

  /// The events of a unit, in order. Units are given in the order of the commit.
  mutating func notices(of unit: CommitUnit) -> [Notice] {
    // A book of business that is imported happened elsewhere, long ago.
    guard !unit.entries.contains(where: { $0.kind == .leadImported }) else { return [] }
    var notices: [Notice] = []
    for change in unit.changes {
      switch change {
      case .leadAdded(let lead):
        fresh[lead.number] = Notice.Lead(
          number: lead.number, publicID: lead.publicID, source: lead.source,
          company: lead.facts.company)
      case .leadPlaced(let placed): notices += notice(of: placed, in: unit)
      case .escalationOpened(let opened): notices += notice(of: opened)
      case .escalationClosed(let closed): notices += notice(of: closed)
      default: break
      }
    }
    return notices + unit.entries.compactMap(notice(of:))
  }

  private func wants(_ event: NotificationHook.Event) -> Bool { wanted.contains(event) }

  private func lead(_ number: LeadNumber) -> Notice.Lead? {
    if let lead = fresh[number] { return lead }
    return row(number).map {
      Notice.Lead(
        number: $0.number, publicID: $0.publicID, source: $0.source, company: $0.facts.company)
    }
  }

  private func row(_ number: LeadNumber) -> LeadRow? {
    try? desk.store.recordedLead(number)?.row
  }

  private func name(_ rep: RepID?) -> String {
    rep.map { desk.rep($0)?.name ?? $0.text } ?? "nobody"
  }
}

// Leads that went somewhere.
extension NoticeReader {
  private func notice(of placed: LeadPlaced, in unit: CommitUnit) -> [Notice] {
    switch placed.state {
    case .assigned where wants(.assigned), .working where wants(.assigned):
      return placement(placed, .assigned, placed.owner, unit)
    case .duplicate where wants(.duplicate):
      // Whoever has the lead that it repeats is the one to know.
      let owner = placed.duplicateOf.flatMap { row($0)?.owner }
      return placement(placed, .duplicate, owner, unit)
    default: return []
    }
  }

  private func placement(
    _ placed: LeadPlaced, _ event: NotificationHook.Event, _ owner: RepID?, _ unit: CommitUnit
  ) -> [Notice] {
    guard let lead = lead(placed.number) else { return [] }
    return [
      Notice(
        event: event, at: placed.at, what: "lead/\(placed.number.value)", lead: lead, owner: owner,
        queue: nil, sentence: sentence(of: placed, lead, unit),
        due: clock(of: placed.number, in: unit), link: Notice.link(to: lead))
    ]
  }

  /// The decision's own words; for what a person did, who did it.
  private func sentence(of placed: LeadPlaced, _ lead: Notice.Lead, _ unit: CommitUnit) -> String {
    if let entry = unit.entries.first(where: { $0.kind.isDecision }),
      let sentence = DecisionText.reading(entry.payload)?.sentence
    {
      return sentence
    }
    let by = unit.entries.first.map { " by \($0.actor)" } ?? ""
    return "\(lead.words) went to \(name(placed.owner))\(by)"
  }

  /// When first contact is due, where its clock starts here.
  private func clock(of lead: LeadNumber, in unit: CommitUnit) -> Instant? {
    let due = unit.changes.compactMap { change -> Instant? in
      guard case .clockStarted(let clock) = change, clock.lead == lead else { return nil }
      return clock.dueAt
    }
    return due.min()
  }
}

// Disputes.
extension NoticeReader {
  private func notice(of opened: EscalationOpened) -> [Notice] {
    guard wants(.escalation), let lead = lead(opened.lead) else { return [] }
    return [
      Notice(
        event: .escalation, at: opened.at, what: "escalation/\(opened.number)", lead: lead,
        owner: row(opened.lead)?.owner,
        sentence: "\(opened.by) disputes the decision on \(lead.words): \(opened.code)",
        due: nil, link: Notice.link(to: lead))
    ]
  }

  /// A ruling is for the rep who filed; one that was withdrawn is none.
  private func notice(of closed: EscalationClosed) -> [Notice] {
    guard wants(.reviewed), closed.outcome != "withdrawn",
      let escalation = try? desk.store.escalation(closed.number), let lead = lead(escalation.lead)
    else { return [] }
    let outcome = closed.outcome.replacingOccurrences(of: "_", with: " ")
    return [
      Notice(
        event: .reviewed, at: closed.at, what: "escalation/\(closed.number)", lead: lead,
        owner: escalation.rep ?? row(escalation.lead)?.owner,
        sentence: "The escalation of \(lead.words) was reviewed by \(closed.by): \(outcome)",
        due: nil, link: Notice.link(to: lead))
    ]
  }
}

// What entries alone tell.
extension NoticeReader {
  private func notice(of entry: EntryDraft) -> Notice? {
    switch entry.kind {
    case .slaWarned where wants(.slaWarning): clock(entry, .slaWarning)
    case .slaBreached where wants(.slaBreach): clock(entry, .slaBreach)
    case .intakePaused where wants(.intakeStopped): paused(entry)
    default: nil
    }
  }

  /// What a clock's entry says.
  private struct ClockText: Decodable {
    var clock: ClockKind
    var due: String
    var owner: String?
    var queue: String?
    var escalation: Int64?
    var late_arrival: Bool?
  }

  private func clock(_ entry: EntryDraft, _ event: NotificationHook.Event) -> Notice? {
    guard let text = try? JSONDecoder().decode(ClockText.self, from: Data(entry.payload)),
      // Due before it came in: counted, and nobody is called.
      text.late_arrival != true, let due = Instant(rfc3339: text.due),
      let number = leadNumber(entry.subject, escalation: text.escalation), let lead = lead(number)
    else { return nil }
    let owner = text.owner.map { RepID($0) }
    let whose = text.owner.map { name(RepID($0)) } ?? text.queue ?? "nobody"
    let verb = event == .slaBreach ? "was due" : "is due"
    return Notice(
      event: event, at: event == .slaBreach ? due : entry.at, what: entry.subject, lead: lead,
      owner: owner, queue: text.queue.map { QueueID($0) },
      sentence: "\(text.clock.words) of \(lead.words) \(verb) at \(due) (\(whose))", due: due,
      link: Notice.link(to: lead))
  }

  private func leadNumber(_ subject: String, escalation: Int64?) -> LeadNumber? {
    if let escalation { return try? desk.store.escalation(escalation)?.lead }
    guard subject.hasPrefix("lead/") else { return nil }
    return Int64(subject.dropFirst(5)).map { LeadNumber($0) }
  }

  /// One folder that stands. The whole of intake is told when it stops, since a full disk takes no entry.
  private func paused(_ entry: EntryDraft) -> Notice? {
    struct Pause: Decodable { var folder, reason: String? }
    guard let pause = try? JSONDecoder().decode(Pause.self, from: Data(entry.payload)),
      let folder = pause.folder
    else { return nil }
    return Notice(
      event: .intakeStopped, at: entry.at, what: "intake",
      sentence: "Intake from \(folder) is paused: \(pause.reason ?? "no reason is known")",
      due: nil, link: "signalbox doctor")
  }
}

extension ClockKind {
  /// As messages name it.
  fileprivate var words: String {
    switch self {
    case .firstContact: "First contact"
    case .owner: "The owner's contact"
    case .queue: "The queue's time"
    case .escalation: "The review"
    }
  }
}

/// What of a decision's record people are told.
struct DecisionText: Decodable {
  var lead: String
  var source: String?
  var outcome: String
  var owner: String?
  var queue: String?
  var route: String?
  var sentence: String

  private struct Record: Decodable { var decision: DecisionText }

  /// From the payload of a decision's entry; nil for any other payload.
  static func reading(_ payload: some Sequence<UInt8>) -> DecisionText? {
    (try? JSONDecoder().decode(Record.self, from: Data(payload)))?.decision
  }
}
