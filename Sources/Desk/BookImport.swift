import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Store

/// Taking in the book of business: leads that have an owner already. Nothing is decided and no clock starts;
/// they count as load and for duplicates from then on.
public struct BookImport {
  /// What became of the rows.
  public struct Summary: Sendable, Equatable {
    public var rows = 0
    public var owned = 0
    public var closed = 0
    public var redelivered = 0
    public var rejected = 0
    /// A sentence each.
    public var messages: [String] = []
  }

  private static let recordsPerCommit = 1000
  private let desk: Desk
  private let now: Instant
  private var summary = Summary()
  private var random = SystemRandomNumberGenerator()

  /// Into a desk that is open for writing.
  public init(_ desk: Desk, now: Instant) {
    self.desk = desk
    self.now = max(now, desk.state.at, desk.lastReceived ?? now)
  }

  /// Takes a file in; a commit for each 1,000 rows.
  public mutating func take(file path: String) throws(DeskProblem) -> Summary {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      guard let bytes = try Files.read(path) else {
        throw WorkspaceProblem.cannotRead(path: path, why: "there is no such file")
      }
      let (_, batch) = try bytes.withUnsafeBytes { buffer throws(FileRefusal) in
        try LeadReader.read(
          buffer, name: name, map: desk.configuration.fieldMap,
          limits: desk.configuration.limits)
      }
      for finding in batch.findings {
        summary.messages.append(finding.description)
        if finding.severity == .rowRejected { summary.rejected += 1 }
      }
      summary.rows = batch.records.count + summary.rejected
      var rest = batch.records[...]
      while !rest.isEmpty {
        try take(Array(rest.prefix(Self.recordsPerCommit)))
        rest = rest.dropFirst(Self.recordsPerCommit)
      }
      return summary
    } catch let refusal as FileRefusal {
      throw .workspace(.badSettings([refusal.description]))
    } catch { throw Desk.problem(error) }
  }

  private mutating func take(_ records: [LeadRecord]) throws {
    let normaliser = desk.rules.router.normaliser
    // Ages count from receipt, as for every lead: what was in a book for long is new here.
    let leads = records.map { normaliser.normalise($0, receivedAt: now) }
    var known = try desk.store.knownLeads(identities: leads.map(RouteLead.identity(of:)))
    var units: [CommitUnit] = []
    for (record, lead) in zip(records, leads) {
      let identity = RouteLead.identity(of: lead)
      if known[identity] != nil {
        summary.redelivered += 1
        continue
      }
      guard let unit = unit(record, lead, identity: identity) else { continue }
      known[identity] = KnownLead(
        number: LeadNumber(desk.counters.lead), contentHash: [], state: .assigned,
        receivedAt: lead.receivedAt)
      desk.follow(unit.changes)
      units.append(unit)
    }
    do {
      try desk.commit(units)
      if !units.isEmpty { desk.lastReceived = now }
    } catch {
      try desk.recover(now: now)
      throw error
    }
  }

  /// When the owner got the lead, as far as the file says so readably: week counts and turns go by it.
  private func assignment(of record: LeadRecord) -> Instant {
    let text = record[.assignedAt] ?? record[.submittedAt]
    return text.flatMap { Instant(rfc3339: $0) }.map { min($0, now) } ?? now
  }

  private mutating func unit(
    _ record: LeadRecord, _ lead: NormalisedLead, identity: String
  ) -> CommitUnit? {
    guard let text = lead[.owner] else { return reject(record, "it names no owner") }
    guard let owner = desk.rep(named: text) else {
      return reject(record, "its owner \"\(text)\" is no rep of the roster, by id, name or email")
    }
    let state = state(of: lead)
    if state == .closed { summary.closed += 1 } else { summary.owned += 1 }
    let number = desk.counters.nextLead()
    let assigned = assignment(of: record)
    let facts = LeadRoutingFacts(
      company: lead.company, country: lead.country, region: lead.region, language: lead.language,
      product: lead.products.first, segment: lead.segment, account: lead.accountID,
      campaign: lead.campaign)
    let added = RouteLead.imported(
      record, lead, facts: facts,
      RouteLead.Receipt(
        number: number, file: nil, deliveredBy: Desk.userName(geteuid()),
        contentHash: Digest.sha256(lead.contentBytes), secret: Secret.fresh(using: &random)))
    let placed = LeadPlaced(
      number: number, at: assigned, state: .assigned, owner: owner, queue: nil,
      duplicateOf: nil, duplicateOfContact: nil, route: .manual, dimension: nil, reason: nil,
      contingent: false, flags: lead.flags, facts: facts)
    var changes: [Change] = [.leadAdded(added.lead), .leadPlaced(placed)]
    if state != .assigned {
      changes.append(.leadStateChanged(lead: number, state: state, at: now))
    }
    var entry = added.entry
    entry.at = now
    return CommitUnit(changes: changes, entries: [entry])
  }

  private mutating func reject(_ record: LeadRecord, _ why: String) -> CommitUnit? {
    summary.rejected += 1
    summary.messages.append("\(record.origin.file):\(record.origin.line ?? 0): \(why)")
    return nil
  }

  private func state(of lead: NormalisedLead) -> LeadState {
    let status = lead[.status].map { Folding.fold($0) } ?? ""
    if desk.configuration.site.intake.closedStatuses.contains(status) { return .closed }
    return lead[.firstContactAt] != nil || lead[.meetingAt] != nil ? .working : .assigned
  }
}
