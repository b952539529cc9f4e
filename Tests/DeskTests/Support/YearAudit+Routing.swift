import LeadModel

@testable import Desk

// Who got which lead, and why.
extension YearAudit {
  /// Leads that the engine gave back to somebody who had them, or left with whoever did not keep the promise.
  func rerouting() -> [String] {
    var problems: [String] = []
    for (number, lead) in history.leads {
      var had: Set<String> = []
      for place in lead.places {
        if let owner = place.owner {
          if place.byEngine, had.contains(owner) {
            problems.append("lead \(number) went back to \(owner) at \(place.at)")
          }
          had.insert(owner)
        }
      }
    }
    let breaches = Dictionary(grouping: history.told.filter(\.isBreach), by: \.subject)
    for (clock, promised) in zip(history.clocks, promised)
    where clock.promise.reroutes && clock.kind == .owner {
      let told = breaches[clock.subject]?.first { $0.due == "\(promised.due)" }
      guard let told,
        office.ticks.contains(where: { $0.before < told.seq && told.seq <= $0.after }),
        let lead = history.leads[clock.lead],
        lead.places.last(where: { $0.seq < told.seq })?.route != "manual"
      else { continue }
      if !lead.places.contains(where: { $0.seq > told.seq && $0.at == told.at }) {
        problems.append("\(clock.subject) stayed with \(clock.owner ?? "nobody") at \(told.at)")
      }
    }
    return problems
  }

  /// Leads that the engine took from somebody though no promise that sends them on was broken then, or that
  /// a person had given away.
  func taking() -> [String] {
    let sending = Set(
      zip(history.clocks, promised).filter { $0.0.promise.reroutes }.map { clock, promised in
        "\(clock.kind.rawValue) \(clock.subject) \(promised.due)"
      })
    let moments = Set(
      history.told.filter {
        $0.isBreach && sending.contains("\($0.clock) \($0.subject) \($0.due)")
      }.map { "\($0.subject) \($0.at)" })
    return history.leads.flatMap { number, lead in
      zip(lead.places, lead.places.dropFirst()).compactMap { before, place in
        guard place.byEngine, let owner = before.owner else { return nil }
        if before.route != "manual", moments.contains("lead/\(number) \(place.at)") { return nil }
        return "lead \(number) was taken from \(owner) at \(place.at)"
      }
    }
  }

  /// Leads that went to somebody who was not at work, or waited for a shift though somebody was; and passes
  /// over those that waited that were not fair.
  func fairness() -> [String] {
    var board = YearBoard(reference)
    let steps = history.leads.flatMap { number, lead in
      lead.places.map { YearBoard.Step(seq: $0.seq, lead: number, place: $0) }
        + (lead.closed.map { [YearBoard.Step(seq: $0, lead: number, place: nil)] } ?? [])
    }
    return steps.sorted { $0.seq < $1.seq }.flatMap { board.take($0) }
  }
}
