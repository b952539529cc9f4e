import CPlatform
import Synchronization

/// Hands values from the network's thread to the main thread, which waits in `poll` on ``descriptor``.
///
/// One write wakes the main thread however many values wait by the time it looks.
public final class Mailbox<Letter: Sendable>: Sendable {
  /// Readable while letters wait.
  public let descriptor: Int32
  private let waiting = Mutex<[Letter]>([])

  /// Fails a precondition when the process has no descriptor left for it.
  public init() {
    descriptor = sb_eventfd()
    precondition(descriptor >= 0, "no descriptor for a mailbox")
  }

  /// Adds a letter. From any thread.
  public func put(_ letter: Letter) {
    let isFirst = waiting.withLock {
      $0.append(letter)
      return $0.count == 1
    }
    if isFirst { sb_event_signal(descriptor) }
  }

  /// All letters that wait, in order of arrival.
  public func take() -> [Letter] {
    sb_event_drain(descriptor)
    return waiting.withLock {
      let letters = $0
      $0 = []
      return letters
    }
  }
}
