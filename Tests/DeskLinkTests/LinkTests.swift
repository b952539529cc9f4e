import CPlatform
import DeskRules
import Foundation
import Glibc
import NIOCore
import Testing

@testable import DeskLink

/// A server at a socket of its own and the loop that answers, on the test's thread.
private final class TestServer {
  let path: String
  let server: Server

  init(limits: ConnectionHandler.Limits = ConnectionHandler.Limits()) throws {
    var folder = Array("/tmp/sb-link-XXXXXX".utf8CString)
    try #require(mkdtemp(&folder) != nil)
    path = String(decoding: folder.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self) + "/s"
    server = try Server(path: path, limits: limits)
  }

  deinit {
    server.close()
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  /// Waits for events until the body takes one; fails where none ever comes.
  func wait<T>(for body: (LinkEvent) -> T?) throws -> T {
    let deadline = sb_boottime_ns() + 180_000_000_000
    while sb_boottime_ns() < deadline {
      var waiting = pollfd(fd: server.events.descriptor, events: Int16(POLLIN), revents: 0)
      _ = sb_poll(&waiting, 1, 100_000_000)
      for event in server.events.take() {
        if let found = body(event) { return found }
      }
    }
    throw LinkProblem.noAnswer(seconds: 180)
  }

  func question() throws -> Question {
    try wait { if case .asked(let question) = $0 { question } else { nil } }
  }
}

/// The other end as bytes.
private final class RawClient {
  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(connected == 0)
    patience(milliseconds: 180_000)
  }

  /// How long reading waits.
  func patience(milliseconds: Int) {
    var time = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Reads once and tells whether the host has closed.
  func isClosed() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    return count == 0 || count < 0 && errno != EAGAIN
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) {
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  func send(frame text: String, length: UInt32? = nil) {
    let length = length ?? UInt32(text.utf8.count)
    send(withUnsafeBytes(of: length.bigEndian, Array.init) + Array(text.utf8))
  }

  /// What the host says until it closes.
  func rest() -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  static let hello = #"{"hello":{"version":1}}"#
}

@Suite struct LinkTests {
  private let status = #"{"ask":{"id":7,"request":{"status":{}}}}"#

  @Test func aQuestionGetsItsAnswer() throws {
    let test = try TestServer()
    let client = try Client(path: test.path)
    defer { client.close() }
    client.send(.status, id: 3)
    let question = try test.question()
    #expect(question.request == .status)
    #expect(question.uid == geteuid())
    test.server.send(.failed("busy"), to: question)
    let answer = try client.next { if case .answered(3, let answer) = $0 { answer } else { nil } }
    #expect(answer == .failed("busy"))
  }

  /// Until whose it is has been set, nobody can connect to it.
  @Test func theSocketAppearsWhenItIsReady() throws {
    var folder = Array("/tmp/sb-link-XXXXXX".utf8CString)
    try #require(mkdtemp(&folder) != nil)
    let home = String(decoding: folder.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let path = home + "/desk.sock"
    var wasThere = true
    let server = try Server(path: path) { unready in
      wasThere = access(path, F_OK) == 0
      chmod(unready, 0o660)
    }
    var status = stat()
    #expect(!wasThere)
    #expect(lstat(path, &status) == 0 && status.st_mode & 0o7777 == 0o660)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == ["desk.sock"])
    // The next takes the place of one that died without a word.
    let next = try Server(path: path) { _ in }
    server.close()
    next.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: home).isEmpty)
  }

  @Test func onlySubscribersHearOfChangesAndInOneSet() throws {
    let test = try TestServer()
    let client = try Client(path: test.path)
    defer { client.close() }
    client.send(.subscribe, id: 1)
    let question = try test.question()
    test.server.publish([.clocks])
    test.server.subscribe(question.connection)
    test.server.send(.subscribed, to: question)
    test.server.publish([.leads, .log])
    let topics = try client.next { if case .changed(let topics) = $0 { topics } else { nil } }
    #expect(topics == [.leads, .log])
  }

