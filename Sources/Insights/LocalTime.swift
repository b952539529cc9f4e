import LeadModel
import RoutingEngine

/// Instants as a report writes them, in one zone.
public struct LocalTime: Sendable {
  private let zone: Zone

  public init(_ zone: Zone) { self.zone = zone }

  /// In the zone of that IANA name, or UTC where nobody knows it.
  public init(named name: String) { zone = Zone(name) ?? .utc }

  /// `2026-03-02`.
  public func day(_ instant: Instant) -> String { zone.wall(at: instant).date.description }

  /// `2026-03-02 09:15`.
  public func minute(_ instant: Instant) -> String {
    let wall = zone.wall(at: instant)
    return "\(wall.date) \(wall.clockText)"
  }

  /// The IANA name.
  public var name: String { zone.name }
}
