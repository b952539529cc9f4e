import Desk
import DeskLink
import DeskRules
import Foundation
import LeadModel
import Synchronization

/// Questions whose answers take their time: previews, reports, the agenda. Each is worked out on a thread of
/// its own with a connection of its own, one after the other, and asked for again until it is done; whoever
/// asks the same meanwhile waits for the same answer. Nothing of it is in the way of routing.
final class LongAnswers {
  /// How long a preview is kept for whoever reads on in it, in milliseconds.
  private static let kept: Int64 = 300_000
  /// How long whoever asked is expected to ask again, in milliseconds.
  private static let patience: Int64 = 5000
  /// So many questions wait at most: nobody can pile up work without end.
  private static let mostWaiting = 64

  private let workspace: Workspace
  private var tasks: [Key: LongTask] = [:]
  private var waiting: [LongTask] = []
  private var running: LongTask?

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// What a preview rests on: while it is the same, asking again brings the same answer.
  struct Basis: Equatable, Sendable {
    var leads: Int
    var rules: Int
  }

  /// What makes two questions one. Previews are the same for everybody and whichever page is asked for.
  private struct Key: Hashable {
    var preview: PreviewRequest?
    var report: ReportRequest?
    var uid: UInt32?

    init(_ question: Question) {
      switch question.request {
      case .preview(var request):
        request.offset = 0
        request.limit = 0
        preview = request
      case .report(let request):
        report = request
        uid = question.uid
      default: uid = question.uid
      }
    }
  }

  /// The answer as far as there is one. `monotonic` are milliseconds.
  func answer(
    _ question: Question, on basis: Basis, now: Instant, monotonic: Int64
  ) -> DeskAnswer {
    sweep(monotonic)
    let key = Key(question)
    let known = tasks[key].flatMap {
      isGood($0, for: question, on: basis, at: monotonic) ? $0 : nil
    }
    guard known != nil || waiting.count < Self.mostWaiting else {
      return .failed("the host works on \(waiting.count) long questions: ask again in a minute")
    }
    let task = known ?? LongTask(workspace, question, basis, now: now)
    if known == nil {
      tasks[key] = task
      waiting.append(task)
    }
    begin(monotonic)
    let answer = task.answer(question.request)
    if task.isDone {
      task.isDelivered = true
      // A preview is read page by page; others are whole, and who asks again wants to know how it is now.
      if key.preview == nil { tasks[key] = nil }
    }
    return answer
  }

  /// Whether what is known answers the question: what is being worked out or was finished just now does,
  /// the pages of a preview do, and its beginning does while nothing has changed that it rests on.
  private func isGood(
    _ task: LongTask, for question: Question, on basis: Basis, at monotonic: Int64
  ) -> Bool {
    guard let doneAt = task.doneAt else { return true }
    if !task.isDelivered, monotonic - doneAt < Self.patience { return true }
    guard case .preview(let request) = question.request else { return false }
    return request.offset > 0 || task.basis == basis
  }

  /// Begins what waits, once nothing else is at work.
  private func begin(_ monotonic: Int64) {
    if let running, !running.isDone { return }
    running = nil
    guard !waiting.isEmpty else { return }
    let task = waiting.removeFirst()
    running = task
    Thread.detachNewThread { task.run() }
  }

  /// Notes what has ended since, and forgets what is old.
  private func sweep(_ monotonic: Int64) {
    for task in tasks.values where task.isDone && task.doneAt == nil { task.doneAt = monotonic }
    tasks = tasks.filter { _, task in
      task.doneAt.map { monotonic - $0 < Self.kept } ?? true
    }
    begin(monotonic)
  }
}

/// One question that is being worked out. What two threads see is behind a lock.
private final class LongTask: Sendable {
  private enum Outcome: Sendable {
    case answer(DeskAnswer)
    case preview(PreviewResult)
  }
  private struct Shared: Sendable {
    var progress = (done: 0, total: 1)
    var outcome: Outcome?
    var isDelivered = false
    /// Monotonic milliseconds at which the end was noticed.
    var doneAt: Int64?
  }

  let basis: LongAnswers.Basis
  private let workspace: Workspace
  private let question: Question
  private let now: Instant
  private let shared = Mutex(Shared())

  init(
    _ workspace: Workspace, _ question: Question, _ basis: LongAnswers.Basis, now: Instant
  ) {
    self.workspace = workspace
    self.question = question
    self.basis = basis
    self.now = now
  }

  var isDone: Bool { shared.withLock { $0.outcome != nil } }
  var isDelivered: Bool {
    get { shared.withLock { $0.isDelivered } }
    set { shared.withLock { $0.isDelivered = newValue } }
  }
  var doneAt: Int64? {
    get { shared.withLock { $0.doneAt } }
    set { shared.withLock { $0.doneAt = newValue } }
  }

  /// The answer, of a preview the page that is asked for, or how far it is.
  func answer(_ request: DeskRequest) -> DeskAnswer {
    let (outcome, progress) = shared.withLock { ($0.outcome, $0.progress) }
    switch (outcome, request) {
    case (.answer(let answer), _): return answer
    case (.preview(let result), .preview(let page)):
      return .previewed(result.page(offset: page.offset, limit: page.limit))
    default: return .working(done: progress.done, of: progress.total)
    }
  }

  /// Works it out. On a thread of its own.
  func run() {
    let outcome: Outcome
    do throws(DeskProblem) {
      outcome = try work()
    } catch {
      outcome = .answer(.failed(error.sentence))
    }
    shared.withLock { $0.outcome = outcome }
  }

  private func work() throws(DeskProblem) -> Outcome {
    guard case .preview(let request) = question.request else {
      let desk = try Desk(workspace, mode: .readOnly, now: now)
      defer { desk.close(now: now) }
      return .answer(desk.answer(question.request, from: question.uid, now: now))
    }
    let result = try Preview(workspace).run(request, now: now) { done, total in
      shared.withLock { $0.progress = (done, total) }
    }
    switch result {
    case .success(let result): return .preview(result)
    case .failure(let refusal): return .answer(.refused(refusal))
    }
  }
}
