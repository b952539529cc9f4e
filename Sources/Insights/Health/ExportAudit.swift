import LeadModel

/// From source to assignment to first contact in an export of another system, before any log of this one: the
/// same questions as ``SelfAudit`` asks of the log, of what the rows say themselves.
public struct ExportAudit: Sendable {
  /// Whose a lead is.
  public enum Owner: Sendable, Equatable {
    /// Somebody; whether the roster has them as active.
    case person(String, isActive: Bool)
    case queue(String)
    case nobody
  }

  /// One row.
  public struct Fact: Sendable {
    /// The lead's id; rows of one id are of one lead.
    public var lead: String
    /// What it is counted under.
    public var label: String
    /// What tells one person from another. It is not shown.
    public var contact: String
    public var submittedAt: Instant
    public var assignedAt: Instant?
    public var firstContactAt: Instant?
    public var owner: Owner
    /// By when the rules promise the first contact.
    public var dueAt: Instant
    /// Whether nothing is left to be done about it.
    public var isClosed: Bool
    /// Whether what routing needs is missing or cannot be read: a country, or a way to reach the person.
    public var lacksFields: Bool
    public init(
      lead: String, label: String, contact: String, submittedAt: Instant,
      assignedAt: Instant? = nil, firstContactAt: Instant? = nil, owner: Owner, dueAt: Instant,
      isClosed: Bool = false, lacksFields: Bool = false
    ) {
      self.lead = lead
      self.label = label
      self.contact = contact
      self.submittedAt = submittedAt
      self.assignedAt = assignedAt
      self.firstContactAt = firstContactAt
      self.owner = owner
      self.dueAt = dueAt
      self.isClosed = isClosed
      self.lacksFields = lacksFields
    }

    fileprivate var person: String? {
      if case .person(let name, _) = owner { name } else { nil }
    }
    fileprivate var hasGone: Bool {
      if case .person(_, let isActive) = owner { !isActive } else { false }
    }
    fileprivate var ownerText: String {
      switch owner {
      case .person(let name, let isActive): isActive ? name : "\(name) (not active)"
      case .queue(let name): name
      case .nobody: "nobody"
      }
    }
  }

  /// What may be wrong with a lead.
  enum Fault: String, CaseIterable {
    case unassigned
    case sharedContact = "more_than_one_owner"
    case reassigned
    case noFollowUp = "no_follow_up"
  }

  /// So many leads are listed.
  static let listed = 100

  let facts: [Fact]
  private let now: Instant
  private let leads: [String: [Int]]
  /// Those of contacts whom more than one person has.
  private let shared: [String: [Int]]
  private let contactsWithOwner: Int

  /// Rows in the order of the export.
  public init(_ facts: [Fact], at now: Instant) {
    self.facts = facts
    self.now = now
    leads = Dictionary(grouping: facts.indices) { facts[$0].lead }
    let owned = Dictionary(grouping: facts.indices.filter { facts[$0].person != nil }) {
      facts[$0].contact
    }
    contactsWithOwner = owned.count
    shared = owned.filter { Set($0.value.map { facts[$0].person }).count > 1 }
  }

  // MARK: Figures

  /// `labels` give the breakdown's terms.
  public func report(
    _ period: Period, labels: BreakdownLabels, minute: (Instant) -> String
  ) -> Report {
    let found = faults
    let places = Dictionary(grouping: leads.keys.sorted(by: Bytes.precedes)) { lead in
      leads[lead]?.first.map { facts[$0].label } ?? ""
    }
    var rows = whole(found)
    for label in labels.sorted(places.keys) {
      rows += part(places[label] ?? [], found, by: labels.terms(label))
    }
    rows += causes(found)
    var report = Report(name: "self-audit", from: period.from, to: period.to, rows: rows)
    report.sections = [list(found, minute)]
    return report
  }

  private func whole(_ found: [Fault: [String: SelfAudit.Cause]]) -> [Report.Figure] {
    let assigned = leads.values.count { $0.contains { facts[$0].person != nil } }
    func count(_ fault: Fault) -> Int { found[fault]?.count ?? 0 }
    let firsts = facts.filter { $0.firstContactAt != nil }
    let toOwner = facts.compactMap { fact in fact.assignedAt.map { max(0, $0 - fact.submittedAt) } }
    let toContact = firsts.compactMap { fact in
      fact.firstContactAt.map { max(0, $0 - fact.submittedAt) }
    }
    return [
      .share("unassigned", count(.unassigned), of: leads.count),
      .share(
        "more_than_one_owner", shared.count, of: contactsWithOwner, limit: .duplicateAssignment),
      .share("reassigned", count(.reassigned), of: assigned),
      .share("no_follow_up", count(.noFollowUp), of: leads.count),
      .minutes("to_assignment", Quantile.median(toOwner), count: toOwner.count),
      .minutes("to_first_contact", Quantile.median(toContact), count: toContact.count),
    ]
  }

