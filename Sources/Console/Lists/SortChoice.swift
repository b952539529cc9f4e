import DeskRules

/// A column by which a list can be sorted.
struct SortChoice: Hashable, Sendable {
  /// As requests name it.
  let column: String
  /// As titles name it.
  let title: String
  /// The direction that people want first.
  let descendingFirst: Bool

  init(_ column: String, _ title: String, descendingFirst: Bool = false) {
    self.column = column
    self.title = title
    self.descendingFirst = descendingFirst
  }

  /// The columns of a list in the order in which `s` goes through them.
  static func choices(for list: ListName) -> [SortChoice] {
    switch list {
    case .leads:
      [
        SortChoice("received", "age", descendingFirst: true), SortChoice("sla", "SLA"),
        SortChoice("company", "company"), SortChoice("owner", "owner"),
        SortChoice("region", "region"), SortChoice("state", "state"),
      ]
    case .queues:
      [
        SortChoice("sla", "time left"), SortChoice("depth", "depth", descendingFirst: true),
        SortChoice("oldest", "oldest"), SortChoice("id", "name"),
      ]
    case .clocks:
      [
        SortChoice("sla", "SLA"), SortChoice("kind", "kind"), SortChoice("company", "company"),
        SortChoice("owner", "owner"),
      ]
    case .reps:
      [
        SortChoice("load", "load", descendingFirst: true), SortChoice("name", "name"),
        SortChoice("region", "region"), SortChoice("week", "week", descendingFirst: true),
        SortChoice("attainment", "SLA"),
      ]
    case .escalations:
      [
        SortChoice("opened", "age"), SortChoice("sla", "SLA"), SortChoice("code", "code"),
        SortChoice("rep", "rep"),
      ]
    case .log, .files: []
    }
  }
}
