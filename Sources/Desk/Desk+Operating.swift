import DeskRules
import LeadModel

// What whoever runs the desk asks of it.
extension Desk {
  /// Answers requests about checkpoints and settings.
  func operate(_ request: DeskRequest, by actor: Actor, now: Instant) throws -> DeskAnswer {
    .failed("this is not there yet")
  }
}
