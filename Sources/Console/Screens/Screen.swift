import DeskRules
import LeadModel

/// Something that was opened from the desk and lies on top of it.
enum Screen: Sendable, Equatable {
  case lead(LeadScreen)
  case list(ListScreen)
  case document(DocumentScreen)

  var id: Int {
    switch self {
    case .lead(let screen): screen.id
    case .list(let screen): screen.id
    case .document(let screen): screen.id
    }
  }

  /// How far something is read; nil for lists.
  var reading: Reading? {
    get {
      switch self {
      case .lead(let screen): screen.reading
      case .document(let screen): screen.reading
      case .list: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .lead(var screen):
        screen.reading = newValue
        self = .lead(screen)
      case .document(var screen):
        screen.reading = newValue
        self = .document(screen)
      case .list: break
      }
    }
  }

  /// Everything on it has to be asked for again.
  mutating func grow(stale topics: Set<Topic>) {
    switch self {
    case .list(var screen):
      for place in screen.panels.indices
      where !screen.panels[place].list.list.topics.isDisjoint(with: topics) {
        screen.panels[place].list.isStale = true
      }
      self = .list(screen)
    case .lead(var screen):
      if !topics.isDisjoint(with: [.leads, .clocks, .escalations]) {
        screen.reading.isStale = true
      }
      self = .lead(screen)
    case .document(var screen):
      if !topics.isDisjoint(with: screen.source.topics) { screen.reading.isStale = true }
      self = .document(screen)
    }
  }

  /// The link is gone: nothing is under way any more.
  mutating func forgetRequests() {
    switch self {
    case .list(var screen):
      for place in screen.panels.indices { screen.panels[place].list.forgetRequests() }
      screen.week.reading.forgetRequests()
      self = .list(screen)
    case .lead(var screen):
      screen.reading.forgetRequests()
      self = .lead(screen)
    case .document(var screen):
      screen.reading.forgetRequests()
      screen.side.forgetRequests()
      self = .document(screen)
    }
  }
}

/// How far something is read, and whether it has to be asked for.
struct Reading: Sendable, Equatable {
  /// The first line that is seen.
  var top = 0
  /// What is searched for.
  var search = ""
  var inFlight: Int?
  var isStale = true
  var retryAt: Instant?
  /// Why there is nothing to show.
  var failure: String?

  /// Whether it is to be asked for now.
  func isDue(_ now: Instant) -> Bool {
    isStale && inFlight == nil && retryAt.map { now >= $0 } ?? true
  }

  /// It was asked for.
  mutating func ask(_ number: Int) {
    isStale = false
    retryAt = nil
    inFlight = number
  }

  mutating func forgetRequests() {
    inFlight = nil
    isStale = true
    retryAt = nil
  }

  /// There is no answer, or none yet: asked for again at the instant.
  mutating func retry(at instant: Instant) {
    isStale = true
    retryAt = instant
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
  var reading = Reading()

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
    reading.failure = nil
  }

  /// The decision that counts: the last one in the log.
  var latestDecision: Decision? {
    decisions.max { $0.key < $1.key }?.value
  }
}
