import DeskRules
import Insights
import LeadModel
import RoutingEngine
import Settings
import Store

// The weekly audit: what analysts find of a sample of the engine's assignments.
extension Desk {
  /// What was judged of a week's sample.
  func routingAccuracy(of week: ISOWeek) throws -> RoutingAccuracy {
    RoutingAccuracy(try store.judgements(from: week.monday, through: week.monday))
  }

  // MARK: Judging

  /// Decides a judgement: of the latest sample that has the lead.
  func judge(
    _ order: JudgeOrder, by actor: Actor, seen: Int64?, now: Instant
  ) throws -> ActOutcome {
    let act = JudgeAssignment(order)
    if let refusal = act.refusal(by: actor) { return .refused(refusal) }
    return try withLead(order.lead, seen: seen, now: now, exactly: true) { lead in
      switch try sampled(lead, now: now) {
      case .success(let found): act.decide(found, by: actor, now: now)
      case .failure(let refusal): .refused(refusal)
      }
    }
  }

  private func sampled(
    _ lead: LeadSnapshot, now: Instant
  ) throws -> Result<JudgeAssignment.Snapshot, Refusal> {
    let zone = rules.schedules.organisationZone
    let number = lead.row.number
    let weeks = try store.engineAssignments(of: number).map { ISOWeek(at: $0, in: zone) }
    guard let latest = weeks.first else {
      return .failure(
        Refusal(
          .conflict, "the engine has assigned \(lead.words) to nobody: there is nothing to judge"))
    }
    let ended = weeks.filter { $0.period(in: zone).to <= now }
    guard let lastEnded = ended.first else {
      let end = latest.period(in: zone).to
      return .failure(
        Refusal(
          .conflict,
          "\(latest) has not ended: the sample that may have \(lead.words) is drawn at "
            + Self.text(end, in: zone, seenAt: now)))
    }
    for week in ended {
      let sample = try auditSamples.sample(of: week, in: zone, store)
      guard let assignment = sample.assignment(of: number) else { continue }
      let before = try store.judgements(from: week.monday, through: week.monday)
        .first { $0.lead == number }
      return .success(
        JudgeAssignment.Snapshot(
          lead: lead, monday: week.monday, week: week.description, decision: assignment.entry,
          before: before))
    }
    return .failure(
      Refusal(
        .conflict,
        "\(lead.words) is not in the sample of \(lastEnded): \"signalbox report audit\" lists it"))
  }

  // MARK: Telling

  /// Tells once that routing is too often wrong, and again when it was right in between. Looked at with each
  /// judgement, since nothing else changes it.
  func watchAccuracy(now: Instant) throws {
    let week = ISOWeek.lastComplete(at: now, in: rules.schedules.organisationZone)
    let what = "kpi/routing_accuracy"
    let accuracy = try routingAccuracy(of: week)
    guard accuracy.isBreached(after: try routingAccuracy(of: week.advanced(by: -1))) else {
      notifier.standing.remove(what)
      return
    }
    guard notifier.standing.insert(what).inserted else { return }
    let share = accuracy.share.map { FigureText.value($0, .share) } ?? ""
    try tell(
      Notice(
        event: .threshold, at: now, what: what,
        sentence: "Routing accuracy of \(week) is \(share) of \(accuracy.judged) judged, "
          + "below \(FigureText.value(Threshold.routingAccuracy.limit, .share))",
        link: "signalbox report audit"))
  }
}
