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
    let folders = try DataFolders(workspace)
    var unit = CommitUnit()
    try publish(rules.ruleSet, text: text, now: now, in: &unit)
    try addData(folders, now: now, in: &unit)
    addPresence(folders, rules.ruleSet, now: now, in: &unit)
    _ = try store.commit([clockIsGiven ? unit.underGivenClock : unit])
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
      (.ipCountry, .ipCountry, folders.data.ipRanges.count),
    ] {
      guard let bytes = folders.bytes[file] else { continue }
      Dataset.replace(kind, content: bytes, rows: rows, by: "engine", now: now, in: &unit)
    }
  }

  private func addPresence(
    _ folders: DataFolders, _ rules: RuleSet, now: Instant, in unit: inout CommitUnit
  ) {
    guard !folders.presence.isEmpty else { return }
    let counts = PresenceImport(folders.data.roster, rules).counts(of: folders.presence)
    Dataset.addPresence(counts, rows: folders.presence.count, by: "engine", now: now, in: &unit)
  }
}

/// Putting a new version of a data table in force.
enum Dataset {
  static func replace(
    _ kind: DatasetKind, content: [UInt8], rows: Int, by actor: String, now: Instant,
    in unit: inout CommitUnit
  ) {
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
  }

  static func addPresence(
    _ counts: [PresenceCount], rows: Int, by actor: String, now: Instant, in unit: inout CommitUnit
  ) {
    unit.changes.append(.presenceAdded(counts))
    var payload = Payload()
    payload.put("dataset", "presence")
    payload.put("rows", rows)
    payload.put("cells", counts.count)
    unit.entries.append(
      EntryDraft(
        at: now, actor: actor, kind: .datasetReplaced, subject: "dataset/presence",
        payload: payload.bytes))
  }
}

/// Counting presence into the cells of each rep's own week.
struct PresenceImport {
  private var zones: [RepID: Zone] = [:]
  private let home: Zone

  init(_ roster: Roster, _ rules: RuleSet) {
    home = Zone(rules.organisation.timezone) ?? .utc
    for rep in roster.reps { zones[rep.id] = rep.timezone.flatMap { Zone($0) } ?? home }
  }

  /// How often each rep was seen in each cell, in order of rep, week and cell.
  func counts(of presence: [Presence]) -> [PresenceCount] {
    var counts = PresenceCounts()
    for moment in presence { counts.add(moment, in: zones[moment.rep] ?? home) }
    return counts.rows
  }
}
