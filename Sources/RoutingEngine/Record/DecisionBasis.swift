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

  /// Reads the record that begins at a place of the bytes, up to its verdict; throws ``RecordProblem`` when
  /// there is none. Names the roster with the text that is known already where it is the same.
  public init(
    _ bytes: [UInt8], at start: Int = 0, knownRoster: String? = nil
  ) throws(RecordProblem) {
    do {
      self = try bytes.withUnsafeBytes {
        try Self(JSONCursor($0, at: start), of: bytes, knownRoster: knownRoster)
      }
    } catch let problem as JSONCursor.Problem {
      throw RecordProblem(offset: problem.offset, expected: problem.expected)
    } catch {
      throw RecordProblem(offset: start, expected: "a record")
    }
  }

  private init(
    _ start: JSONCursor, of bytes: [UInt8], knownRoster: String?
  ) throws {
    var cursor = start
    var ruleset: Int?
    var roster: String?
    // No optional: facts are large, and each wrapping copies them.
    var facts = FactsReader.nothing
    var hasFacts = false
    var standing: Int?
    try cursor.objectWhile { key, cursor in
      switch key {
      case "ruleset": ruleset = Int(try cursor.integer())
      case "roster": roster = try cursor.string(known: knownRoster)
      case "facts":
        try FactsReader.read(&cursor, into: &facts)
        hasFacts = true
      case "standing":
        standing = cursor.at
        return false
      default: try cursor.skip()
      }
      return true
    }
    guard let ruleset, let roster, hasFacts, let standing else {
      throw JSONCursor.Problem(offset: start.at, expected: "a whole record")
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

  /// The same in place of other answers, whose memory is used again.
  public func read(
    _ standing: inout RecordedStanding, _ roster: RosterIndex
  ) throws(RecordProblem) {
    try standing.read(bytes, at: standingOffset, roster: roster)
  }
}
