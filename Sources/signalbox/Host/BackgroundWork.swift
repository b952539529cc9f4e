import Desk
import DeskLink
import DeskRules
import Foundation
import LeadModel
import Ledger

/// Long reading that must not keep the host from its work: on a thread and a connection of its own, one
/// thing after the other, however many ask.
final class BackgroundWork {
  /// What to read the log for.
  enum Task: Sendable {
    /// A client asked for it.
    case answer(Question)
    /// The host verifies by itself: from a place on at its start, the whole log every night.
    case verify(from: Checkpoint?)
  }

  /// What came of it.
  enum Done: Sendable {
    case answered(Question, DeskAnswer)
    case verified(VerifiedLog)
  }

  /// What was finished, for the main thread.
  let done = Mailbox<Done>()
  private let workspace: Workspace
  private var waiting: [(task: Task, now: Instant)] = []
  private var isBusy = false

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// Does a task, now or after those that wait.
  func add(_ task: Task, now: Instant) {
    waiting.append((task, now))
    begin()
  }

  /// What was finished since the last call.
  func take() -> [Done] {
    let finished = done.take()
    if !finished.isEmpty {
      isBusy = false
      begin()
    }
    return finished
  }

  private func begin() {
    guard !isBusy, !waiting.isEmpty else { return }
    isBusy = true
    let (task, now) = waiting.removeFirst()
    Thread.detachNewThread { [done, workspace] in
      done.put(Self.result(of: task, workspace, now))
    }
  }

  private static func result(of task: Task, _ workspace: Workspace, _ now: Instant) -> Done {
    do {
      let log = try LogReading(workspace)
      switch task {
      case .verify(let place): return .verified(log.verify(from: place, now: now))
      case .answer(let question):
        return .answered(question, try log.answer(question.request, now: now))
      }
    } catch {
      let why = Failure(error).lines.joined(separator: "; ")
      switch task {
      case .answer(let question): return .answered(question, .failed(why))
      case .verify:
        return .verified(VerifiedLog(unreadable: why))
      }
    }
  }
}
