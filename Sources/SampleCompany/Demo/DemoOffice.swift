import LeadModel

/// What the managers and analysts of the sample company do: they hand waiting leads to somebody with room,
/// and rule on disputes. The newest of both are left to the user.
struct DemoOffice: Sendable {
  /// Leads that wait and disputes that nobody but the user touches.
  private static let leftToUser = 3

  private var random: SplitMix64
  private var nextAssignment: Instant
  private var nextReview: Instant
  private var tried: Set<String> = []

  init(seed: UInt64, start: Instant) {
    random = SplitMix64(seed: seed, purpose: "office")
    nextAssignment = start + 20_000
    nextReview = start + 60_000
  }

  mutating func due(
    now: Instant, openLeads: [OpenLeadView], disputes: [OpenDisputeView]
  ) -> [DemoEvent] {
    var events: [DemoEvent] = []
    if nextAssignment <= now {
      if let event = assignment(openLeads) { events.append(event) }
      nextAssignment = now + Int64(random.between(9, 30)) * 1000
    }
    if nextReview <= now {
      if let event = ruling(disputes) { events.append(event) }
      nextReview = now + Int64(random.between(45, 110)) * 1000
    }
    return events
  }

  /// The lead that waits longest, once: where nobody has room it goes on waiting.
  private mutating func assignment(_ openLeads: [OpenLeadView]) -> DemoEvent? {
    let waiting = openLeads.filter { $0.owner == nil && $0.queue != nil }
    guard waiting.count > Self.leftToUser,
      let view = waiting.filter({ !tried.contains($0.lead) })
        .min(by: { ($0.submittedAt, $0.lead) < ($1.submittedAt, $1.lead) }),
      let queue = view.queue, let manager = Self.manager(of: queue)
    else { return nil }
    tried.insert(view.lead)
    return .assignSuggested(
      lead: view.lead, code: random.pick(["capacity", "other"]),
      note: random.pick(Self.assignmentNotes), manager: manager)
  }

  private mutating func ruling(_ disputes: [OpenDisputeView]) -> DemoEvent? {
    guard disputes.count > Self.leftToUser,
      let oldest = disputes.min(by: { $0.number < $1.number })
    else { return nil }
    let (outcome, notes) = random.percent(70) ? Self.correct : Self.refine
    return .review(
      escalation: oldest.number, outcome: outcome, note: random.pick(notes),
      analyst: random.pick(TeamLeads.analysts).id)
  }

  private static func manager(of queue: QueueID) -> RepID? {
    let region = queue.text.split(separator: "-").last.map { $0.uppercased() } ?? ""
    let person = TeamLeads.managers.first { $0.id != "sam.reyes" && $0.region == region }
    return RepID(person?.id ?? "sam.reyes")
  }

  private static let assignmentNotes = [
    "Waited long enough; has room and opens first.",
    "Agreed on the phone, takes it before lunch.",
    "Covers the neighbour market this week.",
  ]
  private static let correct = (
    "correct",
    [
      "The log shows the named account's owner: it stays there.",
      "Right by the rules: the language came from the country, and nobody else had room.",
      "The employee count of the form is what the segment goes by; it was filled in.",
    ]
  )
  private static let refine = (
    "refine_rule",
    [
      "Right by the rules, but the segment should look at the parent company.",
      "The campaign should count for the product: a change is drafted.",
    ]
  )
}

/// A dispute that nobody has ruled on.
public struct OpenDisputeView: Sendable, Equatable {
  public var number: Int64
  /// Takes the number of the escalation.
  public init(number: Int64) { self.number = number }
}
