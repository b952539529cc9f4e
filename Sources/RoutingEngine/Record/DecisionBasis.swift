import LeadModel

/// What a recorded decision was taken on: the record without its verdict, which is not even looked at.
public struct DecisionBasis: Sendable {
  /// The rule set's version; 0 for a working copy.
  public let ruleset: Int
  /// Hex digits of the roster's SHA-256.
  public let roster: String
  /// The facts it was decided on.
  public let facts: Facts
  private let bytes: [UInt8]
  private let standingOffset: Int

  /// Thrown to leave the record where nothing more of it is wanted.
  private struct Enough: Error {}

  /// Reads the record that begins at a place of the bytes, up to its verdict; throws ``RecordProblem`` when
  /// there is none.
  public init(_ bytes: [UInt8], at start: Int = 0) throws(RecordProblem) {
    var cursor = JSONCursor(bytes, at: start)
    var ruleset: Int?
    var roster: String?
    var facts: Facts?
    var standing: Int?
    do {
      try cursor.object { key, cursor in
        switch key {
        case "ruleset": ruleset = Int(try cursor.integer())
        case "roster": roster = try cursor.string()
        case "facts": facts = try FactsReader.read(&cursor)
        case "standing":
          standing = cursor.at
          throw Enough()
        default: try cursor.skip()
        }
      }
    } catch let problem as JSONCursor.Problem {
      throw RecordProblem(offset: problem.offset, expected: problem.expected)
    } catch {}
    guard let ruleset, let roster, let facts, let standing else {
      throw RecordProblem(offset: 0, expected: "a whole record")
    }
    self.ruleset = ruleset
    self.roster = roster
    self.facts = facts
    self.bytes = bytes
    standingOffset = standing
  }

  /// The recorded answers about reps, for this roster.
  public func standing(_ roster: RosterIndex) throws(RecordProblem) -> RecordedStanding {
    try RecordedStanding.read(bytes, at: standingOffset, roster: roster)
  }
}
