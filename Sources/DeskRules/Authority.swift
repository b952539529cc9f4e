import LeadModel

/// Who may do what: one table, read by every act and by the screen that dims what is not allowed.
public enum Authority {
  /// How far a role's permission reaches.
  enum Reach: Sendable {
    /// Leads the actor owns, or the actor's own self.
    case own
    /// Leads and reps of the regions that the manager answers for.
    case region
    case all
  }

  /// What a permission is asked for.
  public enum Deed: String, Sendable, CaseIterable {
    case logContact, escalate, goAway

    /// As a refusal names it.
    var words: String {
      switch self {
      case .logContact: "log contact or set a disposition on this lead"
      case .escalate: "escalate a decision"
      case .goAway: "send this rep away or bring them back"
      }
    }
  }

  /// The permission table: for each deed the roles that may do it, and how far.
  static func reach(_ deed: Deed, _ role: ActorRole) -> Reach? {
    switch (deed, role) {
    case (.logContact, .rep): .own
    case (.logContact, .manager): .region
    case (.logContact, .analyst), (.logContact, .admin): .all
    case (.escalate, .rep), (.escalate, .manager), (.escalate, .analyst), (.escalate, .council),
      (.escalate, .admin):
      .all
    case (.goAway, .rep): .own
    case (.goAway, .manager): .region
    case (.goAway, .admin): .all
    default: nil
    }
  }

  /// Whose lead or rep the deed is about.
  public struct Subject: Sendable {
    public var rep: RepID?
    public var region: RegionID?
    public init(rep: RepID?, region: RegionID?) {
      self.rep = rep
      self.region = region
    }
  }

  /// nil where the actor may; else the refusal, which names the roles that may.
  public static func check(_ deed: Deed, by actor: Actor, on subject: Subject) -> Refusal? {
    if actor.isSolo { return nil }
    let allowed = actor.roles.contains { role in
      switch reach(deed, role) {
      case .all: true
      case .own: actor.rep != nil && actor.rep == subject.rep
      case .region: subject.region.map(actor.regions.contains) ?? false
      case nil: false
      }
    }
    guard !allowed else { return nil }
    return Refusal(.role, "\(actor.name) may not \(deed.words): \(permitted(deed)) may")
  }

  private static func permitted(_ deed: Deed) -> String {
    let names = ActorRole.allCases.compactMap { role -> String? in
      switch reach(deed, role) {
      case .own: "the \(role.rawValue) concerned"
      case .region: "a \(role.rawValue) of the region"
      case .all: "any \(role.rawValue)"
      case nil: nil
      }
    }
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
}
