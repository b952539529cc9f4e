import Foundation
import Glibc
import Testing

/// What a hostile or clumsy client says to a host, while others are served.
@Suite struct SocketTests {
  private static let hello = #"{"hello":{"version":1}}"#

  @Test func garbageClosesOnlyItsOwnConnection() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let host = try desk.serve()
    let socket = desk.path("link/desk.sock")
    let honest = try #require(RawLink(socket))
    honest.send(frame: Self.hello)
    #expect(!honest.receive(4).isEmpty)

    let sayings: [[UInt8]] = [
      Array("GET / HTTP/1.1\r\n\r\n".utf8),
      [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3],
      [0, 0x10, 0, 1],
      [0, 0, 0, 2, 0x7B, 0x7D],
      [0, 0, 0, 4, 0xFF, 0xFE, 0x00, 0x01],
      [UInt8](repeating: 0xFF, count: 4096),
    ]
    for saying in sayings {
      let link = try #require(RawLink(socket))
      link.send(saying)
      #expect(link.isClosed(), "\(saying.prefix(8))")
    }
    // Asking before greeting, and greeting in another version.
    let rude = try #require(RawLink(socket))
    rude.send(frame: #"{"ask":{"id":1,"request":{"status":{}}}}"#)
    #expect(rude.isClosed())

    honest.send(frame: #"{"ask":{"id":7,"request":{"status":{}}}}"#)
    let answer = String(decoding: honest.receive(200), as: UTF8.self)
    #expect(answer.contains("Test desk"), "\(answer)")
    #expect(try desk.run("explain", "L-1").status == 0)
    #expect(host.isRunning)
  }

  @Test func halfAFrameHoldsNobodyUp() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let host = try desk.serve()
    let slow = try #require(RawLink(desk.path("link/desk.sock")))
    slow.send([0, 0, 1, 0, 0x7B])
    for _ in 0..<3 { #expect(try desk.run("explain", "L-1").status == 0) }
    // Ten seconds are given to finish it.
    #expect(slow.isClosed())
    #expect(host.isRunning)
  }

  @Test func oneUserHasSixteenConnections() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let host = try desk.serve()
    let socket = desk.path("link/desk.sock")
    var links = try (0..<20).map { _ in try #require(RawLink(socket)) }
    for link in links { link.send(frame: Self.hello) }
    #expect(links.count { !$0.receive(4).isEmpty } == 16)
    let refused = try desk.run("explain", "L-1")
    #expect(refused.status == 4 && refused.errorLines.count == 1, "\(refused)")
    links = []
    #expect(try eventually { try desk.run("explain", "L-1").status == 0 })
    #expect(host.isRunning)
  }

  /// An act is done whole or not at all, whether or not its asker waits for the answer; done twice with
  /// the same key, it is done once.
  @Test func whoeverLeavesInTheMiddleOfAnActHarmsNothing() throws {
    let desk = try TestDesk.withTwoLeads(at: nil)
    let host = try desk.serve()
    let act = """
      {"ask":{"id":2,"request":{"act":{"_0":{"key":"once","act":{"contact":{"lead":"L-1","kind":"contacted"}}}}}}}
      """
    for _ in 0..<5 {
      let link = try #require(RawLink(desk.path("link/desk.sock")))
      link.send(frame: Self.hello)
      link.send(frame: act)
    }
    #expect(try eventually { try desk.kinds()["lead.contacted"] == 1 })
    for cut in [1, 10, 40, 100] {
      let link = try #require(RawLink(desk.path("link/desk.sock")))
      link.send(frame: Self.hello)
      let other = act.replacingOccurrences(of: "once", with: "other-\(cut)")
      let length = withUnsafeBytes(of: UInt32(other.utf8.count).bigEndian) { Array($0) }
      link.send(length + Array(other.utf8.prefix(cut)))
    }
    #expect(try desk.run("explain", "L-1").status == 0)
    #expect(try desk.kinds()["lead.contacted"] == 1)
    host.signal(SIGTERM)
    #expect(try host.wait().status == 0)
    try desk.expectSound()
  }
}
