import LeadModel

/// What becomes of leads after they came in, as the systems that reps work in tell of it: most are contacted
/// soon, some met, and nine in ten done with within two weeks.
struct WorkFates {
  static let header = "lead,kind,at,channel"

  private var random = Random(seed: WorkFolder.seed &+ 2)
  /// Rows that are to be told, by the hour in which they happen.
  private var told: [Int64: [String]] = [:]

  /// Decides on the lead of a row that came in in this hour.
  mutating func take(_ row: String, hour: Int64) {
    let lead = row.prefix { $0 != "," }
    var at = Instant(milliseconds: (hour + 1) * Instant.hour)
    let share = random.below(100)
    guard share < 96 else { return }
    let seconds = share < 66 ? random.within(120...2700) : random.within(3600...72_000)
    at = at + Int64(seconds) * 1000
    tell(lead, "contacted", at, random.pick(["phone", "email", "chat"]))
    if random.percent(25) {
      at = at + Int64(random.within(86_400...518_400)) * 1000
      tell(lead, "meeting", at, "video")
    }
    guard random.percent(94) else { return }
    at = at + Int64(random.within(3600...691_200)) * 1000
    tell(lead, random.percent(78) ? "disqualified" : "converted", at, "")
  }

  private mutating func tell(
    _ lead: some StringProtocol, _ kind: String, _ at: Instant, _ channel: String
  ) {
    told[at.milliseconds / Instant.hour, default: []].append("\(lead),\(kind),\(at),\(channel)")
  }

  /// What happened in the hour, as a file; nil where nothing did.
  mutating func file(of hour: Int64) -> String? {
    guard let rows = told.removeValue(forKey: hour) else { return nil }
    return ([Self.header] + rows).joined(separator: "\n") + "\n"
  }
}
