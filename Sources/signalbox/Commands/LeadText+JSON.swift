import DeskRules
import LeadModel

extension LeadText {
  /// One object; absent values are null.
  static func json(_ lead: LeadDetail) -> String {
    JSONText.object {
      put(lead.row, into: &$0)
      $0.put("fields", lead.fields.map { ($0.field.rawValue, $0.value) })
      $0.put("extra", lead.extra.map { ($0.name, $0.value) })
      $0.put("personal_withheld", lead.personalWithheld)
      $0.put("places", list: lead.history) { row, out in
        out.put("owner", row.owner?.text)
        out.put("queue", row.queue?.text)
        out.put("from", row.from)
        out.put("to", row.to)
        out.put("route", row.route.rawValue)
      }
      $0.put("clocks", list: lead.clocks, put)
      $0.put("activities", list: lead.activities) { row, out in
        out.put("kind", row.kind)
        out.put("at", row.at)
        out.put("actor", row.actor)
        out.put("channel", row.channel)
        out.put("auto", row.auto)
      }
      $0.put("escalations", list: lead.escalations, put)
      $0.put("notes", list: lead.notes) { row, out in
        out.put("kind", row.kind)
        out.put("text", row.text)
        out.put("by", row.by)
        out.put("at", row.at)
      }
      $0.put("related", list: lead.related) { row, out in put(row, into: &out) }
      let entries = lead.entries.map(LogText.explained).joined(separator: ",")
      $0.put("entries", json: Array("[\(entries)]".utf8))
    }
  }

  private static func put(_ row: LeadRow, into out: inout Payload) {
    out.put("lead", row.publicID)
    out.put("number", row.number.value)
    out.put("source", row.source)
    out.put("version", row.version)
    out.put("state", row.state.rawValue)
    out.put("owner", row.owner?.text)
    out.put("queue", row.queue?.text)
    out.put("duplicate_of", row.duplicateOf?.value)
    out.put("duplicate_of_contact", row.duplicateOfContact)
    out.put("route", row.route.rawValue)
    out.put("dimension", row.dimension.map(Int64.init))
    out.put("reason", row.reason?.rawValue)
    out.put("contingent", row.contingent)
    out.put("flags", texts: row.flags.map(\.rawValue))
    out.put("received_at", row.receivedAt)
    out.put("submitted_at", row.submittedAt)
    out.put("company", row.facts.company)
    out.put("country", row.facts.country?.description)
    out.put("language", row.facts.language?.description)
    out.put("region", row.facts.region?.text)
    out.put("account", row.facts.account?.text)
    out.put("segment", row.facts.segment?.text)
    out.put("product", row.facts.product?.text)
    out.put("campaign", row.facts.campaign)
  }

  private static func put(_ row: ClockRow, _ out: inout Payload) {
    out.put("kind", row.kind.rawValue)
    out.put("owner", row.owner?.text)
    out.put("queue", row.queue?.text)
    out.put("started_at", row.state.startedAt)
    out.put("warn_at", row.state.warnAt)
    out.put("due_at", row.state.dueAt)
    out.put("ended_at", row.state.endedAt)
    out.put("end", row.state.end?.rawValue)
    out.put("breached", row.breached)
  }

  private static func put(_ row: EscalationRow, _ out: inout Payload) {
    out.put("escalation", Escalate.name(row.number))
    out.put("code", row.code)
    out.put("by", row.by)
    out.put("rep", row.rep?.text)
    out.put("opened_at", row.openedAt)
    out.put("due_at", row.dueAt)
    out.put("claimed_by", row.claimedBy)
    out.put("closed_at", row.closedAt)
    out.put("closed_by", row.closedBy)
    out.put("outcome", row.outcome)
    out.put("note", row.note)
    out.put("closing_note", row.closingNote)
  }
}
