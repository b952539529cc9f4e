import CPlatform
import Foundation
import Glibc
import Synchronization
import Testing

/// A site with one person of each role, each a user of the operating system, and a host that runs as
/// another. Leads come in two regions, so that each person has what is theirs and what is not.
final class RoleSite: Sendable {
  /// The roles as `people.toml` names them.
  enum Role: String, CaseIterable, Sendable {
    case viewer, rep, manager, analyst, council, admin
    var user: String { "sbt-" + rawValue }
  }

  static let owner = "sbt-host"
  static let stranger = "sbt-stranger"

  let root: String
  private let users: SiteUsers
  private let host: Mutex<Child>

  init() throws {
    users = try SiteUsers(
      Role.allCases.map(\.user) + [Self.owner], strangers: [Self.stranger])
    let folder = try TemporaryFolder.make("site")
    chmod(folder, 0o755)
    root = folder + "/desk"
    try Self.own(folder)
    let made = try SiteUsers.run(Signalbox.path, ["init", root], as: Self.owner)
    try #require(made.status == 0, "\(made)")
    for (name, text) in [
      ("signalbox.toml", SmallCompany.site + Self.site), ("rules.toml", Self.rules),
      ("people.toml", Self.people), ("roster/reps.csv", Self.reps),
    ] {
      try Data(text.utf8).write(to: URL(filePath: root + "/" + name))
      chmod(root + "/" + name, 0o600)
      try Self.own(root + "/" + name)
    }
    try Data(Self.leads.utf8).write(to: URL(filePath: root + "/drop/leads/all.csv"))
    try Self.own(root + "/drop/leads/all.csv")
    let taken = try SiteUsers.run(
      Signalbox.path, ["run", "--once", "-w", root], as: Self.owner)
    try #require(taken.status == 0, "\(taken)")
    let host = try SiteUsers.start(Signalbox.path, ["run", "-w", root], as: Self.owner)
    let socket = root + "/link/desk.sock"
    try #require(
      eventually { RawLink(socket) != nil || !host.isRunning } && host.isRunning,
      "\(host.errorsSoFar)")
    self.host = Mutex(host)
  }

  deinit {
    host.withLock { host in
      host.signal(SIGTERM)
      _ = eventually { !host.isRunning }
    }
    try? FileManager.default.removeItem(atPath: (root as NSString).deletingLastPathComponent)
  }

  private static func own(_ path: String) throws {
    guard let entry = getpwnam(owner), chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0
    else { throw CannotStart(path: path, code: errno) }
  }

  /// What the host has said so far.
  var hostSaid: String { host.withLock { $0.errorsSoFar } }

  // MARK: Commands

  /// Runs a command as the person of a role.
  func run(_ role: Role, _ arguments: [String]) throws -> Run {
    try run(as: role.user, arguments)
  }

  /// Starts a command as the person of a role.
  func start(_ role: Role, _ arguments: [String]) throws -> Child {
    try SiteUsers.start(Signalbox.path, arguments + ["-w", root], as: role.user)
  }

  func run(as user: String, _ arguments: [String]) throws -> Run {
    try SiteUsers.run(Signalbox.path, arguments + ["-w", root], as: user)
  }

  /// What a command of the person of a role prints, which has to be done.
  func demand(_ role: Role, _ arguments: [String], _ place: SourceLocation = #_sourceLocation)
    throws
    -> String
  {
    let run = try run(role, arguments)
    try #require(run.status == 0, "\(run)", sourceLocation: place)
    return run.output
  }

  // MARK: Who and what there is

  static let site = """
    [site]
    group = "\(SiteUsers.group)"

    """

  /// Countries are the lots of leads: `DE` the rep's own, `FR` a colleague's in the same region, `US` in
  /// another region; `IT` waits in the region's queue, `CA` in the other's.
  static let rules = """
    [org]
    name = "Role site"
    timezone = "UTC"
    [segments]
    default = "standard"
    [[segment]]
    id = "standard"
    [coverage]
    model = "contract"
    [council]
    window = "Mon-Sun 00:00-24:00"
    quorum = 1
    [[queue]]
    id = "near"
    manager = "mia.near"
    regions = ["EMEA"]
    [[queue]]
    id = "far"
    manager = "ben.far"
    default = true
    [[reason_code]]
    code = "capacity"
    text = "Too much, or room to spare"
    for = ["reassign", "escalate", "exception", "away"]

    """

  private static let week = "Mon-Sun 00:00-24:00"
  static let reps = """
    id,name,email,status,region,country,coverage,products,pools,capacity,timezone,hours,manager,team
    ana.near,Ana Near,ana@desk.example,active,EMEA,DE,DE:de,*,,2000,UTC,\(week),,
    cleo.near,Cleo Near,cleo@desk.example,active,EMEA,FR,FR:fr,*,,2000,UTC,\(week),,
    mia.near,Mia Near,mia@desk.example,active,EMEA,AT,AT:de,*,,2000,UTC,\(week),,
    ben.far,Ben Far,ben@desk.example,active,NA,US,US:en,*,,2000,UTC,\(week),,
    dora.full,Dora Full,dora@desk.example,active,EMEA,CH,CH:de,*,,0,UTC,\(week),,

    """

  static let people = """
    [[person]]
    user = "sbt-viewer"
    roles = ["viewer"]
    [[person]]
    user = "sbt-rep"
    actor = "ana.near"
    roles = ["rep"]
    rep = "ana.near"
    queues = ["near"]
    [[person]]
    user = "sbt-manager"
    actor = "mia.near"
    roles = ["manager"]
    rep = "mia.near"
    regions = ["EMEA"]
    [[person]]
    user = "sbt-analyst"
    roles = ["analyst"]
    may_act_as = ["manager"]
    hours = "Mon-Sun 00:00-24:00"
    [[person]]
    user = "sbt-council"
    roles = ["council"]
    [[person]]
    user = "sbt-admin"
    roles = ["admin"]

    """

  /// So many leads of each lot.
  static let lot = 60

  static var leads: String {
    SmallCompany.leadHeader
      + ["DE", "FR", "US", "IT", "CA"].flatMap { country in
        (1...lot).map { SmallCompany.lead("\(country)-\($0)", country: country) }
      }.joined()
  }
}
