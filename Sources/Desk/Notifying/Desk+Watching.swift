import DeskRules
import Glibc
import LeadModel
import RoutingEngine
import Settings
import Store

// What no commit tells: queues that grow too long, exceptions near their sunset, a disk that fills up.
extension Desk {
  private static let watchEvery = Instant.minute
  private static let sunsetMark = "notify.sunset"
  /// Days before a sunset at which it is told of.
  private static let sunsetDays: [Int64] = [14, 7, 1]
  /// Less room than this is told of, in bytes.
  static let leastRoom: Int64 = 256 << 20

  /// Looks, once a minute, for what hooks want to hear of without anything being committed.
  public func watch(now wall: Instant) {
    let now = max(wall, state.at)
    if let last = notifier.lastWatch, now - last < Self.watchEvery { return }
    notifier.lastWatch = now
    let wanted = Set(configuration.site.hooks.flatMap(\.events))
    do {
      if wanted.contains(.threshold) { try watchQueues(now: now) }
      if wanted.contains(.exceptionSunset) { try watchSunsets(now: now) }
    } catch { messages.append("hooks: \(Desk.problem(error).sentence)") }
    watchDisk(now: now, free: Self.freeBytes(at: workspace.root))
  }

  private func watchQueues(now: Instant) throws {
    let most = configuration.site.alerts.queueDepth
    let depths = try store.queueDepths()
    for queue in rules.ruleSet.queues {
      let depth = depths[queue.id]?.depth ?? 0
      let what = "queue/\(queue.id)"
      guard depth >= most else {
        notifier.standing.remove(what)
        continue
      }
      guard notifier.standing.insert(what).inserted else { continue }
      try tell(
        Notice(
          event: .threshold, at: now, what: what, owner: queue.manager, queue: queue.id,
          sentence: "\(queue.name) holds \(depth) leads, \(most) or more are too many", due: nil,
          link: "signalbox console"))
    }
  }

  /// Tells of each exception 14, 7 and 1 days before its end. The mark keeps what was told over a restart.
  private func watchSunsets(now: Instant) throws {
    let last = try store.mark(Self.sunsetMark) ?? now - Self.watchEvery
    let mark = Change.markAdvanced(name: Self.sunsetMark, at: now)
    var told = false
    for exception in try store.exceptionsInForce(after: now) {
      let days = Self.sunsetDays.filter { days in
        let at = exception.sunset - days * Instant.day
        return last < at && at <= now
      }
      guard let days = days.min() else { continue }
      told = true
      try tell(
        Notice(
          event: .exceptionSunset, at: now, what: "exception/\(exception.number)",
          owner: exception.terms.rep,
          sentence: "Exception \(exception.number) (\(exception.terms.kind.rawValue)) ends in "
            + "\(days) day\(days == 1 ? "" : "s"), at \(exception.sunset)",
          due: exception.sunset, link: "signalbox exception list"),
        marks: [mark])
    }
    // Nothing is written every minute for its own sake: a day without a word is looked at again.
    if !told, try store.mark(Self.sunsetMark).map({ now - $0 >= Instant.hour }) ?? true {
      try commit([CommitUnit(changes: [mark])])
    }
  }

  /// Tells once that there is little room left, and again when there was room in between.
  func watchDisk(now: Instant, free: Int64?) {
    guard let free else { return }
    guard free < Self.leastRoom else {
      if free >= 2 * Self.leastRoom { notifier.standing.remove("disk") }
      return
    }
    guard notifier.standing.insert("disk").inserted else { return }
    let text = "only \(free >> 20) MiB are left on the disk of \(workspace.root)"
    messages.append(text)
    tellUrgently(
      Notice(
        event: .disk, at: now, what: "disk", sentence: text, due: nil, link: "signalbox doctor"))
  }

  /// Intake stands as a whole, or goes again.
  func tellOfIntake(_ reason: String?) {
    guard let reason else { return notifier.standing.subtract(["intake"]) }
    guard notifier.standing.insert("intake").inserted else { return }
    tellUrgently(
      Notice(
        event: .intakeStopped, at: state.at, what: "intake",
        sentence: "Intake is paused: \(reason)", due: nil, link: "signalbox doctor"))
    watchDisk(now: state.at, free: Self.freeBytes(at: workspace.root))
  }

  /// The log was found not intact, or intact again.
  func tellOfLog(_ summary: VerifySummary, isIntact: Bool) {
    guard !isIntact else { return }
    tellUrgently(
      Notice(
        event: .logBroken, at: state.at, what: "log", sentence: summary.text, due: nil,
        link: "signalbox log verify"))
  }

  /// Bytes that an ordinary user may still write; nil where it cannot be told.
  static func freeBytes(at path: String) -> Int64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
  }
}
