import DeskRules
import LeadModel
import RoutingEngine

/// Counts of two runs over the same leads.
struct PreviewTally {
  /// How often under each.
  private struct Pair {
    var before = 0
    var after = 0

    static func += (total: inout Pair, more: Pair) {
      total.before += more.before
      total.after += more.after
    }
  }
  /// Where a decision leaves a lead.
  struct End: Hashable {
    var outcome: Outcome
    var owner: RepID?
    var queue: QueueID?
    /// What a duplicate was found to repeat.
    var target: String?

    init(_ verdict: Verdict) {
      outcome = verdict.outcome
      owner = verdict.owner
      queue = verdict.queue
      target = verdict.duplicateOf
    }

    /// `ana.silva`, `queue emea`, `duplicate of L-1 with ana.silva`, `ana.silva in shadow`.
    var text: String { text(repeating: target.map { " of \($0)" } ?? "") }
    /// As a list of moves names it: which lead is repeated makes no difference there.
    var place: String { text(repeating: "") }

    private func text(repeating target: String) -> String {
      let place = owner?.text ?? queue.map { "queue \($0)" } ?? "nobody"
      switch outcome {
      case .assigned, .queued: return place
      case .shadowed: return place + " in shadow"
      case .duplicate: return "duplicate\(target) with \(place)"
      }
    }
  }
  private struct Move: Hashable {
    var from: String
    var to: String
  }

  private(set) var leads = 0
  private(set) var changed = 0
  private var outcomes: [Outcome: Pair] = [:]
  private var routes: [RouteType: Pair] = [:]
  private var queues: [QueueID: Pair] = [:]
  private var contingent = Pair()
  private var reps: [RepID: Pair] = [:]
  private var moves: [Move: Int] = [:]

  /// Counts a lead. Returns where it ends under each, if that is not the same.
  mutating func count(_ before: Verdict, _ after: Verdict) -> (before: End, after: End)? {
    leads += 1
    let isSamePlace =
      before.outcome == after.outcome && before.owner == after.owner
      && before.queue == after.queue
    // Nearly all leads end the same under both: they are counted in one go.
    if isSamePlace, before.route == after.route, before.isContingent == after.isContingent {
      count(before, Pair(before: 1, after: 1))
    } else {
      count(before, Pair(before: 1))
      count(after, Pair(after: 1))
    }
    if isSamePlace, before.duplicateOf == after.duplicateOf { return nil }
    changed += 1
    let (old, new) = (End(before), End(after))
    moves[Move(from: old.place, to: new.place), default: 0] += 1
    return (old, new)
  }

  /// Counts leads that waited and that a rep got afterwards.
  mutating func countLater(_ rep: RepID, before: Int = 0, after: Int = 0) {
    reps[rep, default: Pair()] += Pair(before: before, after: after)
  }

  private mutating func count(_ verdict: Verdict, _ times: Pair) {
    outcomes[verdict.outcome, default: Pair()] += times
    routes[verdict.route, default: Pair()] += times
    if verdict.isContingent { contingent += times }
    if verdict.outcome == .queued, let queue = verdict.queue {
      queues[queue, default: Pair()] += times
    }
    if verdict.outcome == .assigned, let owner = verdict.owner {
      reps[owner, default: Pair()] += times
    }
  }

  /// From whom to whom, most leads first, then by name.
  var moveList: [PreviewSummary.Move] {
    moves.map { PreviewSummary.Move(from: $0.key.from, to: $0.key.to, leads: $0.value) }
      .sorted {
        if $0.leads != $1.leads { return $0.leads > $1.leads }
        if $0.from != $1.from { return Bytes.precedes($0.from, $1.from) }
        return Bytes.precedes($0.to, $1.to)
      }
  }

  /// Outcomes, routes, queues and what was contingent, each kind by name.
  var countList: [PreviewSummary.Count] {
    Self.list("outcome", outcomes.map { ($0.key.rawValue, $0.value) })
      + Self.list("route", routes.map { ($0.key.rawValue, $0.value) })
      + Self.list("queue", queues.map { ($0.key.text, $0.value) })
      + Self.list("contingent", [("contingent", contingent)])
  }

  /// Leads per rep, the largest difference first.
  var repList: [PreviewSummary.Count] {
    Self.list("rep", reps.map { ($0.key.text, $0.value) }).sorted { a, b in
      let (first, second) = (abs(a.after - a.before), abs(b.after - b.before))
      return first == second ? Bytes.precedes(a.name, b.name) : first > second
    }
  }

  private static func list(_ kind: String, _ pairs: [(String, Pair)]) -> [PreviewSummary.Count] {
    pairs.sorted { Bytes.precedes($0.0, $1.0) }.map {
      PreviewSummary.Count(kind: kind, name: $0.0, before: $0.1.before, after: $0.1.after)
    }
  }
}
