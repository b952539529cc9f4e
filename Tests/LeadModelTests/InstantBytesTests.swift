import LeadModel
import Testing

/// The reader of bytes against the reader of text.
@Suite struct InstantBytesTests {
  private func fromBytes(_ text: String) -> Instant? {
    Array(text.utf8).withUnsafeBufferPointer { Instant(rfc3339: $0) }
  }

  @Test(arguments: [
    "2026-03-02T09:15:00Z", "2026-03-02t09:15:00z", "2026-03-02 09:15:00+01:00",
    "2026-03-02T09:15:00.1Z", "2026-03-02T09:15:00.123456789+0530", "2026-03-02",
    "2024-02-29T23:59:59-14:00", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999+14:00",
    "1969-12-31T23:59:59.999Z", "2026-03-02T09:15:00,5Z",
    "", "2026-03-2", "2026-03-02T", "2026-03-02T09:15Z", "2026-03-02T09:15:00", "2026-02-29",
    "2026-02-29T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T23:60:00Z",
    "2026-03-02T23:59:60Z", "2026-03-02T09:15:00.Z", "2026-03-02T09:15:00+14:01",
    "2026-03-02T09:15:00+1:00", "2026-03-02T09:15:00+01:60", "2026-03-02T09:15:00ZZ",
    "2026-03-02T09:15:00+01:00Z", "2026/03/02T09:15:00Z", "x026-03-02T09:15:00Z",
    "2026-03-02T09-15-00Z", "2026-03-02X09:15:00Z", "2026-03-02T09:15:00é", "2026-13-01",
    " 026-01-01",
  ])
  func bothReadTheSame(text: String) { #expect(fromBytes(text) == Instant(rfc3339: text)) }

  /// Texts near to right ones: single bytes replaced, taken out or put in.
  @Test func bothReadTheSameNearby() {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("0123456789-:+.TZtz 6x/".utf8)
    for _ in 0..<20_000 {
      let instant = Instant(
        milliseconds: Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &generator)
      )
      var text = Array(instant.description.utf8)
      if Bool.random(using: &generator) { text.removeSubrange(19..<23) }
      if Bool.random(using: &generator) {
        text.removeLast()
        text += Array("+0\(Int.random(in: 0...9, using: &generator)):30".utf8)
      }
      let at = Int.random(in: 0..<text.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text[at] = letters[Int.random(in: 0..<letters.count, using: &generator)]
      case 1: text.remove(at: at)
      case 2: text.insert(letters[Int.random(in: 0..<letters.count, using: &generator)], at: at)
      default: break
      }
      let written = String(decoding: text, as: UTF8.self)
      #expect(fromBytes(written) == Instant(rfc3339: written), "\(written)")
    }
  }
}
