import CPlatform
import Desk
import DeskLink
import Foundation
import Glibc
import LeadModel

/// Work on files that must not keep the host from its own: the outbox once a minute, files whose time is
/// over once a night. One thing at a time, on a thread of its own; the main thread commits what came of it.
final class Housekeeping {
  private enum Done: Sendable {
    case outbox(Outbox.Pass?)
    case expired([Retention.Expired])
    case failed(String)
  }

  private static let outboxEvery = Instant.minute

  private let desk: Desk
  private let done = Mailbox<Done>()
  private var isBusy = false
  /// The last log entry that the outbox was looked through for.
  private var scanned: Int64 = 0
  private var nextOutbox: Instant
  private var nextRetention: Instant

  init(_ desk: Desk, now: Instant) {
    self.desk = desk
    nextOutbox = now
    nextRetention = now
  }

  /// Readable when something was finished.
  var descriptor: Int32 { done.descriptor }

  /// Takes note of what was finished, and begins what is due.
  func step(now: Instant) throws(DeskProblem) {
    for result in done.take() { try finish(result, now: now) }
    guard !isBusy else { return }
    if now >= nextOutbox {
      nextOutbox = now + Self.outboxEvery
      begin(writingOutbox(now: now))
    } else if now >= nextRetention {
      nextRetention = desk.nextNight(after: now)
      let retention = Retention(desk.workspace, days: desk.keepFilesDays)
      begin { .expired(retention.expired(at: now)) }
    }
  }

  /// Waits for what is at work and takes note of it: before the host ends.
  func finish(now: Instant) throws(DeskProblem) {
    while isBusy {
      var waiting = [pollfd(fd: done.descriptor, events: Int16(POLLIN), revents: 0)]
      _ = sb_poll(&waiting, 1, -1)
      for result in done.take() { try finish(result, now: now) }
    }
  }

  private func begin(_ work: @escaping @Sendable () -> Done) {
    isBusy = true
    Thread.detachNewThread { [done] in done.put(work()) }
  }

  private func writingOutbox(now: Instant) -> @Sendable () -> Done {
    let (workspace, emails, scanned) = (desk.workspace, desk.repEmails, scanned)
    return {
      do throws(DeskProblem) {
        return .outbox(try Outbox(workspace, emails: emails).write(after: scanned, now: now))
      } catch {
        return .failed("outbox: \(error.sentence)")
      }
    }
  }

  private func finish(_ result: Done, now: Instant) throws(DeskProblem) {
    isBusy = false
    switch result {
    case .outbox(let pass?):
      try desk.note(pass, now: now)
      scanned = pass.last
    case .outbox(nil): break
    case .expired(let files): try desk.delete(files, now: now)
    case .failed(let why): desk.say(why)
    }
  }
}
