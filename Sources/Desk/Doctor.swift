import DeskRules
import Foundation
import Glibc
import LeadModel
import RoutingEngine
import Settings
import Store

/// Looks a workspace over: what is right, what wants attention, what is wrong.
public struct Doctor {
  /// One line of the report.
  public struct Finding: Sendable, Equatable {
    public enum State: String, Sendable { case good, notice, bad }
    public var state: State
    /// What was looked at.
    public var what: String
    public var text: String

    /// For people.
    public var line: String {
      let mark =
        switch state {
        case .good: "ok    "
        case .notice: "note  "
        case .bad: "WRONG "
        }
      return mark + what + ": " + text
    }
    /// For programs.
    public var json: String {
      var out = Payload()
      out.put("state", state.rawValue)
      out.put("what", what)
      out.put("text", text)
      return String(decoding: out.bytes, as: UTF8.self)
    }
  }

  private let workspace: Workspace
  private var findings: [Finding] = []
  /// What the folders hold, where all of it holds.
  private var folders: DataFolders?

  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Everything that can be told without changing anything.
  public func examine(now: Instant) -> [Finding] {
    var doctor = self
    doctor.lookAtSettings()
    doctor.lookAtPermissions()
    doctor.lookAtStore(now: now)
    doctor.lookAtFiles(now: now)
    doctor.lookAtZones()
    return doctor.findings
  }

  private mutating func say(_ state: Finding.State, _ what: String, _ text: String) {
    findings.append(Finding(state: state, what: what, text: text))
  }

  private static func count(_ number: Int64, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }

  // MARK: Files

  private mutating func lookAtSettings() {
    do {
      let configuration = try Configuration(workspace)
      say(.good, "settings", "signalbox.toml holds")
      if configuration.people == nil {
        say(.notice, "people", "there is no people.toml: its owner holds every role")
      }
    } catch { for line in error.sentences { say(.bad, "settings", line) } }
    do {
      let (file, _) = try Configuration.rules(at: workspace.rulesFile)
      let folders = try DataFolders(workspace)
      self.folders = folders
      say(
        .good, "data", "\(Self.count(Int64(folders.data.roster.reps.count), "rep")), all files hold"
      )
      let lint = RuleLint.findings(file.ruleSet, roster: folders.data.roster, file: file)
      for finding in lint {
        say(finding.severity == .error ? .bad : .notice, "rules", finding.description)
      }
      if lint.isEmpty { say(.good, "rules", "rules.toml holds, nothing is left open") }
    } catch { for line in error.sentences { say(.bad, "data", line) } }
  }

  private mutating func lookAtPermissions() {
    for path in [workspace.store, workspace.keys + "/checkpoint.key"] {
      guard let mode = Self.mode(of: path), mode & 0o077 != 0 else { continue }
      sayOpen(.bad, path, mode)
    }
    // Who can read them learns who may do what; who can write them takes any role, and everybody is no
    // slip of a group's.
    for path in [workspace.siteFile, workspace.peopleFile] {
      guard let mode = Self.mode(of: path), mode & 0o066 != 0 else { continue }
      sayOpen(mode & 0o002 != 0 ? .bad : .notice, path, mode)
    }
  }

