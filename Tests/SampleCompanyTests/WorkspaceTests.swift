import Foundation
import LeadModel
import Testing

@testable import SampleCompany

@Suite struct WorkspaceTests {
  @Test func holdsEveryFileThatAWorkspaceIsMadeOf() {
    #expect(
      Set(Samples.files.keys) == [
        "rules.toml", "signalbox.toml", "people.toml", "leakage.toml", "roster/reps.csv",
        "roster/leave.csv", "roster/holidays.csv", "roster/presence.csv", "crm/accounts.csv",
        "crm/opportunities.csv", "crm/contacts.csv", "geo/ip-country.csv",
      ])
  }

  @Test func sameSeedSameBytesAndAnotherSeedOthers() {
    let again = SampleCompany(at: Samples.at, user: "sample").workspaceFiles()
    #expect(again == Samples.company.workspaceFiles())
    let other = SampleCompany(seed: 2, at: Samples.at, user: "sample").workspaceFiles()
    #expect(other != again)
  }

  @Test func everyTableHasAsManyCellsInEachRow() throws {
    for path in Samples.files.keys where path.hasSuffix(".csv") {
      let csv = try Samples.csv(path)
      #expect(!csv.isUnclosed && !csv.rows.isEmpty)
      for row in csv.rows { #expect(row.count == csv.header.count, "\(path): \(row)") }
    }
  }

  @Test func repsAreUniqueAndReadable() throws {
    let csv = try Samples.csv("roster/reps.csv")
    let ids = try #require(csv.column("id"))
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0 == ".") } })
    let zones = try #require(csv.column("timezone"))
    #expect(zones.allSatisfy { TimeZone(identifier: $0) != nil })
    for hours in try #require(csv.column("hours")) {
      #expect(try !WeeklyHours(parsing: hours).isEmpty)
    }
    for country in try #require(csv.column("country")) where !country.isEmpty {
      #expect(CountryTable.shipped.code(alpha2Or3: country) != nil)
    }
  }

  @Test func everyActiveRepWithRoomCoversSomething() throws {
    let csv = try Samples.csv("roster/reps.csv")
    var active = 0
    for index in csv.rows.indices {
      let status = try #require(csv.column("status"))[index]
      let capacity = try #require(csv.column("capacity"))[index]
      guard status == "active", capacity != "0" else { continue }
      active += 1
      let coverage = try #require(csv.column("coverage"))[index]
      let entries = coverage.split(separator: ";")
      #expect(!entries.isEmpty)
      #expect(entries.allSatisfy { $0.split(separator: ":").count == 2 }, "\(coverage)")
    }
    #expect((55...70).contains(active))
  }

  @Test func everyoneNamedIsOnTheRoster() throws {
    let reps = Set(try Samples.column("id", of: "roster/reps.csv"))
    let named = [
      ("manager", "roster/reps.csv"), ("rep", "roster/leave.csv"), ("delegate", "roster/leave.csv"),
      ("rep", "roster/presence.csv"), ("owner", "crm/accounts.csv"),
      ("owner", "crm/opportunities.csv"), ("sequence_owner", "crm/contacts.csv"),
    ]
    for (column, path) in named {
      let unknown = Set(try Samples.column(column, of: path)).subtracting(reps).subtracting([""])
      #expect(unknown.isEmpty, "\(column) of \(path)")
    }
  }

  @Test func customersAreUniqueAndHangTogether() throws {
    for path in ["crm/accounts.csv", "crm/opportunities.csv", "crm/contacts.csv"] {
      let ids = try Samples.column("id", of: path)
      #expect(Set(ids).count == ids.count)
    }
    let accounts = Set(try Samples.column("id", of: "crm/accounts.csv"))
    let parents = try Samples.column("parent", of: "crm/accounts.csv").filter { !$0.isEmpty }
    #expect(parents.count > 10 && accounts.isSuperset(of: parents))
    #expect(accounts.isSuperset(of: try Samples.column("account", of: "crm/opportunities.csv")))
    #expect(accounts.isSuperset(of: try Samples.column("account", of: "crm/contacts.csv")))
    let running = try Samples.column("in_sequence", of: "crm/contacts.csv").filter { $0 == "true" }
    #expect((30...60).contains(running.count))
    let domains = try Samples.column("domains", of: "crm/accounts.csv")
      .flatMap { $0.split(separator: ";") }
    #expect(Set(domains).count < domains.count, "some companies share a domain")
  }

  @Test func presenceLiesInTheNinetyDaysBefore() throws {
    for text in try Samples.column("at", of: "roster/presence.csv") {
      let seen = try #require(Instant(rfc3339: text))
      #expect(seen < Samples.at && Samples.at - seen <= 92 * Instant.day)
    }
  }

  @Test func someoneIsOnLeaveToday() throws {
    let csv = try Samples.csv("roster/leave.csv")
    let today = try #require(LocalDate(parsing: "2026-03-02"))
    let away = csv.rows.filter { row in
      guard let from = LocalDate(parsing: row[1]), let to = LocalDate(parsing: row[2]) else {
        return false
      }
      return from <= today && today <= to
    }
    #expect(away.count >= 4)
    #expect(away.contains { !$0[4].isEmpty })
  }

  @Test func addressRangesArePublicAndDoNotOverlap() throws {
    let csv = try Samples.csv("geo/ip-country.csv")
    let ranges = try csv.rows.map { row in
      (try #require(IPAddress(row[0])), try #require(IPAddress(row[1])))
    }.sorted { $0.0 < $1.0 }
    for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.1 < next.0) }
    for range in ranges {
      #expect(range.0 < range.1)
      #expect(!range.0.isPrivateOrReserved && !range.1.isPrivateOrReserved)
    }
  }

  @Test func everyMarketsAddressesAreKnown() throws {
    let csv = try Samples.csv("geo/ip-country.csv")
    for market in Market.all {
      let address = try #require(IPAddress("\(market.addressPrefix).10.10"))
      let hit = try csv.rows.first { row in
        try #require(IPAddress(row[0])) <= address && address <= (try #require(IPAddress(row[1])))
      }
      #expect(hit?[2] == market.code)
    }
  }

  @Test func aUserNameCannotBreakTheSettings() {
    let text = PeopleText(user: "a\"b\\c\n").text
    #expect(text.contains(#"user = "a\"b\\c\u000A""#))
  }

  @Test func easterAndItsNeighboursFallOnTheirDays() throws {
    #expect("\(PublicHolidays.easter(2026))" == "2026-04-05")
    #expect("\(PublicHolidays.easter(2027))" == "2027-03-28")
    let first = try #require(LocalDate(parsing: "2026-01-01"))
    let days = PublicHolidays.days(from: first, to: first + 364)
    let named = Dictionary(
      days.map { ("\($0.country) \($0.name)", "\($0.date)") }, uniquingKeysWith: { a, _ in a })
    #expect(named["US Thanksgiving"] == "2026-11-26")
    #expect(named["DE Pfingstmontag"] == "2026-05-25")
  }
}

@Suite struct OpeningGovernanceTests {
  /// The proposal differs from the rules in force by the queue that it adds.
  @Test func theProposalAddsAQueue() throws {
    let rules = String(decoding: try #require(Samples.files["rules.toml"]), as: UTF8.self)
    let proposed = Samples.company.openingProposal.rules
    #expect(proposed.contains("id = \"fallback-latam\""))
    #expect(!rules.contains("fallback-latam"))
    #expect(
      Set(rules.split(separator: "\n")).isSubset(of: Set(proposed.split(separator: "\n"))))
  }

  @Test func exceptionsNameRepsProductsAndPeople() throws {
    let reps = Set(try Samples.column("id", of: "roster/reps.csv"))
    let people = String(decoding: try #require(Samples.files["people.toml"]), as: UTF8.self)
    for exception in Samples.company.openingExceptions {
      #expect(exception.terms.rep.map { reps.contains($0.text) } ?? false)
      #expect(!exception.references.isEmpty && exception.days <= 90)
      for person in [exception.requester] + exception.approvers {
        #expect(people.contains("actor = \"\(person)\""))
      }
      #expect(!exception.approvers.contains(exception.requester))
    }
  }
}
