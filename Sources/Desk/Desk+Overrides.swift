import DeskRules
import LeadModel

// Departures from a decision that people answer for.
extension Desk {
  /// Decides an override, a review, an undo or an erasure.
  func override(
    _ act: Act, by actor: Actor, seen: Int64?, now: Instant
  ) throws -> ActOutcome {
    .refused(Refusal(.unknown, "this act is not there yet"))
  }
}
