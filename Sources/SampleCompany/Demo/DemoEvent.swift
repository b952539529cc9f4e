import LeadModel

/// Something that happens at the sample desk, to be carried out by whoever runs it.
public enum DemoEvent: Sendable, Equatable {
  /// A file arrives. The name is relative to the drop directory: `leads/…` or `activities/…`.
  case dropFile(name: String, bytes: [UInt8])
  /// A rep logs `contacted` or `meeting` with a lead.
  case contact(lead: String, kind: String, rep: RepID)
  /// A rep sets a disposition of the company's rules.
  case disposition(lead: String, code: String, rep: RepID)
  /// A rep disputes the lead's latest decision, with a reason code and one sentence.
  case escalate(lead: String, code: String, note: String, rep: RepID)
  /// A rep goes off shift at once, for so many minutes unless back before.
  case away(rep: RepID, minutes: Int, code: String)
  /// A rep who went away is back.
  case back(rep: RepID)
  /// A queue's manager gives a waiting lead to the rep that the desk suggests.
  case assignSuggested(lead: String, code: String, note: String, manager: RepID)
  /// An analyst rules on a dispute, with a sentence for the rep.
  case review(escalation: Int64, outcome: String, note: String, analyst: String)
}

/// What the script needs to know of an open lead at the live desk.
public struct OpenLeadView: Sendable, Equatable {
  /// The record's id, as files and acts name it.
  public var lead: String
  /// nil in a fallback queue.
  public var owner: RepID?
  /// Where it waits.
  public var queue: QueueID?
  /// When the person asked.
  public var submittedAt: Instant
  /// Whether somebody has been in touch with the person.
  public var isContacted: Bool

  /// Takes the values as their properties describe them.
  public init(
    lead: String, owner: RepID?, queue: QueueID? = nil, submittedAt: Instant, isContacted: Bool
  ) {
    self.lead = lead
    self.owner = owner
    self.queue = queue
    self.submittedAt = submittedAt
    self.isContacted = isContacted
  }
}