  private mutating func sayOpen(_ state: Finding.State, _ path: String, _ mode: mode_t) {
    let deed = mode & 0o022 != 0 ? "written" : "read"
    say(
      state, "permissions",
      "\(path) may be \(deed) by others (mode \(String(mode, radix: 8))): chmod 600 \(path)")
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// What came in and is kept, by `retention.files_days`.
  private mutating func lookAtFiles(now: Instant) {
    guard let days = try? Configuration(workspace).site.keepFilesDays else { return }
    let (files, expired) = Retention(workspace, days: days).counts(at: now)
    let kept = Self.count(Int64(files), "file") + " in processed/ and rejected/"
    let rule = days == 0 ? "kept for good" : "kept for \(Self.count(Int64(days), "day"))"
    say(
      .good, "files",
      "\(kept), \(rule)" + (expired == 0 ? "" : "; \(expired) go with the next night"))
  }

  /// What waits for programs of `[[notify]]`.
  private mutating func lookAtHooks(_ desk: Desk, now: Instant) {
    let hooks = desk.configuration.site.hooks
    for hook in hooks where hook.command.first?.hasPrefix("/") == true {
      guard let program = hook.command.first, access(program, X_OK) != 0 else { continue }
      say(.notice, "hooks", "\(program) cannot be run: \(String(cString: strerror(errno)))")
    }
    guard let next = try? desk.store.nextNotification() else { return }
    if next < now - Instant.hour {
      say(.notice, "hooks", "notifications wait since \(next): no host runs their programs")
    }
  }

  /// The zones' rules come with the program, so that a decision is the same on every machine.
  private mutating func lookAtZones() {
    say(.good, "time zones", "rules of \(TimeZone.timeZoneDataVersion), built in")
  }

  // MARK: Store

  private mutating func lookAtStore(now: Instant) {
    guard workspace.hasStore else {
      say(.notice, "store", "there is none yet: the first \"signalbox run\" makes it")
      return
    }
    do {
      let desk = try Desk(workspace, mode: .readOnly, now: now)
      say(.good, "store", "\(Self.count(desk.counters.lead, "lead"))")
      lookAtDamage(desk)
      lookAtCounts(desk, now: now)
      lookAtCopies(desk)
      lookAtHooks(desk, now: now)
      let log = desk.verifyLog(now: now)
      say(
        log.verdict == .intact ? .good : log.verdict == .tailNotAnchored ? .notice : .bad, "log",
        log.text)
    } catch { say(.bad, "store", error.sentence) }
  }

  private mutating func lookAtDamage(_ desk: Desk) {
    do {
      for line in try desk.store.damage() { say(.bad, "store", line) }
      let violations = try desk.store.violations()
      for violation in violations { say(.bad, "invariant", "\(violation)") }
      if violations.isEmpty { say(.good, "invariants", "hold") }
    } catch { say(.bad, "store", error.sentence) }
  }

  /// Loads and week counts that the desk keeps, against their source.
  private mutating func lookAtCounts(_ desk: Desk, now: Instant) {
    let broken = desk.state.brokenInvariants()
    for line in broken { say(.bad, "counts", line) }
    if broken.isEmpty { say(.good, "counts", "loads are what the open leads come to") }
    for queue in desk.rules.ruleSet.queues where desk.rep(queue.manager) == nil {
      say(.bad, "queue \(queue.id)", "its manager \"\(queue.manager)\" is not in the roster")
    }
    for seat in desk.emptySeats {
      say(.notice, "council", "the seat \"\(seat)\" is empty: give it to somebody in people.toml")
    }
    for rep in desk.rules.schedules.roster.reps where rep.isActive && rep.hours.isEmpty {
      say(.notice, "rep \(rep.id)", "has no hours, and so is never on shift by contract")
    }
  }

  /// The store's version counts; a folder's copy that differs is told.
  private mutating func lookAtCopies(_ desk: Desk) {
    lookAtRulesCopy(desk)
    guard let folders else { return }
    if folders.data.roster != desk.data.roster {
      say(
        .notice, "roster",
        "the files in roster/ differ from the store's version: deliver changes to drop/roster")
    }
    if folders.data.accounts != desk.data.accounts
      || folders.data.opportunities != desk.data.opportunities
      || folders.data.contacts != desk.data.contacts
    {
      say(
        .notice, "crm",
        "the files in crm/ differ from the store's version: deliver changes to drop/crm")
    }
    lookAtAddresses(desk, folders)
  }

  /// Only where a file is there: one that is not was never delivered as a copy.
  private mutating func lookAtAddresses(_ desk: Desk, _ folders: DataFolders) {
    guard folders.bytes[.ipCountry] != nil, folders.data.geo != desk.data.geo else { return }
    say(
      .notice, "geo",
      "\(DataFile.ipCountry.path) differs from the store's version: deliver changes to drop/crm")
  }

  private mutating func lookAtRulesCopy(_ desk: Desk) {
    guard let copy = try? Files.read(workspace.rulesFile),
      let current = try? desk.store.currentRuleSet(),
      String(decoding: copy, as: UTF8.self) != current.source
    else { return }
    say(
      .notice, "rules",
      "rules.toml differs from version \(current.version) in force: file its changes by "
        + "\"signalbox rules propose\"")
  }
}
