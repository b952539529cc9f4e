import LeadModel
import Ledger
import RoutingEngine

/// What an act comes to: what it changes with the entries that record it, or why it is not done.
public enum ActOutcome: Sendable, Equatable {
  /// The last entry of the unit is the one that stands for the act.
  case done(unit: CommitUnit, text: String)
  case refused(Refusal)
}

/// A lead as an act finds it.
public struct LeadSnapshot: Sendable, Equatable {
  public var row: LeadRow
  /// Clocks of the lead that still run.
  public var clocks: [ClockRow]
  /// Fields that have a value.
  public var filled: Set<LeadField>
  /// Escalations of the lead that are open.
  public var openEscalations: [EscalationRow]
  /// The log entry of the latest decision.
  public var latestDecision: Int64?
  /// The secret of the lead's commitments; empty after erasure.
  public var secret: [UInt8]

  public init(
    row: LeadRow, clocks: [ClockRow], filled: Set<LeadField>, openEscalations: [EscalationRow],
    latestDecision: Int64?, secret: [UInt8]
  ) {
    self.row = row
    self.clocks = clocks
    self.filled = filled
    self.openEscalations = openEscalations
    self.latestDecision = latestDecision
    self.secret = secret
  }

  var subject: String { "lead/\(row.number.value)" }
  var authoritySubject: Authority.Subject {
    .init(rep: row.owner, region: row.facts.region, queue: row.queue)
  }

  /// As messages name the lead: short number and company.
  public var words: String { "\(row.number)" + (row.facts.company.map { " (\($0))" } ?? "") }

  /// Stops a running clock: met at or before due, else missed.
  func stop(_ kind: ClockKind, at: Instant) -> [Change] {
    clocks.filter { $0.kind == kind }.flatMap { $0.ended(at: at, early: .met) }
  }

  /// Stops a running clock so that before due it counts in no figure.
  func void(_ kind: ClockKind, at: Instant) -> [Change] {
    clocks.filter { $0.kind == kind }.flatMap {
      $0.ended(at: at, early: at < $0.state.dueAt ? .void : .met)
    }
  }
}
