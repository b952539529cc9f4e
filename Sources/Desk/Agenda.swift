import DeskRules
import LeadModel
import RoutingEngine
import Store

// What the council meets about.
extension Desk {
  /// When the council may publish and approve.
  func councilWindow(now: Instant) -> CouncilWindow {
    rules.ruleSet.council.window(at: now, organisation: rules.schedules.organisationZone)
  }

  /// What the council has before it.
  func agenda(now: Instant) throws -> Agenda {
    Agenda(
      at: now, window: councilWindow(now: now), version: rules.ruleSet.version, changes: [],
      previews: [], requested: [], ending: [], roster: [], sections: [])
  }
}
