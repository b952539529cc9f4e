import LeadModel

extension DemoScript {
  /// About two hundred leads of the last hours, oldest first, to start with a desk that is at work:
  /// most asked within the last hour, so that their clocks are running, some are overdue, and some
  /// asked where it is night.
  public func openingLeads() -> [SampleLead] {
    let at = company.at
    let stretches: [(count: Int, from: Int64, to: Int64)] = [
      (30, 300, 100), (50, 100, 48), (60, 48, 20), (60, 20, 0),
    ]
    var generator = LeadGenerator(
      book: company.book, seed: company.seed, purpose: "opening", origins: .served(at: at))
    return stretches.flatMap { stretch in
      company.instants(
        count: stretch.count, from: at - stretch.from * Instant.minute,
        to: at - stretch.to * Instant.minute, purpose: "opening \(stretch.from)")
    }.map { generator.next(at: $0) }
  }

  /// The opening leads as files for the drop directory, in changing dialects, oldest first.
  public func openingFiles() -> [SampleFile] {
    let leads = openingLeads()
    let size = 20
    return stride(from: 0, to: leads.count, by: size).enumerated().map { turn, first in
      let part = Array(leads[first..<min(first + size, leads.count)])
      let dialect = SampleDialect.allCases[turn % SampleDialect.allCases.count]
      return SampleFile(
        path: "leads/\(turn + 10)-\(dialect.rawValue).\(dialect.fileExtension)",
        bytes: SampleCompany.render(
          part, as: dialect, format: dialect == .webform ? .ndjson : .csv))
    }
  }

  /// The contacts that have already been made when the demo begins, as a file of activities, once
  /// the desk knows who owns the opening leads. Older leads were mostly seen to in time.
  public func openingActivities(openLeads: [OpenLeadView]) -> SampleFile {
    var rows: [ActivityText.Row] = []
    for view in openLeads {
      guard let owner = view.owner, owner.text != TeamLeads.userID else { continue }
      var random = SplitMix64(seed: company.seed, purpose: "opening contact \(view.lead)")
      let age = company.at - view.submittedAt
      let isOld = age > 45 * Instant.minute
      if random.percent(30), age > Instant.minute {
        rows.append(
          .init(
            lead: view.lead, kind: "contacted", at: view.submittedAt + 20_000, actor: "mailer",
            channel: "email", isAutomatic: true))
      }
      guard random.percent(isOld ? 82 : 22) else { continue }
      let wait = min(Int64(random.between(3, 40)) * Instant.minute, age * 9 / 10)
      rows.append(
        .init(
          lead: view.lead, kind: random.percent(20) ? "meeting" : "contacted",
          at: view.submittedAt + wait, actor: owner.text))
    }
    return SampleFile(path: "activities/opening-calls.csv", bytes: ActivityText.bytes(rows))
  }
}