  @Test(
    arguments: [
      (#"{"rubbish":1}"#, nil), ("", nil), ("x", UInt32(1) << 30),
      (String(repeating: "[", count: 200_000), nil),
    ] as [(String, UInt32?)])
  func garbageClosesItsOwnConnectionOnly(text: String, length: UInt32?) throws {
    let test = try TestServer()
    let good = try Client(path: test.path)
    defer { good.close() }
    let bad = try RawClient(test.path)
    bad.send(frame: RawClient.hello)
    bad.send(frame: text, length: length)
    #expect(String(decoding: bad.rest(), as: UTF8.self).contains("goodbye"))
    good.send(.status, id: 1)
    #expect(try test.question().request == .status)
  }

  @Test func whoDoesNotSayHelloIsSentAway() throws {
    let test = try TestServer()
    let client = try RawClient(test.path)
    client.send(frame: status)
    #expect(String(decoding: client.rest(), as: UTF8.self).contains("say hello first"))
  }

  @Test func anotherVersionIsToldOursAndGetsNoAnswers() throws {
    let test = try TestServer()
    let client = try RawClient(test.path)
    client.send(frame: #"{"hello":{"version":99}}"#)
    client.send(frame: status)
    let said = String(decoding: client.rest(), as: UTF8.self)
    #expect(said.contains(#""version":1"#))
    #expect(said.contains("goodbye"))
  }

  @Test func halfAFrameIsClosedHoweverItsBytesTrickle() throws {
    var limits = ConnectionHandler.Limits()
    limits.frameDeadline = .milliseconds(300)
    let test = try TestServer(limits: limits)
    let client = try RawClient(test.path)
    client.send(frame: RawClient.hello)
    client.send([0, 0, 255, 255])
    client.patience(milliseconds: 50)
    // The length first, then byte by byte; the end comes long before the frame would be whole.
    var drips = 0
    while !client.isClosed(), drips < 100 {
      client.send([32])
      drips += 1
    }
    #expect(drips < 100)
  }

  @Test func questionsDoNotPileUp() throws {
    var limits = ConnectionHandler.Limits()
    limits.openQuestions = 8
    let test = try TestServer(limits: limits)
    let client = try RawClient(test.path)
    client.send(frame: RawClient.hello)
    for _ in 0..<20 { client.send(frame: status) }
    #expect(String(decoding: client.rest(), as: UTF8.self).contains("too many questions"))
  }

  @Test func whoDoesNotReadIsClosed() throws {
    let test = try TestServer()
    let client = try RawClient(test.path)
    client.send(frame: RawClient.hello)
    client.send(frame: status)
    let question = try test.question()
    let long = DeskAnswer.failed(String(repeating: "x", count: 900_000))
    for _ in 0..<12 { test.server.send(long, to: question) }
    _ = try test.wait { event -> Bool? in
      if case .disconnected = event { true } else { nil }
    }
    #expect(test.server.connectionCount == 0)
  }

  @Test func anAnswerLongerThanAFrameSaysSo() throws {
    let test = try TestServer()
    let client = try Client(path: test.path)
    defer { client.close() }
    client.send(.status, id: 9)
    let question = try test.question()
    test.server.send(.failed(String(repeating: "x", count: 2 << 20)), to: question)
    let answer = try client.next { if case .answered(9, let answer) = $0 { answer } else { nil } }
    guard case .failed(let why) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(why.contains("longer than a frame"))
  }

  @Test func aQuestionLongerThanAFrameIsAnsweredHere() throws {
    let test = try TestServer()
    let client = try Client(path: test.path)
    defer { client.close() }
    let answer = try client.ask(
      .lead(String(repeating: "x", count: 2 << 20)), timeoutSeconds: 10)
    guard case .failed = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test func oneUserHasSixteenConnections() throws {
    let test = try TestServer()
    var clients: [Client] = []
    defer { for client in clients { client.close() } }
    for _ in 0..<16 { clients.append(try Client(path: test.path)) }
    #expect(throws: LinkProblem.self) { try Client(path: test.path) }
    clients.removeLast().close()
    _ = try test.wait { event -> Bool? in
      if case .disconnected = event { true } else { nil }
    }
    clients.append(try Client(path: test.path))
  }

  @Test func whereNobodyServesThatIsSaid() {
    #expect(throws: LinkProblem.nobodyServes) {
      try Client(path: NSTemporaryDirectory() + "/nobody.sock")
    }
  }

  @Test func aHostThatEndsSaysSoToItsClients() throws {
    let client: Client
    do {
      let test = try TestServer()
      client = try Client(path: test.path)
    }
    let problem = try client.next { if case .closed(let problem) = $0 { problem } else { nil } }
    #expect(problem == .closed("the host ended"))
    client.close()
  }
}

extension Client {
  /// Waits for events until the body takes one; fails where none ever comes.
  fileprivate func next<T>(_ body: (ClientEvent) -> T?) throws -> T {
    let deadline = sb_boottime_ns() + 180_000_000_000
    while sb_boottime_ns() < deadline {
      var waiting = pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0)
      _ = sb_poll(&waiting, 1, 100_000_000)
      for event in events.take() {
        if let found = body(event) { return found }
      }
    }
    throw LinkProblem.noAnswer(seconds: 180)
  }
}
