import DeskRules
import LeadModel

// Dated departures from the rules.
extension Desk {
  /// Decides an act on exceptions.
  func decideException(_ act: Act, by actor: Actor, now: Instant) throws -> ActOutcome {
    .refused(Refusal(.unknown, "this act is not there yet"))
  }

  /// All exceptions, newest first, or one.
  func exceptions(number: Int64?) throws -> [ExceptionRow] { [] }

  /// What the council has before it.
  func agenda(now: Instant) throws -> Agenda {
    Agenda(
      at: now, window: CouncilWindow(isOpen: false, changesAt: nil, zone: "UTC", quorum: 2),
      version: rules.ruleSet.version, changes: [], previews: [], requested: [], ending: [],
      roster: [], sections: [])
  }
}
