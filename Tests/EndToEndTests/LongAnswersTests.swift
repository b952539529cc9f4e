import Foundation
import Glibc
import Testing

/// Questions that take a host its time, asked by several at once while others are served.
@Suite struct LongAnswersTests {
  /// A client that asks one thing at a time.
  private final class Asker {
    private let link: RawLink
    private var asked = 0

    init(_ desk: TestDesk) throws {
      link = try #require(RawLink(desk.path("link/desk.sock")))
      link.send(frame: #"{"hello":{"version":1}}"#)
      #expect(try read()["welcome"] != nil)
    }

    /// The host's answer: its name with what it holds.
    func ask(_ request: String) throws -> (name: String, value: [String: Any]) {
      asked += 1
      link.send(frame: #"{"ask":{"id":\#(asked),"request":\#(request)}}"#)
      let frame = try #require(try read()["answer"] as? [String: Any])
      #expect(frame["id"] as? Int == asked)
      let answer = try #require(frame["answer"] as? [String: Any])
      let name = try #require(answer.keys.first)
      let value = try #require(answer[name] as? [String: Any])
      return (name, value["_0"] as? [String: Any] ?? value)
    }

    /// Asks until the answer is there. `working` is what it said of its progress meanwhile.
    func askUntilDone(
      _ request: String
    ) throws -> (name: String, value: [String: Any], working: [Int]) {
      var working: [Int] = []
      var last = try ask(request)
      let ended = try eventually {
        guard last.name == "working" else { return true }
        let (done, whole) = (last.value["done"] as? Int, last.value["of"] as? Int)
        working.append(try #require(done))
        #expect(try #require(done) <= #require(whole))
        last = try ask(request)
        return false
      }
      try #require(ended)
      return (last.name, last.value, working)
    }

    private func read() throws -> [String: Any] {
      let length = link.receive(exactly: 4).reduce(0) { $0 << 8 | Int($1) }
      return try JSON.object(String(decoding: link.receive(exactly: length), as: UTF8.self))
    }
  }

  private static let leads = 400

  /// A desk with many leads, and rules under which those of one rep go to another.
  private func desk() throws -> (desk: TestDesk, rules: String) {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...Self.leads), as: "leads/all.csv")
    try desk.once(at: nil)
    let rules =
      SmallCompany.rules
        + """
        [[region]]
        id = "EMEA"
        mode = "off"

        """
    return (desk, rules)
  }

  private func preview(_ rules: String, offset: Int = 0, limit: Int = 100) throws -> String {
    let text = String(decoding: try JSONEncoder().encode(rules), as: UTF8.self)
    return """
      {"preview":{"_0":{"rules":{"text":{"_0":\(text)}},"rolled":false,"offset":\(offset),\
      "limit":\(limit)}}}
      """
  }

  private func leads(_ page: [String: Any]) -> [String] {
    (page["rows"] as? [[String: Any]] ?? []).compactMap { $0["lead"] as? String }
  }

  /// What a preview says but for its rows, as JSON.
  private func figures(_ page: [String: Any]) throws -> Data {
    var page = page
    page["rows"] = nil
    return try JSONSerialization.data(withJSONObject: page, options: .sortedKeys)
  }

  @Test func twoWhoAskTheSamePreviewWaitForOneAnswer() throws {
    let (desk, rules) = try desk()
    let host = try desk.serve()
    let (first, second) = (try Asker(desk), try Asker(desk))
    let request = try preview(rules)
    // Both begin before it can be done, or on a fast machine the second finds it done.
    #expect(try first.ask(request).name == "working")
    #expect(["working", "previewed"].contains(try second.ask(request).name))
    // Meanwhile the log is verified on a thread of its own, and a rep works on.
    #expect(try desk.run("log", "verify").status == 0)
    #expect(try desk.run("contact", "L-1").status == 0)

    let one = try first.askUntilDone(request)
    let two = try second.askUntilDone(request)
    #expect(one.name == "previewed" && two.name == "previewed", "\(one) \(two)")
    #expect(one.working == one.working.sorted())
    #expect(try figures(one.value) == figures(two.value))
    #expect(leads(one.value) == leads(two.value))
    #expect(one.value["leads"] as? Int == Self.leads)
    let changed = try #require(one.value["changed"] as? Int)
    #expect(changed > 150 && leads(one.value).count == 100)

    // The pages are those of one preview: no lead twice, none left out.
    var all = leads(one.value)
    while all.count < changed {
      let page = try first.ask(preview(rules, offset: all.count, limit: 100))
      #expect(page.name == "previewed")
      #expect(try figures(page.value) == figures(one.value))
      try #require(!leads(page.value).isEmpty)
      all += leads(page.value)
    }
    #expect(Set(all).count == changed && all.count == changed)
    host.signal(SIGTERM)
    #expect(try host.wait().status == 0)
    try desk.expectSound()
  }

  @Test func reportsAndTheLogAreAnsweredSideBySide() throws {
    let (desk, rules) = try desk()
    let host = try desk.serve()
    let askers = try (0..<4).map { _ in try Asker(desk) }
    let requests = [
      try preview(rules), #"{"report":{"_0":{"name":"kpi","from":"2026-01-01T00:00:00.000Z"}}}"#,
      #"{"agenda":{}}"#,
      #"{"verifyLog":{}}"#,
    ]
    let answers = try zip(askers, requests).map { try $0.askUntilDone($1) }
    #expect(answers.map(\.name) == ["previewed", "report", "agenda", "verified"])
    let rows = try #require(answers[1].value["rows"] as? [[String: Any]])
    #expect(rows.contains { $0["count"] as? Int == Self.leads }, "\(rows)")
    #expect(answers[3].value["verdict"] as? String == "intact")
    // Whoever asks for a report again wants to know how it is now, not how it was.
    #expect(try askers[0].ask(requests[1]).name == "working")
    // Rules that do not hold are refused, on the thread that tries them.
    let refused = try askers[2].askUntilDone(preview(rules + "nonsense = 1\n"))
    #expect(refused.name == "refused", "\(refused)")
    #expect(host.isRunning)
  }
}
