import LeadModel
import RoutingEngine

// The tables and sentences that make the figures followable.
extension LeakageReport {
  /// `12,345`.
  private func text(_ money: ExactMoney, _ scale: ExactMoney.Scale) -> String {
    FigureText.value(amount(money, scale), .money)
  }

  private func bounds(_ line: LeakageEstimate.Line, _ scale: ExactMoney.Scale) -> [String] {
    [line.range.low, line.range.middle, line.range.high].map { text($0, scale) }
  }

  /// What a reader with one minute takes away.
  var headline: Report.Section {
    let line = estimate.line(.headline)
    return Report.Section(
      title: "Revenue leakage in \(terms.currency), \(time.text)",
      columns: ["", "low", "middle", "high", "cases", "confidence"],
      rows: [
        ["a month"] + bounds(line, time.monthly)
          + [cases(line.cases), String(confidence(.headline).prefix { $0 != ":" })],
        ["a year, 12 months like it"] + bounds(line, time.annual) + ["", ""],
      ], isFirst: true)
  }

  private func cases(_ count: Int) -> String {
    FigureText.grouped(Int64(count)) + (count < Report.few ? " few" : "")
  }

  /// A month of the time before beside a month of this time.
  var comparison: [Report.Section] {
    guard let before else { return [] }
    let rows = LeakageEstimate.Component.allCases.map { component in
      let (old, new) = (before.line(component), estimate.line(component))
      return [
        component.rawValue, range(old, time.before.monthly), range(new, time.monthly),
        change(old, new), "\(cases(old.cases)) → \(cases(new.cases))",
      ]
    }
    return [
      Report.Section(
        title:
          "Before and after, \(terms.currency) a month: \(time.before.text) against \(time.text)",
        columns: ["component", "before", "after", "change of the middle", "cases"], rows: rows)
    ]
  }

  /// `5,000 (2,000 to 8,000)`.
  private func range(_ line: LeakageEstimate.Line, _ scale: ExactMoney.Scale) -> String {
    let bounds = bounds(line, scale)
    return bounds[0] == bounds[2] ? bounds[1] : "\(bounds[1]) (\(bounds[0]) to \(bounds[2]))"
  }

  private func change(_ old: LeakageEstimate.Line, _ new: LeakageEstimate.Line) -> String {
    let change =
      amount(new.range.middle, time.monthly) - amount(old.range.middle, time.before.monthly)
    let text = FigureText.value(change, .money)
    return change > 0 ? "+\(text)" : text
  }

  // MARK: Cells

  /// Cells listed here; exports have them all.
  private static let mostCells = 20

  /// The headline of the cells, given in their order, that lose anything.
  func list(_ cells: [LeakageCell]) -> Report.Section {
    let lossy = cells.compactMap { cell in
      estimate.cells[cell]?[.headline].flatMap { $0.cases > 0 ? (cell: cell, line: $0) : nil }
    }
    let more = lossy.count > Self.mostCells ? ", the first \(Self.mostCells) of \(lossy.count)" : ""
    return Report.Section(
      title: "The headline in \(terms.currency) a month by region, source and segment\(more)",
      columns: Self.breakdowns.map(\.rawValue) + ["low", "middle", "high", "cases"],
      rows: lossy.prefix(Self.mostCells).map { cell, line in
        terms(of: cell).map(\.value) + bounds(line, time.monthly) + [cases(line.cases)]
      })
  }

  // MARK: How it comes about

  /// What each line was made of.
  var counted: Report.Section {
    Report.Section(
      title: "What was counted in the time, and how sure each line is",
      columns: ["component", "counted", "confidence"],
      rows: LeakageEstimate.Component.allCases.map { component in
        [component.rawValue, counted(component), confidence(component)]
      })
  }

  var formulas: Report.Section {
    Report.Section(
      title: "How each line is reckoned, for each cell; the sum is brought to a month",
      columns: ["component", "formula"],
      rows: LeakageEstimate.Component.allCases.map { [$0.rawValue, formula($0)] })
  }

  private func formula(_ component: LeakageEstimate.Component) -> String {
    switch component {
    case .delay:
      "leads in 1 to 24 h × drop_1h_to_24h × acv + leads after 24 h × drop_over_24h × acv; low, middle "
        + "and high of the drops"
    case .duplicates:
      "duplicates × hours.duplicate × rep_hourly_cost; middle with half the friction_discount of each, "
        + "high with all of it"
    case .neverWorked: "leads × under_1h × acv × 50 % (low), 75 % (middle), 100 % (high)"
    case .headline: "the sum of the three above"
    case .overhead:
      "(escalations × hours.escalation + reassignments × hours.reassignment) × blended_hourly_cost; "
        + "not in the headline"
    }
  }

  private func counted(_ component: LeakageEstimate.Component) -> String {
    let counts = estimate.sample.total
    func text(_ count: Int) -> String { FigureText.grouped(Int64(count)) }
    switch component {
    case .delay:
      return
        "leads in 1 to 24 h: \(text(counts.withinDay)), after 24 h: \(text(counts.later)); still "
        + "waiting, of all: \(text(counts.waiting))"
    case .duplicates: return "contacts with more than one owner: \(text(counts.duplicates))"
    case .neverWorked:
      return "leads without activity in 5 business days: \(text(counts.neverWorked))"
    case .headline: return "cases: \(text(estimate.line(.headline).cases))"
    case .overhead:
      return
        "escalations: \(text(counts.escalations)), reassignments: \(text(counts.reassignments))"
    }
  }

