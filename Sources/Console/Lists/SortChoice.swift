import DeskRules

/// A column by which a list can be sorted.
struct SortChoice: Hashable, Sendable {
  /// As requests name it.
  let column: String
  /// As titles name it.
  let title: String
  /// The direction that people want first.
  let descendingFirst: Bool
  /// The title of the column that a click on it sorts by.
  let header: String

  init(
    _ column: String, _ title: String, descendingFirst: Bool = false, header: String? = nil
  ) {
    self.column = column
    self.title = title
    self.descendingFirst = descendingFirst
    self.header = header ?? title
  }

  /// The columns of a list in the order in which `s` goes through them.
  static func choices(for list: ListKind) -> [SortChoice] {
    switch list {
    case .leads:
      [
        SortChoice("received", "age", descendingFirst: true, header: "in at"),
        SortChoice("sla", "SLA"),
        SortChoice("company", "company"), SortChoice("owner", "owner", header: "with"),
        SortChoice("region", "region", header: "where"), SortChoice("state", "state"),
      ]
    case .queues:
      [
        SortChoice("sla", "time left", header: "left"),
        SortChoice("depth", "depth", descendingFirst: true, header: "deep"),
        SortChoice("oldest", "oldest"), SortChoice("id", "name", header: "queue"),
      ]
    case .clocks:
      [
        SortChoice("sla", "SLA", header: "left"), SortChoice("kind", "kind", header: "clock"),
        SortChoice("company", "company", header: "for"),
        SortChoice("owner", "owner", header: "with"),
      ]
    case .reps:
      [
        SortChoice("load", "load", descendingFirst: true),
        SortChoice("name", "name", header: "rep"),
        SortChoice("region", "region", header: "in"),
        SortChoice("week", "week", descendingFirst: true),
        SortChoice("attainment", "SLA"),
      ]
    case .escalations:
      [
        SortChoice("opened", "age", header: "no"), SortChoice("sla", "SLA", header: "left"),
        SortChoice("code", "code"),
        SortChoice("rep", "rep"),
      ]
    case .log: [SortChoice("seq", "number", descendingFirst: true, header: "entry")]
    case .files:
      [
        SortChoice("taken", "time", descendingFirst: true, header: "taken"),
        SortChoice("name", "name", header: "file"),
        SortChoice("rows", "rows", descendingFirst: true),
        SortChoice("rejected", "rejected", descendingFirst: true, header: "bad"),
      ]
    case .exceptions:
      [
        SortChoice("sunset", "sunset", header: "ends in"),
        SortChoice("number", "number", descendingFirst: true, header: "no"),
        SortChoice("state", "state"), SortChoice("kind", "kind", header: "what"),
      ]
    case .changes:
      [
        SortChoice("number", "number", descendingFirst: true, header: "no"),
        SortChoice("state", "state"),
        SortChoice("kind", "kind"),
      ]
    case .versions: [SortChoice("number", "number", descendingFirst: true, header: "version")]
    case .roster:
      [
        SortChoice("at", "time", descendingFirst: true, header: "at"), SortChoice("rep", "rep"),
        SortChoice("field", "field"),
      ]
    case .reports: [SortChoice("name", "name", header: "report")]
    }
  }
}
