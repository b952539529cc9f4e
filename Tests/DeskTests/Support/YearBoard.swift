import LeadModel

@testable import Desk

/// Who has which lead while the log is read, and what the desk may do by that.
struct YearBoard {
  /// A lead goes somewhere, or nobody works on it any more.
  struct Step {
    var seq: Int64
    var lead: Int64
    var place: YearHistory.Place?
  }

  private static let released = 14 * Instant.day
  private static let capacity = 60
  private static let betweenPasses = 10 * Instant.minute
  private static let patience = 120

  private let reference: YearReference
  private let reps: [String: [String]]
  private var owners: [Int64: String] = [:]
  private var leads: [String: Set<Int64>] = [:]
  /// Who has had a lead.
  private var had: [Int64: Set<String>] = [:]
  /// Leads that nobody has had, by queue, with when they came there.
  private var waiting: [String: [Int64: Instant]] = [:]
  /// When each got the last lead that had waited.
  private var drained: [String: Instant] = [:]

  init(_ reference: YearReference) {
    self.reference = reference
    reps = Dictionary(
      grouping: YearCompany.people(plan: 0).filter { $0.capacity > 0 }, by: \.region
    ).mapValues { $0.map(\.id) }
  }

  /// What of a step should not be.
  mutating func take(_ step: Step) -> [String] {
    let problems = step.place.map { check($0, of: step.lead) } ?? []
    if let owner = owners[step.lead] { leads[owner]?.remove(step.lead) }
    owners[step.lead] = nil
    for queue in waiting.keys { waiting[queue]?[step.lead] = nil }
    guard let place = step.place, place.route != "duplicate" else { return problems }
    if let owner = place.owner {
      owners[step.lead] = owner
      leads[owner, default: []].insert(step.lead)
      had[step.lead, default: []].insert(owner)
      if place.isDrained { drained[owner] = place.at }
    } else if let queue = place.queue, had[step.lead] == nil {
      waiting[queue, default: [:]][step.lead] = place.at
    }
    return problems
  }

  private func check(_ place: YearHistory.Place, of number: Int64) -> [String] {
    guard place.byEngine, let region = reference.history.leads[number]?.region else { return [] }
    let others = (reps[region] ?? []).filter { !(had[number]?.contains($0) ?? false) }
    let pool = others.filter { load(of: $0, at: place.at) < Self.capacity }
    let here = pool.filter { isAtWork($0, at: place.at, place) }
    let what = "at \(place.at) lead \(number)"
    guard let owner = place.owner else {
      guard place.reason == "outside_hours", let idle = here.first else { return [] }
      return ["\(what) waits for a shift, though \(idle) is there"]
    }
    guard place.route == "coverage" else { return [] }
    guard here.contains(owner) else {
      return ["\(what) went to \(owner), who was not there or had no room"]
    }
    return place.isDrained ? checkPass(place, owner, number, pool).map { "\(what) \($0)" } : []
  }

  private func checkPass(
    _ place: YearHistory.Place, _ owner: String, _ number: Int64, _ pool: [String]
  ) -> [String] {
    var problems: [String] = []
    if let last = drained[owner], place.at - last < Self.betweenPasses {
      problems.append("went to \(owner), who got one at \(last)")
    }
    let older = waiting.values.filter { $0[number] != nil }.joined().filter {
      $0.key < number && $0.value < place.at
    }
    if let first = older.first { problems.append("went before \(first.key), which is older") }
    let loads = pool.map { load(of: $0, at: place.at) }.sorted()
    guard load(of: owner, at: place.at) > loads[(loads.count - 1) / 2] else { return problems }
    let off = pool.filter { !isAtWork($0, at: place.at, place) }
    let soon = (1..<Self.patience).map { place.at + Int64($0) * Instant.minute }
    if let other = off.first(where: { rep in soon.contains { isAtWork(rep, at: $0, place) } }) {
      problems.append("went to \(owner), who was full enough, with \(other) about to come")
    }
    return problems
  }

  private func isAtWork(_ rep: String, at instant: Instant, _ place: YearHistory.Place) -> Bool {
    reference.isAtWork(rep, at: instant, known: place.seq)
  }

  private func load(of rep: String, at instant: Instant) -> Int {
    leads[rep, default: []].count { number in
      reference.history.leads[number].map { $0.receivedAt > instant - Self.released } ?? false
    }
  }
}
