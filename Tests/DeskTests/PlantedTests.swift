import DeskRules
import Foundation
import LeadModel
import Testing

@testable import Desk

/// Reports find what was planted into a company, all of it and nothing else.
@Suite struct PlantedTests {
  /// In memory where there is such a place: thousands of commits are no test of the disk here.
  private static let folder =
    FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

  /// The company after its six weeks.
  private func desk(_ plants: Plants, seed: UInt64) throws -> TestDesk {
    var company = PlantedCompany(plants, seed: seed)
    let test = try TestDesk(
      rules: PlantedCompany.rules, reps: PlantedCompany.roster,
      files: ["roster/presence.csv": company.presence(), "people.toml": PlantedCompany.people],
      now: PlantedCompany.start, folder: Self.folder)
    var contacts = ""
    for (number, batch) in company.batches().enumerated() {
      test.go(to: batch.at)
      // What was done about the leads before is known before any clock is looked at.
      if !contacts.isEmpty { try test.put(contacts, as: "activities/\(number).csv") }
      try test.deliver(batch.leads, as: "leads/\(number).csv")
      contacts = batch.contacts
      if number % 8 == 0 { try test.tick() }
    }
    test.go(to: PlantedCompany.end)
    if !contacts.isEmpty { try test.deliver(contacts, as: "activities/last.csv") }
    try test.tick()
    return test
  }

  private func findings(_ report: Report) throws -> [[String]] {
    try #require(report.sections.first { $0.title == "Findings" }).rows
  }

  private func gaps(_ report: Report) throws -> [[String]] {
    try #require(report.sections.first { $0.title.hasPrefix("Gaps") }).rows
  }

  @Test(arguments: [1, 2])
  func everythingPlantedIsFoundAndNothingElse(_ seed: UInt64) throws {
    let test = try desk(.all, seed: seed)
    let review = try test.report("enrichment")
    let found = try findings(review).sorted { $0[0] < $1[0] }
    #expect(found.count == 3, "\(found)")
    #expect(
      found.map { String($0[0].prefix { $0 != "%" }).filter { !$0.isNumber } } == [
        "country ES: primary coverage  ",
        "list-import (no owner): employees looked up more than  days before; the segment of  ",
        "web-form (owner Kim Berg): phone missing in  ",
      ])
    #expect(found.map { $0[1] } == ["Head of RevOps", "Head of RevOps", "Kim Berg"])
    #expect(found[0][0].contains("build the fallback first; weakest is language"))
    #expect(
      Set(review.rows.filter(\.breached).map(\.figure)) == [
        "primary_coverage", "required_missing", "stale_segments",
      ])
    // A week earlier the form was still filled in.
    let earlier = try findings(try test.report("enrichment", to: test.now - 7 * Instant.day))
    #expect(earlier.count == 2 && !earlier.contains { $0[0].hasPrefix("web-form") })

    let coverage = try test.report("coverage")
    let rows = try gaps(coverage)
    #expect(Set(rows.map { "\($0[0]) \($0[1])" }) == ["EMEA Wed 17:00", "EMEA Wed 18:00"])
    #expect(rows.count == 2)
    for row in rows {
      // All of its leads missed their first contact, and waited for the morning.
      #expect(row[2] == row[3] && Int(row[2]).map { $0 > 20 } == true)
      #expect(row[5] == row[2] && row[6] == row[2])
      #expect(row[7] == "emea1, emea2, emea3, emea4")
    }
    let promised = try #require(
      coverage.weekGrids.first { $0.figure == "promised_not_seen" && $0.by.count == 1 })
    #expect(promised.by == [Report.Term("region", "EMEA")])
    #expect(promised.cells.indices.filter { promised.cells[$0] ?? 0 > 0.5 } == [65, 66])
    try test.check()
  }

  @Test(arguments: [1, 2])
  func nothingIsFoundWhereNothingIsPlanted(_ seed: UInt64) throws {
    let test = try desk(.none, seed: seed)
    let review = try test.report("enrichment")
    #expect(try findings(review) == [])
    #expect(review.rows.filter(\.breached).map(\.figure) == [])
    let coverage = try test.report("coverage")
    #expect(try gaps(coverage) == [])
    #expect(coverage.value("leads").map { $0 > 2000 } == true)
    // Some leads were late all the same.
    #expect(coverage.value("sla_misses").map { $0 > 20 } == true)
  }

  /// What is found is what was planted, not what the test expects.
  @Test func aGapElsewhereIsFoundElsewhere() throws {
    var plants = Plants.none
    plants.gap = 16..<18
    let test = try desk(plants, seed: 3)
    let rows = try gaps(try test.report("coverage"))
    #expect(Set(rows.map { "\($0[0]) \($0[1])" }) == ["EMEA Wed 16:00", "EMEA Wed 17:00"])
    #expect(try findings(try test.report("enrichment")) == [])
  }
}
