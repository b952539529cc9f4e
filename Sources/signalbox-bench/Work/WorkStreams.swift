import Foundation
import Glibc
import LeadModel

/// Files that are too long to be made as one text: presence by the ten million rows, ranges of addresses as
/// of the whole internet. Written a piece at a time.
enum WorkStreams {
  /// `rep,at` in order of time: so many reps, each about 250 times a week of five days, up to the Friday
  /// before the work's now.
  static func presence(_ path: String, reps: Int, weeks: Int) throws {
    let ids = (1...reps).map { Array("\n\(WorkReps.id($0)),".utf8) }
    let monday = LocalDate(daysSinceEpoch: Int32(WorkFolder.now.milliseconds / Instant.day)).monday
    var file = try LongFile(path)
    file.write(Array("rep,at".utf8))
    for day in -7 * weeks..<0 where (day % 7 + 7) % 7 < 5 {
      let date = Array("\(monday + day)T".utf8)
      // 54 moments a day, eleven minutes apart, other ones for each rep.
      for minute in 7 * 60..<17 * 60 {
        let time = date + Self.twoDigits(minute / 60) + [58] + Self.twoDigits(minute % 60)
        for rep in stride(from: (minute * 7 + day * 3 % 11 + 33) % 11, to: reps, by: 11) {
          file.write(ids[rep])
          file.write(time)
          file.write([58] + Self.twoDigits((rep * 17 + minute) % 60) + [90])
        }
      }
      try file.flush()
    }
    file.write([10])
    try file.close()
  }

  /// 400,000 ranges of IPv4 and 300,000 of IPv6 of about 240 countries, the families one after the other,
  /// as such tables are sold.
  static func ranges(_ path: String) throws {
    var random = Random(seed: WorkFolder.seed)
    let countries = CountryTable.shipped.all.map(\.code.description)
    var file = try LongFile(path)
    file.write(Array("start,end,country\n".utf8))
    var at: UInt32 = 1 << 24
    for _ in 0..<400_000 {
      let length = UInt32(256 << (random.below(8) / 2))
      let end = at + length * UInt32(random.within(1...5)) - 1
      file.write(Array("\(v4(at)),\(v4(end)),\(random.pick(countries))\n".utf8))
      at = end + 1 + (random.percent(10) ? length : 0)
      try file.flush()
    }
    var high: UInt64 = 0x2001_0200 << 32
    for _ in 0..<300_000 {
      let end = high + UInt64(random.within(1...0xFFFF)) << UInt64(random.pick([0, 8, 16])) - 1
      let last = "\(groups(end)):ffff:ffff:ffff:ffff"
      file.write(Array("\(groups(high))::,\(last),\(random.pick(countries))\n".utf8))
      high = end + 1
      try file.flush()
    }
    try file.close()
  }

  private static func twoDigits(_ value: Int) -> [UInt8] {
    [UInt8(48 + value / 10), UInt8(48 + value % 10)]
  }

  private static func v4(_ address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
  }

  private static func groups(_ high: UInt64) -> String {
    (0..<4).map { String(high >> (48 - 16 * UInt64($0)) & 0xFFFF, radix: 16) }
      .joined(separator: ":")
  }
}

/// A file that is written through a buffer.
private struct LongFile {
  private let handle: FileHandle
  private var buffer: [UInt8] = []

  init(_ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw BenchProblem("cannot write \(path)") }
    self.handle = handle
  }

  mutating func write(_ bytes: [UInt8]) { buffer += bytes }

  mutating func flush() throws {
    guard buffer.count > 1 << 20 else { return }
    try handle.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func close() throws {
    try handle.write(contentsOf: buffer)
    try handle.close()
  }
}
