import LeadModel
import Ledger

/// The log entries of exceptions.
enum ExceptionEntry {
  static func draft(
    _ kind: EntryKind, _ number: Int64, by actor: Actor, at now: Instant, _ payload: Payload
  ) -> EntryDraft {
    EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: kind,
      subject: "exception/\(number)", payload: payload.bytes)
  }

  /// A request or renewal: all of it but the free text, of which a commitment stands there.
  static func requested(_ request: ExceptionRequested, by actor: Actor) -> EntryDraft {
    var payload = Payload()
    payload.put("exception", request.number)
    payload.put("renews", request.renews)
    payload.put("kind", request.terms.kind.rawValue)
    payload.put("rep", request.terms.rep?.text)
    payload.put("account", request.terms.account?.text)
    payload.put("domain", request.terms.domain)
    payload.put("campaign", request.terms.campaign)
    payload.put("value", request.terms.value)
    payload.put("code", request.code)
    payload.put(
      "reason",
      Commitment.of(secret: request.secret, name: "reason", value: request.reason))
    payload.put("references", texts: request.references.map(\.text))
    payload.put("owner_role", request.ownerRole)
    payload.put("effective", request.effective)
    payload.put("sunset", request.sunset)
    payload.put("wanted_sunset", request.wantedSunset)
    return draft(
      request.renews == nil ? .exceptionRequested : .exceptionRenewed, request.number, by: actor,
      at: request.at, payload)
  }

  /// An approval or a signature: how many there are of how many, and whether it took effect.
  static func vote(
    _ kind: EntryKind, _ row: ExceptionRow, votes: [String], quorum: Int, inForce: Bool,
    sunset: Instant, by actor: Actor, at now: Instant
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("exception", row.number)
    payload.put("votes", votes.count)
    payload.put("quorum", quorum)
    payload.put("in_force", inForce)
    payload.put("approvers", texts: votes)
    payload.put("effective", row.effective)
    payload.put("sunset", sunset)
    return draft(kind, row.number, by: actor, at: now, payload)
  }

  /// A rejection or revocation with a commitment to its note.
  static func ended(
    _ kind: EntryKind, _ row: ExceptionRow, note: String, secret: [UInt8], by actor: Actor,
    at now: Instant
  ) -> EntryDraft {
    var payload = Payload()
    payload.put("exception", row.number)
    payload.put("note", Commitment.of(secret: secret, name: "note", value: note))
    return draft(kind, row.number, by: actor, at: now, payload)
  }
}
