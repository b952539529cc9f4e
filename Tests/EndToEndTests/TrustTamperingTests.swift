import Foundation
import Glibc
import Testing

/// Whoever gets at the files of a desk changes nothing in its log unnoticed.
@Suite struct TrustTamperingTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.drop(SmallCompany.leads(1...20), as: "leads/first.csv")
    try desk.once(at: nil)
    #expect(try desk.run("contact", "L-1").status == 0)
    if let host = desk.hostProcess {
      kill(host, SIGTERM)
      #expect(eventually { desk.hostProcess == nil })
    }
    return desk
  }

  /// The whole store as the bytes of one file, without what SQLite keeps beside it.
  private func store(_ desk: TestDesk) throws -> [UInt8] {
    let run = try desk.run("backup", desk.path("whole.sqlite"))
    #expect(run.status == 0, "\(run)")
    return try #require(desk.read("whole.sqlite"))
  }

  private func replaceStore(_ desk: TestDesk, by bytes: [UInt8]) throws {
    for name in ["", "-wal", "-shm"] { unlink(desk.path("signalbox.sqlite" + name)) }
    try desk.write(bytes, to: "signalbox.sqlite")
  }

  /// One byte of an entry: of what it says, who did it, and its hash.
  @Test(arguments: ["payload", "actor", "hash"])
  func aByteOfAnEntryIsNamed(_ column: String) throws {
    let desk = try desk()
    #expect(try desk.run("log", "verify").status == 0)
    let log = try desk.run("log", "export").lines
    let line = try #require(log.first { $0.contains(#""kind":"lead.contacted""#) })
    let entry = try JSON.object(line)
    let seq = try #require(entry["seq"] as? Int)
    try flip(desk, in: column, of: entry, line)

    let verify = try desk.run("log", "verify", "--format", "json")
    #expect(verify.status == 1, "\(verify)")
    let answer = try JSON.object(verify)
    #expect(answer["verdict"] as? String == "broken" && answer["broken_at"] as? Int == seq)
    let text = try desk.run("log", "verify")
    #expect(text.status == 1 && text.output.contains("\(seq)"), "\(text)")
    #expect(try desk.run("doctor").status == 1)
  }

  /// Changes a byte in the file where the entry's column lies.
  private func flip(
    _ desk: TestDesk, in column: String, of entry: [String: Any], _ line: String
  ) throws {
    let payload = try #require(line.firstMatch(of: /"payload":(\{.*\}),"prev"/)?.output.1)
    var bytes = try store(desk)
    // The columns of a row lie behind each other: prev, hash, actor, role, kind, subject, payload.
    let start = try #require(bytes.firstRange(of: Array(payload.utf8))?.lowerBound)
    switch column {
    case "payload":
      let place = try #require(bytes[start...].firstIndex(of: UInt8(ascii: ":")))
      bytes[place + 2] ^= 1
    case "actor":
      let actor = Array(try #require(entry["actor"] as? String).utf8)
      let place = try #require(bytes[(start - 80)..<start].firstRange(of: actor)?.lowerBound)
      bytes[place] ^= 1
    default:
      let hash = hex(try #require(entry["hash"] as? String))
      let place = try #require(bytes[(start - 160)..<start].firstRange(of: hash)?.lowerBound)
      bytes[place] ^= 1
    }
    try replaceStore(desk, by: bytes)
  }

  private func hex(_ text: String) -> [UInt8] {
    let digits = Array(text)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
  }

  /// A log that was cut, with all that the workspace itself knows of it, is shown by a checkpoint that
  /// somebody kept.
  @Test func aCutTailIsShownByAKeptCheckpoint() throws {
    let desk = try desk()
    let (before, known) = (try store(desk), try checkpoints(desk))
    try desk.drop(SmallCompany.leads(21...30), as: "leads/second.csv")
    try desk.once(at: nil)
    let kept = try TemporaryFolder.make("kept")
    defer { try? FileManager.default.removeItem(atPath: kept) }
    try Data(checkpoints(desk)).write(to: URL(filePath: kept + "/checkpoints.txt"))
    let whole = try desk.run("log", "verify", "--checkpoints", kept)
    #expect(whole.status == 0, "\(whole)")

    try replaceStore(desk, by: before)
    try desk.write(known, to: "checkpoints/checkpoints.txt")
    #expect(try desk.run("log", "verify").status == 0)
    let cut = try desk.run("log", "verify", "--checkpoints", kept)
    #expect(cut.status == 1, "\(cut)")
    let served = try desk.serve()
    #expect(try desk.run("log", "verify", "--checkpoints", kept).status == 1)
    served.signal(SIGTERM)
    _ = try served.wait()
  }

  private func checkpoints(_ desk: TestDesk) throws -> [UInt8] {
    try #require(desk.read("checkpoints/checkpoints.txt"))
  }

  @Test func aFolderWithoutCheckpointsProvesNothing() throws {
    let desk = try desk()
    let empty = try TemporaryFolder.make("empty")
    defer { try? FileManager.default.removeItem(atPath: empty) }
    for folder in [empty, empty + "/none"] {
      let run = try desk.run("log", "verify", "--checkpoints", folder)
      #expect(run.status == 3 && run.errorLines.count == 1, "\(run)")
    }
  }
}
