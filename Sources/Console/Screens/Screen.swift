import DeskRules
import LeadModel

/// Something that was opened from the desk and lies on top of it.
enum Screen: Sendable, Equatable {
  case lead(LeadScreen)
  case list(ListScreen)

  var id: Int {
    switch self {
    case .lead(let screen): screen.id
    case .list(let screen): screen.id
    }
  }
}

/// Leads of one queue or of one rep, under a few lines about it.
struct ListScreen: Sendable, Equatable {
  /// What the leads have in common.
  enum Subject: Sendable, Equatable {
    case queue(QueueRow)
    case rep(RepRow)
  }

  let id: Int
  var subject: Subject
  var list: ListState

  init(id: Int, queue: QueueRow) {
    self.id = id
    subject = .queue(queue)
    // The queue's own leads, the one that waits longest first.
    list = ListState(
      .leads, base: RowFilter(queue: queue.id.text, state: .queued),
      sort: SortOrder(column: "received"))
  }

  init(id: Int, rep: RepRow) {
    self.id = id
    subject = .rep(rep)
    list = ListState(.leads, base: RowFilter(owner: rep.id.text))
  }
}

/// One lead with everything about it; for an escalation with the claim beside it.
struct LeadScreen: Sendable, Equatable {
  let id: Int
  let number: LeadNumber
  /// The dispute that the lead was opened for.
  var escalation: EscalationRow?
  private(set) var detail: LeadDetail?
  /// The decisions among its log entries, by their place in the log.
  private(set) var decisions: [Int64: Decision] = [:]
  var whyNot: WhyNotAnswer?
  /// Why there is nothing to show.
  var failure: String?
  /// The first line that is seen.
  var top = 0
  /// What is searched for.
  var search = ""
  var inFlight: Int?
  var isStale = true
  var retryAt: Instant?

  init(id: Int, number: LeadNumber, escalation: EscalationRow? = nil) {
    self.id = id
    self.number = number
    self.escalation = escalation
  }

  /// Takes the lead as it is now.
  mutating func absorb(_ detail: LeadDetail) {
    for entry in detail.entries where entry.kind.isDecision && decisions[entry.seq] == nil {
      decisions[entry.seq] = DecisionPayload.read(entry.payload)
    }
    if let number = escalation?.number,
      let row = detail.escalations.first(where: { $0.number == number })
    {
      escalation = row
    }
    self.detail = detail
    failure = nil
  }

  /// The decision that counts: the last one in the log.
  var latestDecision: Decision? {
    decisions.max { $0.key < $1.key }?.value
  }
}
