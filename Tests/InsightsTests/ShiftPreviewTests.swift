import Insights
import LeadModel
import RoutingEngine
import Testing

@Suite struct ShiftPreviewTests {
  /// Monday 2026-03-02 00:00 UTC, two days.
  private static let start = Instant(milliseconds: 1_772_409_600_000)
  private let period = Period(from: start, to: start + 48 * Instant.hour)

  private func at(_ hours: ClosedRange<Int64>) -> Range<Instant> {
    Self.start + hours.lowerBound * Instant.hour..<Self.start + hours.upperBound * Instant.hour
  }

  @Test func holesAreWhatNoShiftCovers() {
    let whole = Self.start..<Self.start + 48 * Instant.hour
    #expect(ShiftPreview.holes([], in: period) == [whole])
    #expect(ShiftPreview.holes([at(0...48)], in: period) == [])
    // Out of order, overlapping, touching, one within another.
    let shifts = [at(20...30), at(2...8), at(8...10), at(4...6), at(9...12)]
    #expect(ShiftPreview.holes(shifts, in: period) == [at(0...2), at(12...20), at(30...48)])
    #expect(ShiftPreview.holes([at(40...60)], in: period) == [at(0...40)])
  }

  @Test func pairsHaveTheirCoverAndTheirHoles() throws {
    let german = ShiftPreview.Pair(region: "EMEA", language: "de")
    let english = ShiftPreview.Pair(region: "EMEA", language: "en")
    let reps = [
      ShiftPreview.Rep(
        name: "ana", region: "EMEA", pairs: [german, english], shifts: [at(0...12)]),
      ShiftPreview.Rep(name: "bo", region: "EMEA", pairs: [english], shifts: [at(12...48)]),
    ]
    let report = ShiftPreview(reps, period, in: .utc).report()
    func value(_ name: String, _ pair: ShiftPreview.Pair) -> Double? {
      let by = [Report.Term("region", pair.region), Report.Term("language", pair.language)]
      return report.rows.first { $0.figure == name && $0.by == by }?.value
    }
    #expect(value("covered", german) == 0.25 && value("holes", german) == 1)
    #expect(value("covered", english) == 1 && value("holes", english) == 0)
    #expect(report.rows.first?.figure == "on_shift" && report.rows.first?.value == 1)
    #expect(
      report.sections[0].rows == [["EMEA", "ana", "Mon 2026-03-02 12:00", "de en"]])
    #expect(
      report.sections[1].rows == [
        ["EMEA", "de", "Mon 2026-03-02 12:00", "Wed 2026-03-04 00:00", "36.0"]
      ])
    let grid = try #require(report.weekGrids.first)
    #expect(grid.cells[0] == 1 && grid.cells[47] == 1 && grid.cells[48] == nil)
  }
}
