import LeadModel
import Ledger
import RoutingEngine

/// Putting an approved change request in force: a new version of the rules, never changed afterwards.
public struct PublishRules: Sendable {
  /// A change request with the rules that it asks for.
  public struct Request: Sendable {
    public var row: ChangeRequestRow
    public var rules: RuleSet
    public var source: String
    public init(row: ChangeRequestRow, rules: RuleSet, source: String) {
      self.row = row
      self.rules = rules
      self.source = source
    }
  }

  private let request: Request
  /// The version in force: its window and quorum count, not those that are asked for.
  private let inForce: RuleSet
  private let zone: Zone
  private var row: ChangeRequestRow { request.row }

  /// `zone` is the organisation's.
  public init(_ request: Request, inForce: RuleSet, zone: Zone) {
    self.request = request
    self.inForce = inForce
    self.zone = zone
  }

  /// Why it could not be published at `now`, whoever asked; nil when it could.
  public func obstacle(solo: Bool, now: Instant) -> Refusal? {
    VoteOnRules.closedRefusal(row) ?? VoteOnRules.draftRefusal(row) ?? staleness
      ?? missingVotes(solo: solo)
      ?? inForce.council.refusal(outsideWindow: "publishing", at: now, organisation: zone)
  }

  /// Decides publishing at `now`.
  public func decide(by actor: Actor, now: Instant) throws -> ActOutcome {
    let refusal =
      Authority.check(.decide, by: actor) ?? VoteOnRules.closedRefusal(row)
      ?? VoteOnRules.ownRefusal(row, "publish", by: actor)
      ?? obstacle(solo: actor.isSolo, now: now)
    if let refusal { return .refused(refusal) }
    let version = inForce.version + 1
    let document = try RuleDocument(request.rules).numbered(version)
    let approvers = VoteOnRules.votes(row, solo: actor.isSolo)
    let published = RulesPublished(
      version: version, hash: document.hash, document: document.bytes, source: request.source,
      author: row.requestedBy, reason: row.reason, at: now, approvers: approvers,
      request: row.number)
    let decided = ChangeDecided(
      number: row.number, status: .published, by: actor.name, at: now, version: version, note: nil)
    return .done(
      unit: CommitUnit(
        changes: [.rulesPublished(published), .changeDecided(decided)],
        entries: [entry(published, actor)]),
      text: "Published version \(version) of the rules"
        + (row.rollbackTo.map { ", which is version \($0) again" } ?? ""))
  }

  /// What it asks for is in force already, or was made on rules that are in force no more.
  private var staleness: Refusal? {
    guard row.kind == .rollback else { return VoteOnRules.staleRefusal(row, inForce: inForce) }
    var rules = request.rules
    rules.version = inForce.version
    guard rules == inForce else { return nil }
    return Refusal(
      .conflict, "version \(inForce.version) in force is what change \(row.number) asks for")
  }

  private func missingVotes(solo: Bool) -> Refusal? {
    let quorum = VoteOnRules.quorum(inForce.council, solo: solo)
    let missing = quorum - VoteOnRules.votes(row, solo: solo).count
    guard missing > 0 else { return nil }
    return Refusal(
      .quorum,
      "change \(row.number) has \(quorum - missing) of \(quorum) approvals: "
        + "\(missing) more of the council "
        + (missing == 1 ? "is missing" : "are missing"))
  }

  /// At most so many settings are named in the entry; the versions themselves tell all of them.
  private static let mostNamed = 50

  private func entry(_ published: RulesPublished, _ actor: Actor) -> EntryDraft {
    let differences = inForce.differences(to: request.rules)
    var payload = Payload()
    payload.put("version", published.version)
    payload.put("sha256", Hex.encode(published.hash))
    payload.put("change", row.number)
    payload.put("rollback_to", row.rollbackTo.map(Int64.init))
    payload.put("author", published.author)
    payload.put("approvers", texts: published.approvers)
    payload.put("differences", differences.count)
    payload.put("changed", texts: differences.prefix(Self.mostNamed).map(\.path))
    return EntryDraft(
      at: published.at, actor: actor.name, role: actor.roleText,
      kind: row.kind == .rollback ? .rulesRolledBack : .rulesPublished,
      subject: "rules/\(published.version)", payload: payload.bytes)
  }
}
