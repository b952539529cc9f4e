import LeadModel

/// Derives recorded decisions again and compares them byte for byte.
public struct Replay: Sendable {
  /// What became of one record.
  public enum Result: Sendable, Equatable {
    /// The same bytes.
    case identical
    /// Decided by an engine of another version: not compared.
    case otherEngine(Int)
    /// Not the same bytes.
    case differs(Difference)
    /// The record cannot be read.
    case unreadable(RecordProblem)
  }

  /// Two traces that should be one.
  public struct Difference: Sendable, Equatable {
    /// The first byte of the decision that differs.
    public let offset: Int
    /// What was logged and what comes out now.
    public let recorded: [UInt8]
    /// What comes out now.
    public let derived: [UInt8]
    /// Where in the trace that byte stands: `owner`, `steps[3] coverage`, `sentence` …
    public let place: String
    /// How many questions about reps the record has no answer to.
    public let missingAnswers: Int
  }

  private var engine: RoutingEngine
  private var derived: [UInt8] = []

  /// Replays decisions of this rule set and roster.
  public init(_ rules: CompiledRules) { engine = RoutingEngine(rules) }

  /// Derives one recorded decision again. The record's versions are the caller's to match.
  public mutating func check(_ bytes: [UInt8]) -> Result {
    do {
      return try check(DecisionRecord(bytes))
    } catch {
      return .unreadable(error)
    }
  }

  /// The same for a record that has been read.
  public mutating func check(_ record: DecisionRecord) throws(RecordProblem) -> Result {
    if record.engine != RoutingEngine.version { return .otherEngine(record.engine) }
    var standing = try record.standing(engine.rules.roster)
    derived.removeAll(keepingCapacity: true)
    _ = engine.decide(
      record.facts, standing: &standing, regionModes: record.regionModes, json: &derived)
    let recorded = record.decision
    let common = Self.commonPrefix(recorded, derived)
    if common == recorded.count, common == derived.count { return .identical }
    return .differs(
      Difference(
        offset: common, recorded: Array(recorded), derived: derived,
        place: Self.place(of: common, in: derived), missingAnswers: standing.missing))
  }

  /// How many bytes are the same from the start.
  private static func commonPrefix(_ a: ArraySlice<UInt8>, _ b: [UInt8]) -> Int {
    a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        let count = min(a.count, b.count)
        var at = 0
        while at + 8 <= count,
          a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            == b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        { at += 8 }
        while at < count, a[at] == b[at] { at += 1 }
        return at
      }
    }
  }

  /// Names the top-level member that a byte of a decision belongs to, and the step where it is one.
  static func place(of offset: Int, in decision: [UInt8]) -> String {
    var place = "end"
    decision.withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      try? cursor.object { key, cursor in
        let start = cursor.at
        if key == "steps" {
          var number = 0
          _ = try cursor.array { cursor in
            let start = cursor.at
            var name = ""
            try cursor.object { key, cursor in
              if key == "step" { name = try cursor.string() } else { try cursor.skip() }
            }
            if (start..<cursor.at).contains(offset) { place = "steps[\(number)] \(name)" }
            number += 1
          }
          if place == "end", (start..<cursor.at).contains(offset) { place = "steps" }
        } else {
          try cursor.skip()
          if (start..<cursor.at).contains(offset) { place = key.text }
        }
      }
    }
    return place
  }
}
