import DeskRules
import LeadModel
import TerminalKit

@testable import Console

/// A console on a desk that answers at once from a fixture. Nothing here waits for anything.
struct TestDesk {
  var company: Company
  var model: ConsoleModel
  /// Effects that were no questions, in order.
  var effects: [ConsoleEffect] = []
  /// Every request, in order.
  var requests: [DeskRequest] = []
  /// What acts are answered with.
  var actAnswer: DeskAnswer = .done(ActReceipt(entry: 41_204, text: "escalation E-0196 filed"))
  /// What the next acts are answered with, in order, before ``actAnswer``.
  var answers: [DeskAnswer] = []

  init(
    _ cols: Int, _ rows: Int, company: Company = Company(), glyphs: GlyphSet = .unicode,
    set: (inout ConsoleSettings) -> Void = { _ in }
  ) {
    var settings = ConsoleSettings(session: "test")
    set(&settings)
    self.company = company
    model = ConsoleModel(
      size: Size(cols: cols, rows: rows), glyphs: glyphs, settings: settings, now: company.now)
    send(.ticked(company.now))
    send(.linkRestored)
    effects = []
  }

  /// Sends a message and answers all that it asks, until nothing is asked any more.
  mutating func send(_ message: ConsoleMessage) {
    var open = model.update(message)
    var rounds = 0
    while !open.isEmpty {
      rounds += 1
      precondition(rounds < 1000, "the console asks without end")
      let effect = open.removeFirst()
      if case .ask(let request, let tag) = effect {
        requests.append(request)
        var answer = answer(request)
        if case .act = request, !answers.isEmpty { answer = answers.removeFirst() }
        open += model.update(.answered(answer, to: tag))
      } else {
        effects.append(effect)
      }
    }
  }

  /// Presses keys in the notation of key files, apart by blanks: `j j enter ctrl-d`.
  mutating func press(_ keys: String) {
    for name in keys.split(separator: " ") {
      guard let key = Key(notation: String(name)) else { fatalError("no key \(name)") }
      send(.keyPressed(key))
    }
  }

  /// Types text, blanks included.
  mutating func type(_ text: String) {
    for character in text { send(.keyPressed(.character(character))) }
  }

  /// Runs the command of the palette that the text finds first.
  mutating func run(_ command: String) {
    press(":")
    type(command)
    press("enter")
  }

  /// Goes down from the top to the row with the label.
  mutating func select(_ label: String) {
    press("g")
    for _ in 0..<50 where model.selectedRow?.label != label { press("j") }
  }

  /// Every act that was sent, in order.
  var acts: [ActRequest] {
    requests.compactMap { if case .act(let act) = $0 { act } else { nil } }
  }

  /// The act that was sent last.
  var lastAct: ActRequest? { acts.last }

  /// The screen as text without blanks at the ends of lines.
  var screen: String { model.view().trimmedText }

  /// One line of the screen.
  func line(_ index: Int) -> String { model.view().rowText(index) }

  // MARK: The desk's side

  func answer(_ request: DeskRequest) -> DeskAnswer {
    switch request {
    case .status: .status(company.status)
    case .window(let window): .window(self.window(window))
    case .lead(let reference):
      company.leads.first { $0.number.description == reference }
        .flatMap { company.detail(of: $0.number) }.map(DeskAnswer.lead)
        ?? .refused(Refusal(.unknown, "no lead \"\(reference)\""))
    case .whyNot: .whyNot(Company.whyNot)
    case .act: actAnswer
    case .subscribe: .subscribed
    case .terms: .terms(company.terms)
    case .exceptions(let number):
      .exceptions(company.governance.exceptions.filter { number == nil || $0.number == number })
    case .changeRequests: .changeRequests(company.governance.changes)
    case .changeRequest(let number): changeRequest(number)
    case .ruleVersions: .ruleVersions(company.governance.versions)
    case .ruleDifference: .ruleDifference(Governance.differences)
    case .rosterChanges: .rosterChanges(company.governance.roster)
    case .preview: company.governance.preview
    case .agenda: .agenda(company.governance.agenda)
    case .report(let report):
      Company.report(report).map(DeskAnswer.report)
        ?? .failed("there is no report \"\(report.name)\"")
    case .rejectedRows: .rejectedRows(Company.rejected)
    case .verifyLog:
      .verified(
        VerifySummary(
          verdict: .intact, entries: 41_203, head: company.status.head, brokenAt: nil,
          text: "All 41,203 entries are as they were written."))
    default: .failed("not part of this fixture")
    }
  }

