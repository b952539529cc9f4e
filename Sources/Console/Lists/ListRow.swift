import DeskRules
import LeadModel

/// What stays the same about a row while lists change around it.
enum RowID: Hashable, Sendable {
  case lead(LeadNumber)
  case queue(QueueID)
  case clock(Int64)
  case rep(RepID)
  case escalation(Int64)
  case entry(Int64)
  case file(Int64)
  case exception(Int64)
  case change(Int64)
  case version(Int)
  case roster(Int64)
  case report(String)
}

/// A row of any list that the console shows.
enum ListRow: Sendable, Equatable {
  case lead(LeadRow)
  case queue(QueueRow)
  case clock(ClockRow)
  case rep(RepRow)
  case escalation(EscalationRow)
  case entry(LogRow)
  case file(IntakeFileRow)
  case exception(ExceptionRow)
  case change(ChangeRequestRow)
  case version(RuleVersionRow)
  case roster(RosterChangeRow)
  case report(ReportName)

  var id: RowID {
    switch self {
    case .lead(let row): .lead(row.number)
    case .queue(let row): .queue(row.id)
    case .clock(let row): .clock(row.id)
    case .rep(let row): .rep(row.id)
    case .escalation(let row): .escalation(row.number)
    case .entry(let row): .entry(row.seq)
    case .file(let row): .file(row.id)
    case .exception(let row): .exception(row.number)
    case .change(let row): .change(row.number)
    case .version(let row): .version(row.version)
    case .roster(let row): .roster(row.id)
    case .report(let row): .report(row.name)
    }
  }

  /// The lead that the row is or is about.
  var lead: LeadNumber? {
    switch self {
    case .lead(let row): row.number
    case .clock(let row): row.lead
    case .escalation(let row): row.lead
    default: nil
    }
  }

  /// The company of that lead.
  var company: String? {
    switch self {
    case .lead(let row): row.facts.company
    case .clock(let row): row.company
    case .escalation(let row): row.company
    default: nil
    }
  }

  /// Grows or differs when something about the row was done, not only when time went on.
  var version: Int64 {
    switch self {
    case .lead(let row): row.version
    case .queue(let row): Int64(row.depth)
    case .clock(let row): (row.warned ? 1 : 0) + (row.breached ? 2 : 0)
    case .rep(let row): Int64(row.load)
    case .escalation(let row): (row.claimedBy == nil ? 0 : 1) + (row.closedAt == nil ? 0 : 2)
    case .file(let row): (row.finishedAt == nil ? 0 : 1) + Int64(row.attempt) * 2
    case .exception(let row):
      Int64(row.approvals.count) + (row.decidedAt?.milliseconds ?? 0)
        + (row.signedOffAt?.milliseconds ?? 0)
    case .change(let row): Int64(row.approvals.count) + (row.decidedAt?.milliseconds ?? 0)
    case .roster(let row): row.reviewedAt == nil ? 0 : 1
    case .entry, .version, .report: 0
    }
  }

  /// What to call the row in a message.
  var label: String {
    switch self {
    case .lead(let row): row.number.description
    case .queue(let row): row.id.text
    case .clock(let row):
      row.lead?.description ?? row.escalation.map(Spell.escalation) ?? "clock \(row.id)"
    case .rep(let row): row.id.text
    case .escalation(let row): Spell.escalation(row.number)
    case .entry(let row): "\(row.seq)"
    case .file(let row): row.name
    case .exception(let row): Spell.exception(row.number)
    case .change(let row): Spell.change(row.number)
    case .version(let row): "v\(row.version)"
    case .roster(let row): "\(row.rep) \(row.field)"
    case .report(let row): row.name
    }
  }

  /// What `y` copies: as the command line takes it.
  var copyText: String {
    switch self {
    case .exception(let row): "\(row.number)"
    case .change(let row): "\(row.number)"
    case .version(let row): "\(row.version)"
    case .roster(let row): "\(row.id)"
    case .lead(let row): row.publicID
    default: label
    }
  }

  /// The label with the name that people know it by.
  var fullLabel: String {
    switch self {
    case .rep(let row): row.name
    default: company.map { label + " " + $0 } ?? label
    }
  }

  /// What a filter's words are looked for in, where the console looks itself.
  func searchText(_ names: NameBook) -> String {
    switch self {
    case .escalation(let row):
      let rep = row.rep.map { "\($0) \(names.name($0))" } ?? ""
      return [
        label, row.lead.description, row.code, row.company ?? "", rep, row.by,
        row.claimedBy ?? "", row.outcome ?? "",
      ].joined(separator: " ")
    case .file(let row):
      return "\(row.folder)/\(row.name) \(row.result ?? "") \(row.reason ?? "")"
    case .exception(let row):
      let terms = row.terms
      let scope = [terms.rep?.text, terms.account?.text, terms.domain, terms.campaign, terms.value]
      return ([label, terms.kind.rawValue, row.code, row.reason, row.requestedBy] + scope)
        .compactMap(\.self).joined(separator: " ")
    case .change(let row):
      return "\(label) \(row.kind.rawValue) \(row.status.rawValue) \(row.reason) \(row.requestedBy)"
    case .version(let row): return "\(label) \(row.author) \(row.reason) \(row.hash)"
    case .roster(let row):
      return "\(row.rep) \(names.name(row.rep)) \(row.field) \(row.old ?? "") \(row.new ?? "")"
    case .report(let row): return "\(row.name) \(row.text)"
    default: return fullLabel
    }
  }
}

/// A report that can be read.
struct ReportName: Sendable, Hashable {
  let name: String
  /// What it tells.
  let text: String
}

extension WindowRows {
  /// The rows as the console keeps them.
  var listRows: [ListRow] {
    switch self {
    case .leads(let rows): rows.map(ListRow.lead)
    case .queues(let rows): rows.map(ListRow.queue)
    case .clocks(let rows): rows.map(ListRow.clock)
    case .reps(let rows): rows.map(ListRow.rep)
    case .escalations(let rows): rows.map(ListRow.escalation)
    case .log(let rows): rows.map(ListRow.entry)
    case .files(let rows): rows.map(ListRow.file)
    }
  }
}
