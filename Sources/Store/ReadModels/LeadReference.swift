import GRDB
import LeadModel

/// A lead that a reference may mean.
public struct LeadCandidate: Sendable, Equatable {
  public var number: LeadNumber
  public var source: String
  public var publicID: String
}

/// What a reference to a lead means.
public enum LeadResolution: Sendable, Equatable {
  case found(LeadNumber)
  /// Several leads fit: at most 10, oldest first.
  case ambiguous([LeadCandidate])
  case unknown
}

extension Store {
  /// Finds a lead by its short number (`#4127`), its id, `SOURCE/ID`, or any unique beginning of
  /// the last two. Bare digits are an id first, then a short number. An exact hit goes before a
  /// beginning.
  public func resolve(_ reference: String) throws(StoreProblem) -> LeadResolution {
    try read { db in
      if reference.isEmpty { return .unknown }
      if reference.hasPrefix("#") {
        let number = Int64(reference.dropFirst())
        return try number.flatMap { try Self.lead($0, db) } ?? .unknown
      }
      let exact = try Self.candidates(reference, exactly: true, db)
      if !exact.isEmpty { return Self.resolution(exact) }
      if let number = Int64(reference), let lead = try Self.lead(number, db) { return lead }
      return Self.resolution(try Self.candidates(reference, exactly: false, db))
    }
  }

  private static func lead(_ number: Int64, _ db: Database) throws -> LeadResolution? {
    try db.first("SELECT number FROM lead WHERE number = ?", [.int(number)]) { .found($0.lead()) }
  }

  private static func resolution(_ candidates: [LeadCandidate]) -> LeadResolution {
    switch candidates.count {
    case 0: .unknown
    case 1: .found(candidates[0].number)
    default: .ambiguous(candidates)
    }
  }

  /// By id, then by every way to read the reference as a source and an id.
  private static func candidates(
    _ reference: String, exactly: Bool, _ db: Database
  ) throws -> [LeadCandidate] {
    var found: [LeadCandidate] = []
    func look(id: Substring, source: Substring?) throws {
      var condition = Condition()
      if exactly {
        condition.add("public_id = ?", .text(String(id)))
      } else {
        condition.add("public_id >= ?", .text(String(id)))
        // Nothing that begins with the id comes after it with the last code point behind.
        condition.add("public_id < ?", .text(String(id) + "\u{10FFFF}"))
      }
      condition.equal("source", source.map { String($0) })
      found += try db.all(
        "SELECT number, source, public_id FROM lead \(condition.clause) ORDER BY number LIMIT 10",
        condition.arguments
      ) { LeadCandidate(number: $0.lead(), source: $0.text(), publicID: $0.text()) }
    }
    try look(id: reference[...], source: nil)
    for slash in reference.indices where reference[slash] == "/" {
      let id = reference[reference.index(after: slash)...]
      if !id.isEmpty { try look(id: id, source: reference[..<slash]) }
    }
    return found
  }
}
