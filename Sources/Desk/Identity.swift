import DeskRules
import Glibc
import LeadModel
import Settings

extension Desk {
  /// Who the OS user is at this desk: as `people.toml` names them; without that file its owner holds every
  /// role; anybody else is a viewer.
  func actor(uid: UInt32) -> Actor {
    let user = Self.userName(uid)
    guard let people = configuration.people, !people.people.isEmpty else {
      guard uid == ownerID else { return Actor(name: user, roles: [.viewer]) }
      return Actor(
        name: user, roles: Set(ActorRole.allCases),
        rep: rep(RepID(user)) == nil ? nil : RepID(user), isSolo: true)
    }
    guard let person = people.person(user: user) else { return Actor(name: user, roles: [.viewer]) }
    return actor(person)
  }

  /// What a person of `people.toml` is at this desk.
  func actor(_ person: Person) -> Actor {
    Actor(
      name: person.actor, roles: person.roles, rep: person.rep, regions: Set(person.regions),
      queues: queues(of: person), mayActAs: person.mayActAs)
  }

  /// The queues that a person may work: those of which they are manager or deputy, and those listed.
  private func queues(of person: Person) -> Set<QueueID> {
    let own = rules.ruleSet.queues.filter { queue in
      person.rep != nil && (queue.manager == person.rep || queue.deputy == person.rep)
    }
    return Set(own.map(\.id) + person.queues)
  }

  /// Whether the workspace belongs to this user.
  func isOwner(_ uid: UInt32) -> Bool { uid == ownerID }

  /// Whose workspace it is.
  private var ownerID: UInt32 {
    var status = stat()
    return stat(workspace.root, &status) == 0 ? status.st_uid : geteuid()
  }

  /// The user's name, or their number where the system has none.
  public static func userName(_ uid: UInt32) -> String {
    guard let entry = getpwuid(uid) else { return "uid-\(uid)" }
    return String(cString: entry.pointee.pw_name)
  }
}
