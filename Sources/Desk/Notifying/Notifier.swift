import DeskRules
import LeadModel
import Settings
import Store

/// What is known at the moment of the programs of `[[notify]]` and of what waits for them.
struct Notifier {
  /// More notifications than this do not wait: a program that is gone for long must not fill the disk.
  static let mostWaiting = 20_000

  /// The number of the last notification.
  private var last: Int64 = 0
  /// How many wait, no fewer than in truth.
  private(set) var waiting = 0
  /// Whether events are left out because too many wait.
  private(set) var isFull = false
  /// The earliest instant at which one may be due; nil where none waits.
  private(set) var nextDue: Instant?
  /// Grows whenever something came or went.
  private(set) var state = 0
  /// Programs that gave no good answer for a whole day, by their name.
  private(set) var alerts: [String: Alert] = [:]
  /// Events that the store cannot take, because it is they that say so; told as long as the host lives.
  private var urgent: [UrgentNotification] = []
  /// What was told of already and still holds: queues that are too long, a disk that is full.
  var standing: Set<String> = []
  /// When queues, disk and exceptions were last looked at.
  var lastWatch: Instant?

  /// For a desk that is only read.
  init() {}

  init(_ store: Store) throws(StoreProblem) {
    last = try store.highWaters().notification
    nextDue = try store.nextNotification()
    if nextDue != nil { try count(store) }
  }

  /// Counts what waits anew.
  mutating func count(_ store: Store) throws(StoreProblem) {
    waiting = try store.dueNotifications(at: .distantFuture, limit: Self.mostWaiting).count
  }

  /// Makes room for one more, or says that there is none.
  mutating func admit(_ store: Store) -> Bool {
    if waiting >= Self.mostWaiting { try? count(store) }
    let isAdmitted = waiting < Self.mostWaiting
    isFull = !isAdmitted
    if isAdmitted { waiting += 1 }
    return isAdmitted
  }

  mutating func nextNumber() -> Int64 {
    last += 1
    return last
  }

  mutating func noteDue(at instant: Instant) {
    nextDue = min(nextDue ?? instant, instant)
    state &+= 1
  }

  /// Takes note of what became of tries, and of when the next is due.
  mutating func noteTried(_ tries: [NotificationTried], next: Instant?) {
    waiting -= tries.count { if case .retry = $0.result { false } else { true } }
    if waiting < 0 { waiting = 0 }
    nextDue = next
    state &+= 1
  }

  mutating func raise(_ alert: Alert, program: String) -> Bool {
    guard alerts[program] == nil else { return false }
    alerts[program] = alert
    return true
  }

  mutating func settle(program: String) { alerts[program] = nil }

  // MARK: Urgent ones

  /// Keeps an event in memory; the oldest makes way where there are too many.
  mutating func addUrgent(_ notification: UrgentNotification) {
    urgent.append(notification)
    if urgent.count > 100 { urgent.removeFirst() }
  }

  mutating func takeUrgent() -> [UrgentNotification] {
    defer { urgent = [] }
    return urgent
  }
}

/// An event that the store may be unable to keep: the log is broken, the disk is full, intake stands.
public struct UrgentNotification: Sendable, Equatable {
  public var command: [String]
  public var event: String
  /// The JSON that the program reads.
  public var payload: [UInt8]
}

extension Instant {
  /// Later than anything that is ever due.
  static let distantFuture = Instant(milliseconds: .max)
}
