import LeadModel

/// Pieces of traces that depend only on rules and roster, escaped once instead of once a decision.
struct Fragments: Sendable {
  let repIDs: [[UInt8]]
  let repNames: [[UInt8]]
  /// `{"rep":"ana.silva"`: how an entry of `ranked` and `removed` begins.
  let repOpenings: [[UInt8]]
  let regions: [[UInt8]]
  let regionNames: [[UInt8]]
  let products: [[UInt8]]
  let productNames: [[UInt8]]
  let segments: [[UInt8]]
  let segmentNames: [[UInt8]]
  let pools: [[UInt8]]
  let queues: [[UInt8]]
  /// As sentences say it: `EMEA fallback queue`.
  let queueNames: [[UInt8]]
  /// `"ruleset":3,"roster":"9f2c…"`.
  let versions: [UInt8]

  init(_ rules: RuleSet, _ roster: RosterIndex, _ rosterVersion: String) {
    repIDs = roster.reps.map { Self.escaped($0.id.text) }
    repNames = roster.reps.map { Self.escaped($0.name) }
    repOpenings = roster.reps.map { Self.escaped(before: "{\"rep\":\"", $0.id.text, after: "\"") }
    regions = rules.regions.map { Self.escaped($0.id.text) }
    regionNames = rules.regions.map { Self.escaped($0.name) }
    products = rules.products.map { Self.escaped($0.id.text) }
    productNames = rules.products.map { Self.escaped($0.name) }
    segments = rules.segments.map { Self.escaped($0.id.text) }
    segmentNames = rules.segments.map { Self.escaped($0.name) }
    pools = rules.pools.map { Self.escaped($0.id.text) }
    queues = rules.queues.map { Self.escaped($0.id.text) }
    queueNames = rules.queues.map { Self.escaped(Self.spoken($0.name)) }
    versions = Self.escaped(
      before: "\"ruleset\":\(rules.version),\"roster\":\"", rosterVersion, after: "\"")
  }

  private static func spoken(_ name: String) -> String {
    Folding.fold(name).hasSuffix("queue") ? name : name + " queue"
  }

  private static func escaped(before: String = "", _ text: String, after: String = "") -> [UInt8] {
    let writer = ByteWriter()
    writer.escaped(text)
    return Array(before.utf8) + writer.bytes + Array(after.utf8)
  }
}
