import LeadModel
import Ledger
import RoutingEngine

/// What a new record is called, and the secret of its commitments: made by the caller.
public struct FreshRecord: Sendable {
  public var number: Int64
  /// 32 random bytes.
  public var secret: [UInt8]
  public init(number: Int64, secret: [UInt8]) {
    self.number = number
    self.secret = secret
  }
}

/// Asking for other rules: as written in a file, or an earlier version again.
public struct ProposeRules: Sendable {
  /// Rules that were read and checked.
  public struct Proposal: Sendable {
    public var rules: RuleSet
    /// The TOML text.
    public var source: String
    /// Oddities that the look at them found.
    public var warnings: Int
    /// The earlier version that these are, for a rollback.
    public var rollbackTo: Int?
    public init(rules: RuleSet, source: String, warnings: Int = 0, rollbackTo: Int? = nil) {
      self.rules = rules
      self.source = source
      self.warnings = warnings
      self.rollbackTo = rollbackTo
    }
  }

  private let proposal: Proposal
  private let reason: String

  public init(_ proposal: Proposal, reason: String) {
    self.proposal = proposal
    self.reason = reason.filled ?? ""
  }

  /// Files the request on the rules in force at `now`. `draft` is the one that it carries out; `open` are
  /// the requests that wait for the council.
  public func decide(
    onto inForce: RuleSet, draft: ChangeRequestRow?, open: [ChangeRequestRow],
    as record: FreshRecord, by actor: Actor, now: Instant
  ) throws -> ActOutcome {
    if let refusal = refusal(onto: inForce, draft: draft, by: actor) { return .refused(refusal) }
    // Under the number that it will have unless others come before it: what is approved is then, byte for
    // byte, what is published.
    let document = try RuleDocument(proposal.rules).numbered(inForce.version + 1)
    if let refusal = sameRefusal(Hex.encode(document.hash), among: open) {
      return .refused(refusal)
    }
    let requested = ChangeRequested(
      number: record.number, kind: proposal.rollbackTo == nil ? .rules : .rollback, reason: reason,
      source: proposal.source, document: document.bytes, hash: document.hash,
      base: inForce.version, rollbackTo: proposal.rollbackTo, dimension: nil, escalation: nil,
      draft: draft?.number, by: actor.name, at: now, secret: record.secret)
    var changes: [Change] = [.changeRequested(requested)]
    if let draft {
      changes.append(
        .changeDecided(
          ChangeDecided(
            number: draft.number, status: .superseded, by: actor.name, at: now, version: nil,
            note: nil)))
    }
    return .done(
      unit: CommitUnit(changes: changes, entries: [entry(requested, actor)]), text: text(requested))
  }

  private func refusal(
    onto inForce: RuleSet, draft: ChangeRequestRow?, by actor: Actor
  ) -> Refusal? {
    if let refusal = Authority.check(.propose, by: actor) { return refusal }
    if reason.isEmpty {
      return Refusal(.usage, "a change of the rules needs a reason: say in a sentence why")
    }
    if let draft, draft.kind != .draft || draft.status != .open {
      return Refusal(
        .conflict,
        draft.kind == .draft
          ? "draft \(draft.number) is \(draft.status.rawValue) already"
          : "change \(draft.number) has rules of its own and is no draft")
    }
    var rules = proposal.rules
    rules.version = inForce.version
    if rules == inForce {
      return Refusal(
        .conflict, "these are the rules in force already (version \(inForce.version))")
    }
    return nil
  }

  /// Two requests for the same would divide the votes between them.
  private func sameRefusal(_ hash: String, among open: [ChangeRequestRow]) -> Refusal? {
    let same = open.first { row in
      if let version = proposal.rollbackTo { return row.rollbackTo == version }
      return row.kind == .rules && row.hash == hash
    }
    return same.map { row in
      Refusal(
        .conflict,
        "change \(row.number) of \(row.requestedBy) asks for the same already: approve that one")
    }
  }

  private func text(_ requested: ChangeRequested) -> String {
    var text = "Filed as change \(requested.number)"
    if let version = requested.rollbackTo { text += ": version \(version) again" }
    switch proposal.warnings {
    case 0: return text
    case 1: return text + ", with 1 warning"
    default: return text + ", with \(proposal.warnings) warnings"
    }
  }

  private func entry(_ requested: ChangeRequested, _ actor: Actor) -> EntryDraft {
    var payload = Payload()
    payload.put("change", requested.number)
    payload.put("kind", requested.kind.rawValue)
    payload.put("sha256", requested.hash.map { Hex.encode($0) })
    payload.put("base", requested.base)
    payload.put("rollback_to", requested.rollbackTo.map(Int64.init))
    payload.put("draft", requested.draft)
    payload.put("warnings", proposal.warnings)
    payload.put(
      "reason",
      Commitment.of(secret: requested.secret, name: "reason", value: requested.reason))
    return EntryDraft(
      at: requested.at, actor: actor.name, role: actor.roleText, kind: .rulesProposed,
      subject: "change/\(requested.number)", payload: payload.bytes)
  }
}

extension String {
  /// Without white space at the ends; nil where nothing is left.
  var filled: String? {
    let text = trimmed
    return text.isEmpty ? nil : text
  }
}
