import DeskRules
import Foundation
import LeadModel
import Store

@testable import Desk

/// A host of the company's desk on a real file, whose clocks the test moves: the system's wall clock, which may
/// be set, and the monotonic one. It can be stopped, killed and started again.
final class YearOffice {
  private let workspace: Workspace
  private(set) var desk: Desk
  private var intake: IntakeRunner
  private var clock: DeskClock
  /// Milliseconds since 1970 as they truly pass; the monotonic clock.
  private(set) var truth: Instant
  /// By how much the system's clock is wrong.
  private(set) var skew: Int64 = 0
  /// The latest time of the desk.
  private(set) var latest: Instant
  private(set) var ticks: [YearReference.Tick] = []
  /// Jumps that must be logged.
  private(set) var jumps = 0
  private(set) var restarts = 0
  /// Whether nobody could look since the last look.
  private var wasBlind = true
  private var acts = 0
  private var files = 0
  /// Numbers of the notifications that a program took, with how often.
  private(set) var delivered: [Int64: (event: String, count: Int)] = [:]
  private(set) var problems: [String] = []

  init(start: Instant) throws {
    let memory = FileManager.default.isWritableFile(atPath: "/dev/shm")
    let folder = memory ? "/dev/shm" : NSTemporaryDirectory()
    workspace = Workspace(root: folder + "/year-" + UUID().uuidString)
    try workspace.makeFolders()
    for (path, text) in [
      "signalbox.toml": """
      [intake]
      settle_seconds = 0
      [[notify]]
      command = ["/bin/tell"]
      on = ["sla_warning", "sla_breach"]
      """, "rules.toml": YearCompany.rules(version: 1), "people.toml": YearCompany.analystFile,
      "roster/reps.csv": YearCompany.roster(plan: 0), "roster/leave.csv": YearCompany.leaveFile,
      "roster/holidays.csv": YearCompany.holidayFile,
      "crm/accounts.csv": "id,name\nA-1,Acme\n", "crm/contacts.csv": YearCompany.contactFile,
    ] {
      try Files.write(Array(text.utf8), to: workspace.path(path))
    }
    truth = start
    latest = start
    desk = try Desk(workspace, mode: .host, now: start)
    intake = IntakeRunner(desk)
    clock = DeskClock(desk, Self.reading(start, start))
  }

  deinit {
    desk.close(now: latest)
    try? FileManager.default.removeItem(atPath: workspace.root)
  }

  // MARK: Time

  private static func reading(_ truth: Instant, _ wall: Instant) -> DeskClock.Reading {
    DeskClock.Reading(wall: wall, before: truth.milliseconds, after: truth.milliseconds)
  }

  private var wall: Instant { truth + skew }

  /// The desk's time now.
  @discardableResult
  func now() -> Instant {
    latest = clock.now(Self.reading(truth, wall))
    return latest
  }

  /// Lets time pass while nobody looks at clocks.
  func sleep(until instant: Instant) { truth = max(truth, instant) }

  /// Serves until then: looks whenever the desk has something to do, and now and then besides.
  func serve(until end: Instant) throws {
    while truth < end {
      let work = try desk.store.nextClockWork().map { $0 - skew } ?? end
      truth = min(end, max(truth + 1, min(work, truth + 4 * Instant.hour)))
      try tick()
    }
  }

  /// A look after which there is still something that should have been told.
  struct NotDone: Error {
    var at: Instant
    var work: Instant
  }

  /// Does all that is due.
  func tick() throws {
    let now = now()
    let before = try desk.store.head().seq
    var next = now
    for _ in 0..<1000 where next == now { next = try desk.tick(now: now) }
    let work = try desk.store.nextClockWork()
    if next < now || next > min(work ?? now + Instant.minute, now + Instant.minute) {
      problems.append("at \(now) the desk wants to be called at \(next), has to at \(work ?? now)")
    }
    if let work, work <= now { throw NotDone(at: now, work: work) }
    let after = try desk.store.head().seq
    ticks.append(
      YearReference.Tick(at: now, before: before, after: after, isLate: wasBlind))
    wasBlind = false
  }

  /// The system's clock is set, while the desk serves.
  func jump(_ milliseconds: Int64) {
    now()
    skew += milliseconds
    jumps += 1
    if milliseconds > 0 { wasBlind = true }
    now()
  }

  // MARK: Ends and starts

  enum End: CaseIterable { case stop, kill, killInIntake }

  /// Ends the host, lets time pass, perhaps sets the system's clock back, and starts it again.
  func restart(_ end: End, down: Int64, back: Int64 = 0, lookingFirst: Bool) throws {
    let known = desk.latestInstant
    if end == .stop { desk.close(now: latest) }
    truth = truth + down
    // While time stands still no second step is tried: what the log knows of it is another test's.
    if back > 0, wall >= latest {
      skew -= back
      if let known, wall < known - 1000 { jumps += 1 }
    }
    let wall = wall
    desk = try Desk(workspace, mode: .host, now: wall)
    intake = IntakeRunner(desk)
    clock = DeskClock(desk, Self.reading(truth, wall))
    restarts += 1
    wasBlind = true
    if lookingFirst { try tick() }
    try takeIn()
  }

  // MARK: Files

  func put(_ text: String, in folder: String, as name: String? = nil) throws {
    files += 1
    let path = workspace.drop + "/\(folder)/" + (name ?? "\(files).csv")
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Works on what was delivered: all of it, or so many pieces.
  func takeIn(pieces: Int = 10_000) throws {
    for _ in 0..<pieces {
      switch intake.step(now: now(), monotonic: truth.milliseconds) {
      case .more: continue
      case .idle(nil): return
      case .idle(let again?): truth = max(truth, Instant(milliseconds: again))
      }
    }
    if pieces == 10_000 { problems.append("intake comes to no end") }
  }

  // MARK: People

  /// Whether it was done.
  @discardableResult
  func act(_ act: Act, by actor: Actor) throws -> Bool {
    acts += 1
    let answer = try desk.perform(
      ActRequest(key: "k\(acts)", act: act), by: actor, now: now())
    if case .done = answer { return true }
    return false
  }

  func lead(_ id: String) throws -> LeadRow? {
    guard let number = try desk.store.lead(id, source: nil) else { return nil }
    return try desk.store.recordedLead(number)?.row
  }

  /// When the first promise of a lead is due that still runs, by the system's clock as it goes now.
  func due(of id: String) throws -> (desk: Instant, truth: Instant)? {
    guard let number = try desk.store.lead(id, source: nil) else { return nil }
    let running = try desk.store.runningClocks(of: number).map(\.state.dueAt).min()
    return running.map { ($0, $0 - skew) }
  }

  /// A program takes what waits for it; perhaps the host is killed before it can note that.
  func tell(noting: Bool) throws {
    let waiting = try desk.dueNotifications(now: now())
    for notification in waiting {
      delivered[notification.id, default: (notification.event, 0)].count += noting ? 1 : 0
      if noting { try desk.noteDelivered(notification, now: latest) }
    }
  }
}
