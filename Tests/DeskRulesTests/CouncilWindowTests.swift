import LeadModel
import RoutingEngine
import Testing

@testable import DeskRules

private func at(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(milliseconds: 0) }

private func council(_ window: String, _ zone: String? = nil) -> CouncilRules {
  CouncilRules(window: (try? WeeklyHours(parsing: window)) ?? .never, timezone: zone, quorum: 2)
}

@Suite struct CouncilWindowTests {
  private let berlin = Zone("Europe/Berlin") ?? .utc

  private func window(_ council: CouncilRules, _ instant: String) -> CouncilWindow {
    council.window(at: at(instant), organisation: berlin)
  }

  @Test func itOpensAndClosesToTheMillisecond() {
    let rules = council("Tue 14:00-16:00")
    #expect(
      window(rules, "2026-03-03T12:59:59.999Z")
        == CouncilWindow(
          isOpen: false, changesAt: at("2026-03-03T13:00:00Z"), zone: "Europe/Berlin", quorum: 2))
    #expect(
      window(rules, "2026-03-03T13:00:00Z")
        == CouncilWindow(
          isOpen: true, changesAt: at("2026-03-03T15:00:00Z"), zone: "Europe/Berlin", quorum: 2))
    #expect(
      window(rules, "2026-03-03T15:00:00Z")
        == CouncilWindow(
          isOpen: false, changesAt: at("2026-03-10T13:00:00Z"), zone: "Europe/Berlin", quorum: 2))
  }

  @Test func itFollowsTheClocksOfItsOwnZone() {
    // Clocks in Berlin go forward on 29 March, in New York on 8 March.
    #expect(
      window(council("Tue 14:00-16:00"), "2026-03-28T12:00:00Z").changesAt
        == at("2026-03-31T12:00:00Z"))
    let newYork = window(council("Tue 14:00-16:00", "America/New_York"), "2026-03-07T12:00:00Z")
    #expect(newYork.changesAt == at("2026-03-10T18:00:00Z"))
    #expect(newYork.zone == "America/New_York")
  }

  @Test func aDayOnWhichClocksChangeShortensIt() {
    let rules = council("Sun 01:00-04:00")
    let spring = window(rules, "2026-03-29T00:30:00Z")
    #expect(spring.isOpen && spring.changesAt == at("2026-03-29T02:00:00Z"))
    // A window that clocks skip is not there that week.
    #expect(
      window(council("Sun 02:10-02:50"), "2026-03-28T12:00:00Z").changesAt
        == at("2026-04-05T00:10:00Z"))
  }

  @Test func windowsThatTouchAreOne() {
    let night = window(council("Mon 22:00-24:00; Tue 00:00-02:00"), "2026-03-02T22:30:00Z")
    #expect(night.isOpen && night.changesAt == at("2026-03-03T01:00:00Z"))
    let always = window(council("Mon-Sun 00:00-24:00"), "2026-03-02T22:30:00Z")
    #expect(always.isOpen && always.changesAt == nil)
  }

  @Test func oneThatNeverOpensSaysSo() {
    #expect(
      window(council(""), "2026-03-02T22:30:00Z")
        == CouncilWindow(isOpen: false, changesAt: nil, zone: "Europe/Berlin", quorum: 2))
    let refusal = council("").refusal(
      outsideWindow: "publishing", at: at("2026-03-02T22:30:00Z"), organisation: berlin)
    #expect(refusal?.refused == .window)
    #expect(refusal?.why.contains("never open") ?? false)
  }

  @Test func theRefusalNamesTheNextOpeningInBothZones() {
    let rules = council("Tue 14:00-16:00")
    let refusal = rules.refusal(
      outsideWindow: "publishing", at: at("2026-03-02T12:00:00Z"), organisation: berlin)
    #expect(
      refusal
        == Refusal(
          .window,
          "publishing takes effect only in the council's window (\"Tue 14:00-16:00\" "
            + "Europe/Berlin): it opens on Tue 2026-03-03 14:00 Europe/Berlin, "
            + "Tue 2026-03-03 13:00 UTC"))
    #expect(
      rules.refusal(
        outsideWindow: "publishing", at: at("2026-03-03T13:00:00Z"), organisation: berlin) == nil)
  }
}
