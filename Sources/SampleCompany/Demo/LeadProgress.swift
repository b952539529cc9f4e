import LeadModel

/// What the simulated reps intend with one lead. Everything is drawn from the lead's own id, so the
/// order in which leads are looked at plays no part.
struct LeadProgress: Sendable {
  enum Act: Equatable {
    case contact(String, byFile: Bool)
    case disposition(String)
  }

  private let since: Instant
  private let contactAfter: Int64
  private let closeAfter: Int64
  private let kind: String
  private let isByFile: Bool
  private let code: String
  private var isContactSent = false
  private var isDispositionSent = false
  /// When contact was first seen; nil before.
  var contactedSince: Instant?

  init(lead: String, since: Instant, seed: UInt64) {
    self.since = since
    var random = SplitMix64(seed: seed, purpose: "progress \(lead)")
    let seconds =
      switch random.below(100) {
      case ..<55: random.between(12, 110)
      case ..<88: random.between(120, 700)
      // Some are forgotten until the clock has run out.
      default: random.between(1500, 4800)
      }
    contactAfter = Int64(seconds) * 1000
    closeAfter = Int64(random.between(14, 240)) * 1000
    kind = random.percent(24) ? "meeting" : "contacted"
    isByFile = random.percent(20)
    let codes = ["converted", "disqualified", "nurture", "recycled", "no_budget", "callback"]
    code = codes[random.weighted([30, 24, 18, 12, 10, 6])]
  }

  /// What is due for the lead now; each act once. With a full desk everything goes faster.
  mutating func act(now: Instant, isCrowded: Bool) -> Act? {
    let pace: Int64 = isCrowded ? 3 : 1
    if let contactedSince {
      guard !isDispositionSent, (now - contactedSince) * pace >= closeAfter else { return nil }
      isDispositionSent = true
      return .disposition(code)
    }
    guard !isContactSent, (now - since) * pace >= contactAfter else { return nil }
    isContactSent = true
    return .contact(kind, byFile: isByFile)
  }
}
