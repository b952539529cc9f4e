import DeskRules
import LeadModel

/// The five panes of the desk, numbered as their keys.
enum Pane: Int, CaseIterable, Sendable, Hashable {
  case leads = 1
  case queues, clocks, reps, escalations

  var list: ListName {
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

extension ListName {
  /// Where keys hold when a list of this kind has them.
  var scope: Scope {
    switch self {
    case .leads: .leads
    case .queues: .queues
    case .clocks: .clocks
    case .reps: .reps
    case .escalations: .escalations
    case .log, .files: []
    }
  }

  /// The topic by which the host tells that the list changed.
  var topics: Set<Topic> {
    switch self {
    case .leads: [.leads]
    case .queues: [.queues, .leads]
    case .clocks: [.clocks]
    case .reps: [.reps]
    case .escalations: [.escalations]
    case .log: [.log]
    case .files: [.files]
    }
  }
}
