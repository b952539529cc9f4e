import Glibc
import Intake
import Settings

/// Who may put files where, by the user who owns a delivered file.
struct DeliveryRights {
  private let rights: [Intake.DropFolder: Deliverers]
  private let group: String?
  /// OS users who are admins: theirs are all folders.
  private let admins: Set<String>
  private let owner = geteuid()

  init(_ configuration: Configuration) {
    let site = configuration.site
    var rights: [Intake.DropFolder: Deliverers] = [:]
    for (folder, deliverers) in site.intake.deliver {
      if let folder = Intake.DropFolder(rawValue: folder.rawValue) { rights[folder] = deliverers }
    }
    self.rights = rights
    group = site.group
    let people = configuration.people?.people ?? []
    admins = Set(people.filter { $0.roles.contains(.admin) }.map(\.user))
  }

  /// The host's own user and admins always may; others as `intake.deliver` says.
  func mayDeliver(_ folder: Intake.DropFolder, _ uid: UInt32) -> Bool {
    if uid == owner { return true }
    guard let entry = getpwuid(uid) else { return false }
    let name = String(cString: entry.pointee.pw_name)
    if admins.contains(name) { return true }
    guard let deliverers = rights[folder] else { return false }
    if deliverers.users.contains(name) { return true }
    return deliverers.group && isMember(name, primary: entry.pointee.pw_gid)
  }

  private func isMember(_ user: String, primary: gid_t) -> Bool {
    guard let group, let entry = getgrnam(group) else { return false }
    if entry.pointee.gr_gid == primary { return true }
    guard var member = entry.pointee.gr_mem else { return false }
    while let name = member.pointee {
      if String(cString: name) == user { return true }
      member += 1
    }
    return false
  }
}
