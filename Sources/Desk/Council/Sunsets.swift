import DeskRules
import LeadModel
import RoutingEngine

// Exceptions that end soon.
extension Desk {
  /// How long an alert about a sunset stands.
  private static let standing = Instant.day

  /// The nearest warning of each exception in force that ends soon.
  func sunsetWarnings(now: Instant) -> [SunsetWarning] {
    SunsetWarning.standing(rules.exceptions, at: now)
  }

  /// Alerts of the last day about exceptions that end, to whom they concern.
  func sunsetAlerts(for actor: Actor, now: Instant) -> [Alert] {
    let warnings = sunsetWarnings(now: now).filter { now - $0.at < Self.standing }
    guard !warnings.isEmpty else { return [] }
    let seat = configuration.people?.people.first { $0.actor == actor.name }?.seat
    let zone = rules.schedules.organisationZone
    return warnings.filter { $0.concerns(actor, seat: seat) }.map { warning in
      let exception = warning.exception
      return Alert(
        id: warning.id, at: warning.at,
        text: "Exception \(exception.number) (\(exception.terms.words)) ends in \(warning.days) "
          + "day\(warning.days == 1 ? "" : "s"), on \(exception.sunset.words(in: zone))",
        lead: nil)
    }
  }
}
