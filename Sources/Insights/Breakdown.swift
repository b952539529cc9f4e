import LeadModel
import RoutingEngine

/// Names for the keys that things were counted under.
public struct BreakdownLabels: Sendable {
  private let by: Report.Breakdown?
  private let zone: Zone

  /// Hours and weekdays are those of the zone.
  public init(_ by: Report.Breakdown?, in zone: Zone) {
    self.by = by
    self.zone = zone
  }

  /// What the key stands under: `none` where there is no value.
  public func label(_ key: String?) -> String {
    guard let key else { return "none" }
    switch by {
    case .hour, .weekday:
      guard let quarter = Int64(key) else { return "none" }
      let wall = zone.wall(at: Instant(milliseconds: quarter * 15 * Instant.minute))
      return by == .weekday ? Self.weekdays[wall.date.weekday] : String(wall.clockText.prefix(2))
    default: return key
    }
  }

  /// The terms of a figure under this label; none without a breakdown.
  public func terms(_ label: String) -> [Report.Term] {
    by.map { [Report.Term($0.rawValue, label)] } ?? []
  }

  /// Labels in the order in which people read them: by the clock and the week, else in byte order with
  /// `none` last.
  public func sorted(_ labels: some Sequence<String>) -> [String] {
    labels.sorted { a, b in
      if by == .weekday { return Self.day(a) < Self.day(b) }
      if (a == "none") != (b == "none") { return b == "none" }
      return Bytes.precedes(a, b)
    }
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static func day(_ label: String) -> Int { weekdays.firstIndex(of: label) ?? 7 }
}
