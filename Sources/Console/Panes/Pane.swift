/// The five panes of the desk, numbered as their keys.
enum Pane: Int, CaseIterable, Sendable, Hashable {
  case leads = 1
  case queues, clocks, reps, escalations

  var list: ListKind {
    switch self {
    case .leads: .leads
    case .queues: .queues
    case .clocks: .clocks
    case .reps: .reps
    case .escalations: .escalations
    }
  }

  var title: String {
    switch self {
    case .leads: "Lead queue"
    case .queues: "Fallback queues"
    case .clocks: "SLA countdowns"
    case .reps: "Rep load"
    case .escalations: "Escalations"
    }
  }

  /// The title where five of them share a line.
  var shortTitle: String {
    switch self {
    case .leads: "Leads"
    case .queues: "Queues"
    case .clocks: "SLA"
    case .reps: "Reps"
    case .escalations: "Esc"
    }
  }

  /// The neighbour so many panes on, around the end.
  func next(_ steps: Int) -> Pane {
    let all = Pane.allCases
    let place = (rawValue - 1 + steps + all.count) % all.count
    return all[place]
  }
}
