import Foundation
import Testing

@testable import Desk

/// The lines of a file that a crash cut off.
@Suite struct FilesTests {
  @Test(arguments: [
    ("", "new\n"), ("one\n", "one\nnew\n"), ("one\nhal", "one\nnew\n"), ("half", "new\n"),
    ("\n", "\nnew\n"),
  ])
  func aNewLineStandsAlone(before: String, after: String) throws {
    let path = FileManager.default.temporaryDirectory.path + "/sb-lines-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(before.utf8).write(to: URL(filePath: path))
    try Files.append("new", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == after)
  }
}
