import Desk
import DeskLink
import DeskRules
import Foundation
import LeadModel

/// Long reading that must not keep the host from its work: on a thread and a connection of its own.
struct BackgroundWork {
  struct Done: Sendable {
    var question: Question
    var answer: DeskAnswer
  }

  /// What was finished, for the main thread.
  let done = Mailbox<Done>()

  /// Answers a question that reads the whole log.
  func answer(_ question: Question, workspace: Workspace, now: Instant) {
    let done = done
    Thread.detachNewThread {
      done.put(Done(question: question, answer: Self.answer(question, workspace, now)))
    }
  }

  private static func answer(
    _ question: Question, _ workspace: Workspace, _ now: Instant
  ) -> DeskAnswer {
    do {
      let desk = try Desk(workspace, mode: .readOnly, now: now)
      return desk.answer(question.request, from: question.uid, now: now)
    } catch {
      return .failed(Failure(error).lines.joined(separator: "; "))
    }
  }
}
