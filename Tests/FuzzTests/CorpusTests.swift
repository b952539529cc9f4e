import Foundation
import Testing

/// What `Scripts/fuzz` has learnt: every input that it was given to begin with and every one that once broke a
/// law, without its sanitizers.
@Suite struct CorpusTests {
  static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Corpus")

  @Test(arguments: FuzzTarget.allCases) func lawsHoldForAllThatIsKept(_ target: FuzzTarget) throws {
    let folder = Self.corpus.appending(path: target.rawValue)
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      #expect(throws: Never.self, "\(target)/\(file.lastPathComponent)") {
        try target.check(bytes)
      }
    }
  }

  @Test(arguments: FuzzTarget.allCases) func lawsHoldForNothing(_ target: FuzzTarget) throws {
    for bytes in [[], [0], [255], [1, 34]] as [[UInt8]] { try target.check(bytes) }
  }

  @Test func aLawCanBeBroken() {
    #expect(throws: BrokenLaw.self) { try law(1 > 2, "one is not more than two") }
    #expect(throws: BrokenLaw.self) { try TerminalLaws.harmless("a\u{1B}[31m") }
    #expect(throws: BrokenLaw.self) { try TerminalLaws.harmless("a\u{202E}b") }
    #expect(throws: BrokenLaw.self) { try FindingLaws.sentence("two\nlines") }
  }
}
