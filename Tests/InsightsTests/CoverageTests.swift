import Insights
import LeadModel
import RoutingEngine
import Testing

private func hours(_ text: String) throws -> WeeklyHours { try WeeklyHours(parsing: text) }
private func cells(_ on: Range<Int>) -> WeekCells {
  var cells = WeekCells()
  for cell in on { cells[cell] = true }
  return cells
}
private func zone(_ name: String) throws -> Zone { try #require(Zone(name)) }

extension Report {
  fileprivate func figure(_ name: String, _ by: [String: String] = [:]) -> Figure? {
    (rows + details).first { row in
      row.figure == name && row.by.count == by.count
        && row.by.allSatisfy { by[$0.name] == $0.value }
    }
  }
}

@Suite struct WeekHoursTests {
  @Test func windowsCountByTheMinuteAndOnce() throws {
    let week = WeekHours(try hours("Mon 09:00-12:30,12:00-13:15; Sun 22:00-02:00"))
    #expect(week[9] == 60 && week[12] == 60 && week[13] == 15 && week[14] == 0)
    // The night of Sunday ends on Monday, where the week begins.
    #expect(week[6 * 24 + 22] == 60 && week[6 * 24 + 23] == 60 && week[0] == 60 && week[1] == 60)
    #expect(week.hours == 4.25 + 4)
  }

  @Test func otherZonesMoveHoursAlsoByHalves() throws {
    let ahead = WeekHours(try hours("Mon 00:00-01:00"), WeekOverlay(movedBy: -330))
    #expect(ahead[6 * 24 + 18] == 30 && ahead[6 * 24 + 19] == 30)
    let seen = WeekHours(cells(167..<168), WeekOverlay(movedBy: 90))
    #expect(seen[0] == 30 && seen[1] == 30 && seen.hours == 1)
    #expect(WeekHours(.never, WeekOverlay(movedBy: 60)) == WeekHours())
  }

  /// New York changes its clocks on 2026-03-08, Berlin on 2026-03-29.
  @Test func weeksInWhichOneZoneHasChangedItsClocksCountByThemselves() throws {
    let (berlin, york) = (try zone("Europe/Berlin"), try zone("America/New_York"))
    let monday = try #require(LocalDate(parsing: "2026-02-23"))
    let contract = try hours("Tue 09:00-10:00")
    func week(_ weeks: Range<LocalDate>) -> WeekHours {
      WeekHours(contract, WeekOverlay(of: york, on: berlin, weeks: weeks))
    }
    #expect(week(monday..<monday + 7)[24 + 15] == 60)
    #expect(week((monday + 14)..<(monday + 21))[24 + 14] == 60)
    // Two weeks six hours apart, three weeks five hours apart, then six again.
    let all = week(monday..<monday + 42)
    #expect(all[24 + 15] == 30 && all[24 + 14] == 30 && all.hours == 1)
    // A week with 25 hours on a Sunday is still a week.
    let autumn = try #require(LocalDate(parsing: "2026-10-19"))
    let sunday = WeekHours(
      try hours("Sun 00:00-24:00"),
      WeekOverlay(of: .utc, on: berlin, weeks: autumn..<autumn + 7))
    #expect(sunday.minutes.allSatisfy { (0...60).contains($0) })
    #expect(
      WeekHours(contract, WeekOverlay(of: berlin, on: berlin, weeks: monday..<monday))
        == WeekHours(contract))
  }
}

@Suite struct CoverageTests {
  private static let berlin = Zone("Europe/Berlin") ?? .utc
  private let period = Period(
    from: Instant(milliseconds: 1_772_406_000_000), to: Instant(milliseconds: 1_773_010_800_000))

  /// The beginning of an hour of that week.
  private func at(_ cell: Int) -> Instant { period.from + Int64(cell) * Instant.hour }

  private func rep(
    _ id: String, _ group: String?, _ contract: String, _ observed: WeekCells?,
    in zone: Zone = CoverageTests.berlin
  ) throws -> CoverageReport.Rep {
    CoverageReport.Rep(
      id: RepID(id), group: group, hours: try hours(contract), observed: observed, zone: zone)
  }

  private func empty(_ group: CoverageReport.Group = .region) -> CoverageReport {
    CoverageReport(by: group, period, in: Self.berlin)
  }

