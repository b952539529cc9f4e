import LeadModel

/// Which markets leads come from at an instant.
enum LeadOrigins: Sendable {
  /// By weight and by whether people there are at their desks.
  case awake
  /// The same, but mostly from markets that somebody serves at that moment: so a demo routes leads
  /// at any hour, and a few wait for the morning.
  case served(at: Instant)

  /// A weight for each of ``Market/all``.
  func weights(at instant: Instant) -> [Int] {
    switch self {
    case .awake: return Market.all.map { $0.weight * $0.alertness(at: instant) }
    case .served(let now):
      let served = Self.servedCountries(at: now)
      return Market.all.map { market in
        market.weight * (served.contains(market.code) ? max(12, market.alertness(at: now)) : 1)
      }
    }
  }

  /// Countries of whose reps a fair share is on contract shift: at least a third of the share that
  /// the best served country has.
  private static func servedCountries(at now: Instant) -> Set<String> {
    let active = RepTable.reps.filter(\.isActive)
    let here = active.filter { $0.isOnContractShift(at: now) }
    let shares = Market.all.map { market in
      (
        code: market.code, here: here.count { $0.covers(market) },
        all: max(1, active.count { $0.covers(market) })
      )
    }
    guard let best = shares.max(by: { $0.here * $1.all < $1.here * $0.all }) else { return [] }
    return Set(
      shares.filter { $0.here > 0 && 3 * $0.here * best.all >= best.here * $0.all }.map(\.code))
  }
}

extension SampleRep {
  /// Whether the rep covers the market in the language that is written there.
  func covers(_ market: Market) -> Bool {
    coverage.split(separator: ";").contains { entry in
      let parts = entry.split(separator: ":")
      guard parts.count == 2, parts[0] == market.code || parts[0] == market.region else {
        return false
      }
      return parts[1] == "*" || parts[1] == market.culture.language
    }
  }
}

extension Market {
  /// 1 in the depth of night to 24 in office hours.
  func alertness(at instant: Instant) -> Int {
    let (date, minute) = clock.reading(at: instant)
    let isWeekend = date.weekday > 4
    switch minute / 60 {
    case 8..<18: return isWeekend ? 8 : 24
    case 7, 18..<22: return isWeekend ? 5 : 8
    default: return 1
    }
  }
}
