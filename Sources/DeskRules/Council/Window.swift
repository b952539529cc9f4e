import LeadModel
import RoutingEngine

// When decisions of the council take effect.
extension CouncilRules {
  /// A window that has been open, or closed, for longer than this does not change any more.
  private static let horizon = 15 * Instant.day

  /// Whether the window is open at the instant, and when it closes or opens next. `organisation` is the
  /// zone of the organisation, in which the hours are where the council has none of its own.
  public func window(at instant: Instant, organisation: Zone) -> CouncilWindow {
    let zone = self.zone(organisation)
    let calendar = WorkSchedule(zone: zone, hours: window)
    let isOpen = calendar.span(at: instant).answer.isOn
    var changesAt = instant
    // Answers hold for a day at most: windows go on past midnight, and there are days without any.
    while changesAt - instant <= Self.horizon {
      let span = calendar.span(at: changesAt)
      if span.answer.isOn != isOpen {
        return CouncilWindow(
          isOpen: isOpen, changesAt: changesAt, zone: zone.name, quorum: quorum)
      }
      changesAt = span.until
    }
    return CouncilWindow(isOpen: isOpen, changesAt: nil, zone: zone.name, quorum: quorum)
  }

  /// nil while the window is open; else the refusal of a deed (`"publishing"`) that takes effect only in
  /// it, with the next opening in the council's zone and in UTC.
  public func refusal(
    outsideWindow deed: String, at instant: Instant, organisation: Zone
  ) -> Refusal? {
    let window = window(at: instant, organisation: organisation)
    if window.isOpen { return nil }
    return .outsideWindow(
      deed, hours: self.window, zone: zone(organisation), opensAt: window.changesAt)
  }

  /// The zone of the window.
  func zone(_ organisation: Zone) -> Zone {
    timezone.flatMap { $0 == organisation.name ? organisation : Zone($0) } ?? organisation
  }
}

extension Refusal {
  /// A deed that is only done while the council's window is open. `opensAt` is nil where it never is.
  public static func outsideWindow(
    _ deed: String, hours: WeeklyHours, zone: Zone, opensAt: Instant?
  ) -> Refusal {
    guard let opensAt else {
      return Refusal(
        .window,
        "\(deed) takes effect only in the council's window, and council.window of the rules "
          + "in force is never open: set it in the next rules")
    }
    return Refusal(
      .window,
      "\(deed) takes effect only in the council's window (\"\(hours.text)\" \(zone.name)): "
        + "it opens on \(opensAt.words(in: zone)), \(opensAt.words(in: .utc))")
  }
}

extension Instant {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `Tue 2026-03-03 14:00 Europe/Berlin`.
  package func words(in zone: Zone) -> String {
    let wall = zone.wall(at: self)
    return "\(Self.days[wall.date.weekday]) \(wall.date) \(wall.clockText) \(zone.name)"
  }
}
