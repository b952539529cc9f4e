import DeskRules

/// Filters and orders that people gave to lists, kept over refreshes, screens and sessions.
///
/// As text each list is a line: its place, the column and direction of its order or `-`, and behind `/`
/// what its filter says: `desk.leads sla ascending /owner:ana >1h`.
struct ListMemory: Sendable, Equatable {
  private struct Entry: Equatable {
    var sort: SortOrder?
    var filter: String
  }

  private var entries: [String: Entry] = [:]

  /// Reads what was kept; lines that cannot be read are passed over.
  init(_ text: String) {
    for line in text.prefix(20_000).split(separator: "\n") {
      let head = line.prefix { $0 != "/" }.split(separator: " ")
      guard head.count >= 2, let place = head.first else { continue }
      let filter = line.firstIndex(of: "/").map { line[line.index(after: $0)...] } ?? ""
      let sort =
        head[1] == "-"
        ? nil : SortOrder(column: String(head[1]), descending: head.last == "descending")
      entries[String(place)] = Entry(sort: sort, filter: String(filter))
    }
  }

  /// What is kept, in an order that does not depend on who changed what when.
  var text: String {
    entries.sorted { $0.key < $1.key }.map { place, entry in
      let sort =
        entry.sort.map { "\($0.column) \($0.descending ? "descending" : "ascending")" } ?? "-"
      return "\(place) \(sort) /\(entry.filter)\n"
    }.joined()
  }

  /// The list as it was left.
  func restored(_ list: ListState, at place: String) -> ListState {
    guard let entry = entries[place] else { return list }
    var list = list
    list.restore(filter: entry.filter, sort: entry.sort)
    return list
  }

  /// Keeps how the list stands; lists as they are by themselves need no line.
  mutating func keep(_ list: ListState, at place: String) {
    let isOwn = list.isFiltered || list.isSorted
    let entry = Entry(sort: list.isSorted ? list.sort : nil, filter: list.filterText)
    entries[place] = isOwn ? entry : nil
  }

  static func place(of pane: Pane) -> String { "desk.\(pane.list)" }

  /// The name of a list on a screen; nil for lists about one queue or rep, which are another one each time.
  static func place(of subject: ListScreen.Subject, _ list: ListKind) -> String? {
    switch subject {
    case .queue, .rep: nil
    case .mine: "mine.\(list)"
    case .governance: "governance.\(list)"
    case .log: "log"
    case .intake: "intake"
    case .insights: "insights"
    }
  }
}
