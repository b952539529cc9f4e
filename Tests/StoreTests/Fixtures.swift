import Foundation
import GRDB
import LeadModel
import Ledger

@testable import Store

/// Makes units as a host would, with everything but the numbers the same.
struct Maker {
  static let start = Instant(milliseconds: 1_772_442_900_000)
  private(set) var leads: Int64 = 0
  private(set) var clocks: Int64 = 0
  static let secret = [UInt8](repeating: 9, count: 32)

  static func entry(
    _ kind: EntryKind, _ subject: String, at: Instant = start, actor: String = "engine"
  ) -> EntryDraft {
    EntryDraft(
      at: at, actor: actor, kind: kind, subject: subject, payload: Array("{\"x\":1}".utf8))
  }

  static func at(_ minutes: Int64) -> Instant { start + minutes * Instant.minute }

  /// A lead in a place with its clocks, as intake makes it.
  mutating func lead(
    id: String? = nil, source: String = "web", owner: RepID? = "ana", queue: QueueID? = nil,
    state: LeadState? = nil, duplicateOf: Int64? = nil, minute: Int64 = 0,
    facts: LeadRoutingFacts = LeadRoutingFacts(company: "ACME", country: "DE", account: "A-1"),
    reason: QueueReason? = nil, person: PersonData? = nil
  ) -> CommitUnit {
    leads += 1
    let number = LeadNumber(leads)
    let at = Self.at(minute)
    let state = state ?? (queue == nil ? .assigned : .queued)
    let publicID = id ?? "L-\(leads)"
    let added = LeadAdded(
      number: number, publicID: publicID, source: source,
      identity: "\(source)\u{1F}\(publicID)", contentHash: Digest.sha256(publicID),
      receivedAt: at, submittedAt: at - 1000, facts: facts,
      fields: [.id: publicID, .company: facts.company ?? "", .score: "7"],
      person: person
        ?? PersonData(
          fields: [.email: "p\(leads)@acme.example", .lastName: "Öz \"\(leads)\"\n"],
          extra: [ExtraField(name: "utm", value: "crm\\x")], emailKey: "p\(leads)@acme.example",
          phone: "493012345678", lastName: "öz", secret: Self.secret),
      file: nil, line: 3)
    let placed = LeadPlaced(
      number: number, at: at, state: state, owner: queue == nil ? owner : nil, queue: queue,
      duplicateOf: duplicateOf.map { LeadNumber($0) }, duplicateOfContact: nil,
      route: state == .duplicate ? .duplicate : queue == nil ? .coverage : .fallback,
      dimension: state == .duplicate ? nil : queue == nil ? 7 : 8, reason: reason,
      contingent: false, flags: [.returning, .geoConflict], facts: facts)
    var changes: [Change] = [.leadAdded(added), .leadPlaced(placed)]
    if state.isOpen {
      changes.append(.clockStarted(clock(.firstContact, number, owner, queue, at, minutes: 30)))
      let kind: ClockKind = queue == nil ? .owner : .queue
      changes.append(.clockStarted(clock(kind, number, owner, queue, at, minutes: 60)))
    }
    let decision: EntryKind =
      state == .queued ? .leadQueued : state == .duplicate ? .leadDuplicate : .leadAssigned
    return CommitUnit(
      changes: changes,
      entries: [
        Self.entry(.leadReceived, "lead/\(leads)", at: at),
        Self.entry(decision, "lead/\(leads)", at: at),
      ])
  }

  mutating func clock(
    _ kind: ClockKind, _ lead: LeadNumber?, _ owner: RepID?, _ queue: QueueID?, _ at: Instant,
    minutes: Int64, escalation: Int64? = nil
  ) -> ClockStarted {
    clocks += 1
    return ClockStarted(
      id: clocks, kind: kind, lead: lead, escalation: escalation,
      owner: queue == nil ? owner : nil, queue: kind == .queue ? queue : nil, startedAt: at,
      dueAt: at + minutes * Instant.minute, warnAt: at + minutes * Instant.minute * 3 / 4,
      minutes: Int(minutes), workingTime: false, used: 0, reroutes: kind == .owner)
  }

  static func placed(
    _ number: Int64, owner: RepID? = nil, queue: QueueID? = nil, minute: Int64,
    state: LeadState? = nil, reason: QueueReason? = nil
  ) -> Change {
    .leadPlaced(
      LeadPlaced(
        number: LeadNumber(number), at: at(minute),
        state: state ?? (queue == nil ? .assigned : .queued), owner: owner, queue: queue,
        duplicateOf: nil, duplicateOfContact: nil, route: queue == nil ? .coverage : .fallback,
        dimension: queue == nil ? 7 : 8, reason: reason, contingent: true, flags: [],
        facts: LeadRoutingFacts(company: "ACME", country: "FR", countryInferred: true)))
  }
}

/// A folder that is gone with the value.
final class Scratch {
  let folder: String
  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/signalbox-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: folder) }
  var store: String { folder + "/s.sqlite" }
  func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}

extension Store {
  /// Commits one unit and holds the store against its invariants.
  @discardableResult
  func checked(_ units: CommitUnit...) throws -> CommitReceipt {
    let receipt = try commit(units)
    let found = try violations()
    guard found.isEmpty else { throw Broken(violations: found) }
    return receipt
  }
  struct Broken: Error { var violations: [Violation] }

  /// Runs SQL past all doors.
  func raw(_ sql: String) throws {
    try database.writeWithoutTransaction { try $0.execute(sql: sql) }
  }
  func value(_ sql: String) throws -> String? {
    try database.read { try String.fetchOne($0, sql: sql) }
  }
}
