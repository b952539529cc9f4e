import GRDB
import LeadModel

/// Whether the tables, indexes and triggers of a store are those of this release: whoever wants to
/// change the log drops its triggers first.
enum SchemaCheck {
  private static let query = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"

  /// As a new store has them; nil where none can be made.
  private static let expected: [String: String]? = try? Opening.inMemory().read { try read($0) }

  static func run(_ db: Database) throws -> [Violation] {
    guard let expected else { return [] }
    let found = try read(db)
    let names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
    guard !names.isEmpty else { return [] }
    return [
      Violation(
        rule: "tables, indexes and triggers are those of this release",
        examples: Array(names.sorted().prefix(10)))
    ]
  }

  private static func read(_ db: Database) throws -> [String: String] {
    var parts: [String: String] = [:]
    try db.each(query) { parts[$0.text()] = $0.text() }
    return parts
  }
}
