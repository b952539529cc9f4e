import LeadModel
import RoutingEngine

extension SeenMinutes: ExpressibleByDictionaryLiteral {
  /// Minutes by cell, one bit each.
  public init(dictionaryLiteral elements: (Int, UInt64)...) {
    self.init()
    for (cell, minutes) in elements.sorted(by: { $0.0 < $1.0 }) {
      append(cell: cell, minutes: minutes)
    }
  }
}

/// A moment at which somebody was seen.
struct Moment: Hashable {
  var rep: String
  var at: Instant
}

extension PresenceGatherer {
  mutating func add(_ moment: Moment) {
    var rep = moment.rep
    rep.withUTF8 { add($0, at: moment.at) }
  }

  /// All that came together, so many at a time.
  mutating func all(_ most: Int = 7) -> [Gathered] {
    var all: [Gathered] = []
    while count > 0 { all += next(most) }
    return all
  }
}
