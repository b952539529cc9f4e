import DeskRules
import LeadModel

/// Putting rows in order here, when all of them are here.
enum LocalSort {
  /// What a row is sorted by; rows without a value come last in either direction.
  private enum SortKey {
    case text(String)
    case number(Int64)
    case missing

    init(_ text: String?) { self = text.map { .text($0.lowercased()) } ?? .missing }
    init(_ number: Int64?) { self = number.map { .number($0) } ?? .missing }
  }

  /// Whether the host sorts a list by a column itself, however long the list is.
  static func isDoneByHost(_ list: ListKind, _ column: String) -> Bool {
    (list == .leads && column == "received") || list == .log
  }

  /// The rows by a column, those of equal value in the order in which they came.
  static func sorted(_ rows: [ListRow], by order: SortOrder, names: NameBook) -> [ListRow] {
    let keyed = rows.enumerated().map {
      (key: key(of: $0.element, order.column, names), place: $0.offset, row: $0.element)
    }
    return keyed.sorted { a, b in
      switch (a.key, b.key) {
      case (.text(let x), .text(let y)) where !Bytes.equal(x, y):
        Bytes.precedes(x, y) != order.descending
      case (.number(let x), .number(let y)) where x != y: (x < y) != order.descending
      case (.missing, .text), (.missing, .number): false
      case (.text, .missing), (.number, .missing): true
      default: a.place < b.place
      }
    }.map(\.row)
  }

  private static func key(of row: ListRow, _ column: String, _ names: NameBook) -> SortKey {
    switch row {
    case .lead(let row): key(of: row, column, names)
    case .queue(let row): key(of: row, column)
    case .clock(let row): key(of: row, column, names)
    case .rep(let row): key(of: row, column)
    case .escalation(let row): key(of: row, column, names)
    case .entry(let row): SortKey(row.seq)
    case .file(let row): key(of: row, column)
    case .exception(let row): key(of: row, column)
    case .change(let row): key(of: row, column)
    case .version(let row): SortKey(Int64(row.version))
    case .roster(let row): key(of: row, column, names)
    case .report(let row): SortKey(row.name)
    }
  }

  private static func key(of row: LeadRow, _ column: String, _ names: NameBook) -> SortKey {
    switch column {
    case "received": SortKey(row.receivedAt.milliseconds)
    case "sla":
      SortKey(row.firstContact.flatMap { $0.endedAt == nil ? $0.dueAt.milliseconds : nil })
    case "company": SortKey(row.facts.company)
    case "owner": SortKey(names.place(owner: row.owner, queue: row.queue))
    case "region": SortKey(row.facts.region?.text)
    default: SortKey(row.state.rawValue)
    }
  }

  private static func key(of row: QueueRow, _ column: String) -> SortKey {
    switch column {
    case "sla": SortKey(row.earliestDue?.milliseconds)
    case "depth": SortKey(Int64(row.depth))
    case "oldest": SortKey(row.oldestSince?.milliseconds)
    default: SortKey(row.id.text)
    }
  }

  private static func key(of row: ClockRow, _ column: String, _ names: NameBook) -> SortKey {
    switch column {
    case "sla": SortKey(row.state.dueAt.milliseconds)
    case "kind": SortKey(row.kind.word)
    case "company": SortKey(row.company)
    default: SortKey(names.place(owner: row.owner, queue: row.queue))
    }
  }

  private static func key(of row: RepRow, _ column: String) -> SortKey {
    switch column {
    // Thousandths of the capacity; without any capacity a load counts as more than full.
    case "load":
      SortKey(Int64(row.capacity > 0 ? row.load * 1000 / row.capacity : 1000 + row.load))
    case "name": SortKey(row.name)
    case "region": SortKey(row.region)
    case "week": SortKey(Int64(row.week))
    default:
      SortKey(
        row.attainment.due > 0 ? Int64(row.attainment.met * 1000 / row.attainment.due) : nil)
    }
  }

  private static func key(of row: EscalationRow, _ column: String, _ names: NameBook) -> SortKey {
    switch column {
    case "opened": SortKey(row.openedAt.milliseconds)
    case "sla": SortKey(row.dueAt?.milliseconds)
    case "code": SortKey(row.code)
    default: SortKey(row.rep.map { names.name($0) })
    }
  }

  private static func key(of row: IntakeFileRow, _ column: String) -> SortKey {
    switch column {
    case "taken": SortKey(row.takenAt.milliseconds)
    case "rows": SortKey(Int64(row.counts.rows))
    case "rejected": SortKey(Int64(row.counts.rejected))
    default: SortKey(row.name)
    }
  }

  private static func key(of row: ExceptionRow, _ column: String) -> SortKey {
    switch column {
    case "sunset": SortKey(row.sunset.milliseconds)
    case "number": SortKey(row.number)
    case "state": SortKey(row.status.rawValue)
    default: SortKey(row.terms.kind.rawValue)
    }
  }

  private static func key(of row: ChangeRequestRow, _ column: String) -> SortKey {
    switch column {
    case "number": SortKey(row.number)
    case "state": SortKey(row.status.rawValue)
    default: SortKey(row.kind.rawValue)
    }
  }

  private static func key(
    of row: RosterChangeRow, _ column: String, _ names: NameBook
  ) -> SortKey {
    switch column {
    case "at": SortKey(row.at.milliseconds)
    case "rep": SortKey(names.name(row.rep))
    default: SortKey(row.field)
    }
  }
}
