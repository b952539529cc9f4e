import Insights
import LeadModel
import RoutingEngine
import Testing

@Suite("Leakage: amounts by hand and by another way")
struct LeakageTests {
  static let now = Instant(milliseconds: 1_775_000_000_000)
  static let smb = LeakageCell(region: "EMEA", source: "web", segment: "smb")
  static let large = LeakageCell(region: "NA", source: "event", segment: "enterprise")

  /// The figures of the file that the documents show.
  static func terms() -> LeakageTerms {
    var figures = LeakageTerms.Figures(
      acv: 2_400_000, frictionDiscount: 40_000, conversion: Billionths(0.12),
      dropWithinDay: LeakageTerms.Drop(0.02, 0.03, 0.05),
      dropLater: LeakageTerms.Drop(0.04, 0.06, 0.09))
    var terms = LeakageTerms(
      currency: "EUR", repHourlyCost: 5500, blendedHourlyCost: 8000,
      duplicateHours: Billionths(0.5), escalationHours: Billionths(1),
      reassignmentHours: Billionths(0.25), figures: figures)
    figures.acv = 9_000_000
    terms.segments["enterprise"] = figures
    return terms
  }

  private func lead(
    _ cell: LeakageCell = smb, minutes: Int64?, routedDaysAgo: Int64? = nil
  ) -> LeakageLead {
    let submitted = Self.now - 30 * Instant.day
    var lead = LeakageLead(
      "#1", cell, submittedAt: submitted,
      contact: minutes.map { .made(submitted + $0 * Instant.minute) } ?? .waiting)
    lead.activeAt = minutes.map { submitted + $0 * Instant.minute }
    lead.routed = LeakageLead.Routing(
      owner: "ana", at: submitted, limit: submitted + (routedDaysAgo ?? 7) * Instant.day)
    return lead
  }

  /// Low, middle and high in hundredths.
  private func hundredths(
    _ sample: LeakageSample, _ component: LeakageEstimate.Component,
    terms: LeakageTerms = terms()
  ) -> [Int64] {
    let range = LeakageEstimate(sample, terms).line(component).range
    return [range.low, range.middle, range.high].map { $0.hundredths() }
  }

  @Test func delayCostsTheDropOfItsCohort() {
    var sample = LeakageSample()
    // 59 min; 60 min and 24 h; 24 h and a minute, and one that still waits without being routed.
    for minutes in [59, 60, 1440, 1441] as [Int64] {
      sample.add(lead(minutes: minutes), at: Self.now)
    }
    var queued = lead(minutes: nil)
    queued.routed = nil
    sample.add(queued, at: Self.now)
    #expect(sample.total.withinHour == 1)
    #expect(sample.total.withinDay == 2)
    #expect(sample.total.later == 2)
    #expect(sample.total.waiting == 1)
    // 2 × 0.02 × 24,000 + 2 × 0.04 × 24,000 = 960 + 1,920; then 1,440 + 2,880; then 2,400 + 4,320.
    #expect(hundredths(sample, .delay) == [288_000, 432_000, 672_000])
    #expect(hundredths(sample, .headline) == [288_000, 432_000, 672_000])
  }

  @Test func duplicatesCostTimeAndDiscounts() {
    var sample = LeakageSample()
    sample.addDuplicate(Self.smb, leads: 2)
    sample.addDuplicate(Self.smb, leads: 1)
    sample.addDuplicate(Self.large, leads: 3)
    // 3 × 0.5 h × 55 = 82.50; + 3 × 200; + 3 × 400.
    #expect(hundredths(sample, .duplicates) == [8250, 68_250, 128_250])
    #expect(sample.total.passedOn == 1)
  }

  @Test func leadsNeverWorkedCostHalfToAllOfTheirConversion() {
    var sample = LeakageSample()
    sample.add(lead(minutes: nil), at: Self.now)
    // Worked on the eighth day, after the limit of the seventh; and right at the limit.
    sample.add(lead(minutes: 8 * 1440), at: Self.now)
    sample.add(lead(minutes: 7 * 1440), at: Self.now)
    // In time, by a millisecond: a lead of the slow cohort.
    var inTime = lead(minutes: 7 * 1440)
    inTime.activeAt = inTime.activeAt.map { $0 - 1 }
    sample.add(inTime, at: Self.now)
    // Nobody's fault yet: its days are not up. And a machine's or nobody's lead: not wanted.
    sample.add(lead(minutes: nil, routedDaysAgo: 31), at: Self.now)
    var unwanted = lead(minutes: nil)
    unwanted.contact = .unwanted
    sample.add(unwanted, at: Self.now)
    #expect(sample.total.neverWorked == 3)
    #expect(sample.total.workedLater == 2)
    #expect(sample.total.later == 2, "leads never worked are in no cohort")
    #expect(sample.total.unwanted == 1)
    // 3 × 0.12 × 24,000 = 8,640; half, three quarters, all.
    #expect(hundredths(sample, .neverWorked) == [432_000, 648_000, 864_000])
  }

  @Test func overheadStandsApart() {
    var sample = LeakageSample()
    sample.addEscalations(Self.smb, 2)
    sample.addReassignments(Self.large, 3)
    // 2 × 1 h × 80 + 3 × 0.25 h × 80.
    #expect(hundredths(sample, .overhead) == [22_000, 22_000, 22_000])
    #expect(hundredths(sample, .headline) == [0, 0, 0])
  }

  @Test func segmentsHaveFiguresOfTheirOwn() {
    var sample = LeakageSample()
    sample.add(lead(Self.large, minutes: 120), at: Self.now)
    sample.add(lead(Self.smb, minutes: 120), at: Self.now)
    // 0.02, 0.03, 0.05 of 90,000 and of 24,000.
    #expect(hundredths(sample, .delay) == [228_000, 342_000, 570_000])
  }

