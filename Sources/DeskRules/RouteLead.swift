import LeadModel
import Ledger
import RoutingEngine

/// Turning a decision into what the desk does: the lead with its person apart, its place, its clocks, and
/// the two entries that record receipt and decision. They commit together or not at all.
public struct RouteLead: Sendable {
  private let placement: Placement

  public init(clocks: ClockRules) { placement = Placement(clocks: clocks) }

  /// A record that was decided.
  public struct Decided: Sendable {
    public var record: LeadRecord
    public var lead: NormalisedLead
    public var facts: Facts
    public var verdict: Verdict
    /// Facts, standings and verdict as JSON: what the log keeps.
    public var payload: [UInt8]
    public init(
      record: LeadRecord, lead: NormalisedLead, facts: Facts, verdict: Verdict, payload: [UInt8]
    ) {
      self.record = record
      self.lead = lead
      self.facts = facts
      self.verdict = verdict
      self.payload = payload
    }
  }

  /// Where the record came from and what it is called here.
  public struct Receipt: Sendable {
    public var number: LeadNumber
    public var file: Int64?
    /// Who delivered it: the user who owns the file.
    public var deliveredBy: String
    public var contentHash: [UInt8]
    /// 32 random bytes.
    public var secret: [UInt8]
    public init(
      number: LeadNumber, file: Int64?, deliveredBy: String, contentHash: [UInt8],
      secret: [UInt8]
    ) {
      self.number = number
      self.file = file
      self.deliveredBy = deliveredBy
      self.contentHash = contentHash
      self.secret = secret
    }
  }

  /// The unit that takes a new lead in.
  public func receive(
    _ decided: Decided, _ receipt: Receipt, nextClock: () -> Int64
  ) -> CommitUnit {
    let added = Self.added(decided, receipt)
    let placed = Self.placed(decided, number: receipt.number)
    let clocks = placement.starting(
      placed, submittedAt: decided.lead.submittedAt, nextID: nextClock)
    var unit = CommitUnit(
      changes: [.leadAdded(added), .leadPlaced(placed)] + clocks,
      entries: [
        Self.received(added, by: receipt.deliveredBy),
        Self.decision(decided, number: receipt.number),
      ])
    markLateArrivals(clocks, of: decided, in: &unit)
    return unit
  }

  /// The unit that decides again on a lead that is known, `kind` telling why (`lead.drained`, or the
  /// decision's own kind). `row` is the lead as it stands, `running` are its clocks.
  public func decideAgain(
    _ decided: Decided, row: LeadRow, running: [ClockRow], kind: EntryKind? = nil,
    nextClock: () -> Int64
  ) -> CommitUnit {
    let placed = Self.placed(decided, number: row.number)
    var entry = Self.decision(decided, number: row.number)
    if let kind { entry.kind = kind }
    let clocks = placement.moving(placed, from: row, running: running, nextID: nextClock)
    return CommitUnit(
      changes: [.leadPlaced(placed)] + clocks,
      entries: [entry] + ClockEntries.breaches(of: running, in: clocks, at: placed.at))
  }

  /// Clocks that were due before the lead came in: counted, without alert. One that ran out between
  /// receipt and decision was ours to keep, and is told as any other.
  private func markLateArrivals(
    _ clocks: [Change], of decided: Decided, in unit: inout CommitUnit
  ) {
    for case .clockStarted(let clock) in clocks where clock.dueAt < decided.lead.receivedAt {
      unit.changes.append(.clockBreached(clock: clock.id, at: clock.dueAt))
      unit.entries.append(ClockEntries.lateArrival(clock, at: decided.facts.at))
    }
  }
}

extension RouteLead {
  /// The routing facts of a lead as a decision came to see them.
  static func facts(_ decided: Decided) -> LeadRoutingFacts {
    LeadRoutingFacts(
      company: decided.lead.company, country: decided.verdict.country,
      countryInferred: decided.lead.country == nil && decided.verdict.country != nil,
      region: decided.verdict.region, language: decided.verdict.language,
      product: decided.verdict.product, segment: decided.verdict.segment,
      account: decided.verdict.account, campaign: decided.lead.campaign)
  }

