import Foundation
import Testing

/// Exports of CRMs through a whole desk: every row ends somewhere, once.
@Suite struct ExportTests {
  @Test func tenThousandLeadsOfACRM() throws { try takeIn(dialect: "hubspot", leads: 10_000) }

  @Test(arguments: [
    "salesforce", "salesforce-api", "marketo", "pardot", "suitecrm", "pipedrive", "zoho", "plain",
  ])
  func everyDialect(_ dialect: String) throws { try takeIn(dialect: dialect, leads: 300) }

  /// Takes an export in with broken rows added, and once more.
  private func takeIn(
    dialect: String, leads: Int, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let desk = try TestDesk(.sample)
    let sample = try Signalbox.run([
      "sample", "--leads", "\(leads)", "--dialect", dialect, "--at", TestDesk.monday,
    ])
    #expect(sample.status == 0)
    let export = BrokenExport(sample.bytes)
    let ending = export.isTabbed ? "tsv" : "csv"
    try desk.drop(export.bytes, as: "leads/export.\(ending)")
    let taken = try desk.once()
    #expect(taken.run.status == 1, "\(taken.run)", sourceLocation: location)
    #expect(taken["rows"] == leads + export.reasons.count, sourceLocation: location)
    #expect(taken["rejected"] == export.reasons.count, "\(taken.run)", sourceLocation: location)
    let ended = ["assigned", "queued", "duplicate", "redelivered", "rejected", "updated"]
      .reduce(0) { $0 + taken[$1] }
    #expect(ended == taken["rows"], sourceLocation: location)

    let refused = try #require(desk.text("rejected/export.\(ending).rows.csv"))
    for reason in export.reasons {
      #expect(refused.contains(reason), "\(reason) in \(refused)", sourceLocation: location)
    }
    #expect(
      desk.read("processed/2026-03-02/export.\(ending)") == export.bytes, sourceLocation: location)
    try desk.expectSound(location)

    let before = try desk.kinds()
    try desk.drop(export.bytes, as: "leads/export.\(ending)")
    let again = try desk.once(at: "2026-03-02T09:16:00Z")
    let known = taken["assigned"] + taken["queued"] + taken["duplicate"] + taken["redelivered"]
    #expect(again["redelivered"] == known, "\(again.run)", sourceLocation: location)
    #expect(again["rejected"] == export.reasons.count, sourceLocation: location)
    var after = try desk.kinds()
    after["intake.accepted", default: 0] -= 1
    #expect(after == before, sourceLocation: location)
  }
}

/// An export with rows at its end that no desk can take.
struct BrokenExport {
  let bytes: [UInt8]
  /// What has to be said of each of them.
  let reasons: [String]
  let isTabbed: Bool

  init(_ sample: [UInt8]) {
    // Marketo writes UTF-16; the marks of a row are ASCII in any encoding.
    let isWide = sample.starts(with: [0xFF, 0xFE])
    let header = sample.prefix { $0 != 10 }
    let separator = ["\t", ";", ","].first { header.contains(Array($0.utf8)[0]) } ?? ","
    isTabbed = separator == "\t"
    let columns = header.count { $0 == Array(separator.utf8)[0] } + 1
    func row(_ cells: [String]) -> [UInt8] {
      let text = Array((cells.joined(separator: separator) + "\n").utf8)
      return isWide ? text.flatMap { [$0, 0] } : text
    }
    var all = sample
    all += row([String](repeating: "x", count: columns + 1))
    all += row([String](repeating: "", count: columns))
    var reasons = ["fields", "none of"]
    if !isWide, String(validating: sample, as: UTF8.self) != nil,
      sample.contains(where: { $0 > 127 })
    {
      all += [0x22, 0xC3, 0x28, 0xFF, 0x22] + row(["", "b"])
      reasons.append("UTF-8")
    }
    all += row(["\"never closed", "and so on"])
    reasons.append("quote")
    bytes = all
    self.reasons = reasons
  }
}
