import LeadModel

/// Who acts: the OS user at the other end of the socket, as `people.toml` names them.
public struct Actor: Sendable, Equatable {
  /// The name in the log.
  public var name: String
  public var roles: Set<ActorRole>
  /// The rep that this person is, if any.
  public var rep: RepID?
  /// The regions that a manager answers for.
  public var regions: Set<RegionID>
  /// Whether there is no `people.toml`, so that the workspace's owner holds every role.
  public var isSolo: Bool

  public init(
    name: String, roles: Set<ActorRole>, rep: RepID? = nil, regions: Set<RegionID> = [],
    isSolo: Bool = false
  ) {
    self.name = name
    self.roles = roles
    self.rep = rep
    self.regions = regions
    self.isSolo = isSolo
  }

  /// The roles as the log writes them: in the order of the permission table, joined by `+`, with `solo`
  /// where one person holds them all.
  public var roleText: String {
    isSolo
      ? "solo"
      : ActorRole.allCases.filter(roles.contains).map(\.rawValue).joined(separator: "+")
  }
}
