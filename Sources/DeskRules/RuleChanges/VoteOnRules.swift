import LeadModel
import Ledger
import RoutingEngine

/// What the council does with a change request: its members approve it at any time, one is enough to reject
/// it at any time. Nobody decides on a request of their own.
public struct VoteOnRules: Sendable {
  private let row: ChangeRequestRow

  public init(_ row: ChangeRequestRow) { self.row = row }

  /// Decides an approval at `now` under the rules in force: a request made on others could never be
  /// published, so that approving it would be in vain.
  public func approve(by actor: Actor, inForce: RuleSet, now: Instant) -> ActOutcome {
    let refusal =
      refusal("approve", by: actor) ?? Self.draftRefusal(row)
      ?? Self.staleRefusal(row, inForce: inForce)
    if let refusal { return .refused(refusal) }
    if row.approvals.contains(actor.name) {
      return .refused(Refusal(.conflict, "you have approved change \(row.number) already"))
    }
    let count = Self.votes(row, solo: actor.isSolo).count + 1
    let quorum = Self.quorum(inForce.council, solo: actor.isSolo)
    var payload = Payload()
    payload.put("change", row.number)
    payload.put("sha256", row.hash)
    payload.put("approvals", count)
    payload.put("quorum", quorum)
    return .done(
      unit: CommitUnit(
        changes: [
          .approvalGiven(ApprovalGiven(subject: .change(row.number), by: actor.name, at: now))
        ],
        entries: [entry(.rulesApproved, payload, actor, now)]),
      text: "Approved change \(row.number): \(count) of \(quorum) approvals")
  }

  /// Decides a rejection at `now`. The note says why.
  public func reject(note: String, secret: [UInt8], by actor: Actor, now: Instant) -> ActOutcome {
    if let refusal = refusal("reject", by: actor) { return .refused(refusal) }
    guard let note = note.filled else {
      return .refused(Refusal(.usage, "a rejection needs a note: say in a sentence why"))
    }
    var payload = Payload()
    payload.put("change", row.number)
    payload.put(
      "note", secret.isEmpty ? nil : Commitment.of(secret: secret, name: "note", value: note))
    let decided = ChangeDecided(
      number: row.number, status: .rejected, by: actor.name, at: now, version: nil, note: note)
    return .done(
      unit: CommitUnit(
        changes: [.changeDecided(decided)],
        entries: [entry(.rulesRejected, payload, actor, now)]),
      text: "Rejected change \(row.number)")
  }

  private func refusal(_ deed: String, by actor: Actor) -> Refusal? {
    Authority.check(.decide, by: actor) ?? Self.closedRefusal(row)
      ?? Self.ownRefusal(row, deed, by: actor)
  }

  private func entry(
    _ kind: EntryKind, _ payload: Payload, _ actor: Actor, _ now: Instant
  ) -> EntryDraft {
    EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: kind,
      subject: "change/\(row.number)", payload: payload.bytes)
  }
}

// What all decisions on a change request have in common.
extension VoteOnRules {
  static func closedRefusal(_ row: ChangeRequestRow) -> Refusal? {
    switch row.status {
    case .open: nil
    case .published:
      Refusal(
        .conflict,
        "change \(row.number) was published already"
          + (row.version.map { ", as version \($0)" } ?? ""))
    case .rejected:
      Refusal(
        .conflict,
        "change \(row.number) was rejected" + (row.decidedBy.map { " by \($0)" } ?? "")
          + ": propose it again")
    case .superseded: Refusal(.conflict, "draft \(row.number) is carried out by another change")
    }
  }

  static func draftRefusal(_ row: ChangeRequestRow) -> Refusal? {
    guard row.kind == .draft else { return nil }
    return Refusal(
      .conflict,
      "change \(row.number) is a draft without rules: propose rules that carry it out")
  }

  /// Rules were written against a base: once others are in force, publishing them would take those back
  /// without a word. A rollback says what it takes back.
  static func staleRefusal(_ row: ChangeRequestRow, inForce: RuleSet) -> Refusal? {
    guard row.kind == .rules, row.base != inForce.version else { return nil }
    return Refusal(
      .stale,
      "change \(row.number) was made on version \(row.base), and version "
        + "\(inForce.version) has been published since: propose it again on the present rules")
  }

  /// Whoever owns the workspace alone decides on own requests too.
  static func ownRefusal(_ row: ChangeRequestRow, _ deed: String, by actor: Actor) -> Refusal? {
    guard row.requestedBy == actor.name, !actor.isSolo else { return nil }
    return Refusal(
      .role,
      "\(actor.name) filed change \(row.number) and may not \(deed) it: "
        + "another member of the council may")
  }

  /// Approvals that count: none the author's, unless one person holds every role.
  static func votes(_ row: ChangeRequestRow, solo: Bool) -> [String] {
    solo ? row.approvals : row.approvals.filter { $0 != row.requestedBy }
  }

  static func quorum(_ rules: CouncilRules, solo: Bool) -> Int { solo ? 1 : rules.quorum }
}
