import GRDB
import LeadModel

/// One decision of the log, as far as deciding it again needs it.
public struct DecisionBytes: Sendable, Equatable {
  public var seq: Int64
  public var at: Instant
  public var lead: LeadNumber
  /// Where the payload as stored stands among the bytes of all that were asked for.
  public var payload: Range<Int>
}

extension Store {
  /// The numbers between which the decisions of a stretch of time stand; nil where there are none.
  public func decisionNumbers(
    from: Instant, to: Instant
  ) throws(StoreProblem) -> ClosedRange<Int64>? {
    try read { db in try EntryRange.numbers(Self.decisionKinds, from, to, db) }
  }

  /// At most `limit` decisions of a stretch of the log and of time, in the order of the log, of leads that
  /// `isWanted` says yes to. Payloads of others are not read; those of these take the place of what the
  /// bytes held, so that one buffer serves for all of a long log.
  public func decisions(
    in range: ClosedRange<Int64>, from: Instant, to: Instant, limit: Int, bytes: inout [UInt8],
    isWanted: (LeadNumber) -> Bool
  ) throws(StoreProblem) -> [DecisionBytes] {
    bytes.removeAll(keepingCapacity: true)
    return try read { db in
      var decisions: [DecisionBytes] = []
      decisions.reserveCapacity(limit)
      try db.eachWhile(
        Self.decisionRows, [.int(range.lowerBound), .int(range.upperBound)]
      ) { row in
        let seq = row.int()
        let at = row.instant()
        guard at >= from, at < to, let lead = LeadNumber(subject: row.raw()), isWanted(lead) else {
          return true
        }
        let start = bytes.count
        bytes.append(contentsOf: row.raw())
        decisions.append(
          DecisionBytes(seq: seq, at: at, lead: lead, payload: start..<bytes.count))
        return decisions.count < limit
      }
      return decisions
    }
  }

  private static let decisionKinds = EntryKind.allCases.filter(\.isDecision)

  private static let decisionRows: String = {
    let names = decisionKinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return """
      SELECT seq, at, subject, payload FROM log_entry NOT INDEXED
      WHERE seq BETWEEN ? AND ? AND kind IN (\(names)) ORDER BY seq
      """
  }()
}

extension LeadNumber {
  /// Reads `lead/4127`.
  fileprivate init?(subject: UnsafeRawBufferPointer) {
    let prefix = "lead/".utf8
    guard subject.count > prefix.count, subject.starts(with: prefix) else { return nil }
    var value: Int64 = 0
    for digit in subject.dropFirst(prefix.count) {
      guard (48...57).contains(digit), value < Int64.max / 16 else { return nil }
      value = value * 10 + Int64(digit - 48)
    }
    self.init(value)
  }
}
