import LeadModel
import Ledger
import Testing

/// The worked example of Docs/LOG.md: these hashes are a promise to everybody who verifies a log.
enum WorkedExample {
  static let first = EntryDraft(
    at: Instant(milliseconds: 1_772_442_900_000), actor: "engine", kind: .leadReceived,
    subject: "lead/1", payload: Array(#"{"lead":"L-1001","source":"web"}"#.utf8))
  static let second = EntryDraft(
    at: Instant(milliseconds: 1_772_442_960_500), actor: "zoë", role: "rep+analyst",
    kind: .leadContacted, subject: "lead/1", payload: Array(#"{"kind":"contacted"}"#.utf8))
  static let firstHash = "58a162ce77a87c981fcefededf5cb62b28eee01388a31a92e33b06b283034e67"
  static let secondHash = "1d366f0e071cda7992bf56e557fa99d1add1e7cb199d13770e42f74d7659c02a"
}

@Suite struct CanonicalBytesTests {
  @Test func bytesAreExactlyThoseOfTheDocument() {
    var canonical = CanonicalBytes()
    canonical.begin(prev: .genesis, seq: 1, at: 258)
    canonical.field("ab")
    canonical.field("")
    canonical.field("é")
    #expect(
      Hex.encode(canonical.bytes) == String(repeating: "00", count: 32)
        + "0000000000000001" + "0000000000000102" + "000000026162" + "00000000" + "00000002c3a9")
  }

  @Test func instantsBefore1970AreTwosComplement() {
    var canonical = CanonicalBytes()
    canonical.begin(prev: .genesis, seq: 1, at: -1)
    #expect(Hex.encode(canonical.bytes.suffix(8)) == "ffffffffffffffff")
  }

  @Test func theBufferIsUsedAgainWithoutRemains() {
    var canonical = CanonicalBytes()
    canonical.begin(prev: .genesis, seq: 9, at: 9)
    canonical.field(String(repeating: "x", count: 10_000))
    canonical.begin(prev: .genesis, seq: 1, at: 258)
    #expect(canonical.bytes.count == 48)
  }

  @Test func movingTextBetweenFieldsChangesTheHash() {
    var chain = Chain(after: .genesis)
    var other = Chain(after: .genesis)
    let one = EntryDraft(
      at: Instant(milliseconds: 0), actor: "ab", role: "c", kind: .repAway, subject: "", payload: []
    )
    var two = one
    two.actor = "a"
    two.role = "bc"
    #expect(chain.append(one).hash != other.append(two).hash)
  }

  @Test func theWorkedExampleHolds() {
    var chain = Chain(after: .genesis)
    let first = chain.append(WorkedExample.first)
    let second = chain.append(WorkedExample.second)
    #expect(first.seq == 1)
    #expect(first.prev == .genesis)
    #expect(first.hash.hex == WorkedExample.firstHash)
    #expect(second.prev == first.hash)
    #expect(second.hash.hex == WorkedExample.secondHash)
    #expect(chain.head == ChainHead(seq: 2, hash: second.hash))
  }
}
