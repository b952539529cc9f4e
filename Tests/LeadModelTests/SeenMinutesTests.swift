import Testing

@testable import LeadModel

@Suite struct SeenMinutesTests {
  /// A set of minutes of the week as numbers, and the same as it is kept.
  private func random(_ count: Int, _ random: inout some RandomNumberGenerator) -> Set<Int> {
    Set((0..<count).map { _ in Int.random(in: 0..<10_080, using: &random) })
  }
  private func seen(_ minutes: Set<Int>) -> SeenMinutes {
    var seen = SeenMinutes()
    for cell in 0..<168 {
      let bits = minutes.filter { $0 / 60 == cell }.reduce(UInt64(0)) { $0 | 1 << UInt64($1 % 60) }
      seen.append(cell: cell, minutes: bits)
    }
    return seen
  }
  private func minutes(_ seen: SeenMinutes) -> Set<Int> {
    Set(
      seen.flatMap { cell, bits in
        (0..<60).filter { bits >> UInt64($0) & 1 == 1 }.map { cell * 60 + $0 }
      })
  }

  @Test func setsOfMinutesAreSets() throws {
    var generator = SystemRandomNumberGenerator()
    for size in [0, 1, 5, 200, 4000] {
      let a = random(size, &generator)
      let b = random(size / 2, &generator).union(a.prefix(size / 3))
      #expect(minutes(seen(a)) == a)
      #expect(seen(a).minuteCount == a.count)
      #expect(seen(a).union(seen(b)) == seen(a.union(b)))
      #expect(seen(a).subtracting(seen(b)) == seen(a.subtracting(b)))
      #expect(seen(a).union(seen(a)) == seen(a))
      #expect(seen(a).subtracting(seen(a)).isEmpty)
      #expect(SeenMinutes(seen(a).bytes) == seen(a))
    }
  }

  @Test func aMinuteIsWhereItBelongs() {
    let seen = seen([0, 59, 60, 10_079])
    #expect(seen.bytes.count == 27 && seen.cellCount == 3)
    #expect(seen.bytes.prefix(9) == [0, 1, 0, 0, 0, 0, 0, 0, 8])
    #expect(seen.minutes(in: 0) == 1 | 1 << 59)
    #expect(seen.minutes(in: 1) == 1 && seen.minutes(in: 2) == 0)
    #expect(seen.minutes(in: 167) == 1 << 59)
  }

  @Test(
    arguments: [
      [0], [0, 1, 0, 0, 0, 0, 0, 0],
      // No minute, a sixtieth minute, a cell too many, out of order, twice.
      [0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 16], [168, 1, 0, 0, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0],
    ] as [[UInt8]])
  func otherBytesAreRefused(bytes: [UInt8]) { #expect(SeenMinutes(bytes) == nil) }
}
