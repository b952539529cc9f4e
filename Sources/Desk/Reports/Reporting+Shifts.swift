import DeskRules
import Insights
import LeadModel
import RoutingEngine

extension Reporting {
  /// Who is on shift now and in the days ahead, and the holes of each region and language.
  func shifts() throws -> Report {
    let schedules = desk.rules.schedules
    let away = desk.rules.clocks.absences
    let active = schedules.roster.reps.indices.filter { schedules.roster[$0].isActive }
    let known = Set(active.flatMap { schedules.roster[$0].coverage }.flatMap(pairs))
    let languages = Dictionary(grouping: known, by: \.region).mapValues { $0.map(\.language) }
    let names = holidayNames
    let reps = active.map { index in
      let rep = schedules.roster[index]
      let own = schedules.schedules[index]
      let days = ShiftDays(away[rep.id].map(own.excluding) ?? own, in: period) { hindrance in
        Self.reason(hindrance, rep.country, names)
      }
      return ShiftPreview.Rep(
        name: rep.id.text, region: name(of: rep, in: .region) ?? "none",
        pairs: Set(rep.coverage.flatMap { pairs(of: $0, languages) }), shifts: days.shifts,
        usual: days.usual, gone: days.gone)
    }
    return ShiftPreview(
      reps, period, in: zone, regions: ruleSet.regions.map(\.id.text),
      holidaysEnd: holidaysEnd(active.compactMap { schedules.roster[$0].country })
    ).report()
  }

  // MARK: Days off

  /// Names of holidays by country and date.
  private var holidayNames: [CountryCode: [LocalDate: String]] {
    Dictionary(grouping: desk.data.roster.holidays, by: \.country).mapValues { holidays in
      Dictionary(
        holidays.compactMap { holiday in holiday.name.map { (holiday.date, $0) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private static func reason(
    _ hindrance: ShiftHindrance, _ country: CountryCode?,
    _ names: [CountryCode: [LocalDate: String]]
  ) -> ShiftPreview.Reason {
    switch hindrance {
    case .leave(let kind): .leave(kind: kind)
    case .holiday(let date):
      .holiday(country: country?.description ?? "", name: country.flatMap { names[$0]?[date] })
    case .away: .away
    case .otherHours: .otherHours
    }
  }

  /// The countries whose holidays are not known for the year in which the period ends, while others' are:
  /// nobody would be missed on the holidays that are not there.
  private func holidaysEnd(
    _ countries: [CountryCode]
  ) -> [(country: String, last: LocalDate?)] {
    let holidays = desk.data.roster.holidays
    if holidays.isEmpty { return [] }
    var last: [CountryCode: LocalDate] = [:]
    for holiday in holidays {
      last[holiday.country] = max(last[holiday.country] ?? holiday.date, holiday.date)
    }
    // Holidays come by calendar years.
    let year = zone.wall(at: period.to - 1).date.civil.year
    return Set(countries).sorted { $0.description < $1.description }.filter { country in
      last[country].map { $0.civil.year < year } ?? true
    }.map { ($0.description, last[$0]) }
  }

  // MARK: Regions and languages

  /// What an entry covers; for any language those that others name in the region, or `*` where nobody does.
  private func pairs(
    of entry: CoverageEntry, _ languages: [String: [String]]
  ) -> [ShiftPreview.Pair] {
    if entry.language != nil { return pairs(of: entry) }
    return regions(of: entry).flatMap { region in
      (languages[region] ?? ["*"]).map { ShiftPreview.Pair(region: region, language: $0) }
    }
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
}

/// The days ahead of one rep: shifts as they will be, as they would usually be, and what is between.
private struct ShiftDays {
  private(set) var shifts: [Range<Instant>] = []
  private(set) var usual: [Range<Instant>] = []
  private(set) var gone: [(time: Range<Instant>, reason: ShiftPreview.Reason)] = []

  init(
    _ schedule: WorkSchedule, in period: Period,
    reason: (ShiftHindrance) -> ShiftPreview.Reason
  ) {
    var gone: [(time: Range<Instant>, reason: ShiftPreview.Reason)] = []
    shifts = Self.walk(schedule, period) { time in
      guard let hindrance = schedule.hindrance(at: time.lowerBound) else { return }
      let reason = reason(hindrance)
      if let last = gone.last, last.time.upperBound == time.lowerBound, last.reason == reason {
        gone[gone.count - 1].time = last.time.lowerBound..<time.upperBound
      } else {
        gone.append((time, reason))
      }
    }
    self.gone = gone
    usual = Self.walk(schedule.usual, period) { _ in }
  }

  /// The stretches on shift; those between are handed over, none longer than what its answer holds for.
  private static func walk(
    _ schedule: WorkSchedule, _ period: Period, off: (Range<Instant>) -> Void
  ) -> [Range<Instant>] {
    var shifts: [Range<Instant>] = []
    var moment = period.from
    while moment < period.to {
      let span = schedule.span(at: moment)
      let until = min(span.until, period.to)
      guard until > moment else { break }
      if !span.answer.isOn {
        off(moment..<until)
      } else if let last = shifts.last, last.upperBound == moment {
        shifts[shifts.count - 1] = last.lowerBound..<until
      } else {
        shifts.append(moment..<until)
      }
      moment = until
    }
    return shifts
  }
}
