import CPlatform
import Desk
import DeskLink
import Foundation
import Glibc
import LeadModel

/// Runs the programs of `[[notify]]` beside the host's own work: a few at a time, one of each program, each
/// on a thread of its own. What became of them is committed by the main thread; a host that is killed in
/// between tells the event again.
final class Messenger {
  /// Programs that run at the same time.
  private static let mostRunning = 4

  private enum Done: Sendable {
    case tried(DueNotification, why: String?)
    case urgent(command: [String], why: String?)
  }

  private let desk: Desk
  private let program: HookProgram
  private let done = Mailbox<Done>()
  /// Programs that run now.
  private var running: Set<[String]> = []
  private var urgent: [UrgentNotification] = []
  /// What was known when the store was last asked.
  private var asked: (at: Instant, state: Int)?

  init(_ desk: Desk) {
    self.desk = desk
    program = HookProgram(folder: desk.workspace.root)
  }

  /// Readable when a program has ended.
  var descriptor: Int32 { done.descriptor }

  /// Takes note of programs that ended, and starts those that are due.
  func step(now: Instant) throws(DeskProblem) {
    for result in done.take() { try finish(result, now: now) }
    urgent += desk.takeUrgentNotifications()
    startUrgent()
    guard running.count < Self.mostRunning, isWorthAsking(now: now) else { return }
    asked = (now, desk.notificationState)
    for notification in try desk.dueNotifications(now: now) {
      guard running.count < Self.mostRunning else { return }
      start(notification)
    }
  }

  /// Whether something came, went or fell due since the store was last asked: what is due and waits for a
  /// program that runs is not asked for all over again.
  private func isWorthAsking(now: Instant) -> Bool {
    guard let next = desk.nextNotification, next <= now else { return false }
    guard let asked else { return true }
    return asked.state != desk.notificationState || asked.at < next
  }

  /// Runs what is due, once, and waits for it; at most so many milliseconds.
  func finish(within milliseconds: Int64, now: Instant, startingMore: Bool) throws(DeskProblem) {
    let end = Host.monotonic + milliseconds
    if startingMore { try step(now: now) }
    while !running.isEmpty, Host.monotonic < end {
      var waiting = [pollfd(fd: done.descriptor, events: Int16(POLLIN), revents: 0)]
      _ = sb_poll(&waiting, 1, max(1, end - Host.monotonic) * 1_000_000)
      if startingMore {
        try step(now: now)
      } else {
        for result in done.take() { try finish(result, now: now) }
      }
    }
  }

  private func finish(_ result: Done, now: Instant) throws(DeskProblem) {
    switch result {
    case .tried(let notification, let why):
      running.remove(notification.command)
      if let why {
        try desk.noteFailure(of: notification, why: why, now: now)
      } else {
        try desk.noteDelivered(notification, now: now)
      }
    case .urgent(let command, let why):
      running.remove(command)
      if let why { desk.noteUrgentFailure(of: command, why: why) }
    }
  }

  private func start(_ notification: DueNotification) {
    guard running.insert(notification.command).inserted else { return }
    Thread.detachNewThread { [program, done] in
      let why = program.run(
        notification.command, event: notification.event, input: notification.payload + [0x0A])
      done.put(.tried(notification, why: why))
    }
  }

  private func startUrgent() {
    while running.count < Self.mostRunning,
      let index = urgent.firstIndex(where: { !running.contains($0.command) })
    {
      let notification = urgent.remove(at: index)
      running.insert(notification.command)
      Thread.detachNewThread { [program, done] in
        let why = program.run(
          notification.command, event: notification.event, input: notification.payload + [0x0A])
        done.put(.urgent(command: notification.command, why: why))
      }
    }
  }
}
