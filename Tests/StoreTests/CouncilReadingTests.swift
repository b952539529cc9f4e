import LeadModel
import Testing

@testable import Store

/// What the council's agenda, previews and reports read.
@Suite struct CouncilReadingTests {
  let store: Store
  var maker = Maker()
  init() throws { store = try Store.inMemory() }

  private mutating func lead(
    _ minute: Int64, source: String = "web", campaign: String? = nil, country: String? = nil,
    product: String? = nil
  ) throws {
    var unit = maker.lead(
      source: source, minute: minute,
      facts: LeadRoutingFacts(company: "ACME", country: "DE", campaign: campaign))
    if case .leadAdded(var lead) = unit.changes[0], case .leadPlaced(var place) = unit.changes[1] {
      lead.fields[.country] = country ?? "Germany"
      lead.fields[.products] = product ?? "crm"
      place.flags = []
      if country != nil { place.flags.insert(.unknownCountry) }
      if product != nil { place.flags.insert(.unknownProduct) }
      unit.changes[0] = .leadAdded(lead)
      unit.changes[1] = .leadPlaced(place)
    }
    try store.checked(unit)
  }

  @Test mutating func textsAreFirstSeenOnce() throws {
    try lead(0, campaign: "spring", country: "Freedonia")
    try lead(10, source: "fair", campaign: "spring", country: "Freedonia", product: "toaster")
    try lead(11, source: "fair", campaign: "Spring", product: "toaster")
    try lead(12, source: "ad", product: "toaster")
    try lead(20, source: "late", campaign: "spring")
    func found(_ from: Int64, _ to: Int64) throws -> [String] {
      try store.firstSeen(from: Maker.at(from), to: Maker.at(to)).map {
        "\($0.kind.rawValue) \($0.value) #\($0.lead.value) ×\($0.count)"
      }
    }
    #expect(
      try found(5, 20) == [
        "campaign Spring #3 ×1", "product toaster #2 ×3", "source fair #2 ×2", "source ad #4 ×1",
      ])
    #expect(
      try found(0, 5) == ["campaign spring #1 ×1", "country Freedonia #1 ×1", "source web #1 ×1"])
    #expect(try found(20, 99) == ["source late #5 ×1"])
    #expect(try found(21, 99) == [])
  }

  /// The clock was set back by an hour after the third entry.
  @Test func decisionsOfATimeComeInTheOrderOfTheLog() throws {
    let written: [(EntryKind, Int64)] = [
      (.leadReceived, 10), (.leadAssigned, 10), (.leadQueued, 80), (.leadDrained, 20),
      (.leadClaimed, 21), (.leadDuplicate, 22), (.leadShadowed, 30), (.leadAssigned, 81),
    ]
    try store.commit([
      CommitUnit(entries: written.map { Maker.entry($0.0, "lead/1", at: Maker.at($0.1)) })
    ])
    func numbers(_ from: Int64, _ to: Int64, atMost: Int = 99) throws -> [Int64] {
      var numbers: [Int64] = []
      try store.decisionEntries(from: Maker.at(from), to: Maker.at(to)) {
        numbers.append($0.seq)
        return numbers.count < atMost
      }
      return numbers
    }
    #expect(try numbers(0, 99) == [2, 3, 4, 6, 7, 8])
    #expect(try numbers(20, 30) == [4, 6])
    #expect(try numbers(30, 81) == [3, 7])
    #expect(try numbers(0, 99, atMost: 2) == [2, 3])
    #expect(try numbers(31, 80) == [])
    var claimed: [Int64] = []
    try store.entries(kinds: [.leadClaimed], from: Maker.at(0), to: Maker.at(99)) {
      claimed.append($0.seq)
      return true
    }
    #expect(claimed == [5])
  }

  @Test mutating func theRecordOfALeadIsFoundInItsFile() throws {
    var unit = maker.lead()
    if case .leadAdded(var lead) = unit.changes[0] {
      lead.file = 7
      lead.line = 31
      unit.changes[0] = .leadAdded(lead)
    }
    let file = FileAttempted(
      id: 7, name: "web.csv", folder: "leads", workName: "20260302-7-web.csv", bytes: 100,
      owner: 1, attempt: 1, at: Maker.start)
    unit.changes.insert(.fileAttempted(file), at: 0)
    try store.checked(unit, maker.lead(minute: 1))
    let place = try #require(try store.intakePlace(of: LeadNumber(1)))
    #expect(place.file.name == "web.csv")
    #expect(place.file.folder == "leads")
    #expect(place.workName == "20260302-7-web.csv")
    #expect(place.line == 31)
    #expect(try store.intakePlace(of: LeadNumber(2)) == nil)
    #expect(try store.intakePlace(of: LeadNumber(9)) == nil)
  }

  /// Lists of panes and of the agenda find their rows by an index, however long the history is.
  @Test(arguments: [
    ("SELECT * FROM exception WHERE status = 'approved' AND sunset_at > 5", "exception_sunset"),
    ("SELECT * FROM change_request WHERE status = 'open' ORDER BY number", "change_request_open"),
    (
      "SELECT * FROM roster_change WHERE reviewed_at IS NULL ORDER BY id DESC LIMIT 5",
      "roster_change_unreviewed"
    ),
    (
      "SELECT * FROM notification WHERE ended_at IS NULL AND next_at <= 5 ORDER BY next_at, id",
      "notification_next"
    ),
    ("SELECT * FROM note WHERE lead = 5 ORDER BY id", "note_lead"),
    ("SELECT MAX(last) FROM outbox_file", "outbox_file_last"),
    (EntryRange.query([.leadQueued, .leadAssigned]), "log_entry_kind"),
  ])
  func costDoesNotFollowHistory(sql: String, index: String) throws {
    let plan = try store.plan(sql)
    #expect(plan.contains(index), "\(plan)")
    #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
  }
}

extension Store {
  /// How SQLite answers a query.
  fileprivate func plan(_ sql: String) throws -> String {
    try database.read { db in
      try db.all("EXPLAIN QUERY PLAN \(sql)") { row in
        _ = (row.int(), row.int(), row.int())
        return row.text()
      }.joined(separator: "; ")
    }
  }
}
