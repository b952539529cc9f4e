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
    #expect(report.sections[0].isFirst && report.sections[0].rows == [])
    #expect(
      report.sections[1].rows == [["EMEA", "ana", "Mon 2026-03-02 12:00", "de en"]])
    #expect(
      report.sections[2].rows == [
        ["EMEA", "de", "Mon 2026-03-02", "12:00", "Wed 00:00", "36.0"]
      ])
    let grid = try #require(report.weekGrids.first)
    #expect(grid.cells[0] == 1 && grid.cells[47] == 1 && grid.cells[48] == nil)
  }

  // MARK: What makes holes

  private func rep(
    _ name: String, _ pairs: [ShiftPreview.Pair], _ shifts: [ClosedRange<Int64>],
    usual: [ClosedRange<Int64>], gone: [(ClosedRange<Int64>, ShiftPreview.Reason)] = []
  ) -> ShiftPreview.Rep {
    ShiftPreview.Rep(
      name: name, region: "EMEA", pairs: Set(pairs), shifts: shifts.map(at),
      usual: usual.map(at), gone: gone.map { (at($0.0), $0.1) })
  }

  private let languages = ["de", "en", "fr"].map { ShiftPreview.Pair(region: "EMEA", language: $0) }

  @Test func newHolesComeFirstWithWhoIsMissing() {
    let ana = rep(
      "ana", languages, [8...16], usual: [8...16, 32...40],
      gone: [(24...48, .leave(kind: "vacation"))])
    let bo = rep(
      "bo", [languages[0]], [9...17], usual: [9...17, 33...41],
      gone: [(24...48, .holiday(country: "DE", name: "Tag der Arbeit"))])
    let report = ShiftPreview([ana, bo], period, in: .utc).report()
    #expect(report.sections[0].title.hasPrefix("New holes"))
    #expect(
      report.sections[0].rows == [
        [
          "EMEA", "de", "Tue 2026-03-03 08:00", "17:00",
          "on leave (vacation): ana; holiday in DE (Tag der Arbeit): bo",
        ],
        [
          "EMEA", "en fr", "Tue 2026-03-03 08:00", "16:00",
          "on leave (vacation): ana",
        ],
      ])
    // The nights are holes of every week: two of the same length in one line.
    #expect(
      report.sections[2].rows.contains([
        "EMEA", "en fr", "Mon 2026-03-02", "16:00", "08:00", "16.0",
      ]))
    func value(_ name: String, _ pair: ShiftPreview.Pair) -> Double? {
      let by = [Report.Term("region", pair.region), Report.Term("language", pair.language)]
      return report.rows.first { $0.figure == name && $0.by == by }?.value
    }
    #expect(value("new_holes", languages[0]) == 1 && value("holes", languages[0]) == 4)
    #expect(
      value("covered", languages[1]) == 1 - 40.0 / 48
        && value("usually", languages[1]) == 1 - 32.0 / 48)
  }

  @Test func exportsHaveEachHoleWithItsInstants() {
    let ana = rep(
      "ana", [languages[0]], [8...16], usual: [8...16, 32...40], gone: [(24...48, .away)])
    let details = ShiftPreview([ana], period, in: .utc).report().details
    #expect(details.map(\.figure) == ["new_hole", "usual_hole", "usual_hole", "usual_hole"])
    #expect(
      details[0].by.map { "\($0.name)=\($0.value)" } == [
        "region=EMEA", "language=de", "from=2026-03-03T08:00:00.000Z",
        "to=2026-03-03T16:00:00.000Z", "why=away: ana",
      ])
    #expect(details[0].value == 480 && details[1].value == 480 && details[2].value == 960)
  }

  @Test func whoeverElseIsThereLeavesNoHole() {
    let ana = rep(
      "ana", [languages[0]], [], usual: [8...16], gone: [(0...48, .away)])
    let bo = rep("bo", [languages[0]], [0...12], usual: [0...12])
    let made = ShiftPreview([ana, bo], period, in: .utc).report().sections[0].rows
    #expect(
      made == [
        ["EMEA", "de", "Mon 2026-03-02 12:00", "16:00", "away: ana"]
      ])
  }

  @Test func manyNamesAreCounted() {
    let reps = (1...5).map {
      rep("r\($0)", [languages[0]], [], usual: [8...16], gone: [(0...48, .otherHours)])
    }
    let made = ShiftPreview(reps, period, in: .utc).report().sections[0].rows
    #expect(made.map(\.last) == ["other hours by an exception: r1, r2, r3 and 2 more"])
  }

  @Test func sameHoursOnSeveralDaysAreOneLine() {
    let week = Period(from: Self.start, to: Self.start + 7 * Instant.day)
    let shifts = (0..<7).map { Int64($0) }.map { at($0 * 24 + 8...$0 * 24 + 20) }
    let ana = ShiftPreview.Rep(name: "ana", region: "EMEA", pairs: Set(languages), shifts: shifts)
    let rows = ShiftPreview([ana], week, in: .utc).report().sections[2].rows
    #expect(
      rows == [
        ["EMEA", "de en fr", "Mon 2026-03-02", "00:00", "08:00", "8.0"],
        ["EMEA", "de en fr", "Mon Tue Wed Thu Fri Sat", "20:00", "08:00", "12.0"],
        ["EMEA", "de en fr", "Sun 2026-03-08", "20:00", "00:00", "4.0"],
      ])
  }

  @Test func handoversAreNotListed() {
    let short = Self.start + 12 * Instant.hour..<Self.start + 12 * Instant.hour + 299_999
    let long = Self.start + 24 * Instant.hour..<Self.start + 24 * Instant.hour + 300_000
    let shifts = [
      Self.start..<short.lowerBound, short.upperBound..<long.lowerBound,
      long.upperBound..<period.to,
    ]
    let ana = ShiftPreview.Rep(
      name: "ana", region: "EMEA", pairs: [languages[0]], shifts: shifts)
    let report = ShiftPreview([ana], period, in: .utc).report()
    #expect(report.sections[2].rows.count == 1)
    #expect(report.notes.contains("1 shorter than 5 minutes are not listed."))
  }

  @Test func regionsWithoutCoverAndHolidaysThatEndAreNoted() {
    let ana = ShiftPreview.Rep(
      name: "ana", region: "LATAM", pairs: [languages[0]], shifts: [])
    let notes = ShiftPreview(
      [ana], period, in: .utc, regions: ["EMEA", "LATAM"],
      holidaysEnd: [("DE", LocalDate(parsing: "2025-12-26")), ("BR", nil)]
    ).report().notes
    #expect(notes.contains("Nobody covers the region LATAM in any language."))
    #expect(notes.contains("Holidays are known no further than: DE to 2025-12-26."))
    #expect(notes.contains("No holidays are known of BR."))
    #expect(!notes.contains { $0.contains("region EMEA") })
  }

  /// 2,000 people, 30 languages: lists stay short enough to read.
  @Test func bigRostersStayReadable() {
    let pairs = (0..<30).flatMap { language in
      ["AMER", "APAC", "EMEA"].map { ShiftPreview.Pair(region: $0, language: "l\(language)") }
    }
    let reps = (0..<2000).map { index -> ShiftPreview.Rep in
      let start = Int64(index % 17)
      return ShiftPreview.Rep(
        name: "rep-\(index)", region: pairs[index % 90].region, pairs: [pairs[index % 90]],
        shifts: [at(start...start + 8)],
        usual: [at(start...start + 8), at(start + 24...start + 32)],
        gone: [(at(24...48), .leave(kind: nil))])
    }
    let report = ShiftPreview(reps, period, in: .utc).report()
    #expect(report.sections.allSatisfy { $0.rows.count <= 100 })
    #expect(report.sections[1].title.contains("the first 100 of"))
    #expect(report.sections[0].rows.allSatisfy { $0[4].count < 80 })
  }
}
