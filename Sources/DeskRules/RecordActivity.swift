import LeadModel
import RoutingEngine

/// An activity that another system reports: the same consequences as the act here, without asking who may,
/// since whoever may deliver the file may report.
public struct RecordActivity: Sendable {
  /// How far an activity may lie ahead of our clock: other systems' clocks are not ours.
  private static let tolerance = 5 * Instant.minute

  private let activity: Activity
  private let deliverer: String
  private let rep: RepID?

  /// `rep` is the rep that the activity's actor is, where there is one.
  public init(_ activity: Activity, deliveredBy deliverer: String, rep: RepID?) {
    self.activity = activity
    self.deliverer = deliverer
    self.rep = rep
  }

  /// The unit that records it, or why it cannot be.
  public func decide(_ lead: LeadSnapshot, rules: RuleSet, now: Instant) -> ActOutcome {
    guard activity.at <= now + Self.tolerance else {
      return .refused(
        Refusal(.usage, "\(activity.kind) at \(activity.at) lies in the future: it is \(now)"))
    }
    let owner = lead.row.owner
    let isOwn = activity.actor == nil
    let actor = Actor(
      name: rep?.text ?? activity.actor ?? owner?.text ?? deliverer, roles: [],
      // Somebody who is no rep stops no owner's clock; without a name it was the owner.
      rep: rep ?? (isOwn ? owner : RepID(activity.actor ?? "")))
    let changes: [Change]
    switch activity.kind {
    case "contacted", "meeting":
      changes = Contact(
        kind: activity.kind, at: activity.at, channel: activity.channel,
        isAutomatic: activity.auto
      ).changes(lead, by: actor, now: now)
    case "note":
      changes = [record("note", on: lead, by: actor)]
    default:
      guard
        let disposition = rules.dispositions.first(where: {
          $0.code.lowercased() == activity.kind.lowercased()
        })
      else {
        return .refused(Refusal(.usage, "\"\(activity.kind)\" is no kind of activity"))
      }
      // What a machine found closes nothing and keeps no promise: it stands in the record only.
      if activity.auto {
        changes = [record(disposition.code, on: lead, by: actor)]
        break
      }
      guard lead.row.state.isOpen else {
        return .refused(Refusal(.conflict, "\(lead.words) is \(lead.row.state.rawValue) already"))
      }
      changes = SetDisposition(code: disposition.code, at: activity.at)
        .changes(lead, disposition, by: actor, now: now)
    }
    return .done(
      unit: CommitUnit(
        changes: changes,
        entries: ClockEntries.breaches(of: lead.clocks, in: changes, at: now)
          + [entry(lead, actor, now)]),
      text: "Recorded \(activity.kind) with \(lead.words)")
  }

  /// The activity by itself.
  private func record(_ kind: String, on lead: LeadSnapshot, by actor: Actor) -> Change {
    .activityAdded(
      ActivityAdded(
        lead: lead.row.number, kind: kind, at: activity.at, actor: actor.name,
        channel: activity.channel, auto: activity.auto))
  }

  private func entry(_ lead: LeadSnapshot, _ actor: Actor, _ now: Instant) -> EntryDraft {
    var payload = Payload()
    payload.put("lead", lead.row.publicID)
    payload.put("kind", activity.kind)
    payload.put("at", activity.at)
    payload.put("channel", activity.channel)
    payload.put("auto", activity.auto)
    payload.put("actor", actor.name)
    payload.put("owner", lead.row.owner?.text)
    let isContact = activity.kind == "note" || Contact.kinds.contains(activity.kind)
    return EntryDraft(
      at: now, actor: deliverer, kind: isContact ? .leadContacted : .leadDisposition,
      subject: lead.subject, payload: payload.bytes)
  }
}
