/// A decision as it is printed and logged: the answer with its trace. Read back from the JSON that the
/// engine writes; the engine's own bytes are the original, and this is their reader.
public struct Decision: Sendable, Equatable, Decodable {
  /// The record's id, or the 64 hex digits of its identity.
  public var lead: String
  public var source: String
  public var at: Instant
  public var outcome: Outcome
  public var owner: RepID?
  public var queue: QueueID?
  /// The id of the earlier lead, or `contact:ID`.
  public var duplicateOf: String?
  public var route: RouteType
  /// The dimension that decided, 1…8; nil for duplicates.
  public var dimension: Int?
  public var reason: QueueReason?
  public var contingent: Bool
  public var flags: [Flag]
  /// The rule set's version; 0 for a working copy.
  public var ruleset: Int
  /// The roster's version: hex digits of its SHA-256.
  public var roster: String
  public var leadFields: LeadFacts
  public var steps: [Step]
  /// Plain English.
  public var sentence: String

  /// The six routing facts of a lead, each with where it came from.
  public struct LeadFacts: Sendable, Equatable, Decodable {
    public var country, language, region, account, segment, product: Value
  }
  /// A value and its provenance; both nil when there is none.
  public struct Value: Sendable, Equatable, Decodable {
    public var value: String?
    public var from: String?
  }
  /// One step of the trace.
  public struct Step: Sendable, Equatable, Decodable {
    public var step: StepName
    public var dimension: Int?
    public var result: StepResult
    public var path: StepPath?
    /// How many reps went in and came out.
    public var entering: Int?
    public var leaving: Int?
    /// The fields it read.
    public var fields: [String: String?]?
    public var why: String?
    public var ranked: [Ranked]?
    public var removed: [Removed]?
    public var nextOpening: Instant?

    enum CodingKeys: String, CodingKey {
      case step, dimension, result, path, fields, why, ranked, removed
      case entering = "in"
      case leaving = "out"
      case nextOpening = "next_opening"
    }
  }
  /// A rep in the rank of dimension 6, with figures before the assignment.
  public struct Ranked: Sendable, Equatable, Decodable {
    public var rep: RepID
    public var load, capacity, week: Int
    public var last: Instant?
  }
  /// A rep who was left out, and why.
  public struct Removed: Sendable, Equatable, Decodable {
    public var rep: RepID
    public var why: RemovalReason
    public var load, capacity: Int?
    /// For `one_per_pass`: the lead that the rep got in the pass.
    public var lead: String?
    /// For `above_median`: the median load of the pool, and when the next of the pool comes on shift.
    public var median: Int?
    public var nextOpening: Instant?

    enum CodingKeys: String, CodingKey {
      case rep, why, load, capacity, lead, median
      case nextOpening = "next_opening"
    }
  }

  enum CodingKeys: String, CodingKey {
    case lead, source, at, outcome, owner, queue, route, dimension, reason, contingent, flags
    case ruleset, roster, steps, sentence
    case duplicateOf = "duplicate_of"
    case leadFields = "lead_fields"
  }
}
