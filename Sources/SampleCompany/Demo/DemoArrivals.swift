import LeadModel

/// When leads arrive, and in whose files: about one a second in bursts, quieter after some minutes.
struct DemoArrivals: Sendable {
  private let start: Instant
  private var generator: LeadGenerator
  private var random: SplitMix64
  private var next: Instant
  private var servedAt: Instant
  private var leftInBurst = 24
  private var number = 0

  init(company: SampleCompany) {
    start = company.at
    next = company.at
    servedAt = company.at
    generator = LeadGenerator(
      book: company.book, seed: company.seed, purpose: "demo", origins: .served(at: company.at))
    random = SplitMix64(seed: company.seed, purpose: "arrivals")
  }

  /// The files that have arrived by now; after a pause at most five, the rest is forgotten.
  mutating func due(now: Instant, openLeads: Int) -> [DemoEvent] {
    var events: [DemoEvent] = []
    while next <= now {
      if events.count < 5 { events.append(file(now: now)) } else { next = now }
      next = next + pause(now: now, openLeads: openLeads)
    }
    return events
  }

  private mutating func pause(now: Instant, openLeads: Int) -> Int64 {
    leftInBurst -= 1
    if leftInBurst > 0 { return Int64(random.between(600, 1500)) }
    let isSettled = now - start > 4 * Instant.minute
    leftInBurst = isSettled ? random.between(3, 8) : random.between(5, 14)
    let seconds = isSettled ? random.between(12, 32) : random.between(3, 9)
    return Int64(seconds) * 1000 * (openLeads > 450 ? 3 : 1)
  }

  private mutating func file(now: Instant) -> DemoEvent {
    number += 1
    // Shifts change while the demo runs; looking once a minute is enough.
    if now - servedAt >= Instant.minute {
      servedAt = now
      generator.origins = .served(at: now)
    }
    let count = 1 + random.weighted([62, 22, 10, 6])
    let leads = (0..<count).map { _ in
      let seconds = random.percent(85) ? random.between(1, 45) : random.between(60, 1300)
      return generator.next(at: now - Int64(seconds) * 1000)
    }
    let dialect = random.pick(SampleDialect.allCases)
    let format: SampleFormat =
      dialect == .webform ? (random.percent(75) ? .ndjson : .json) : .csv
    let suffix = dialect == .webform ? format.rawValue : dialect.fileExtension
    return .dropFile(
      name: "leads/\(dialect.rawValue)-\(FileStamp.text(now))-\(number).\(suffix)",
      bytes: SampleCompany.render(leads, as: dialect, format: format))
  }
}
