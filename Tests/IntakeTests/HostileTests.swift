import LeadModel
import Testing

@testable import Intake

/// Inputs made to hurt: each has a defined end, and none takes more than a few records of memory.
@Suite struct HostileTests {
  @Test func aMillionColumnsAreRefused() {
    let header = "id" + String(repeating: ",c", count: 1_000_000)
    #expect(refusal(header + "\n") != nil)
    // As a row they are too many fields, and the others go through.
    let wide = "id,city\n1,a\n" + String(repeating: ",", count: 500_000) + "\n2,b\n"
    let batch = try? read(wide).batch
    #expect(batch?.values(.id) == ["1", "2"])
    #expect(batch?.rejections == ["3: the row has 500001 fields, the header only 2"])
  }

  @Test func manyMembersRejectTheRecord() throws {
    let members = (0..<600).map { "\"k\($0)\":1" }.joined(separator: ",")
    let batch = try read("{\"id\":\"1\"}\n{\(members)}\n", "a.ndjson").batch
    #expect(batch.values(.id) == ["1"])
    #expect(batch.rejections.first?.contains("more than 512 members") == true)
  }

  @Test func aLineWithoutEndIsRefusedBeforeItIsAllRead() throws {
    let limits = IntakeLimits(recordBytes: 1 << 16)
    let piece = [UInt8](repeating: 0x61, count: 1 << 14)
    for name in ["a.csv", "a.ndjson"] {
      var preflight = try Preflight(name: name, columns: .leads(.builtIn), limits: limits)
      var pieces = 0
      #expect(throws: FileRefusal.self) {
        while pieces < 1000 {
          try piece.withUnsafeBytes { try preflight.feed($0) }
          pieces += 1
        }
      }
      #expect(pieces <= 5)
    }
  }

  @Test func aRecordWithoutEndIsRefusedBeforeItIsAllRead() throws {
    let limits = IntakeLimits(recordBytes: 1 << 16)
    for start in ["[{\"id\":\"", "{\"id\":\"", "{\"leads\":[], \"", "{\"leads\":[{}, \"x"] {
      var preflight = try Preflight(name: "a.json", columns: .leads(.builtIn), limits: limits)
      try Array(start.utf8).withUnsafeBytes { try preflight.feed($0) }
      let piece = [UInt8](repeating: 0x61, count: 1 << 14)
      var pieces = 0
      #expect(throws: FileRefusal.self, "\(start)") {
        while pieces < 1000 {
          try piece.withUnsafeBytes { try preflight.feed($0) }
          pieces += 1
        }
      }
      #expect(pieces <= 6)
    }
  }

  @Test func tooLargeAFileIsRefusedUnread() {
    #expect(throws: FileRefusal.self) {
      _ = try Preflight(
        name: "a.csv", size: 5 << 30, columns: .leads(.builtIn), limits: IntakeLimits())
    }
  }

  /// Each line opens a quote anew: looking for its end must not make the whole quadratic.
  @Test func aQuoteOnEveryLineIsReadInOnePass() throws {
    for line in ["1,\"x\n", "x\",\",\n", "\"\"\"\n", "\"a\"\"\n"] {
      let text = "id,city\n" + String(repeating: line, count: 20_000)
      let batch = try read(text).batch
      #expect(batch.records.count + batch.rejections.count > 0)
    }
  }

  @Test func zerosAreRefused() {
    #expect(refusal([UInt8](repeating: 0, count: 2 << 20)) != nil)
    #expect(refusal([UInt8](repeating: 0, count: 100)) != nil)
    #expect(refusal(Array("id,email".utf8) + [0, 10] + Array("1,2\n".utf8)) != nil)
  }

  /// Whatever the bytes are, reading ends with records or a reason, the same in any pieces.
  @Test(arguments: 1...30) func anythingHasADefinedResult(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let fragments: [[UInt8]] =
      [
        "id,email\n", "\"", "{", "}", "[", "]", ",", ";", "\t", ":", "\n", "\r", "\r\n", "\\",
        "\\u0041",
        "1", "null", "true", "{\"id\":\"1\"}", "\"leads\":", "é", "x", "-", ".5", " ",
      ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80]]
    for name in ["a.csv", "a.tsv", "a.json", "a.ndjson"] {
      for _ in 0..<60 {
        var bytes: [UInt8] = name.hasSuffix("sv") ? Array("id,email\n".utf8) : []
        for _ in 0..<Int.random(in: 0...30, using: &random) {
          bytes += fragments[Int.random(in: 0..<fragments.count, using: &random)]
        }
        let whole = Result { try read(bytes, name).batch }
        let size = Int.random(in: 1...9, using: &random)
        let pieces = Result { try readInPieces(bytes, name, of: size) }
        switch (whole, pieces) {
        case (.success(let a), .success(let b)):
          #expect(a.records == b.records && a.findings == b.findings, "\(name) \(bytes)")
        case (.failure(let a), .failure(let b)):
          #expect("\(a)" == "\(b)", "\(name) \(bytes)")
        default: Issue.record("\(name) by \(size): \(bytes)")
        }
      }
    }
  }
}
