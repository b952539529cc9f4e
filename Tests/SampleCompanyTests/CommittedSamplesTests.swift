import Foundation
import LeadModel
import Testing

@testable import SampleCompany

@Suite struct CommittedSamplesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("SampleData")

  @Test func equalWhatTheProgramMakesByteForByte() throws {
    let made = Samples.company.workspaceFiles() + Samples.company.exportFiles(leads: 2000)
    for file in made {
      let committed = try Data(contentsOf: Self.folder.appendingPathComponent(file.path))
      #expect(committed == Data(file.bytes), "\(file.path) differs from what the seed gives")
    }
    #expect(made.reduce(0) { $0 + $1.bytes.count } < 1_500_000)
  }

  @Test func everyExportBeginsAnew() {
    let files = Samples.company.exportFiles(leads: 100)
    #expect(files.count == 10 && Set(files.map(\.path)).count == 10)
  }
}
