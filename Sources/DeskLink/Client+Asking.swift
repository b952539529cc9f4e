import CPlatform
import DeskRules

extension Client {
  /// Asks one thing and waits for its answer. For commands, which have nothing else to do meanwhile.
  public func ask(_ request: DeskRequest, timeoutSeconds: Int = 600) throws(LinkProblem)
    -> DeskAnswer
  {
    // Looked at first: whatever ends the connection after this is an event that nobody else takes.
    if let problem = ended() { throw problem }
    let id = nextID()
    send(request, id: id)
    let deadline = sb_boottime_ns() + Int64(timeoutSeconds) * 1_000_000_000
    while true {
      let left = deadline - sb_boottime_ns()
      guard left > 0 else { throw .noAnswer(seconds: timeoutSeconds) }
      var waiting = pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0)
      _ = sb_poll(&waiting, 1, left)
      for event in events.take() {
        switch event {
        case .answered(id, let answer): return answer
        case .answered, .changed: continue
        case .closed(let problem):
          note(problem)
          throw problem
        }
      }
    }
  }
}
