import LeadModel
import Testing

@testable import Intake

@Suite struct ActivityTests {
  private func read(_ text: String, _ name: String = "a.csv") throws -> ActivityBatch {
    try Array(text.utf8).withUnsafeBytes { bytes in
      // The site is two hours east of UTC.
      try ActivityReader.read(bytes, name: name) { $0.instant(offsetMinutes: 120) }.batch
    }
  }

  @Test func rowsBecomeActivities() throws {
    let text = """
      lead,kind,at,actor,auto,Channel,source
      L-1,Contacted,2026-03-02T09:15:00Z,ana,no,mail,web
      a@b.c,meeting,2026-03-02 11:15,,YES,,
      L-3,note,1772442900,,,,
      L-4,note,1772442900000,,,,
      """
    let batch = try read(text)
    let at = Instant(rfc3339: "2026-03-02T09:15:00Z")
    #expect(batch.findings == [])
    #expect(batch.activities.map(\.at) == [at, at, at, at])
    #expect(batch.activities.map(\.kind) == ["contacted", "meeting", "note", "note"])
    #expect(batch.activities.map(\.auto) == [false, true, false, false])
    #expect(batch.activities.first?.channel == "mail")
    #expect(batch.origins.map(\.line) == [2, 3, 4, 5])
  }

  @Test func objectsToo() throws {
    let text =
      "{\"activities\":[{\"lead\":\"L-1\",\"kind\":\"meeting\",\"at\":1772442900,\"auto\":true}]}"
    #expect(try read(text, "a.json").activities.map(\.auto) == [true])
    let lines = "{\"lead\":7,\"kind\":\"note\",\"at\":\"2026-03-02\"}\n{\"lead\":\"x\"}\n"
    let batch = try read(lines, "a.ndjson")
    #expect(batch.activities.map(\.lead) == ["7"])
    #expect(batch.findings.map(\.origin.line) == [2])
  }

  @Test(arguments: [
    (",note,2026-03-02,", "names no lead"), ("L,called,2026-03-02,", "\"called\" is no kind"),
    ("L,,2026-03-02,", "no kind"), ("L,note,,", "no time"),
    ("L,note,2026-02-30,", "\"2026-02-30\" in \"at\" is no time"),
    ("L,note,99999999999999999999,", "is no time"), ("L,note,292277026596000,", "is no time"),
    ("L,note,2026-03-02,maybe", "neither true nor false"),
  ]) func badRowsAreRejected(row: String, words: String) throws {
    let batch = try read("lead,kind,at,auto\n\(row)\nL,note,2026-03-02,\n")
    #expect(batch.activities.count == 1)
    #expect(batch.findings.map { $0.reason.contains(words) } == [true], "\(batch.findings)")
    #expect(batch.findings.first?.row != nil)
  }

  @Test func missingColumnsRefuseTheFile() {
    #expect(throws: FileRefusal.self) { _ = try read("lead,kind\nL,note\n") }
  }
}
