import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Settings
import Store

// Versions of the rules and how they come about.
extension Desk {
  /// Decides an act on change requests or on roster changes.
  func decideRuleChange(_ act: Act, by actor: Actor, now: Instant) throws -> ActOutcome {
    switch act {
    case .proposeRules(let source, let reason, let draft):
      return try propose(source, reason: reason, draft: draft, by: actor, now: now)
    case .proposeRollback(let version, let reason):
      guard let earlier = try store.ruleSet(version) else {
        return .refused(Refusal(.unknown, "there is no version \(version) of the rules"))
      }
      let proposal = ProposeRules.Proposal(
        rules: try RuleDocument.rules(in: earlier.document), source: earlier.source,
        rollbackTo: version)
      return try ProposeRules(proposal, reason: reason).decide(
        onto: rules.ruleSet, draft: nil, open: try store.openChangeRequests(),
        as: try freshChange(), by: actor, now: now)
    case .approveChange(let number):
      return try withChange(number) {
        VoteOnRules($0.row).approve(by: actor, inForce: rules.ruleSet, now: now)
      }
    case .rejectChange(let number, let note):
      return try withChange(number) {
        VoteOnRules($0.row).reject(note: note, secret: $0.secret, by: actor, now: now)
      }
    case .publishChange(let number):
      return try withChange(number) { change in
        try publication(of: change).decide(by: actor, now: now)
      }
    case .reviewRoster(let ids):
      return ReviewRoster(ids).decide(
        unreviewed: try store.rosterChanges(unreviewedOnly: true, limit: .max).map(\.id),
        highest: try store.highWaters().rosterChange, by: actor, now: now)
    default: return .refused(Refusal(.usage, "this act changes no rules"))
    }
  }

  private func propose(
    _ source: String, reason: String, draft number: Int64?, by actor: Actor, now: Instant
  ) throws -> ActOutcome {
    if let refusal = Authority.check(.propose, by: actor) { return .refused(refusal) }
    let (file, lint) = look(at: source)
    guard let file, lint.errors.isEmpty else {
      return .refused(Refusal(.usage, lint.errors.joined(separator: "\n")))
    }
    var draft: ChangeRequestRow?
    if let number {
      guard let found = try store.changeRequest(number) else {
        return .refused(Refusal(.unknown, "there is no change \(number)"))
      }
      draft = found.row
    }
    let proposal = ProposeRules.Proposal(
      rules: file.ruleSet, source: source, warnings: lint.warnings.count)
    return try ProposeRules(proposal, reason: reason).decide(
      onto: rules.ruleSet, draft: draft, open: try store.openChangeRequests(),
      as: try freshChange(), by: actor, now: now)
  }

  private func withChange(
    _ number: Int64, _ body: (StoredChange) throws -> ActOutcome
  ) throws -> ActOutcome {
    guard let change = try store.changeRequest(number) else {
      return .refused(Refusal(.unknown, "there is no change \(number)"))
    }
    return try body(change)
  }

  /// What publishing a change request would be. A draft asks for the rules in force, and is refused.
  func publication(of change: StoredChange) throws -> PublishRules {
    let wanted = try change.document.map(RuleDocument.rules(in:)) ?? rules.ruleSet
    return PublishRules(
      PublishRules.Request(row: change.row, rules: wanted, source: change.source ?? ""),
      inForce: rules.ruleSet, zone: rules.schedules.organisationZone)
  }

  private func freshChange() throws -> FreshRecord {
    FreshRecord(number: try store.highWaters().change + 1, secret: Secret.fresh())
  }

  /// What a look at rules finds before a workspace has its first start, with the roster in its folder.
  public static func lint(
    _ source: String, in workspace: Workspace
  ) throws(DeskProblem) -> LintSummary {
    do throws(WorkspaceProblem) {
      return look(
        at: source,
        roster: try DataFolders(workspace, only: [.reps, .leave, .holidays]).data.roster
      ).lint
    } catch { throw .workspace(error) }
  }

  /// The rules of a text, where it can be read, and all that a look at them found.
  func look(at source: String) -> (file: RuleSetFile?, lint: LintSummary) {
    Self.look(at: source, roster: data.roster)
  }

  private static func look(
    at source: String, roster: Roster
  ) -> (file: RuleSetFile?, lint: LintSummary) {
    do throws(SettingsProblems) {
      let file = try RuleSetFile(parsing: Array(source.utf8))
      let findings = RuleLint.findings(file.ruleSet, roster: roster, file: file)
      return (
        file,
        LintSummary(
          errors: findings.filter { $0.severity == .error }.map(\.description),
          warnings: findings.filter { $0.severity == .warning }.map(\.description))
      )
    } catch {
      return (nil, LintSummary(errors: error.problems.map(\.description), warnings: []))
    }
  }
}

// What follows once an act is committed.
extension Desk {
  /// Goes by rules that were published: from now on, queued leads included. Clocks that run keep the promise
  /// that they were started with.
  func adoptPublished(_ changes: [Change], now: Instant) throws {
    for case .rulesPublished(let published) in changes {
      try adoptCurrentVersion(now: now)
      renewRulesCopy(published)
    }
  }

  /// The store's version counts, and `rules.toml` is a copy of it as the data files are of theirs. It is
  /// renewed while it is a text that was published: one that somebody has gone on editing is work in hand,
  /// which is left alone, and `doctor` tells of it.
  private func renewRulesCopy(_ published: RulesPublished) {
    do {
      let copy = try Files.read(workspace.rulesFile).map { String(decoding: $0, as: UTF8.self) }
      guard copy != published.source else { return }
      let isPublished = try copy.map { copy in
        try (1..<published.version).contains { try store.ruleSet($0)?.source == copy }
      }
      guard isPublished ?? true else {
        messages.append(
          "rules.toml was left as it is: it holds changes that are not in version "
            + "\(published.version)")
        return
      }
      try Files.write(Array(published.source.utf8), to: workspace.rulesFile)
    } catch {
      messages.append("rules.toml was not renewed: \(Desk.problem(error).sentence)")
    }
  }
}
