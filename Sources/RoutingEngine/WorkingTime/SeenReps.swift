import LeadModel

/// Reps by the bytes of their ids, with the zone of each: found without making a text of the bytes.
struct SeenReps: Sendable {
  private struct Entry {
    var id: RepID
    var zone: Int32
    /// Where the rep's last moment went.
    var lastPlace: Int32 = -1
  }

  private struct KnownZone {
    var zone: Zone
    /// The stretch that was asked about last, and what it adds to UTC.
    var start: Int64 = 0
    var end: Int64 = 0
    var offset: Int64 = 0
  }

  private var entries: [Entry] = []
  /// Ids one after the other, and where each begins.
  private var bytes: [UInt8] = []
  private var starts: [Int32] = [0]
  /// Numbers of entries plus one by hash; 0 is free.
  private var slots = [Int32](repeating: 0, count: 256)
  private var zones: [KnownZone]
  private var zoneNumbers: [String: Int32]
  private var known = 0

  /// People beyond the roster at most, and bytes of their ids.
  private static let mostStrangers = 1 << 16
  private static let mostBytes = 1 << 23

  init(fallback: Zone) {
    zones = [KnownZone(zone: fallback)]
    zoneNumbers = [fallback.name: 0]
  }

  /// Whether ids should be forgotten before more come.
  var isFull: Bool { entries.count - known >= Self.mostStrangers || bytes.count >= Self.mostBytes }

  /// Adds somebody of the roster.
  mutating func add(_ id: RepID, zone: Zone) {
    var text = id.text
    let index = text.withUTF8 { self.index(of: $0) }
    if zoneNumbers[zone.name] == nil {
      zoneNumbers[zone.name] = Int32(zones.count)
      zones.append(KnownZone(zone: zone))
    }
    entries[index].zone = zoneNumbers[zone.name] ?? 0
    known = entries.count
  }

  func id(_ index: Int) -> RepID { entries[index].id }

  func lastPlace(of index: Int) -> Int? {
    let place = entries[index].lastPlace
    return place < 0 ? nil : Int(place)
  }

  mutating func setLastPlace(_ place: Int, of index: Int) {
    entries[index].lastPlace = Int32(place)
  }

  /// The number of an id, a new one for an id that was not met before.
  mutating func index(of id: UnsafeBufferPointer<UInt8>) -> Int {
    var at = Self.hash(id) & (slots.count - 1)
    while slots[at] != 0 {
      let index = Int(slots[at]) - 1
      if isEqual(id, index) { return index }
      at = (at + 1) & (slots.count - 1)
    }
    let index = entries.count
    entries.append(Entry(id: RepID(String(decoding: id, as: UTF8.self)), zone: 0))
    bytes.append(contentsOf: id)
    starts.append(Int32(bytes.count))
    slots[at] = Int32(entries.count)
    if entries.count > slots.count / 2 { rehash(slots.count * 4) }
    return index
  }

  private func isEqual(_ id: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == id.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<id.count where bytes[start + offset] != id[offset] { return false }
      return true
    }
  }

  private mutating func rehash(_ size: Int) {
    slots = Array(repeating: 0, count: size)
    for index in entries.indices {
      let range = Int(starts[index])..<Int(starts[index + 1])
      var at = bytes.withUnsafeBufferPointer {
        Self.hash(UnsafeBufferPointer(rebasing: $0[range])) & (size - 1)
      }
      while slots[at] != 0 { at = (at + 1) & (size - 1) }
      slots[at] = Int32(index + 1)
    }
  }

  /// FNV-1a.
  @inline(__always)
  private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }

  /// Minutes since 1970 that the clock on the rep's wall shows.
  mutating func localMinute(of index: Int, at instant: Instant) -> Int64 {
    let zone = Int(entries[index].zone)
    let milliseconds = instant.milliseconds
    if milliseconds < zones[zone].start || milliseconds >= zones[zone].end {
      let stretch = zones[zone].zone.stretch(at: instant)
      zones[zone].start = stretch.start.milliseconds
      zones[zone].end = stretch.end.milliseconds
      zones[zone].offset = stretch.offset
    }
    let (minute, rest) = (milliseconds + zones[zone].offset)
      .quotientAndRemainder(dividingBy: Instant.minute)
    return rest < 0 ? minute - 1 : minute
  }

  /// The rank of each by the order of ids.
  var ranks: [Int32] {
    var ranks = [Int32](repeating: 0, count: entries.count)
    for (rank, index) in entries.indices.sorted(by: { entries[$0].id < entries[$1].id })
      .enumerated()
    {
      ranks[index] = Int32(rank)
    }
    return ranks
  }

  /// Forgets where moments went, and everybody who is not in the roster.
  mutating func forgetPlaces() {
    if entries.count > known {
      entries.removeSubrange(known...)
      starts.removeSubrange((known + 1)...)
      bytes.removeSubrange(Int(starts[known])...)
      rehash(slots.count)
    }
    for index in entries.indices { entries[index].lastPlace = -1 }
  }
}
