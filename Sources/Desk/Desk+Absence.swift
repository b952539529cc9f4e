import DeskRules
import LeadModel
import RoutingEngine
import Settings
import Store

// Going off shift at once, and coming back.
extension Desk {
  /// Decides going away or coming back. Absences that are over by now are told first: nobody comes back from
  /// one of those, and none is replaced.
  func decideAbsence(_ act: Act, by actor: Actor, now: Instant) throws -> ActOutcome {
    try endAbsences(now: now)
    state.advance(to: max(now, state.at))
    switch act {
    case .away(let rep, let minutes, let delegate, let code, let until):
      return absence(of: rep, by: actor, now: now) { absence in
        var order = Absence.Order(minutes: minutes, until: until, code: code)
        if let delegate {
          guard let standIn = namedRep(delegate) else { return unknownRep(delegate) }
          order.delegate = standIn
          order.delegateOff = delegateOff(standIn.id, now: now)
        }
        return absence.leave(order, rules: rules.ruleSet)
      }
    case .back(let rep):
      return absence(of: rep, by: actor, now: now) { $0.comeBack() }
    default: return .refused(Refusal(.usage, "this act is about no absence"))
    }
  }

  private func absence(
    of typed: RepID?, by actor: Actor, now: Instant, _ body: (Absence) -> ActOutcome
  ) -> ActOutcome {
    guard let typed = typed ?? actor.rep else {
      return .refused(Refusal(.usage, "\(actor.name) is no rep: name one with --rep"))
    }
    guard let rep = namedRep(typed), let index = rules.schedules.roster.index(of: rep.id) else {
      return unknownRep(typed)
    }
    let schedule = rules.schedules.schedules[index]
    let snapshot = Absence.Snapshot(
      rep: rep, region: region(of: rep), zone: schedule.zone, current: absences[rep.id],
      nextShift: WorkingTime(anyOf: [schedule]).nextOpening(from: now))
    return body(Absence(snapshot, by: actor, now: now))
  }

  /// By id, by name or by email address.
  private func namedRep(_ typed: RepID) -> Rep? {
    rep(typed) ?? rep(named: typed.text).flatMap(rep)
  }

  private func unknownRep(_ typed: RepID) -> ActOutcome {
    let meant = NearMiss.of(typed.text, among: rules.schedules.roster.reps.map(\.id.text))
    return .refused(
      Refusal(
        .unknown,
        "there is no rep \"\(typed)\" in the roster"
          + (meant.map { "; did you mean \"\($0)\"?" } ?? "")))
  }

  /// The rep's own region, or that of their country: whose managers answer for them.
  private func region(of rep: Rep) -> RegionID? {
    if let own = rep.region { return RegionID(own) }
    guard let country = rep.country else { return nil }
    return rules.ruleSet.regions.first { $0.countries.contains(country) }?.id
  }

  /// Why somebody cannot stand in at the moment, or would stand in from afar.
  private func delegateOff(_ delegate: RepID, now: Instant) -> RemovalReason? {
    if absences[delegate] != nil { return .away }
    guard let index = rules.schedules.roster.index(of: delegate) else { return nil }
    return state.isOnLeave(index) ? .onLeave : nil
  }
}
