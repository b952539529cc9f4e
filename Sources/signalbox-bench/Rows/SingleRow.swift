import Desk
import DeskRules
import Foundation
import LeadModel
import Ledger
import RoutingEngine
import Store

/// One lead a transaction: from record to durable decision, each committed by itself.
enum SingleRow {
  static func run(workspace folder: String, leads: String) throws -> Measurement {
    // The desk founds the store; the file of the lead is what its row refers to.
    try Desk(Workspace(root: folder), mode: .host, now: WorkFolder.now).close(now: WorkFolder.now)
    let world = try World(folder: folder)
    let store = try Store.open(at: "\(folder)/signalbox.sqlite", mode: .readWrite)
    let records = try World.records(leads)
    let routing = RouteLead(
      clocks: ClockRules(rules: world.ruleSet, schedules: world.schedules, analysts: []))
    var engine = RoutingEngine(world.compiled)
    var state = world.desk(at: WorkFolder.now)
    var clock: Int64 = 0
    let measurement = try Measurement("single", count: records.count) {
      for (number, record) in records.enumerated() {
        let (lead, facts) = world.router.gather(
          record, receivedAt: WorkFolder.now, state: &state)
        var payload: [UInt8] = []
        let (verdict, _) = engine.decide(facts, standing: &state, record: &payload)
        let unit = routing.receive(
          RouteLead.Decided(
            record: record, lead: lead, facts: facts, verdict: verdict, payload: payload),
          RouteLead.Receipt(
            number: LeadNumber(Int64(number + 1)), file: nil, deliveredBy: "bench",
            contentHash: Digest.sha256(lead.contentBytes), secret: [UInt8](repeating: 7, count: 32))
        ) {
          clock += 1
          return clock
        }
        for change in unit.changes { state.apply(change) }
        _ = try store.commit([unit])
      }
      return 0
    }
    try store.close()
    return measurement
  }
}