  private func part(
    _ ids: [String], _ found: [Fault: [String: SelfAudit.Cause]], by: [Report.Term]
  ) -> [Report.Figure] {
    let assigned = ids.count { leads[$0]?.contains { facts[$0].person != nil } ?? false }
    func count(_ fault: Fault) -> Int { ids.count { found[fault]?[$0] != nil } }
    return [
      .count("received", by: by, ids.count),
      .share("assigned", by: by, assigned, of: ids.count),
      .share("reassigned", by: by, count(.reassigned), of: assigned),
      .share("no_follow_up", by: by, count(.noFollowUp), of: ids.count),
    ]
  }

  private func causes(_ found: [Fault: [String: SelfAudit.Cause]]) -> [Report.Figure] {
    SelfAudit.Cause.allCases.flatMap { cause in
      Fault.allCases.map { fault in
        let count = found[fault]?.values.count { $0 == cause } ?? 0
        return .count(fault.rawValue, by: [Report.Term("cause", cause.rawValue)], count)
      }
    }
  }

  // MARK: Faults

  /// Leads with each fault, and the most likely cause of it.
  private var faults: [Fault: [String: SelfAudit.Cause]] {
    var found: [Fault: [String: SelfAudit.Cause]] = [:]
    for (lead, rows) in leads {
      let all = rows.map { facts[$0] }
      let owners = Set(all.compactMap(\.person))
      if owners.isEmpty, !all.contains(where: \.isClosed) {
        found[.unassigned, default: [:]][lead] = cause(all)
      }
      if owners.count > 1 { found[.reassigned, default: [:]][lead] = cause(all) }
      if !owners.isEmpty, all.allSatisfy(isForgotten) {
        found[.noFollowUp, default: [:]][lead] =
          all.contains(where: \.hasGone) ? .teamChange : .unavailable
      }
    }
    for rows in shared.values {
      let cause = cause(rows.map { facts[$0] })
      for row in rows { found[.sharedContact, default: [:]][facts[row].lead] = cause }
    }
    return found
  }

  /// Nobody has spoken to the person, though that was due.
  private func isForgotten(_ fact: Fact) -> Bool {
    fact.firstContactAt == nil && !fact.isClosed && fact.dueAt <= now
  }

  /// Why leads go astray between people, as far as rows can tell.
  private func cause(_ facts: [Fact]) -> SelfAudit.Cause {
    if facts.contains(where: \.lacksFields) { return .fieldError }
    return facts.contains(where: \.hasGone) ? .teamChange : .logicGap
  }

  // MARK: List

  /// The way of each lead that has a fault, oldest first.
  private func list(
    _ found: [Fault: [String: SelfAudit.Cause]], _ minute: (Instant) -> String
  ) -> Report.Section {
    let order = facts.indices.sorted { (facts[$0].submittedAt, $0) < (facts[$1].submittedAt, $1) }
    let faulty = order.filter { row in
      Fault.allCases.contains { found[$0]?[facts[row].lead] != nil }
    }
    let title =
      faulty.count > Self.listed
      ? "The first \(Self.listed) of \(faulty.count) rows that went astray"
      : "Rows that went astray"
    return Report.Section(
      title: title,
      columns: ["lead", "submitted", "assigned", "owner", "first contact", "what", "cause"],
      rows: faulty.prefix(Self.listed).map { row in
        let fact = facts[row]
        let faults = Fault.allCases.filter { found[$0]?[fact.lead] != nil }
        let causes = faults.compactMap { found[$0]?[fact.lead]?.rawValue }
        return [
          fact.lead, minute(fact.submittedAt), fact.assignedAt.map(minute) ?? "",
          fact.ownerText, fact.firstContactAt.map(minute) ?? "",
          faults.map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", "),
          Set(causes).sorted(by: Bytes.precedes).joined(separator: ", "),
        ]
      })
  }

  // MARK: Duplicates

  /// People whom more than one rep has, and leads of people who were there already.
  public func duplicates(_ period: Period) -> Report {
    let contacts = Set(facts.map(\.contact)).count
    var report = Report(
      name: "duplicates", from: period.from, to: period.to,
      rows: [
        .share(
          "duplicate_assignment", shared.count, of: contactsWithOwner, limit: .duplicateAssignment),
        .share("duplicates_received", leads.count - min(leads.count, contacts), of: leads.count),
      ])
    guard !shared.isEmpty else { return report }
    let latest = shared.values.sorted { ($1.last ?? 0) < ($0.last ?? 0) }
    report.sections = [
      Report.Section(
        title: "Contacts with more than one rep", columns: ["leads", "reps"],
        rows: latest.prefix(Self.listed).map { rows in
          [rows.map { facts[$0].lead }, rows.compactMap { facts[$0].person }].map { names in
            var known: Set<String> = []
            return names.filter { known.insert($0).inserted }.joined(separator: ", ")
          }
        })
    ]
    return report
  }
}
