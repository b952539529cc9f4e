import Foundation
import LeadModel
import RoutingEngine

/// Decisions as such: facts in, verdict out, with and without the bytes of the trace.
struct DecisionRow {
  private let world: World
  private let facts: [Facts]
  /// By lead: who got it, as position in the roster; −1 for nobody.
  private let receivers: [Int]
  /// By lead: its id with owner or queue, one line each.
  let answers: String

  /// Takes each lead through the whole of routing once, as the desk does: what the timed passes have to
  /// agree with.
  init(folder: String, leads: String) throws {
    let world = try World(folder: folder)
    var facts: [Facts] = []
    var receivers: [Int] = []
    var answers = ""
    var engine = RoutingEngine(world.compiled)
    var state = world.desk(at: Instant(milliseconds: 0))
    for (number, record) in try World.records(leads).enumerated() {
      guard let at = record[.submittedAt].flatMap({ Instant(rfc3339: $0) }) else {
        throw BenchProblem("a lead of the work has no time")
      }
      let (lead, found) = world.router.gather(record, receivedAt: at, state: &state)
      let verdict = engine.decide(found, standing: &state)
      let id = LeadNumber(Int64(number + 1))
      state.enter(number: id, publicID: lead.id, receivedAt: at, keys: LeadKeys(lead))
      state.place(
        id, state: verdict.outcome == .assigned ? .assigned : .queued, owner: verdict.owner,
        queue: verdict.queue, region: verdict.region, at: at)
      facts.append(found)
      receivers.append(verdict.owner.flatMap { world.schedules.roster.index(of: $0) } ?? -1)
      answers += "\(lead.id) \(verdict.owner?.text ?? verdict.queue?.text ?? "")\n"
    }
    self.world = world
    self.facts = facts
    self.receivers = receivers
    self.answers = answers
  }

  /// Decides all leads.
  func run(withTrace: Bool) throws -> Measurement {
    var engine = RoutingEngine(world.compiled)
    var standing = LeanStanding(world, at: facts[0].at)
    var json: [UInt8] = []
    json.reserveCapacity(1 << 16)
    var assigned = 0
    let measurement = Measurement(
      withTrace ? "trace" : "decision", count: facts.count
    ) {
      var bytes = 0
      // By position: taking leads out one by one would copy their facts twice.
      for index in facts.indices {
        let at = facts[index].at
        standing.advance(to: at)
        let verdict: Verdict
        if withTrace {
          json.removeAll(keepingCapacity: true)
          verdict = engine.decide(facts[index], standing: &standing, json: &json)
          bytes += json.count
        } else {
          verdict = engine.decide(facts[index], standing: &standing)
        }
        if verdict.outcome == .assigned { assigned += 1 }
        // Whom it is: found out before, so that looking up the name is not in the time.
        if receivers[index] >= 0 { standing.assign(receivers[index], at: at) }
      }
      return bytes
    }
    guard assigned == receivers.count(where: { $0 >= 0 }) else {
      throw BenchProblem("the timed pass decided otherwise than the desk")
    }
    return measurement
  }

  /// The first traces, to look at.
  func sample(_ count: Int) -> [String] {
    var engine = RoutingEngine(world.compiled)
    var standing = LeanStanding(world, at: facts[0].at)
    return facts.prefix(count).map { fact in
      standing.advance(to: fact.at)
      var json: [UInt8] = []
      _ = engine.decide(fact, standing: &standing, json: &json)
      return String(decoding: json, as: UTF8.self)
    }
  }
}
