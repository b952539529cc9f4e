import DeskRules
import LeadModel
import Store

// What the simulated office of the sample desk needs beside acts of reps.
extension Desk {
  /// Disputes that nobody has ruled on, oldest first.
  public func openDisputes(limit: Int) -> [EscalationRow] {
    (try? store.escalations(openOnly: true, offset: 0, limit: limit).rows) ?? []
  }

  /// An act of somebody whom `people.toml` names by their name in the log. What is refused is simply not done;
  /// `true` tells that it was done.
  @discardableResult
  public func play(_ act: Act, byPerson name: String, now: Instant) -> Bool {
    guard let person = configuration.people?.people.first(where: { $0.actor == name }) else {
      return false
    }
    let key = "play/\(counters.clock)/\(name)/\(now.milliseconds)/\(act)"
    let answer = try? perform(
      ActRequest(key: key, act: act), by: actor(person), now: now)
    if case .done = answer { return true }
    return false
  }
}
