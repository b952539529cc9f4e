import GRDB

/// Steps from one schema to the next: forward only, each one transaction with its number.
enum Migrations {
  /// Step n (from 0) leads to schema n + 1. Steps that were released are never edited.
  static let steps: [String] = [Schema.first, Schema.trust, Schema.presence, Schema.audit]

  /// What a step does besides, for what SQL alone cannot say; by the schema that it leads to.
  private static let conversions: [Int: @Sendable (Database) throws -> Void] = [
    3: { try Schema.carryPresenceOver($0) }
  ]

  /// The schema that this release writes.
  static var current: Int { steps.count }

  /// The schema of the file.
  static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Takes the missing steps. A crash leaves the schema before or after a step, never between.
  static func run(_ db: Database) throws {
    for step in try version(db)..<max(current, try version(db)) {
      try db.inTransaction(.immediate) {
        try db.execute(sql: steps[step])
        try conversions[step + 1]?(db)
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(step + 1)")
        return .commit
      }
    }
  }
}
