import DeskRules
import Foundation
import Glibc
import LeadModel
import Ledger
import RoutingEngine
import Settings
import Store

// What the host asks of the desk besides requests.
extension Desk {
  /// How often the drop directory is looked at, in milliseconds.
  public var pollMilliseconds: Int64 {
    max(1, Int64(configuration.site.intake.pollSeconds * 1000))
  }

  /// How long a file must have stood still to count as delivered.
  var settleMilliseconds: Int64 { Int64(configuration.site.intake.settleSeconds * 1000) }

  /// When the log's last entry was written; nil for an empty log.
  public var latestEntry: Instant? { try? store.log(limit: 1).rows.first?.at }

  /// The latest instant that the store knows of, from which time goes on: a file may have been taken up after
  /// the last entry was written.
  public var latestInstant: Instant? {
    let taken = (try? store.unfinishedFiles())?.map(\.takenAt).max()
    return [latestEntry, taken].compactMap(\.self).max()
  }

  /// Why intake stands, if it does.
  public var intakeReason: String? { intakeStatus.reason }

  /// Things to tell the operator's log since the last call.
  public func takeMessages() -> [String] {
    defer { messages = [] }
    return messages
  }

  /// A sentence for the operator's log.
  public func say(_ message: String) { messages.append(message) }

  func setIntake(_ status: IntakeStatus) {
    guard status != intakeStatus else { return }
    intakeStatus = status
    news.insert(.status)
    tellOfIntake(status.reason)
  }

  /// Reads settings and people again, for whoever asked. Where they do not hold, those before stay in
  /// force.
  public func reload(now: Instant, by actor: Actor? = nil) throws(DeskProblem) {
    do {
      let configuration = try Configuration(workspace)
      let (version, data) = try currentVersion(configuration)
      self.configuration = configuration
      let moved = try adopt(version, data, now: max(now, state.at))
      var payload = Payload()
      payload.put("settings", "signalbox.toml")
      payload.put("people", configuration.people == nil ? nil : "people.toml")
      try commit([
        CommitUnit(
          changes: moved,
          entries: [
            EntryDraft(
              at: max(now, state.at), actor: actor?.name ?? Desk.userName(geteuid()),
              role: actor?.roleText ?? "", kind: .peopleChanged, subject: "settings",
              payload: payload.bytes)
          ])
      ])
    } catch { throw Desk.problem(error) }
  }

  /// Takes the rules and data that the store says are in force. Clocks of working time that move with them
  /// are committed at once.
  func adoptCurrentVersion(now: Instant) throws {
    let (version, data) = try currentVersion(configuration)
    let moved = try adopt(version, data, now: now)
    if !moved.isEmpty { try commit([CommitUnit(changes: moved)]) }
  }

  /// What the store says is in force. Tables that are the same as before are not read again.
  private func currentVersion(
    _ configuration: Configuration
  ) throws -> (DeskVersion, DeskData) {
    let data = try DeskData.current(store, reusing: data)
    try presence.cover(data.roster, store)
    let version = try DeskVersion.current(store, configuration, data, presence, reusing: rules)
    return (version, data)
  }

  /// Goes by another version from now on. Returns what that does to running clocks.
  private func adopt(
    _ version: DeskVersion, _ data: DeskData, now: Instant
  ) throws -> [Change] {
    var version = version
    version.follow(rules.exceptions)
    version.clocks.absences = rules.clocks.absences
    let moved = try rescheduling(under: version.clocks, now: now)
    rules = version
    self.data = data
    state.adopt(ruleSet: rules.ruleSet, schedules: rules.schedules)
    drain.startOver()
    news.formUnion(Topic.allCases)
    return moved
  }

  /// The system's clock jumped, as was noticed at an instant of the desk's own time.
  func noteClockJump(from before: Instant, to wall: Instant, at now: Instant) {
    var payload = Payload()
    payload.put("from", before)
    payload.put("to", wall)
    messages.append("the system's clock jumped from \(before) to \(wall)")
    _ = try? commit([
      CommitUnit(entries: [
        EntryDraft(
          at: max(now, state.at), actor: "clock", kind: .clockJumped, subject: "clock",
          payload: payload.bytes)
      ])
    ])
  }

  private static let caughtUpMark = "clock.caught_up"

  /// The system's clock has passed the instant at which time stood still.
  func noteCaughtUp(with standstill: Instant) {
    let mark = Change.markAdvanced(name: Self.caughtUpMark, at: standstill)
    _ = try? commit([CommitUnit(changes: [mark])])
  }

  /// Whether the log tells already that the system's clock stepped back to before `wall`, and time has stood
  /// still since: a desk that is opened meanwhile has nothing to add.
  func standsStill(at wall: Instant) -> Bool {
    struct Jump: Decodable { var from, to: String }
    guard let latestEntry,
      let entry = try? store.log(LogQuery(kinds: [.clockJumped]), limit: 1).rows.first,
      entry.at >= latestEntry,
      let jump = try? JSONDecoder().decode(Jump.self, from: Data(entry.payload.utf8)),
      let from = Instant(rfc3339: jump.from), let to = Instant(rfc3339: jump.to)
    else { return false }
    let caughtUp = (try? store.mark(Self.caughtUpMark)) ?? Instant(milliseconds: .min)
    return to < from && wall >= to && caughtUp < entry.at
  }

  /// The next two o'clock at night in the organisation's zone: for work that reads everything.
  public func nextNight(after now: Instant) -> Instant {
    let zone = rules.schedules.organisationZone
    let today = zone.start(of: zone.wall(at: now).date) + 2 * Instant.hour
    return today > now ? today : zone.start(of: zone.wall(at: now).date + 1) + 2 * Instant.hour
  }

  /// The socket, and what leads to it, is for the owner and the site's group.
  public func openToGroup(socket: String) {
    chmod(socket, 0o660)
    guard let group = configuration.site.group, let entry = getgrnam(group) else { return }
    let folders = [workspace.path("link")] + deliveryFolders.map { workspace.drop + "/" + $0 }
    for path in folders + [socket] { chown(path, uid_t.max, entry.pointee.gr_gid) }
  }

  private var deliveryFolders: [String] { ["leads", "activities", "crm", "roster"] }
}
