import Dispatch
import LeadModel
import Store
import Synchronization

/// The first decision of each lead in a period, in the order of the log, read one batch ahead on a thread of
/// its own: reading takes about as long as deciding again does.
final class DecisionsAhead: Sendable {
  /// Some decisions, and the bytes in which their payloads stand.
  struct Batch: Sendable {
    var decisions: [DecisionBytes] = []
    var bytes: [UInt8] = []
  }

  private struct State {
    var seen = LeadMarks()
    var next: Int64
    var batch = Batch()
    var problem: StoreProblem?
  }

  /// How many leads a batch has: few enough that their bytes are still in the processor's cache when they
  /// are decided on.
  private static let size = 250

  private let store: Store
  private let period: Range<Instant>
  private let last: Int64
  private let state: Mutex<State>
  private let isRead = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "signalbox.preview.reading")

  /// Begins to read the entries with these numbers.
  init(_ store: Store, _ numbers: ClosedRange<Int64>, period: Range<Instant>) {
    self.store = store
    self.period = period
    last = numbers.upperBound
    state = Mutex(State(next: numbers.lowerBound))
    readOn()
  }

  /// Gives the next batch, an empty one at the end, in place of one that is done with, whose memory is used
  /// again. Waits until it has been read.
  func next(_ batch: inout Batch) throws(StoreProblem) {
    isRead.wait()
    let problem = state.withLock { state in
      swap(&batch, &state.batch)
      return state.problem
    }
    // One call a batch: whoever asks again after the end or a problem gets the same.
    guard problem == nil, !batch.decisions.isEmpty else {
      isRead.signal()
      if let problem { throw problem }
      return
    }
    readOn()
  }

  private func readOn() {
    queue.async {
      self.read()
      self.isRead.signal()
    }
  }

  private func read() {
    state.withLock { state in
      state.batch.decisions.removeAll()
      guard state.next <= last else { return }
      do throws(StoreProblem) {
        state.batch.decisions = try store.decisions(
          in: state.next...last, from: period.lowerBound, to: period.upperBound,
          limit: Self.size, bytes: &state.batch.bytes
        ) { state.seen.insert($0) }
        state.next = (state.batch.decisions.last?.seq ?? last) + 1
      } catch { state.problem = error }
    }
  }
}
