import Foundation
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Settings

/// A workspace of the work, made ready for deciding as the desk does it.
struct World {
  let ruleSet: RuleSet
  let schedules: RosterSchedules
  let compiled: CompiledRules
  let router: Router

  init(folder: String) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }
    ruleSet = try RuleSetFile(parsing: try bytes("rules.toml")).ruleSet
    let reps = Datasets.reps(
      try bytes("roster/reps.csv"), file: "reps.csv", isTimeZone: { Zone($0) != nil })
    let accounts = Datasets.accounts(try bytes("crm/accounts.csv"), file: "accounts.csv")
    let opportunities = Datasets.opportunities(
      try bytes("crm/opportunities.csv"), file: "opportunities.csv")
    let problems = reps.problems + accounts.problems + opportunities.problems
    if let first = problems.first { throw BenchProblem("\(first)") }
    let roster = Roster(reps: reps.rows)
    schedules = RosterSchedules(roster, presence: ObservedPresence(), ruleSet: ruleSet)
    compiled = CompiledRules(
      ruleSet, roster: schedules.roster,
      rosterVersion: Hex.encode(Digest.sha256(try bytes("roster/reps.csv"))))
    router = Router(
      ruleSet: ruleSet, site: IntakeDefaults(),
      book: CustomerBook(accounts: accounts.rows, opportunities: opportunities.rows, contacts: []),
      geo: .empty, digest: { Hex.encode(Digest.sha256($0)) })
  }

  /// A desk without leads.
  func desk(at instant: Instant) -> DeskState {
    DeskState(ruleSet: ruleSet, schedules: schedules, at: instant)
  }

  /// The records of a file of leads.
  static func records(_ path: String) throws -> [LeadRecord] {
    let bytes = try Data(contentsOf: URL(filePath: path))
    let (_, batch) = try bytes.withUnsafeBytes { buffer throws(FileRefusal) in
      try LeadReader.read(buffer, name: "leads.csv")
    }
    if let finding = batch.findings.first { throw BenchProblem("\(finding)") }
    return batch.records
  }
}

/// Why a measurement cannot be made: one sentence.
struct BenchProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
