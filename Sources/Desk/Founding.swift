import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Settings
import Store

/// The first start of a workspace: its rules become version 1, its folders the first data versions.
///
/// One transaction: a start that was cut off is simply made again.
struct Founding {
  let workspace: Workspace
  let store: Store
  let configuration: Configuration
  let clockIsGiven: Bool

  /// Does it where the store has no rule set yet.
  func completeIfNeeded(now: Instant) throws {
    guard try store.currentRuleSet() == nil else { return }
    let (rules, text) = try Configuration.rules(at: workspace.rulesFile)
    let folders = try DataFolders(workspace, limits: configuration.limits)
    var unit = CommitUnit()
    try publish(rules.ruleSet, text: text, now: now, in: &unit)
    try addData(folders, now: now, in: &unit)
    let presence = try addPresence(folders, rules.ruleSet, now: now)
    try commit([unit] + (presence.map { [$0] } ?? []))
  }

  private func commit(_ units: [CommitUnit]) throws {
    _ = try store.commit(clockIsGiven ? units.map(\.underGivenClock) : units)
  }

  private func publish(
    _ rules: RuleSet, text: [UInt8], now: Instant, in unit: inout CommitUnit
  ) throws {
    var rules = rules
    rules.version = 1
    let document = try RuleDocument(rules)
    unit.changes.append(
      .rulesPublished(
        RulesPublished(
          version: 1, hash: document.hash, document: document.bytes,
          source: String(decoding: text, as: UTF8.self),
          author: "engine", reason: "the first rule set of the workspace", at: now)))
    var payload = Payload()
    payload.put("version", 1)
    payload.put("sha256", Hex.encode(document.hash))
    payload.put("reason", "the first rule set of the workspace")
    unit.entries.append(
      EntryDraft(
        at: now, actor: "engine", kind: .rulesPublished, subject: "rules/1",
        payload: payload.bytes))
  }

  private func addData(_ folders: DataFolders, now: Instant, in unit: inout CommitUnit) throws {
    let roster = try DeskData.document(of: folders.data.roster)
    Dataset.replace(
      .roster, content: roster, rows: folders.data.roster.reps.count, by: "engine", now: now,
      in: &unit)
    for (kind, file, rows) in [
      (DatasetKind.accounts, DataFile.accounts, folders.data.accounts.count),
      (.opportunities, .opportunities, folders.data.opportunities.count),
      (.contacts, .contacts, folders.data.contacts.count),
      (.ipCountry, .ipCountry, folders.data.geoRows),
    ] {
      guard let bytes = folders.bytes[file] else { continue }
      Dataset.replace(kind, content: bytes, rows: rows, by: "engine", now: now, in: &unit)
    }
  }

  /// Presence, for the transaction of the first start. What is more than fits memory is committed ahead of
  /// it, a piece at a time: a start that was cut off finds it known.
  private func addPresence(
    _ folders: DataFolders, _ rules: RuleSet, now: Instant
  ) throws -> CommitUnit? {
    var last: CommitUnit?
    try folders.gatherPresence(rules) { gatherer in
      while gatherer.count > 0 {
        if let last { try commit([last]) }
        let piece = try PresenceAdded(gatherer.next(Self.weeksPerCommit), unknownTo: store)
        last = piece.weeks.isEmpty ? nil : piece.unit(by: "engine", file: nil, at: now)
      }
    }
    return last
  }

  /// Weeks of reps of one commit.
  private static let weeksPerCommit = 20_000
}

/// Putting a new version of a data table in force.
enum Dataset {
  /// Adds it to a unit, and returns the SHA-256 of the content.
  @discardableResult
  static func replace(
    _ kind: DatasetKind, content: [UInt8], rows: Int, by actor: String, now: Instant,
    in unit: inout CommitUnit
  ) -> [UInt8] {
    let hash = Digest.sha256(content)
    unit.changes.append(
      .datasetReplaced(
        DatasetReplaced(kind: kind, hash: hash, content: content, rows: rows, at: now)))
    var payload = Payload()
    payload.put("dataset", kind.rawValue)
    payload.put("sha256", Hex.encode(hash))
    payload.put("rows", rows)
    unit.entries.append(
      EntryDraft(
        at: now, actor: actor, kind: .datasetReplaced, subject: "dataset/\(kind.rawValue)",
        payload: payload.bytes))
    return hash
  }
}
