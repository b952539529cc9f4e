import LeadModel

/// Stretches of time in order and apart, as sums of somebody's shifts are.
enum ShiftStretches {
  /// What any of them covers.
  static func union(_ stretches: [Range<Instant>]) -> [Range<Instant>] {
    var union: [Range<Instant>] = []
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) where !stretch.isEmpty {
      if let last = union.last, stretch.lowerBound <= last.upperBound {
        union[union.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
      } else {
        union.append(stretch)
      }
    }
    return union
  }

  /// What both cover.
  static func intersection(
    _ a: [Range<Instant>], _ b: [Range<Instant>]
  ) -> [Range<Instant>] {
    var both: [Range<Instant>] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let from = max(a[i].lowerBound, b[j].lowerBound)
      let until = min(a[i].upperBound, b[j].upperBound)
      if from < until { both.append(from..<until) }
      if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
    }
    return both
  }

  /// What the stretches leave of a period.
  static func gaps(_ stretches: [Range<Instant>], in period: Period) -> [Range<Instant>] {
    var gaps: [Range<Instant>] = []
    var covered = period.from
    for stretch in union(stretches) {
      if stretch.lowerBound > covered { gaps.append(covered..<min(stretch.lowerBound, period.to)) }
      covered = max(covered, stretch.upperBound)
      if covered >= period.to { return gaps }
    }
    return covered < period.to ? gaps + [covered..<period.to] : gaps
  }

  /// Milliseconds of all of them.
  static func length(_ stretches: [Range<Instant>]) -> Int64 {
    stretches.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
  }
}
