import DeskRules
import LeadModel
import Store

// Deleting a person.
extension Desk {
  /// Decides an erasure.
  func erase(_ lead: LeadSnapshot, by actor: Actor, now: Instant) throws -> ActOutcome {
    let outcome = Erase().decide(lead, files: [], by: actor, now: now)
    aftermath.reloadsState = true
    return outcome
  }
}
