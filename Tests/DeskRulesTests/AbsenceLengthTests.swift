import DeskRules
import LeadModel
import RoutingEngine
import Testing

/// For how long, as people write it.
@Suite struct AbsenceLengthTests {
  @Test(arguments: [
    ("30m", 30), ("2h", 120), ("1h30m", 90), ("1h 30m", 90), ("1d", 1440), ("1d2h3m", 1563),
    ("90M", 90), ("0h5m", 5), ("20000m", 20_000),
  ])
  func durations(text: String, minutes: Int) {
    #expect(AbsenceLength(text) == .minutes(minutes))
  }

  @Test(arguments: [
    "", "30", "m", "h30m", "30s", "1m1h", "-5m", "+5m", "1.5h", "0m", "30m30m", "9999999m", "until",
    "½h", "٣m", "forever",
  ])
  func whatIsNone(text: String) { #expect(AbsenceLength(text) == nil) }

  @Test func untils() {
    #expect(AbsenceLength("until-back") == .untilBack)
    #expect(AbsenceLength("Until Back") == .untilBack)
    #expect(AbsenceLength("until 14:00") == .until("14:00"))
    #expect(AbsenceLength("until  2026-03-03   09:00") == .until("2026-03-03 09:00"))
  }

  private func instant(_ text: String) -> Instant {
    Instant(rfc3339: text) ?? Instant(milliseconds: 0)
  }

  @Test(arguments: [
    // A time of day is the next one.
    ("14:00", "2026-03-02T13:00:00Z"), ("9:30", "2026-03-03T08:30:00Z"),
    ("10:00", "2026-03-03T09:00:00Z"), ("2026-03-03", "2026-03-02T23:00:00Z"),
    ("2026-03-03 09:00", "2026-03-03T08:00:00Z"), ("2026-03-03T09:00", "2026-03-03T08:00:00Z"),
    ("2026-03-03T09:00:00Z", "2026-03-03T09:00:00Z"),
    // A time that is skipped is the first instant after the gap, of one that comes twice the second.
    ("2026-03-29 02:30", "2026-03-29T01:00:00Z"), ("2026-10-25 02:30", "2026-10-25T01:30:00Z"),
  ])
  func ends(text: String, expected: String) throws {
    let berlin = try #require(Zone("Europe/Berlin"))
    let now = instant("2026-03-02T09:00:00Z")
    #expect(AbsenceLength.end(text, in: berlin, after: now) == instant(expected))
  }

  @Test(arguments: ["", "soon", "25:00", "14", "14:60", "2026-02-30", "14:00Z", "tomorrow"])
  func noEnds(text: String) throws {
    let berlin = try #require(Zone("Europe/Berlin"))
    #expect(AbsenceLength.end(text, in: berlin, after: instant("2026-03-02T09:00:00Z")) == nil)
  }
}