  static func placed(_ decided: Decided, number: LeadNumber) -> LeadPlaced {
    let verdict = decided.verdict
    let state: LeadState =
      switch verdict.outcome {
      case .assigned: .assigned
      case .queued: .queued
      case .duplicate: .duplicate
      case .shadowed: .shadowed
      }
    let hit = decided.facts.duplicate
    return LeadPlaced(
      number: number, at: decided.facts.at, state: state, owner: verdict.owner,
      queue: verdict.queue, duplicateOf: state == .duplicate ? hit?.number : nil,
      duplicateOfContact: state == .duplicate && hit?.via == .contact ? hit?.target : nil,
      route: verdict.route, dimension: verdict.dimension, reason: verdict.reason,
      contingent: verdict.isContingent, flags: verdict.flags, facts: facts(decided))
  }

  /// The lead as the store keeps it: text as delivered, so that it can be brought into normal form again
  /// under other rules, with what says who a person is kept apart.
  static func added(_ decided: Decided, _ receipt: Receipt) -> LeadAdded {
    added(decided.record, decided.lead, facts: facts(decided), receipt)
  }

  /// A lead that was never decided here, with the entry that records it.
  public static func imported(
    _ record: LeadRecord, _ lead: NormalisedLead, facts: LeadRoutingFacts, _ receipt: Receipt
  ) -> (lead: LeadAdded, entry: EntryDraft) {
    let added = added(record, lead, facts: facts, receipt)
    var entry = received(added, by: receipt.deliveredBy)
    entry.kind = .leadImported
    return (added, entry)
  }

  private static func added(
    _ record: LeadRecord, _ lead: NormalisedLead, facts: LeadRoutingFacts, _ receipt: Receipt
  ) -> LeadAdded {
    var fields: [LeadField: String] = [:]
    var personal: [LeadField: String] = [:]
    for (field, value) in zip(LeadField.allCases, record.values) {
      guard let value else { continue }
      if field.isPersonal { personal[field] = value } else { fields[field] = value }
    }
    return LeadAdded(
      number: receipt.number, publicID: lead.id, source: lead.source,
      identity: identity(of: lead), contentHash: receipt.contentHash,
      receivedAt: lead.receivedAt, submittedAt: lead.submittedAt, facts: facts,
      fields: fields,
      person: PersonData(
        fields: personal, extra: lead.extra, emailKey: lead.emailKey, phone: lead.phoneKey,
        lastName: lead.lastNameKey, secret: receipt.secret),
      file: receipt.file, line: lead.origin.line)
  }

  /// What makes a record the same one when it is delivered again: source and id, or its hash.
  public static func identity(of lead: NormalisedLead) -> String {
    lead.hasOwnID ? lead.source + "\u{1F}" + lead.id : lead.id
  }

  /// `lead.received`: where it came from, its routing fields in clear text, commitments to the rest.
  static func received(_ added: LeadAdded, by deliverer: String) -> EntryDraft {
    var payload = Payload()
    payload.put("number", added.number.value)
    payload.put("lead", added.publicID)
    payload.put("source", added.source)
    payload.put("submitted_at", added.submittedAt)
    payload.put("file", added.file)
    payload.put("line", added.line.map(Int64.init))
    payload.put("fields", ordered(added.fields))
    payload.put("commitments", commitments(added))
    return EntryDraft(
      at: added.receivedAt, actor: deliverer, kind: .leadReceived,
      subject: "lead/\(added.number.value)", payload: payload.bytes)
  }

  /// One commitment for each personal value, one for all columns without a field, one for the content.
  static func commitments(_ added: LeadAdded) -> [(String, String)] {
    var commitments = Commitments(secret: added.person.secret)
    var all = ordered(added.person.fields).map { name, value in
      (name, commitments.of(name: name, value: value))
    }
    if !added.person.extra.isEmpty {
      let text = added.person.extra.map { "\($0.name)=\($0.value)\n" }.joined()
      all.append(("extra", commitments.of(name: "extra", value: text)))
    }
    let content = Hex.encode(added.contentHash)
    all.append(("content", commitments.of(name: "content", value: content)))
    return all
  }

  static func ordered(_ fields: [LeadField: String]) -> [(String, String)] {
    LeadField.allCases.compactMap { field in fields[field].map { (field.rawValue, $0) } }
  }

  static func decision(_ decided: Decided, number: LeadNumber) -> EntryDraft {
    let kind: EntryKind =
      switch decided.verdict.outcome {
      case .assigned: .leadAssigned
      case .queued: .leadQueued
      case .duplicate: .leadDuplicate
      case .shadowed: .leadShadowed
      }
    return EntryDraft(
      at: decided.facts.at, actor: "engine", kind: kind, subject: "lead/\(number.value)",
      payload: decided.payload)
  }
}
