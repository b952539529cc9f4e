import LeadModel

/// The council ticks changes of the roster: it has seen them.
public struct ReviewRoster: Sendable {
  private let wanted: [Int64]

  /// Those of these numbers; empty means all that nobody has ticked.
  public init(_ wanted: [Int64]) { self.wanted = wanted }

  /// Decides at `now`. `unreviewed` are the numbers that nobody has ticked, `highest` is the last given.
  public func decide(
    unreviewed: [Int64], highest: Int64, by actor: Actor, now: Instant
  ) -> ActOutcome {
    if let refusal = Authority.check(.decide, by: actor) { return .refused(refusal) }
    let ids = wanted.isEmpty ? unreviewed.sorted() : Array(Set(wanted)).sorted()
    guard !ids.isEmpty else {
      return .refused(Refusal(.conflict, "no change of the roster waits for the council"))
    }
    for id in ids where !unreviewed.contains(id) {
      return .refused(
        (1...max(highest, 1)).contains(id) && highest > 0
          ? Refusal(.conflict, "roster change \(id) was reviewed already")
          : Refusal(.unknown, "there is no roster change \(id)"))
    }
    var payload = Payload()
    payload.put("changes", ids.count)
    payload.put("numbers", texts: ids.map(String.init))
    return .done(
      unit: CommitUnit(
        changes: [.rosterChangesReviewed(ids: ids, by: actor.name, at: now)],
        entries: [
          EntryDraft(
            at: now, actor: actor.name, role: actor.roleText, kind: .rosterReviewed,
            subject: "roster", payload: payload.bytes)
        ]),
      text: ids.count == 1 ? "Reviewed 1 roster change" : "Reviewed \(ids.count) roster changes")
  }
}
