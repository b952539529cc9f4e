import LeadModel

/// The record of one decision: what the log keeps so that it can be derived again.
///
/// `{"engine":1,"ruleset":3,"roster":"9f2c…","modes":"respected","facts":{…},"standing":{…},"decision":{…}}`,
/// in this order. Facts and standing are all that the decision read besides the versioned rule set and
/// roster; the decision is the engine's own bytes.
public struct DecisionRecord: Sendable {
  /// The engine that decided.
  public let engine: Int
  /// The rule set's version; 0 for a working copy.
  public let ruleset: Int
  /// Hex digits of the roster's SHA-256.
  public let roster: String
  /// Whether regions that are not live counted.
  public let regionModes: RoutingEngine.RegionModes
  /// The facts it was decided on.
  public let facts: Facts
  /// The whole record.
  public let bytes: [UInt8]
  /// Where the decision stands in it.
  public let decisionRange: Range<Int>
  private let standingOffset: Int

  /// The decision as the engine wrote it.
  public var decision: ArraySlice<UInt8> { bytes[decisionRange] }

  /// Reads a record; throws ``RecordProblem`` when the bytes are none.
  public init(_ bytes: [UInt8]) throws(RecordProblem) {
    do {
      self = try bytes.withUnsafeBytes { try Self(JSONCursor($0), of: bytes) }
    } catch let problem as JSONCursor.Problem {
      throw RecordProblem(offset: problem.offset, expected: problem.expected)
    } catch {
      throw RecordProblem(offset: 0, expected: "a record")
    }
  }

  /// The recorded answers about reps, for this roster.
  public func standing(_ roster: RosterIndex) throws(RecordProblem) -> RecordedStanding {
    try RecordedStanding.read(bytes, at: standingOffset, roster: roster)
  }

  private init(_ start: JSONCursor, of bytes: [UInt8]) throws {
    var cursor = start
    var engine: Int?
    var ruleset: Int?
    var roster: String?
    var modes = RoutingEngine.RegionModes.respected
    var facts: Facts?
    var standing: Int?
    var decision: Range<Int>?
    try cursor.object { key, cursor in
      switch key {
      case "engine": engine = Int(try cursor.integer())
      case "ruleset": ruleset = Int(try cursor.integer())
      case "roster": roster = try cursor.string()
      case "modes":
        modes = try cursor.value("modes") { RoutingEngine.RegionModes(rawValue: $0) }
      case "facts": facts = try FactsReader.read(&cursor)
      case "standing":
        standing = cursor.at
        try cursor.skip()
      case "decision":
        let start = cursor.at
        try cursor.skip()
        decision = start..<cursor.at
      default: try cursor.skip()
      }
    }
    guard let engine, let ruleset, let roster, let facts, let standing, let decision else {
      throw JSONCursor.Problem(offset: cursor.at, expected: "a whole record")
    }
    self.engine = engine
    self.ruleset = ruleset
    self.roster = roster
    regionModes = modes
    self.facts = facts
    standingOffset = standing
    self.bytes = bytes
    decisionRange = decision
  }
}

/// Bytes that are no record of a decision: where, and what should have stood there.
public struct RecordProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// In bytes from the start of the record.
  public let offset: Int
  /// What should have stood there.
  public let expected: String
  /// One line for people.
  public var description: String {
    "the record of the decision cannot be read at byte \(offset): expected \(expected)"
  }
}

extension RoutingEngine {
  /// Decides, and appends the whole record for the log to the bytes. Returns also where the decision's
  /// own JSON stands in them.
  public mutating func decide(
    _ facts: Facts, standing: inout some StandingSource,
    regionModes: RegionModes = .respected, record: inout [UInt8]
  ) -> (verdict: Verdict, decision: Range<Int>) {
    let verdict = decide(facts, standing: &standing, regionModes: regionModes)
    let writer = freshWriter()
    writer.raw(#"{"engine":"#)
    writer.integer(Self.version)
    writer.raw(",")
    writer.raw(tables.fragments.versions)
    writer.raw(#","modes":"#)
    writer.string(regionModes.rawValue)
    writer.raw(#","facts":"#)
    FactsWriter.write(facts, to: writer)
    writer.raw(#","standing":"#)
    StandingWriter.write(tables, run, to: writer)
    writer.raw(#","decision":"#)
    let start = record.count + writer.count
    DecisionWriter.write(verdict, facts, tables, run, to: writer)
    let end = record.count + writer.count
    writer.raw("}")
    writer.append(to: &record)
    return (verdict, start..<end)
  }
}
