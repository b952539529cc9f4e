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
  /// The queues that the person manages, stands in for, or is listed for.
  public var queues: Set<QueueID>
  /// Roles that the person may take for one act by saying so.
  public var mayActAs: Set<ActorRole>
  /// The role that was taken for this act, beside those that the person has.
  public private(set) var actingAs: ActorRole?
  /// Whether there is no `people.toml`, so that the workspace's owner holds every role.
  public var isSolo: Bool

  public init(
    name: String, roles: Set<ActorRole>, rep: RepID? = nil, regions: Set<RegionID> = [],
    queues: Set<QueueID> = [], mayActAs: Set<ActorRole> = [], isSolo: Bool = false
  ) {
    self.name = name
    self.roles = roles
    self.rep = rep
    self.regions = regions
    self.queues = queues
    self.mayActAs = mayActAs
    self.isSolo = isSolo
  }

  /// The actor in one role only: one that they have, or one that they may act as. nil asks for nothing. A
  /// refusal for any other, whose text names what is open to them.
  public func acting(as text: String?) -> Result<Actor, Refusal> {
    guard let text else { return .success(self) }
    guard let role = ActorRole(rawValue: text.lowercased()) else {
      let known = ActorRole.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure(Refusal(.usage, "\"\(text)\" is no role: use one of \(known)"))
    }
    if isSolo { return .success(self) }
    var actor = self
    if roles.contains(role) {
      actor.roles = [role]
      return .success(actor)
    }
    guard mayActAs.contains(role) else {
      let open = ActorRole.allCases.filter(roles.union(mayActAs).contains).map(\.rawValue)
      return .failure(
        Refusal(
          .role,
          "\(name) may not act as \(role.rawValue): open to them are "
            + open.joined(separator: ", ")))
    }
    actor.roles = [role]
    actor.actingAs = role
    actor.ownRoles = roles
    return .success(actor)
  }

  /// The roles that the person has, where they act in another.
  private var ownRoles: Set<ActorRole> = []

  /// The roles as the log writes them: in the order of the permission table, joined by `+`; `rep as
  /// manager` for a role that was taken; `solo` where one person holds them all.
  public var roleText: String {
    if isSolo { return "solo" }
    guard let actingAs else { return Self.text(roles) }
    return Self.text(ownRoles) + " as " + actingAs.rawValue
  }

  private static func text(_ roles: Set<ActorRole>) -> String {
    ActorRole.allCases.filter(roles.contains).map(\.rawValue).joined(separator: "+")
  }
}
