import LeadModel

/// Who may do what: one table, read by every act and by the screen that dims what is not allowed.
public enum Authority {
  /// How far a role's permission reaches.
  enum Reach: Sendable {
    /// Leads the actor owns, or the actor's own self.
    case own
    /// Leads and reps of the regions that the manager answers for.
    case region
    /// Queues that the actor manages, stands in for, or is listed for.
    case queue
    case all

    /// As a refusal names who may.
    func words(_ role: ActorRole) -> String {
      switch self {
      case .own: "the \(role.rawValue) concerned"
      case .region: "a \(role.rawValue) of the region"
      case .queue: "a \(role.rawValue) of the queue"
      case .all: "any \(role.rawValue)"
      }
    }
  }

  /// What a permission is asked for: the rows of the permission table.
  public enum Deed: String, Sendable, CaseIterable {
    case logContact, escalate, goAway, workQueue, reassign, assignOverCapacity
    case review, judge, propose, decide, administer
  }

  /// One row: the deed as a refusal names it, and how far each role may do it.
  struct Row: Sendable {
    let words: String
    let rep, manager, analyst, council, admin: Reach?
  }

  /// The permission table. Everybody may look; a viewer may do nothing else.
  static func row(_ deed: Deed) -> Row {
    switch deed {  // words, rep, manager, analyst, council, admin
    case .logContact:
      row("log contact or set a disposition on this lead", .own, .region, .all, nil, .all)
    case .escalate: row("escalate a decision", .all, .all, .all, .all, .all)
    case .goAway: row("send this rep away or bring them back", .own, .region, nil, nil, .all)
    case .workQueue: row("claim or assign from this queue", .queue, .queue, .all, nil, .all)
    case .reassign: row("reassign this lead", nil, .region, .all, nil, .all)
    case .assignOverCapacity: row("assign over capacity", nil, .region, nil, nil, .all)
    case .review:
      row("review an escalation or correct an assignment", nil, nil, .all, nil, .all)
    case .judge: row("judge an assignment of the audit sample", nil, nil, .all, nil, .all)
    case .propose:
      row("request an exception or propose a change of the rules", nil, .all, .all, .all, .all)
    case .decide:
      row("approve, reject, publish, renew or sign off", nil, nil, nil, .all, nil)
    case .administer:
      row("erase a person's data or change people, keys and retention", nil, nil, nil, nil, .all)
    }
  }

  private static func row(
    _ words: String, _ rep: Reach?, _ manager: Reach?, _ analyst: Reach?, _ council: Reach?,
    _ admin: Reach?
  ) -> Row {
    Row(words: words, rep: rep, manager: manager, analyst: analyst, council: council, admin: admin)
  }

  static func reach(_ deed: Deed, _ role: ActorRole) -> Reach? {
    let row = row(deed)
    switch role {
    case .viewer: return nil
    case .rep: return row.rep
    case .manager: return row.manager
    case .analyst: return row.analyst
    case .council: return row.council
    case .admin: return row.admin
    }
  }

  /// The roles that may do a deed at all, some of them only for what is theirs.
  public static func roles(for deed: Deed) -> [ActorRole] {
    ActorRole.allCases.filter { reach(deed, $0) != nil }
  }

  /// Whose lead, rep or queue the deed is about.
  public struct Subject: Sendable {
    public var rep: RepID?
    public var region: RegionID?
    public var queue: QueueID?
    public init(rep: RepID? = nil, region: RegionID? = nil, queue: QueueID? = nil) {
      self.rep = rep
      self.region = region
      self.queue = queue
    }
  }

  /// nil where the actor may; else the refusal, which names the roles that may.
  public static func check(
    _ deed: Deed, by actor: Actor, on subject: Subject = Subject()
  ) -> Refusal? {
    if actor.isSolo { return nil }
    let allowed = actor.roles.contains { role in
      switch reach(deed, role) {
      case .all: true
      case .own: actor.rep != nil && actor.rep == subject.rep
      case .region: subject.region.map(actor.regions.contains) ?? false
      case .queue: subject.queue.map(actor.queues.contains) ?? false
      case nil: false
      }
    }
    guard !allowed else { return nil }
    return Refusal(.role, "\(actor.name) may not \(row(deed).words): \(permitted(deed)) may")
  }

  /// The roles that may, in words: `a manager of the region or any admin`.
  static func permitted(_ deed: Deed) -> String {
    let names = ActorRole.allCases.compactMap { role in reach(deed, role)?.words(role) }
    return names.count < 2
      ? names.joined()
      : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}

extension Authority {
  /// Whether the actor may read names and contact details of a lead's person: its owner, managers of its
  /// region, analysts and admins.
  public static func mayReadPerson(_ actor: Actor, owner: RepID?, region: RegionID?) -> Bool {
    if actor.isSolo || actor.roles.contains(.analyst) || actor.roles.contains(.admin) {
      return true
    }
    if actor.roles.contains(.rep), let rep = actor.rep, rep == owner { return true }
    return actor.roles.contains(.manager) && region.map(actor.regions.contains) ?? false
  }

  /// Whether the actor may read a sentence that somebody wrote about a lead for the council: who may read the
  /// lead's person, the council, which decides by it, and its writer.
  public static func mayReadSentence(
    _ actor: Actor, by writer: String, owner: RepID?, region: RegionID?
  ) -> Bool {
    writer == actor.name || actor.roles.contains(.council)
      || mayReadPerson(actor, owner: owner, region: region)
  }
}
