import CPlatform
import DeskRules
import Foundation
import Glibc
import Testing

@testable import DeskLink

/// A client whose host went away between two questions.
@Suite struct ClientEndTests {
  @Test func whoAsksAfterTheEndHearsOfIt() throws {
    var folder = Array("/tmp/sb-link-XXXXXX".utf8CString)
    try #require(mkdtemp(&folder) != nil)
    let root = String(decoding: folder.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let server = try Server(path: root + "/s", limits: ConnectionHandler.Limits())
    let client = try Client(path: root + "/s")
    defer { client.close() }
    server.close()
    // Somebody else takes the event.
    var hasEnded = false
    let deadline = sb_boottime_ns() + 180_000_000_000
    while !hasEnded, sb_boottime_ns() < deadline {
      var waiting = pollfd(fd: client.events.descriptor, events: Int16(POLLIN), revents: 0)
      _ = sb_poll(&waiting, 1, 100_000_000)
      hasEnded = client.events.take().contains { if case .closed = $0 { true } else { false } }
    }
    #expect(hasEnded)
    // With nothing to come, an answer would be waited for to the end.
    let problem = #expect(throws: LinkProblem.self) {
      try client.ask(.status, timeoutSeconds: 5)
    }
    #expect(problem != nil && problem != .noAnswer(seconds: 5))
  }
}
