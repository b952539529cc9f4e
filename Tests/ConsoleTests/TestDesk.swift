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
        open += model.update(.answered(answer(request), to: tag))
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
    default: .failed("not part of this fixture")
    }
  }

  private func window(_ request: WindowRequest) -> Window {
    switch request.list {
    case .leads:
      let rows = company.leads.filter { Self.passes($0, request.filter, now: company.now) }
      return cut(
        Self.sorted(rows, request.sort), of: company.leads.count, request, WindowRows.leads)
    case .queues: return cut(company.queues, of: company.queues.count, request, WindowRows.queues)
    case .clocks: return cut(company.clocks, of: company.clocks.count, request, WindowRows.clocks)
    case .reps: return cut(company.reps, of: company.reps.count, request, WindowRows.reps)
    case .escalations:
      return cut(
        company.escalations, of: company.escalations.count, request, WindowRows.escalations)
    case .log: return cut([LogRow](), of: 0, request, WindowRows.log)
    case .files: return cut([IntakeFileRow](), of: 0, request, WindowRows.files)
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