  @Test func sumsAreExactAndRoundedOnce() {
    var terms = Self.terms()
    // A third of a hundredth, as near as nine digits come, three times in three cells.
    terms.repHourlyCost = 1
    terms.duplicateHours = Billionths(0.333333334)
    var sample = LeakageSample()
    for source in ["a", "b", "c"] {
      sample.addDuplicate(
        LeakageCell(region: nil, source: source, segment: nil), leads: 2)
    }
    #expect(hundredths(sample, .duplicates, terms: terms)[0] == 1)
    #expect(ExactMoney(1, times: 1, times: Billionths(0.5)).hundredths() == 1, "half goes up")
    #expect(ExactMoney(1, times: 1, times: Billionths(0.499999999)).hundredths() == 0)
    let all = ExactMoney(10_000_000, times: .max, times: Billionths(1000))
    #expect((all + all).hundredths(ExactMoney.Scale(.max, 1)) == .max, "nothing overflows")
  }

  /// The same sums in plain floating point, over many made-up samples.
  @Test func anotherWayOfReckoningAgrees() {
    var random = SystemlessRandom(seed: 7)
    for _ in 0..<200 {
      var sample = LeakageSample()
      var expected = [0.0, 0, 0]
      for _ in 0..<random.next(60) {
        let isLarge = random.next(2) == 0
        let cell = isLarge ? Self.large : Self.smb
        let acv = isLarge ? 90_000.0 : 24_000
        let minutes = [30, 60, 61, 1440, 1441, 9000, 20_000][random.next(7)]
        sample.add(lead(cell, minutes: Int64(minutes)), at: Self.now)
        let isForgotten = minutes >= 7 * 1440
        let drops =
          isForgotten
          ? [0.06, 0.09, 0.12]
          : minutes < 60 ? [0, 0, 0] : minutes <= 1440 ? [0.02, 0.03, 0.05] : [0.04, 0.06, 0.09]
        for bound in 0..<3 { expected[bound] += drops[bound] * acv }
        if random.next(4) == 0 {
          sample.addDuplicate(cell, leads: 2)
          for bound in 0..<3 { expected[bound] += 0.5 * 55 + Double(bound) * 200 }
        }
      }
      let sums = hundredths(sample, .headline)
      for bound in 0..<3 {
        #expect(abs(Double(sums[bound]) / 100 - expected[bound]) < 0.006)
      }
      #expect(sums[0] <= sums[1] && sums[1] <= sums[2])
    }
  }

  @Test func theReportSaysWhatItIsMadeOf() throws {
    var sample = LeakageSample()
    for _ in 0..<25 { sample.add(lead(minutes: 120), at: Self.now) }
    sample.add(lead(Self.large, minutes: nil), at: Self.now)
    sample.addEscalations(Self.smb, 1)
    var old = LeakageSample()
    for _ in 0..<50 { old.add(lead(minutes: 120), at: Self.now) }
    let period = Period(from: Self.now - 30 * Instant.day, to: Self.now)
    let report = LeakageReport(
      sample, before: old, terms: Self.terms(), time: LeakagePeriod(period, in: .utc), in: .utc
    ).report()
    #expect(report.currency == "EUR")
    func figure(_ name: String, _ component: String) throws -> Report.Figure {
      try #require(
        (report.rows + report.details).first {
          $0.figure == name && $0.by.map(\.value) == [component]
        })
    }
    // 25 × 0.03 × 24,000 = 18,000 in 30 days: × 365 / 360 a month.
    let delay = try figure("monthly_middle", "delay-driven conversion loss")
    #expect(delay.value == 18_250 && delay.count == 25 && !delay.few && delay.unit == .money)
    #expect(try figure("annual_middle", "delay-driven conversion loss").value == 219_000)
    #expect(try figure("before_monthly_middle", "delay-driven conversion loss").value == 36_500)
    // 0.12 × 90,000 × 365 / 360.
    let forgotten = try figure("monthly_high", "routed but never worked")
    #expect(forgotten.value == 10_950 && forgotten.count == 1 && forgotten.few)
    // 18,250 + 8,212.50, and the overhead apart.
    #expect(try figure("monthly_middle", "headline").value == 26_462.5)
    #expect(try figure("monthly_low", "escalation and reassignment overhead").value == 81.11)
    let cells = report.details.filter { $0.figure == "monthly_middle" && $0.by.count == 3 }
    #expect(
      cells.map { $0.by.map(\.value) } == [["EMEA", "web", "smb"], ["NA", "event", "enterprise"]])
    #expect(cells.map(\.value) == [18_250, 8212.5])
    let first = try #require(report.sections.first)
    #expect(first.isFirst && first.title.contains("EUR"))
    // 12,166.67 + 5,475; 18,250 + 8,212.50; 30,416.67 + 10,950, and twelve times the exact sums.
    #expect(Array(first.rows[0][1...4]) == ["17,642", "26,463", "41,367", "26"])
    #expect(Array(first.rows[1][1...3]) == ["211,700", "317,550", "496,400"])
    let comparison = report.sections[1]
    #expect(comparison.rows[0][3] == "-18,250")
    let counted = try #require(report.sections.first { $0.columns.contains("counted") })
    #expect(counted.rows[0][2].hasPrefix("medium"))
    #expect(counted.rows[2][2].hasPrefix("low: few"))
    #expect(counted.rows[1][2] == "nothing to count")
    let listed = try #require(report.sections.first { $0.columns.first == "region" })
    #expect(listed.rows[1] == ["NA", "event", "enterprise", "5,475", "8,213", "10,950", "1 few"])
  }
}

/// Numbers that are the same in every run.
private struct SystemlessRandom {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
