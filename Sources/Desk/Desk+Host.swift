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

  /// When the log's last entry was written; nil for an empty log.
  public var latestEntry: Instant? { try? store.log(limit: 1).rows.first?.at }

  /// Why intake stands, if it does.
  public var intakeReason: String? { intakeStatus.reason }

  /// Things to tell the operator's log since the last call.
  public func takeMessages() -> [String] {
    defer { messages = [] }
    return messages
  }

  func setIntake(_ status: IntakeStatus) {
    guard status != intakeStatus else { return }
    intakeStatus = status
    news.insert(.status)
  }

  /// What is due by now, and one pass over the queues whether or not one is due.
  public func runClocksOnce(now: Instant) throws(DeskProblem) {
    _ = try tick(now: now)
    do { try drain(now: max(now, state.at)) } catch { throw Desk.problem(error) }
  }

  /// Reads settings and people again. Where they do not hold, those before stay in force.
  public func reload(now: Instant) throws(DeskProblem) {
    do {
      configuration = try Configuration(workspace)
      try adoptCurrentVersion(now: now)
      var payload = Payload()
      payload.put("settings", "signalbox.toml")
      payload.put("people", configuration.people == nil ? nil : "people.toml")
      try commit([
        CommitUnit(entries: [
          EntryDraft(
            at: max(now, state.at), actor: Desk.userName(geteuid()), kind: .peopleChanged,
            subject: "settings", payload: payload.bytes)
        ])
      ])
    } catch { throw Desk.problem(error) }
  }

  /// Takes the rules and data that the store says are in force.
  func adoptCurrentVersion(now: Instant) throws {
    (rules, data) = try DeskVersion.current(store, configuration)
    state.adopt(ruleSet: rules.ruleSet, schedules: rules.schedules)
    news.formUnion(Topic.allCases)
  }

  /// The system's clock stepped back: noted, while time stands still until it has caught up.
  public func noteClockJump(from last: Instant, to wall: Instant) {
    var payload = Payload()
    payload.put("from", last)
    payload.put("to", wall)
    messages.append("the system's clock stepped back from \(last) to \(wall)")
    _ = try? commit([
      CommitUnit(entries: [
        EntryDraft(
          at: last, actor: "clock", kind: .clockJumped, subject: "clock", payload: payload.bytes)
      ])
    ])
  }

  /// The socket is for the owner and the site's group.
  public func openSocketToGroup() {
    chmod(workspace.socket, 0o660)
    guard let group = configuration.site.group, let entry = getgrnam(group) else { return }
    let folders = [workspace.path("link")] + deliveryFolders.map { workspace.drop + "/" + $0 }
    for path in folders + [workspace.socket] { chown(path, uid_t.max, entry.pointee.gr_gid) }
  }

  private var deliveryFolders: [String] { ["leads", "activities", "crm", "roster"] }
}
