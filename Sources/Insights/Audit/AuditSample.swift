import LeadModel
import Ledger

/// The assignments of a week that are audited: those of its engine assignments with the smallest SHA-256 of
/// the week, `|` and the lead's id (`2026-W10|L-1001`). Nobody chooses them, and whoever has the log draws
/// the same.
///
/// A lead that the engine assigned more than once in the week is drawn once, with its last assignment. Of
/// leads with one id, from several sources, the one that came first goes first.
public struct AuditSample: Sendable {
  /// As many are drawn, or all where there are fewer.
  public static let size = 50

  public let week: ISOWeek
  /// How many assignments it was drawn from.
  public private(set) var assignments = 0
  private var draws: [Draw] = []
  private let prefix: [UInt8]

  private struct Draw {
    var hash: LogHash
    var assignment: EngineAssignment

    func precedes(_ other: Draw) -> Bool {
      (hash, assignment.lead) < (other.hash, other.assignment.lead)
    }
  }

  public init(of week: ISOWeek) {
    self.week = week
    prefix = Array("\(week)|".utf8)
  }

  /// Those drawn, by their hashes.
  public var drawn: [EngineAssignment] { draws.map(\.assignment) }

  /// The drawn assignment of a lead; nil where it is not in the sample.
  public func assignment(of lead: LeadNumber) -> EngineAssignment? {
    draws.first { $0.assignment.lead == lead }?.assignment
  }

  /// Takes an engine assignment of the week. All are to be given, in any order.
  public mutating func add(_ assignment: EngineAssignment) {
    assignments += 1
    let bytes = prefix + Array(assignment.publicID.utf8)
    let draw = Draw(hash: bytes.withUnsafeBytes { Digest.hash($0) }, assignment: assignment)
    if draws.count == Self.size, let last = draws.last, last.precedes(draw) { return }
    if let known = draws.firstIndex(where: { $0.assignment.lead == assignment.lead }) {
      if draws[known].assignment.entry < assignment.entry { draws[known] = draw }
      return
    }
    let place = draws.firstIndex { draw.precedes($0) } ?? draws.count
    draws.insert(draw, at: place)
    if draws.count > Self.size { draws.removeLast() }
  }
}
