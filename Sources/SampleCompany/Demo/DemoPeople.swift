import LeadModel

/// What reps do apart from leads: they dispute decisions, step out and come back.
struct DemoPeople: Sendable {
  private let start: Instant
  private let reps: [String: SampleRep]
  private let order: [String]
  private var random: SplitMix64
  private var nextEscalation: Instant
  private var nextAway: Instant
  private var escalated: Set<String> = []
  /// Who is out, and until when.
  private var out: [(rep: String, until: Instant)] = []

  init(seed: UInt64, start: Instant) {
    self.start = start
    let active = RepTable.reps.filter(\.isActive)
    order = active.map(\.id)
    reps = Dictionary(uniqueKeysWithValues: active.map { ($0.id, $0) })
    random = SplitMix64(seed: seed, purpose: "people")
    nextEscalation = start + 7000
    nextAway = start + 11_000
  }

  /// Whether a simulated rep is there to act. The user's own leads are left to the user.
  func isAtWork(_ rep: RepID, at now: Instant) -> Bool {
    guard let known = reps[rep.text] else { return false }
    return known.isOnContractShift(at: now) && !out.contains { $0.rep == rep.text }
  }

  mutating func due(now: Instant, openLeads: [OpenLeadView]) -> [DemoEvent] {
    var events: [DemoEvent] = []
    let back = out.filter { $0.until <= now }
    out.removeAll { $0.until <= now }
    events += back.map { .back(rep: RepID($0.rep)) }
    if nextAway <= now {
      if let event = stepOut(now: now) { events.append(event) }
      nextAway = now + Int64(random.between(25, 70)) * 1000
    }
    if nextEscalation <= now, let event = dispute(now: now, openLeads: openLeads) {
      events.append(event)
      // Nobody is to drown in disputes: reviewing them is left to the user.
      let seconds = escalated.count < 7 ? random.between(18, 45) : random.between(180, 400)
      nextEscalation = now + Int64(seconds) * 1000
    }
    return events
  }

  private mutating func stepOut(now: Instant) -> DemoEvent? {
    let here = order.filter { isAtWork(RepID($0), at: now) }
    guard out.count < 4, here.count > 2 else { return nil }
    let rep = random.pick(here)
    out.append((rep, now + Int64(random.between(35, 110)) * 1000))
    return .away(
      rep: RepID(rep), minutes: random.pick([15, 20, 30, 45]),
      code: random.pick(["break", "break", "customer_meeting", "travel"]))
  }

  private mutating func dispute(now: Instant, openLeads: [OpenLeadView]) -> DemoEvent? {
    let disputable = openLeads.filter { view in
      guard let owner = view.owner, !escalated.contains(view.lead) else { return false }
      return isAtWork(owner, at: now)
    }
    guard !disputable.isEmpty else { return nil }
    let view = random.pick(disputable)
    guard let owner = view.owner else { return nil }
    escalated.insert(view.lead)
    let claim = random.pick(EscalationTexts.all)
    return .escalate(
      lead: view.lead, code: claim.code, note: claim.note,
      rep: claim.isByOwner ? owner : colleague(of: owner, at: now))
  }

  /// Somebody else of the region who is there, else the owner.
  private mutating func colleague(of owner: RepID, at now: Instant) -> RepID {
    let region = reps[owner.text]?.office.region
    let others = order.filter {
      $0 != owner.text && reps[$0]?.office.region == region && isAtWork(RepID($0), at: now)
    }
    return others.isEmpty ? owner : RepID(random.pick(others))
  }
}

/// What reps write when they think that a lead went the wrong way.
enum EscalationTexts {
  struct Claim: Sendable {
    let code: String
    let note: String
    /// Whether the owner wants to be rid of it; otherwise somebody else claims it.
    let isByOwner: Bool
  }

  static let all: [Claim] = [
    Claim(
      code: "wrong_segment", note: "They have 4,000 people worldwide; the form counts one site.",
      isByOwner: true),
    Claim(
      code: "wrong_language", note: "He asked twice to be called in Italian, which I do not speak.",
      isByOwner: true),
    Claim(
      code: "wrong_territory", note: "The depot is in Rotterdam; only the parent sits here.",
      isByOwner: true),
    Claim(
      code: "relationship", note: "I have worked with their procurement since January.",
      isByOwner: false),
    Claim(
      code: "relationship", note: "Same buyer as my deal with their sister company.",
      isByOwner: false),
    Claim(
      code: "product_mismatch", note: "They want gateways, not the platform: see the message.",
      isByOwner: true),
    Claim(
      code: "wrong_segment", note: "Eleven people in a garage: this is velocity, not mid-market.",
      isByOwner: true),
    Claim(
      code: "capacity", note: "I have room today and speak the language.", isByOwner: false),
    Claim(
      code: "wrong_territory", note: "Phone and invoice address are in Austria.", isByOwner: false),
    Claim(
      code: "other", note: "This is a student's thesis, please take it out of my count.",
      isByOwner: true),
  ]
}
