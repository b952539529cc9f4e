import LeadModel

/// The audit samples of some weeks with what was found of them.
public struct AuditReport: Sendable {
  /// One assignment of a sample.
  public struct Line: Sendable {
    public var audited: AuditedAssignment
    public var judgement: AuditJudgement?
    public init(audited: AuditedAssignment, judgement: AuditJudgement?) {
      self.audited = audited
      self.judgement = judgement
    }
  }

  /// The sample of one week.
  public struct Sample: Sendable {
    public var week: ISOWeek
    /// How many assignments it was drawn from.
    public var assignments: Int
    public var lines: [Line]
    public init(week: ISOWeek, assignments: Int, lines: [Line]) {
      self.week = week
      self.assignments = assignments
      self.lines = lines
    }

    var accuracy: RoutingAccuracy { RoutingAccuracy(lines.compactMap(\.judgement)) }
  }

  private let samples: [Sample]
  /// The week before the first.
  private let before: RoutingAccuracy

  /// Samples of weeks that follow one another.
  public init(_ samples: [Sample], before: RoutingAccuracy) {
    self.samples = samples
    self.before = before
  }

  /// `minute` writes an instant for people.
  public func report(
    _ period: Period, by: Report.Breakdown?, labels: BreakdownLabels, minute: (Instant) -> String
  ) -> Report {
    var report = Report(
      name: "audit", from: period.from, to: period.to,
      rows: whole + byWeek + broken(by, labels),
      sections: samples.map { section($0, minute) })
    report.notes = notes
    return report
  }

  // MARK: Figures

  /// One week stands under its line; several are only shown together.
  private var whole: [Report.Figure] {
    let lines = samples.flatMap(\.lines)
    return figures(lines, after: samples.count == 1 ? before : nil)
  }

  private func figures(
    _ lines: [Line], by: [Report.Term] = [], after before: RoutingAccuracy? = nil
  ) -> [Report.Figure] {
    let accuracy = RoutingAccuracy(lines.compactMap(\.judgement))
    return [
      .count("sampled", by: by, lines.count), .count("judged", by: by, accuracy.judged),
      .count("wrong", by: by, accuracy.wrong),
    ] + accuracy.figures(by: by, after: before)
  }

  private var byWeek: [Report.Figure] {
    guard samples.count > 1 else { return [] }
    var before = before
    return samples.flatMap { sample in
      defer { before = sample.accuracy }
      return figures(
        sample.lines, by: [Report.Term("week", sample.week.description)], after: before)
    }
  }

  private func broken(_ by: Report.Breakdown?, _ labels: BreakdownLabels) -> [Report.Figure] {
    guard by != nil else { return [] }
    let groups = Dictionary(grouping: samples.flatMap(\.lines)) { labels.label($0.audited.key) }
    return labels.sorted(groups.keys).flatMap { label in
      figures(groups[label] ?? [], by: labels.terms(label))
    }
  }

  // MARK: Lists

  private func section(_ sample: Sample, _ minute: (Instant) -> String) -> Report.Section {
    Report.Section(
      title: "Sample of \(sample.week)",
      columns: [
        "lead", "number", "company", "at", "owner", "route", "decision", "judgement", "judged by",
        "note",
      ],
      rows: sample.lines.map { line in
        let audited = line.audited
        let judgement = line.judgement
        return [
          audited.assignment.publicID, audited.assignment.lead.description, audited.company ?? "",
          minute(audited.assignment.at), Self.owner(audited), audited.route?.rawValue ?? "",
          audited.sentence ?? "", judgement?.word ?? "not judged",
          judgement.map { "\($0.by), \(minute($0.at))" } ?? "", judgement?.note ?? "",
        ]
      })
  }

  /// Whom the engine chose, and who has the lead now where that is somebody else.
  private static func owner(_ audited: AuditedAssignment) -> String {
    let chosen = audited.owner?.text ?? ""
    guard let now = audited.currentOwner, now.text != chosen else { return chosen }
    return "\(chosen) (now \(now))"
  }

  private var notes: [String] {
    samples.map { sample in
      let open = sample.lines.count { $0.judgement == nil }
      let judged = sample.lines.isEmpty ? "" : open == 0 ? "; all are judged" : "; \(open) to judge"
      return "\(sample.week): \(sample.lines.count) of "
        + "\(FigureText.grouped(Int64(sample.assignments))) assignments by the engine\(judged)."
    } + [
      "Drawn are the \(AuditSample.size) with the smallest SHA-256 of the week, \"|\" and the lead. "
        + "\"signalbox audit LEAD --right\" or \"--wrong\" with --note judges one."
    ]
  }
}