  private func changeRequest(_ number: Int64) -> DeskAnswer {
    guard let row = company.governance.changes.first(where: { $0.number == number }) else {
      return .refused(Refusal(.unknown, "there is no change \(number)"))
    }
    return .changeRequest(
      ChangeRequestDetail(
        row: row, differences: Governance.differences,
        source: row.kind == .draft ? nil : "[organisation]",
        obstacle: row.approvals.count < 2
          ? "change \(number) has \(row.approvals.count) of 2 approvals" : nil))
  }

  private func window(_ request: WindowRequest) -> Window {
    switch request.list {
    case .leads:
      let rows = company.leads.filter { Self.passes($0, request.filter, now: company.now) }
      return cut(
        Self.sorted(rows, request.sort), of: company.leads.count, request, WindowRows.leads)
    case .queues: return cut(company.queues, of: company.queues.count, request, WindowRows.queues)
    case .clocks:
      let rows = company.clocks.filter { clock in
        request.filter.owner.map { clock.owner?.text == $0 } ?? true
      }
      return cut(rows, of: company.clocks.count, request, WindowRows.clocks)
    case .reps: return cut(company.reps, of: company.reps.count, request, WindowRows.reps)
    case .escalations:
      // Open ones only, unless closed ones are asked for as well.
      let rows = company.escalations.filter {
        $0.closedAt == nil || request.filter.state == .closed
      }
      return cut(rows, of: rows.count, request, WindowRows.escalations)
    case .log:
      let rows = Company.log.filter { row in
        request.filter.words.allSatisfy { "\(row.kind.rawValue) \(row.subject)".contains($0) }
      }
      return cut(rows, of: Company.log.count, request, WindowRows.log)
    case .files:
      return cut(Company.files, of: Company.files.count, request, WindowRows.files)
    }
  }

  private func cut<Row>(
    _ rows: [Row], of total: Int, _ request: WindowRequest, _ make: ([Row]) -> WindowRows
  ) -> Window {
    let part = rows.dropFirst(request.offset).prefix(request.limit)
    return Window(
      list: request.list, offset: request.offset, matching: rows.count, total: total,
      rows: make(Array(part)))
  }

  private static func passes(_ row: LeadRow, _ filter: RowFilter, now: Instant) -> Bool {
    let text = [row.facts.company, row.publicID, row.owner?.text, row.queue?.text, row.source]
      .compactMap { $0?.lowercased() }.joined(separator: " ")
    return filter.words.allSatisfy { text.contains($0.lowercased()) }
      && (filter.owner.map { row.owner?.text == $0 } ?? true)
      && (filter.queue.map { row.queue?.text == $0 } ?? true)
      && (filter.region.map { row.facts.region?.text == $0 } ?? true)
      && (filter.state.map { row.state == $0 } ?? true)
      && (!filter.contingentOnly || row.contingent)
      && (!filter.duplicatesOnly || row.state == .duplicate)
      && (filter.olderThan.map { now - row.receivedAt > $0 } ?? true)
  }

  private static func sorted(_ rows: [LeadRow], _ sort: SortOrder?) -> [LeadRow] {
    // Like the host: leads by age, everything else as it stands.
    guard let sort, sort.column == "received" else { return rows }
    let ascending = rows.sorted { $0.receivedAt < $1.receivedAt }
    return sort.descending ? ascending.reversed() : ascending
  }
}
