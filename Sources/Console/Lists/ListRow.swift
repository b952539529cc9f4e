import DeskRules
import LeadModel

/// What stays the same about a row while lists change around it.
enum RowID: Hashable, Sendable {
  case lead(LeadNumber)
  case queue(QueueID)
  case clock(Int64)
  case rep(RepID)
  case escalation(Int64)
}

/// A row of any list that the console shows.
enum ListRow: Sendable, Equatable {
  case lead(LeadRow)
  case queue(QueueRow)
  case clock(ClockRow)
  case rep(RepRow)
  case escalation(EscalationRow)

  var id: RowID {
    switch self {
    case .lead(let row): .lead(row.number)
    case .queue(let row): .queue(row.id)
    case .clock(let row): .clock(row.id)
    case .rep(let row): .rep(row.id)
    case .escalation(let row): .escalation(row.number)
    }
  }

  /// The lead that the row is or is about.
  var lead: LeadNumber? {
    switch self {
    case .lead(let row): row.number
    case .clock(let row): row.lead
    case .escalation(let row): row.lead
    case .queue, .rep: nil
    }
  }

  /// The company of that lead.
  var company: String? {
    switch self {
    case .lead(let row): row.facts.company
    case .clock(let row): row.company
    case .escalation(let row): row.company
    case .queue, .rep: nil
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
    }
  }

  /// What to call the row in a message, and what `y` copies.
  var label: String {
    switch self {
    case .lead(let row): row.number.description
    case .queue(let row): row.id.text
    case .clock(let row):
      row.lead?.description ?? row.escalation.map { "E-\($0)" } ?? "clock \(row.id)"
    case .rep(let row): row.id.text
    case .escalation(let row): "E-\(row.number)"
    }
  }

  /// The label with the name that people know it by.
  var fullLabel: String {
    switch self {
    case .rep(let row): row.name
    default: company.map { label + " " + $0 } ?? label
    }
  }
}

extension WindowRows {
  /// The rows as the console keeps them; none for lists that it has no pane for.
  var listRows: [ListRow] {
    switch self {
    case .leads(let rows): rows.map(ListRow.lead)
    case .queues(let rows): rows.map(ListRow.queue)
    case .clocks(let rows): rows.map(ListRow.clock)
    case .reps(let rows): rows.map(ListRow.rep)
    case .escalations(let rows): rows.map(ListRow.escalation)
    case .log, .files: []
    }
  }
}
