import Foundation
import LeadModel

@testable import Desk

/// A zone's wall clock by Foundation alone: how far it is from UTC in each half hour of the time looked at.
struct NaiveZone {
  /// The time looked at, in minutes since 1970: some weeks more than the year.
  static let first = Int(Instant("2027-12-01T00:00:00Z").milliseconds / Instant.minute)
  static let last = Int(Instant("2029-06-01T00:00:00Z").milliseconds / Instant.minute)

  private let offsets: [Int]

  init(_ name: String) {
    let zone = TimeZone(identifier: name) ?? .gmt
    offsets = stride(from: Self.first, to: Self.last, by: 30).map {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0) * 60)) / 60
    }
  }

  /// The minute since 1970 that the wall clock shows at a minute of UTC.
  func local(_ minute: Int) -> Int { minute + offsets[(minute - Self.first) / 30] }
}

/// The same hours on some days of the week, Monday being 0; hours that end before they start go past
/// midnight.
struct NaiveHours {
  var days: ClosedRange<Int>
  var from: Int
  var to: Int

  private static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// As rosters write them.
  var text: String {
    "\(Self.names[days.lowerBound])-\(Self.names[days.upperBound]) "
      + "\(Self.clock(from))-\(Self.clock(to))"
  }

  private static func clock(_ minute: Int) -> String {
    "\(minute / 600)\(minute / 60 % 10):\(minute / 10 % 6)\(minute % 10)"
  }
}

/// Who works when, by a plan: a yes or no for each minute.
struct NaiveShifts {
  private let minutes: [Bool]

  /// `off` are the local dates on which the person does not work, in days since 1970.
  init(_ zone: NaiveZone, _ hours: [NaiveHours], off: Set<Int>) {
    var minutes = Array(repeating: false, count: NaiveZone.last - NaiveZone.first)
    let days = (NaiveZone.first / 1440 + 2)..<(NaiveZone.last / 1440 - 2)
    for day in days {
      for window in hours where window.days.contains((day + 3) % 7) {
        let length = (window.to - window.from + 1440 - 1) % 1440 + 1
        let opens = day * 1440 + window.from
        let start = Self.first(zone, showing: opens)
        let end = Self.last(zone, before: opens + length) + 1
        let isWhole = off.isDisjoint(with: [day, day + 1])
        for minute in start..<max(start, end) {
          if isWhole || !off.contains(zone.local(minute) / 1440) {
            minutes[minute - NaiveZone.first] = true
          }
        }
      }
    }
    self.minutes = minutes
  }

  /// Whether the person works in the minute.
  func works(_ minute: Int) -> Bool { minutes[minute - NaiveZone.first] }

  /// The first minute at which the wall clock shows that time or a later one: where a time does not exist,
  /// the first after the gap; of a time that happens twice, the first.
  private static func first(_ zone: NaiveZone, showing local: Int) -> Int {
    let near = 2 * local - zone.local(local)
    return (near - 90...near + 90).first { zone.local($0) >= local } ?? near
  }

  /// The last minute at which the wall clock shows an earlier time: of a time that happens twice, the
  /// second counts.
  private static func last(_ zone: NaiveZone, before local: Int) -> Int {
    let near = 2 * local - zone.local(local)
    return (near - 90...near + 90).last { zone.local($0) < local } ?? near
  }
}
