import LeadModel
import Ledger
import RoutingEngine

/// Taking in new content of a lead that is known: an open queued lead is routed again with it by whoever
/// calls, an assigned one stays.
public struct UpdateLead: Sendable {
  public init() {}

  /// The unit that records the new content. `decided` is the decision that the new content would get.
  public func update(
    _ decided: RouteLead.Decided, _ receipt: RouteLead.Receipt, at: Instant
  ) -> CommitUnit {
    let added = RouteLead.added(decided, receipt)
    var payload = Payload()
    payload.put("lead", added.publicID)
    payload.put("file", receipt.file)
    payload.put("line", added.line.map(Int64.init))
    payload.put("fields", RouteLead.ordered(added.fields))
    payload.put("commitments", RouteLead.commitments(added))
    let updated = LeadUpdated(
      number: receipt.number, contentHash: receipt.contentHash, at: at, facts: added.facts,
      fields: added.fields, person: added.person)
    return CommitUnit(
      changes: [.leadUpdated(updated)],
      entries: [
        EntryDraft(
          at: at, actor: receipt.deliveredBy, kind: .leadUpdated,
          subject: "lead/\(receipt.number.value)",
          payload: payload.bytes)
      ])
  }
}
