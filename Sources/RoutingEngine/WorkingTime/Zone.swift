import Foundation
import LeadModel

/// The offsets from UTC of one IANA time zone, as a table of transitions.
///
/// Asking Foundation for each offset costs ten times a look into this table, which is taken from
/// Foundation once per zone. It covers the years 1970 to 2100; before and after, the first and the
/// last offset go on for ever.
public struct Zone: Sendable, Equatable {
  /// The IANA name, as given.
  public let name: String
  /// When each offset begins, in milliseconds, ascending; the first is the beginning of time.
  private let starts: [Int64]
  /// Milliseconds east of UTC, beside ``starts``.
  private let offsets: [Int64]

  /// Coordinated universal time.
  public static let utc = Zone(name: "UTC", starts: [.min], offsets: [0])

  private init(name: String, starts: [Int64], offsets: [Int64]) {
    self.name = name
    self.starts = starts
    self.offsets = offsets
  }

  /// The zone of that IANA name; nil when there is none.
  public init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    let end = Date(timeIntervalSince1970: 4_133_980_800)
    var moment = Date(timeIntervalSince1970: 0)
    var starts: [Int64] = [.min]
    var offsets = [Int64(zone.secondsFromGMT(for: moment)) * 1000]
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next > moment, next < end
    {
      let offset = Int64(zone.secondsFromGMT(for: next)) * 1000
      if offset != offsets[offsets.count - 1] {
        starts.append(Int64(next.timeIntervalSince1970.rounded()) * 1000)
        offsets.append(offset)
      }
      moment = next
    }
    self.init(name: name, starts: starts, offsets: offsets)
  }

  /// A stretch of time with one offset from UTC.
  struct Stretch {
    var start: Instant
    /// Not included.
    var end: Instant
    /// Milliseconds east of UTC.
    var offset: Int64
  }

  /// The stretch that the instant lies in.
  func stretch(at instant: Instant) -> Stretch { stretch(index(at: instant.milliseconds)) }

  private func stretch(_ index: Int) -> Stretch {
    Stretch(
      start: Instant(milliseconds: starts[index]),
      end: Instant(milliseconds: index + 1 < starts.count ? starts[index + 1] : .max),
      offset: offsets[index])
  }

  /// The last start that is not after the instant.
  private func index(at milliseconds: Int64) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= milliseconds { low = middle } else { high = middle }
    }
    return low
  }

  /// Milliseconds east of UTC at the instant.
  public func offset(at instant: Instant) -> Int64 { offsets[index(at: instant.milliseconds)] }

  /// Milliseconds east of UTC on the date and for two days before and after it, where that is the same
  /// throughout; nil where clocks change about then, or nearly.
  func steadyOffset(around date: LocalDate) -> Int64? {
    let midnight = Instant(milliseconds: WallTime(date: date, minutes: 0).milliseconds)
    let stretch = stretch(at: midnight)
    // Midnight in UTC is less than a day off the date's own, and windows end two days after they begin.
    let margin = 4 * Instant.day
    let isSteady = stretch.start <= midnight - margin && midnight + margin <= stretch.end
    return isSteady ? stretch.offset : nil
  }

  /// What the clock on the wall shows at the instant.
  public func wall(at instant: Instant) -> WallTime {
    WallTime(milliseconds: instant.milliseconds &+ offset(at: instant))
  }

  /// Which instant is meant by a wall-clock time that happens twice.
  public enum Occurrence: Sendable { case first, last }

  /// The instant at which the wall clock shows that time. A time that clocks skip moves to the
  /// first instant after the gap.
  public func instant(of wall: WallTime, _ occurrence: Occurrence) -> Instant {
    var index = index(at: wall.milliseconds - 2 * Instant.day)
    var found: Int64?
    while index < starts.count {
      let offset = offsets[index]
      let start = starts[index]
      if start > wall.milliseconds + 2 * Instant.day { break }
      let candidate = wall.milliseconds - offset
      let end = index + 1 < starts.count ? starts[index + 1] : .max
      if candidate < end {
        if candidate >= start {
          found = candidate
          if occurrence == .first { break }
        } else {
          // The stretch before ended before showing this time and this one begins after it.
          if found == nil { found = start }
          break
        }
      }
      index += 1
    }
    return Instant(milliseconds: found ?? wall.milliseconds - offsets[offsets.count - 1])
  }

  /// The first instant of the local date.
  public func start(of date: LocalDate) -> Instant {
    instant(of: WallTime(date: date, minutes: 0), .first)
  }
}

/// A date and time of day as a clock on the wall shows it, somewhere.
public struct WallTime: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00 on that clock.
  public let milliseconds: Int64

  /// Takes milliseconds since 1970-01-01T00:00 on the wall clock.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// So many minutes after the date's midnight, which may be on another day.
  public init(date: LocalDate, minutes: Int) {
    milliseconds = Int64(date.daysSinceEpoch) * Instant.day + Int64(minutes) * Instant.minute
  }

  /// The local date.
  public var date: LocalDate {
    let days = milliseconds >= 0 ? milliseconds / Instant.day : (milliseconds + 1) / Instant.day - 1
    return LocalDate(daysSinceEpoch: Int32(clamping: days))
  }

  /// Milliseconds since local midnight.
  public var millisecondsOfDay: Int64 {
    milliseconds - Int64(date.daysSinceEpoch) * Instant.day
  }

  /// `HH:mm`.
  public var clockText: String {
    let minutes = millisecondsOfDay / Instant.minute
    return String(unsafeUninitializedCapacity: 5) {
      $0[0] = UInt8(48 + minutes / 600)
      $0[1] = UInt8(48 + minutes / 60 % 10)
      $0[2] = UInt8(ascii: ":")
      $0[3] = UInt8(48 + minutes % 60 / 10)
      $0[4] = UInt8(48 + minutes % 10)
      return 5
    }
  }

  /// Earlier on the same clock.
  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
}

/// Zones that have been asked for, so that each is taken from Foundation once.
public struct ZoneCache: Sendable {
  private var zones: [String: Zone?] = [:]

  /// An empty cache.
  public init() {}

  /// The zone of that name; nil when there is none.
  public mutating func zone(_ name: String) -> Zone? {
    if let known = zones[name] { return known }
    let zone = Zone(name)
    zones[name] = .some(zone)
    return zone
  }
}
