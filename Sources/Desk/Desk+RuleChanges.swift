import DeskRules
import LeadModel

// Versions of the rules and how they come about.
extension Desk {
  /// Decides an act on change requests or on roster changes.
  func decideRuleChange(_ act: Act, by actor: Actor, now: Instant) throws -> ActOutcome {
    .refused(Refusal(.unknown, "this act is not there yet"))
  }

  /// Answers about rules, their versions and what others would do.
  func answerAboutRules(
    _ request: DeskRequest, from actor: Actor, now: Instant
  ) throws -> DeskAnswer {
    .failed("this is not there yet")
  }
}