  /// How sure a line is, and why.
  func confidence(_ component: LeakageEstimate.Component) -> String {
    let cases = estimate.line(component).cases
    if cases == 0 { return "nothing to count" }
    if cases < Report.few { return "low: few cases (fewer than \(Report.few))" }
    switch component {
    case .overhead: return "high: cases from the log × hours and costs that were given"
    case .duplicates:
      return "medium: cases from the log; the discount is an assumption, low is without it"
    case .delay, .neverWorked, .headline:
      return "medium: cases from the log; conversion is an assumption, hence the range"
    }
  }

  /// What `leakage.toml` says, as it was used.
  var inputs: Report.Section {
    var rows = [
      ["", "rep_hourly_cost", money(terms.repHourlyCost)],
      ["", "blended_hourly_cost", money(terms.blendedHourlyCost)],
      ["", "hours.duplicate", number(terms.duplicateHours)],
      ["", "hours.escalation", number(terms.escalationHours)],
      ["", "hours.reassignment", number(terms.reassignmentHours)],
    ]
    if let figures = terms.figures {
      rows += inputs(figures, terms.segments.isEmpty ? "" : "others")
    }
    for segment in terms.segments.keys.sorted(by: { Bytes.precedes($0.text, $1.text) }) {
      if let figures = terms.segments[segment] { rows += inputs(figures, segment.text) }
    }
    return Report.Section(
      title: "Inputs, from leakage.toml", columns: ["segment", "input", "value"], rows: rows)
  }

  private func inputs(_ figures: LeakageTerms.Figures, _ segment: String) -> [[String]] {
    [
      [segment, "acv", money(figures.acv)],
      [segment, "friction_discount", money(figures.frictionDiscount)],
      [segment, "conversion.under_1h", number(figures.conversion)],
      [segment, "conversion.drop_1h_to_24h", drop(figures.dropWithinDay)],
      [segment, "conversion.drop_over_24h", drop(figures.dropLater)],
    ]
  }

  private func money(_ hundredths: Int64) -> String {
    let value = Double(hundredths) / 100
    let places = hundredths % 100 == 0 ? 0 : 2
    return "\(terms.currency) \(FigureText.decimal(value, places: places))"
  }

  private func number(_ value: Billionths) -> String { "\(value.number)" }

  private func drop(_ drop: LeakageTerms.Drop) -> String {
    "low \(drop.low.number), middle \(drop.middle.number), high \(drop.high.number)"
  }

  // MARK: Leads never worked

  /// The leads themselves, so that somebody can go and look.
  var forgotten: [Report.Section] {
    let leads = estimate.sample.neverWorked
    guard !leads.isEmpty else { return [] }
    let count = estimate.sample.total.neverWorked
    let more = count > leads.count ? ", the first \(leads.count) of \(count)" : ""
    let local = LocalTime(zone)
    return [
      Report.Section(
        title: "Leads never worked within 5 business days\(more)",
        columns: ["lead", "first owner", "routed", "5 business days up", "since then"],
        rows: leads.map { lead in
          [
            lead.label, lead.routed?.owner ?? "", lead.routed.map { local.minute($0.at) } ?? "",
            lead.routed.map { local.minute($0.limit) } ?? "",
            lead.activeAt.map { "worked \(local.day($0))" } ?? "nothing",
          ]
        })
    ]
  }

  // MARK: Notes

  var notes: [String] {
    let counts = estimate.sample.total
    var notes = [
      "Amounts are in \(terms.currency). \(time.sentence) A year is 12 such months. Each cell of "
        + "region × source × segment is valued by the figures of its segment; sums are exact and are "
        + "rounded once.",
      "Leads are those received in the time; repeats and leads in shadow are left out. The delay is from "
        + "submission to first contact; whoever still waits counts by the time waited so far.",
      "Never worked: nothing was done by a person within 5 business days of the first assignment, Monday "
        + "to Friday less holidays, in the zone of that owner. Such leads are in no delay cohort.",
    ]
    if let begin {
      notes.insert(
        "The log begins on \(LocalTime(zone).day(begin)), within the time: nothing from before is "
          + "counted, so that a month is told too low. Name a later --from.", at: 0)
    }
    if isDefaultPeriod {
      notes.insert(
        time.months == nil
          ? "No time was named and the log does not reach back over the last calendar month: these are "
            + "the last 30 days."
          : "No time was named: this is the last full calendar month.", at: 0)
    }
    if counts.workedLater > 0 {
      notes.append(
        "\(counts.workedLater) of the leads never worked in their 5 business days had something done "
          + "later.")
    }
    if counts.passedOn > 0 {
      notes.append(
        "\(counts.passedOn) of \(counts.duplicates) duplicates are one lead that went from one rep to "
          + "another; its time is in reassignments too, which the headline leaves out.")
    }
    if counts.unwanted > 0 {
      notes.append(
        "Disqualified before anybody was in touch, and in no figure here: \(counts.unwanted) leads."
      )
    }
    if isBeforePartial {
      notes.append(
        before == nil
          ? "There is nothing to compare with: the log begins later."
          : "The log begins within the time before, so that its amounts are too low.")
    }
    return notes
  }
}
