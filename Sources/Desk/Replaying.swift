import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Store

/// Rules and rosters of earlier versions, made ready once each.
final class VersionCache {
  private let store: Store
  private var known: [String: CompiledRules] = [:]

  init(_ store: Store) { self.store = store }

  /// The rules and roster that a recorded decision names.
  func rules(for record: DecisionRecord) throws -> CompiledRules {
    let name = "\(record.ruleset)/\(record.roster)"
    if let rules = known[name] { return rules }
    guard let published = try store.ruleSet(record.ruleset) else {
      throw DeskProblem.store("the store holds no rule set \(record.ruleset)")
    }
    guard let hash = Hex.decode(record.roster),
      let content = try store.dataset(.roster, hash: hash)?.content
    else { throw DeskProblem.store("the store holds no roster \(record.roster)") }
    let ruleSet = try JSONDecoder().decode(RuleSet.self, from: Data(published.document))
    let roster = try JSONDecoder().decode(Roster.self, from: Data(content))
    let rules = CompiledRules(
      ruleSet, roster: RosterIndex(roster.reps), rosterVersion: record.roster)
    known[name] = rules
    return rules
  }
}

/// Derives every decision of the log again.
struct Replaying {
  private let store: Store
  private let versions: VersionCache
  /// Differences that are told with both traces.
  private static let mostTold = 20

  init(_ store: Store) {
    self.store = store
    versions = VersionCache(store)
  }

  /// How many records are held at once.
  private static let batch = 500

  func run() throws -> ReplaySummary {
    var summary = ReplaySummary(identical: 0, different: 0, otherEngine: 0, differences: [])
    var current: (name: String, replay: Replay)?
    var next: Int64 = 1
    while true {
      let entries = try decisions(from: next)
      guard let last = entries.last else { return summary }
      for entry in entries { try check(entry, &current, &summary) }
      next = last.seq + 1
    }
  }

  /// Some decisions from an entry on, read whole before the next question to the store.
  private func decisions(from seq: Int64) throws -> [LogRow] {
    var entries: [LogRow] = []
    try store.forEachEntry(kinds: Set(EntryKind.allCases.filter(\.isDecision)), from: seq) {
      entries.append($0)
      return entries.count < Self.batch
    }
    return entries
  }

  private func check(
    _ entry: LogRow, _ current: inout (name: String, replay: Replay)?,
    _ summary: inout ReplaySummary
  ) throws {
    let record: DecisionRecord
    do {
      record = try DecisionRecord(Array(entry.payload.utf8))
    } catch {
      return Self.tell("entry \(entry.seq): \(error)", &summary)
    }
    let name = "\(record.ruleset)/\(record.roster)"
    if current?.name != name { current = (name, Replay(try versions.rules(for: record))) }
    switch try current?.replay.check(record) {
    case .identical: summary.identical += 1
    case .otherEngine: summary.otherEngine += 1
    case .differs(let difference):
      Self.tell(
        """
        entry \(entry.seq) (\(entry.subject)) differs at \(difference.place):
          logged  \(String(decoding: difference.recorded, as: UTF8.self))
          derived \(String(decoding: difference.derived, as: UTF8.self))
        """, &summary)
    case .unreadable(let problem): Self.tell("entry \(entry.seq): \(problem)", &summary)
    case nil: break
    }
  }

  private static func tell(_ text: String, _ summary: inout ReplaySummary) {
    summary.different += 1
    if summary.differences.count < mostTold { summary.differences.append(text) }
  }
}
