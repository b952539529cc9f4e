import DeskRules
import Insights
import LeadModel
import RoutingEngine

extension Reporting {
  /// Who is on shift now and in the days ahead, and the holes of each region and language.
  func shifts() throws -> Report {
    let schedules = desk.rules.schedules
    let away = desk.rules.clocks.absences
    let entries = schedules.roster.reps.filter(\.isActive).flatMap(\.coverage)
    let known = Set(entries.flatMap(pairs))
    let languages = Dictionary(grouping: known, by: \.region).mapValues { $0.map(\.language) }
    let reps = schedules.roster.reps.indices.filter { schedules.roster[$0].isActive }.map { index in
      let rep = schedules.roster[index]
      let own = schedules.schedules[index]
      let schedule = away[rep.id].map(own.excluding) ?? own
      let pairs = rep.coverage.flatMap { entry in
        entry.language == nil
          ? regions(of: entry).flatMap { region in
            (languages[region] ?? []).map { ShiftPreview.Pair(region: region, language: $0) }
          } : self.pairs(of: entry)
      }
      return ShiftPreview.Rep(
        name: rep.id.text, region: name(of: rep, in: .region) ?? "none", pairs: Set(pairs),
        shifts: Self.shifts(schedule, in: period))
    }
    return ShiftPreview(reps, period, in: zone).report()
  }

  private func pairs(of entry: CoverageEntry) -> [ShiftPreview.Pair] {
    guard let language = entry.language else { return [] }
    return regions(of: entry).map {
      ShiftPreview.Pair(region: $0, language: language.description)
    }
  }

  /// The regions that an entry is in: all of them for `*`, that of a country.
  private func regions(of entry: CoverageEntry) -> [String] {
    guard let place = desk.rules.compiled.canonicalPlace(entry.place) else { return [] }
    let all = ruleSet.regions.map(\.id.text)
    if place == "*" || all.contains(place) { return place == "*" ? all : [place] }
    return ruleSet.regions.filter { region in
      region.countries.contains { $0.description == place }
    }.map(\.id.text)
  }

  /// The stretches of a period in which somebody is on shift.
  private static func shifts(_ schedule: WorkSchedule, in period: Period) -> [Range<Instant>] {
    var shifts: [Range<Instant>] = []
    var moment = period.from
    while moment < period.to {
      let span = schedule.span(at: moment)
      let until = min(span.until, period.to)
      guard until > moment else { break }
      if span.answer.isOn {
        if let last = shifts.last, last.upperBound == moment {
          shifts[shifts.count - 1] = last.lowerBound..<until
        } else {
          shifts.append(moment..<until)
        }
      }
      moment = until
    }
    return shifts
  }
}
