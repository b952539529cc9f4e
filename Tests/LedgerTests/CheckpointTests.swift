import LeadModel
import Ledger
import Testing

@Suite struct CheckpointTests {
  let key: SigningKey
  let other: SigningKey
  let signed: SignedCheckpoint

  init() throws {
    key = try #require(SigningKey(seed: Array(repeating: 1, count: 32)))
    other = try #require(SigningKey(seed: Array(repeating: 2, count: 32)))
    let head = try #require(LogHash(Array(0..<32)))
    signed = try #require(
      Checkpoint(count: 1000, head: head, at: Instant(milliseconds: 1_772_442_900_000))
        .signed(by: key))
  }

  @Test func theLineSaysItAll() {
    #expect(
      signed.line.hasPrefix(
        "signalbox-checkpoint-v1 count=1000 "
          + "head=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f "
          + "at=2026-03-02T09:15:00.000Z key=\(key.publicKey.fingerprint) sig="))
    #expect(SignedCheckpoint(line: signed.line) == signed)
  }

  @Test func onlyTheKeyThatSignedVerifies() {
    #expect(signed.isSigned(byOneOf: [other.publicKey, key.publicKey]))
    #expect(!signed.isSigned(byOneOf: [other.publicKey]))
    #expect(!signed.isSigned(byOneOf: []))
  }

  @Test func anyChangeBreaksTheSignature() {
    var changed = signed
    changed.checkpoint.count = 999
    #expect(!changed.isSigned(byOneOf: [key.publicKey]))
    changed = signed
    changed.checkpoint.head = .genesis
    #expect(!changed.isSigned(byOneOf: [key.publicKey]))
    changed = signed
    changed.checkpoint.at = signed.checkpoint.at + 1
    #expect(!changed.isSigned(byOneOf: [key.publicKey]))
    changed = signed
    changed.signature[0] ^= 1
    #expect(!changed.isSigned(byOneOf: [key.publicKey]))
    changed = signed
    changed.key = other.publicKey.fingerprint
    #expect(!changed.isSigned(byOneOf: [key.publicKey, other.publicKey]))
  }

  @Test(arguments: [
    ("count=1000", "count=01000"), ("count=1000", "count=0"), ("count=1000", "count=-1"),
    ("signalbox-checkpoint-v1", "signalbox-checkpoint-v2"), (" at=", "  at="), (" key=", " kay="),
    ("2026-03-02T09:15:00.000Z", "2026-03-02T09:15:00Z"), ("head=00", "head=0"),
  ])
  func otherSpellingsAreRefused(from: String, to: String) throws {
    let range = try #require(signed.line.range(of: from))
    let line = signed.line.replacingCharacters(in: range, with: to)
    #expect(SignedCheckpoint(line: line) == nil)
  }

  @Test func aLineCutByACrashIsLeftOut() throws {
    let whole = signed.line + "\n"
    #expect(try CheckpointFile.decode("") == [])
    #expect(try CheckpointFile.decode(whole + whole) == [signed, signed])
    #expect(try CheckpointFile.decode(whole + signed.line.prefix(40)) == [signed])
    #expect(throws: CheckpointFile.BadLine(line: 1)) {
      try CheckpointFile.decode("rubbish\n" + whole)
    }
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<Index>? {
    indices.lazy.compactMap { start in
      self[start...].hasPrefix(part)
        ? start..<self.index(start, offsetBy: part.count) : nil
    }.first
  }
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
