import LeadModel

/// Load, week count and last assignment of everybody, by position in a list of people.
struct Tallies: Sendable {
  private(set) var loads: [Int32] = []
  private(set) var weeks: [Int32] = []
  /// Milliseconds; `Int64.min` is never.
  private(set) var lasts: [Int64] = []
  /// How often somebody's load became less.
  private(set) var relieved = 0

  mutating func grow(to count: Int) {
    while loads.count < count {
      loads.append(0)
      weeks.append(0)
      lasts.append(.min)
    }
  }

  func standing(of person: Int) -> RepStanding {
    guard person < loads.count else { return RepStanding() }
    return RepStanding(
      load: Int(loads[person]), week: Int(weeks[person]),
      lastAssigned: lasts[person] == .min ? nil : Instant(milliseconds: lasts[person]))
  }

  mutating func changeLoad(of person: Int, by difference: Int32) {
    loads[person] += difference
    if difference < 0 { relieved &+= 1 }
    assert(loads[person] >= 0, "a load below nothing")
  }

  /// An assignment; one of an earlier week counts only as the last.
  mutating func noteAssignment(to person: Int, at instant: Instant, week: Range<Instant>) {
    if week.contains(instant) { weeks[person] += 1 }
    lasts[person] = max(lasts[person], instant.milliseconds)
  }

  mutating func set(week: Int, last: Instant?, of person: Int) {
    weeks[person] = Int32(clamping: week)
    lasts[person] = last?.milliseconds ?? .min
  }

  mutating func startWeek() { for index in weeks.indices { weeks[index] = 0 } }
  mutating func clearLoads() { for index in loads.indices { loads[index] = 0 } }
}

/// When leads get too old to count as load: by the instant of receipt, earliest first.
struct ReleaseQueue: Sendable {
  struct Entry: Sendable {
    var received: Instant
    var item: Int64
  }
  private var entries: [Entry] = []
  private var head = 0

  /// Entries come nearly always in order.
  mutating func insert(_ item: Int64, received: Instant) {
    var place = entries.count
    while place > head, entries[place - 1].received > received { place -= 1 }
    entries.insert(Entry(received: received, item: item), at: place)
  }

  /// Takes out the first entry received at or before the instant.
  mutating func next(receivedUpTo instant: Instant) -> Int64? {
    guard head < entries.count, entries[head].received <= instant else { return nil }
    let item = entries[head].item
    head += 1
    if head > 1024, head * 2 > entries.count {
      entries.removeFirst(head)
      head = 0
    }
    return item
  }

  mutating func removeAll() {
    entries.removeAll()
    head = 0
  }
}
