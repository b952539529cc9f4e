import Foundation
import LeadModel
import RoutingEngine
import Store

/// What is done with a whole log: verifying its chain, deriving its decisions again.
enum LogRows {
  static func verify(store path: String) throws -> Measurement {
    let store = try Store.open(at: path, mode: .readOnly)
    defer { try? store.close() }
    var bytes = 0
    try store.forEachEntry { row in
      bytes += row.actor.utf8.count + row.role.utf8.count + row.kind.rawValue.utf8.count
      bytes += row.subject.utf8.count + row.payload.utf8.count
      return true
    }
    var outcome: VerifyOutcome?
    var measurement = Measurement("verify", count: 1) {
      outcome = store.verify(checkpoints: [], publicKeys: [])
      return bytes
    }
    guard let outcome else { throw BenchProblem("the log was not verified") }
    switch outcome.verdict {
    // The keys are not given, so that only the chain is looked at.
    case .intact, .tailNotAnchored, .unknownKey: break
    case .broken, .unreadable: throw BenchProblem(outcome.sentence)
    }
    measurement.count = Int(outcome.entries)
    return measurement
  }

  static func replay(store path: String) throws -> Measurement {
    let store = try Store.open(at: path, mode: .readOnly)
    defer { try? store.close() }
    guard let rules = try store.currentRuleSet(), let roster = try store.currentDataset(.roster),
      let content = roster.content
    else { throw BenchProblem("the store has no rules") }
    let ruleSet = try JSONDecoder().decode(RuleSet.self, from: Data(rules.document))
    let reps = try JSONDecoder().decode(Roster.self, from: Data(content)).reps
    let version = roster.hash.map { String(format: "%02x", $0) }.joined()
    var replay = Replay(
      CompiledRules(ruleSet, roster: RosterIndex(reps), rosterVersion: version))
    let kinds = Set(EntryKind.allCases.filter(\.isDecision))
    var identical = 0
    var other: String?
    var measurement = try Measurement("replay", count: 1) {
      try store.forEachEntry(kinds: kinds) { row in
        if case .identical = replay.check(Array(row.payload.utf8)) {
          identical += 1
        } else {
          other = row.subject
        }
        return true
      }
      return 0
    }
    if let other { throw BenchProblem("the decision on \(other) comes out otherwise") }
    measurement.count = identical
    return measurement
  }
}