  /// Two of EMEA, one of them seen; leads at two hours when nobody is there.
  private func sample() throws -> CoverageReport {
    var report = empty()
    report.add(try rep("ana", "EMEA", "Mon 09:00-17:00", cells(10..<18)))
    report.add(try rep("bo", "EMEA", "Mon 09:00-11:00; Tue 07:00-08:00", nil))
    report.add(Arrivals(5, misses: 1), to: "EMEA", at: at(10))
    report.add(Arrivals(4, misses: 2, queued: 3, outsideHours: 2), to: "EMEA", at: at(30))
    report.add(Arrivals(2, misses: 5, queued: 2), to: "EMEA", at: at(32))
    report.add(Arrivals(9), to: "NA", at: at(31))
    report.add(Arrivals(3, misses: 3), to: nil, at: at(2))
    return report
  }

  @Test func sharesAreThoseOfTheReps() throws {
    let report = try sample().report()
    let cell = ["weekday": "Mon", "hour": "09"]
    #expect(report.figure("contract", cell)?.value == 1)
    // Nobody knows enough of the second: the contract stands in.
    #expect(report.figure("observed", cell)?.value == 0.5)
    #expect(report.figure("promised_not_seen", cell)?.value == 0.5)
    #expect(report.figure("beyond_contract", ["weekday": "Mon", "hour": "17"])?.value == 0.5)
    let nextDay = ["region": "EMEA", "weekday": "Tue", "hour": "06"]
    #expect(report.figure("leads", nextDay)?.value == 4)
    #expect(report.figure("sla_misses", nextDay)?.value == 2)
    #expect(report.figure("leads_in_gaps", nextDay)?.value == 4)
    #expect(report.figure("leads")?.value == 23)
    let region = ["region": "EMEA"]
    #expect(report.figure("contract_hours", region)?.value == 11)
    #expect(report.figure("seen_hours", region)?.value == 11)
    #expect(report.figure("unseen_hours", region)?.value == 1)
    #expect(report.figure("beyond_hours", region)?.value == 1)
    #expect(report.figure("gap_hours", region)?.value == 2)
    #expect(report.figure("leads_in_gaps", region)?.value == 6.0 / 11)
    // The whole counts the gaps that the list has.
    #expect(report.figure("gap_hours")?.value == 3)
    #expect(report.figure("leads_in_gaps")?.value == 15.0 / 23)
    // A region without reps has leads and no share of anybody.
    #expect(report.figure("reps", ["region": "NA"])?.value == 0)
    #expect(report.notes.contains { $0.hasPrefix("Of 1 of 2 reps too little was seen") })
    #expect(report.notes.contains { $0.hasPrefix("3 leads and 0 reps without region") })
    #expect(report.notes[0].hasPrefix("Hours are on the clock of Europe/Berlin"))
    #expect(report.hoursZone == "Europe/Berlin")
    #expect(
      report.weekGrids.filter(\.by.isEmpty).map(\.figure) == [
        "contract", "observed", "promised_not_seen", "beyond_contract", "leads", "sla_misses",
        "leads_in_gaps",
      ])
    #expect(report.weekGrids.allSatisfy { !$0.by.isEmpty || $0.cells.allSatisfy { $0 != nil } })
  }

  @Test func overtimeOfOneHidesNobodyWhoIsMissing() throws {
    var report = empty()
    report.add(try rep("ana", "EMEA", "Mon 09:00-10:00", WeekCells()))
    report.add(try rep("bo", "EMEA", "Mon 12:00-13:00", cells(9..<10)))
    let all = report.report()
    let cell = ["weekday": "Mon", "hour": "09"]
    #expect(all.figure("contract", cell)?.value == all.figure("observed", cell)?.value)
    #expect(all.figure("promised_not_seen", cell)?.value == 0.5)
    #expect(all.figure("beyond_contract", cell)?.value == 0.5)
    #expect(
      all.sections[1].rows == [
        ["ana", "EMEA", "1.0", "1.0", "0.0"], ["bo", "EMEA", "1.0", "1.0", "1.0"],
      ])
  }

  @Test func gapsAreRankedAndSayWhoOughtToHaveBeenThere() throws {
    let report = try sample().report()
    #expect(report.sections[0].isFirst)
    #expect(
      report.sections[0].rows == [
        ["EMEA", "Tue 08:00", "2", "5", "10", "2", "0", "nobody"],
        ["EMEA", "Tue 06:00", "4", "2", "8", "3", "2", "nobody"],
        ["NA", "Tue 07:00", "9", "0", "0", "0", "0", "nobody"],
      ])
    let cell = ["region": "EMEA", "weekday": "Tue", "hour": "06"]
    #expect(report.figure("gap", cell)?.value == 8 && report.figure("gap", cell)?.count == 4)
    #expect(report.figure("gap_outside_hours", cell)?.value == 2)
    #expect(!report.rows.contains { $0.figure == "gap" })
    var broken = empty()
    for name in ["e", "a", "c", "b", "d"] {
      broken.add(try rep(name, "EMEA", "Mon-Wed 09:00-18:00", cells(9..<17)))
    }
    broken.add(Arrivals(1), to: "EMEA", at: at(17) + 30 * Instant.minute)
    #expect(broken.gaps.map(\.hour) == ["Mon 17:00"])
    #expect(broken.gaps[0].promised == ["a", "b", "c", "d", "e"])
    #expect(broken.report().sections[0].rows[0].last == "a, b, c and 2 more")
  }

  @Test func tiesGoByLeadsThenNameThenHour() throws {
    var report = empty(.team)
    for (name, cell, leads, misses) in [
      ("b", 1, 2, 0), ("b", 0, 2, 0), ("a", 5, 2, 0), ("c", 9, 3, 0), ("d", 7, 1, 4),
      ("d", 6, 2, 2), ("e", 8, 4, 1),
    ] {
      report.add(Arrivals(leads, misses: misses), to: name, at: at(cell))
    }
    #expect(
      report.gaps.map { "\($0.name) \($0.cell)" } == [
        "e 8", "d 6", "d 7", "c 9", "a 5", "b 0", "b 1",
      ])
  }

  /// Nobody is missed in the weeks in which only one of the zones has changed its clocks.
  @Test func aLeadMeetsWhoeverIsSeenAtThatInstant() throws {
    let york = try zone("America/New_York")
    let long = Period(from: period.from, to: period.from + 35 * Instant.day - Instant.hour)
    var report = CoverageReport(by: .region, long, in: Self.berlin)
    report.add(try rep("zoe", "NA", "Mon 09:00-17:00", cells(9..<17), in: york))
    // 09:30 in New York, each Monday: 15:30 in Berlin, then 14:30 for three weeks, then 15:30.
    for day in ["02", "09", "16", "23", "30"] {
      let clock = (["02", "30"].contains(day) ? "14" : "13") + ":30"
      let at = try #require(Instant(rfc3339: "2026-03-\(day)T\(clock):00Z"))
      report.add(Arrivals(1), to: "NA", at: at)
    }
    #expect(report.gaps.isEmpty)
    // The same hour in Berlin after the change is before nine over there.
    let early = try #require(Instant(rfc3339: "2026-03-30T12:30:00Z"))
    report.add(Arrivals(1), to: "NA", at: early)
    #expect(report.gaps.map(\.hour) == ["Mon 14:00"] && report.gaps[0].arrivals.leads == 1)
    let cell = ["weekday": "Mon", "hour": "14"]
    #expect(report.report().figure("contract", cell)?.value == 0.6)
  }

  @Test func anHourThatIsSeenInPartIsNoGap() throws {
    var report = empty()
    report.add(
      try rep("ira", "APAC", "Mon 09:00-17:00", cells(9..<17), in: zone("Asia/Kolkata")))
    // 09:00 in India is 04:30 in Berlin.
    report.add(Arrivals(1), to: "APAC", at: at(4))
    report.add(Arrivals(1), to: "APAC", at: at(3) + 45 * Instant.minute)
    #expect(report.gaps.map(\.hour) == ["Mon 03:00"])
  }

  @Test func manyGroupsHaveGridsAsFarAsThereIsRoom() throws {
    var report = empty(.owner)
    for number in 0..<300 {
      report.add(try rep("r\(number)", "r\(number)", "Mon-Fri 09:00-17:00", nil))
    }
    report.add(Arrivals(1), to: "r299", at: at(0))
    let all = report.report()
    #expect(all.rows.count + all.details.count <= 4000)
    #expect(all.weekGrids.contains { $0.by == [Report.Term("owner", "r299")] })
    #expect(all.notes.contains { $0.contains("have no grid here") })
    // Those with the most leads, and as many others as there is room for.
    #expect(all.figure("reps", ["owner": "r299"])?.value == 1)
    #expect(all.rows.count { $0.figure == "reps" } == 151)
  }
}
