import DeskRules
import LeadModel
import RoutingEngine

/// When the queues are drained.
///
/// What binds the next pass, when the last began that gave leads away, who got one in it and how far it came,
/// is the store's to tell: after any end of the host the next one goes on as if there had been none. What is
/// kept here besides only saves looking where nothing can have changed.
struct DrainState {
  /// When the last pass began that gave leads away, as the store remembers.
  var lastPass: Instant?
  /// Whether that pass was cut off before it had seen all waiting leads.
  var isCutOff = false
  /// The pass that is going on.
  var pass: DrainPass?

  /// When the last pass began that found nothing to give away.
  var lastLook: Instant?
  /// Since when nothing has called for a pass.
  var idleSince: Instant?
  /// Whether something has happened that may help waiting leads.
  var isWanted = true
  /// Whether somebody came on shift since the last pass began.
  var hasOpened = false
  /// Whether what happened may help any waiting lead, and not just those that wait for room or for a shift.
  var concernsAll = true
  /// When all were looked at last.
  var lastWhole: Instant?

  /// When the first of those who are off shift comes on; known as of `openingKnownAt`.
  var nextOpening: Instant?
  var openingKnownAt: Instant?
  /// How often loads had become less when it was looked last.
  var relieved = 0
  /// Up to when it was noticed that exceptions begin and end.
  var exceptionsSeen: Instant?
  /// Which waiting leads fare alike.
  var kinds = WaitingKinds()
  /// Leads that could go since rules, people or customers have changed, and were only left for a later pass:
  /// their rows still tell what they waited for before.
  private(set) var hopeful: Set<LeadNumber> = []

  /// Rules, people or customers are others now: every waiting lead may have somewhere to go.
  mutating func startOver() {
    isWanted = true
    concernsAll = true
    openingKnownAt = nil
    kinds.forgetAll()
    hopeful = []
  }

  /// Notes that a lead was left for a later pass only because of who had theirs in this one.
  mutating func hopes(_ row: LeadRow) {
    if let reason = row.reason, !QueueReason.passing.contains(reason) { hopeful.insert(row.number) }
  }

  /// Begins to wait for what happens next.
  mutating func rest(at now: Instant, relieved: Int) {
    isWanted = false
    hasOpened = false
    concernsAll = false
    self.relieved = relieved
    idleSince = now
  }

  /// Notes what may help waiting leads.
  mutating func note(_ change: Change) {
    switch change {
    case .leadPlaced(let placed):
      kinds.forget(placed.number)
      hopeful.remove(placed.number)
    case .leadUpdated(let updated): kinds.forget(updated.number)
    case .awayStarted: openingKnownAt = nil
    case .awayEnded:
      hasOpened = true
      openingKnownAt = nil
    case .rulesPublished, .datasetReplaced, .presenceAdded: startOver()
    default: break
    }
  }
}

/// Waiting leads by what decides how they fare: of those that are alike, one tells for all.
struct WaitingKinds {
  private var numbers: [PoolKey: Int32] = [:]
  private var kinds: [LeadNumber: Int32] = [:]
  /// No number is given twice: a pass may remember one from before all was forgotten.
  private var next: Int32 = 0

  /// The kind of a lead that was looked at before; nil for others.
  subscript(lead: LeadNumber) -> Int32? { kinds[lead] }

  /// Remembers what a lead was found to be like. Returns its kind.
  mutating func note(_ lead: LeadNumber, _ key: PoolKey) -> Int32 {
    let kind = numbers[key] ?? next
    if kind == next { next += 1 }
    numbers[key] = kind
    kinds[lead] = kind
    return kind
  }

  mutating func forget(_ lead: LeadNumber) { kinds[lead] = nil }

  mutating func forgetAll() {
    numbers = [:]
    kinds = [:]
  }
}
