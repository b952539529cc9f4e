import CPlatform
import Desk
import DeskLink
import DeskRules
import Glibc
import LeadModel
import Ledger
import Logging

/// The one process that owns a workspace: it polls the drop directory, keeps the clocks, and answers consoles
/// and commands over the socket. Everything happens on the main thread; the network has one of its own.
final class Host {
  private let desk: Desk
  private let intake: IntakeRunner
  private let server: Server
  private let log: Logger
  private let wake: Int32
  private var clock: HostClock
  /// Monotonic milliseconds at which each is due.
  private var nextLook: Int64 = 0
  private var nextTick: Int64 = 0
  private let startedAt = Host.monotonic
  private var emptySince: Int64?
  private var options: Options
  /// Questions that wait for the drop directory to be empty.
  private var drains: [Question] = []
  private let background: BackgroundWork
  private let longAnswers: LongAnswers
  private let messenger: Messenger
  private let housekeeping: Housekeeping
  /// When the log is verified next.
  private var nextVerification: Instant
  /// Up to where the log was found whole before this start; nil once that was looked at.
  private var verifiedBefore: Checkpoint?

  struct Options {
    /// Milliseconds after which a host without clients ends; nil stays.
    var linger: Int64?
    /// Milliseconds between looks at the drop directory.
    var poll: Int64
    /// Plays the people of the sample company.
    var simulation: Simulation?
    /// Monotonic milliseconds at which it ends by itself.
    var endsAt: Int64?
  }

  /// Opens the desk and begins to serve. The caller holds the workspace's lock.
  init(_ desk: Desk, options: Options, log: Logger) throws {
    self.desk = desk
    self.options = options
    self.log = log
    intake = IntakeRunner(desk)
    var clock = HostClock(desk: desk)
    background = BackgroundWork(desk.workspace)
    longAnswers = LongAnswers(desk.workspace)
    nextVerification = clock.now()
    verifiedBefore = desk.verifiedPlace
    messenger = Messenger(desk)
    housekeeping = Housekeeping(desk, now: nextVerification)
    self.clock = clock
    wake = sb_eventfd()
    sb_signals_watch(wake)
    sb_signals_watch_reload()
    var before = sigset_t()
    sb_signals_block(&before)
    defer { sb_signals_unblock(&before) }
    server = try Server(path: desk.workspace.socket) { desk.openToGroup(socket: $0) }
  }

  /// Serves until it is told to end.
  func run() {
    log.info("serving \(desk.workspace.root)")
    while !isOver() {
      let busy = work()
      server.publish(desk.takeNews())
      for message in desk.takeMessages() { log.notice("\(message)") }
      wait(busy: busy)
      takeEvents()
    }
    // The socket goes before the lock: nobody connects to a host that is leaving.
    server.close()
    finishErrands()
    desk.close(now: clock.now())
    log.info("ended")
  }

  /// A piece of what is due. Returns whether there is more to do at once.
  private func work() -> Bool {
    let monotonic = Self.monotonic
    var busy = false
    if monotonic >= nextLook {
      switch intake.step(now: clock.now(), monotonic: monotonic) {
      case .more: busy = true
      case .idle(let again):
        nextLook = min(again ?? .max, monotonic + options.poll)
        answerDrains(again: again)
      }
    }
    // A file that was cut off goes on first: that it does is what tells it from one that brings hosts down.
    if busy, monotonic - startedAt < 1000 { return true }
    if monotonic >= nextTick {
      do {
        let now = clock.now()
        let next = try desk.tick(now: now)
        nextTick = monotonic + min(max(next - now, 20), 1000)
      } catch {
        log.error("\(error.sentence)")
        nextTick = monotonic + 1000
      }
    }
    options.simulation?.step(desk, now: clock.now())
    verifyIfDue()
    runErrands()
    return busy
  }

  /// What is told to other programs, and what is done with files: never in the way of routing.
  private func runErrands() {
    let now = clock.now()
    desk.watch(now: now)
    do throws(DeskProblem) {
      try messenger.step(now: now)
      try housekeeping.step(now: now)
    } catch { log.error("\(error.sentence)") }
  }

  /// What a host does last: who is at work is waited for a little, and the outbox is brought up to date.
  private func finishErrands() {
    let now = clock.now()
    do throws(DeskProblem) {
      try messenger.finish(within: 2000, now: now, startingMore: false)
      try housekeeping.finish(now: now)
      try desk.writeOutbox(now: now)
    } catch { log.error("\(error.sentence)") }
  }

  /// Has the log verified in the background: at the start what came since it was found whole, and every
  /// night all of it.
  private func verifyIfDue() {
    let now = clock.now()
    guard now >= nextVerification else { return }
    nextVerification = desk.nextNight(after: now)
    background.add(.verify(from: verifiedBefore), now: now)
    verifiedBefore = nil
  }

  private func wait(busy: Bool) {
    var waiting = [
      pollfd(fd: server.events.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      pollfd(fd: background.done.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: intake.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messenger.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: housekeeping.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let lingersUntil = options.linger.flatMap { linger in emptySince.map { $0 + linger } } ?? .max
    let due = min(nextLook, nextTick, lingersUntil, options.endsAt ?? .max)
    let timeout = busy ? 0 : max(0, due - Self.monotonic) * 1_000_000
    _ = sb_poll(&waiting, UInt(waiting.count), timeout)
    if waiting[3].revents != 0 { nextLook = 0 }
  }

  private func takeEvents() {
    for event in server.events.take() {
      switch event {
      case .connected: log.debug("a client connected")
      case .disconnected: log.debug("a client left")
      case .asked(let question): answer(question)
      }
    }
    for done in background.take() {
      switch done {
      case .answered(let question, let answer): server.send(answer, to: question)
      case .verified(let log): desk.noteVerification(log)
      }
    }
    sb_event_drain(wake)
    let signals = sb_signals_take()
    if signals & (1 << UInt32(SIGHUP)) != 0 { reload() }
    if signals & (1 << UInt32(SIGTERM)) | signals & (1 << UInt32(SIGINT)) != 0 { ending = true }
    let others = server.connectionCount
    if others != desk.connections {
      desk.connections = others
      server.publish([.status])
    }
    if others > 0 { emptySince = nil } else if emptySince == nil { emptySince = Self.monotonic }
  }

  private var ending = false

  private func isOver() -> Bool {
    if ending { return true }
    if let endsAt = options.endsAt, Self.monotonic >= endsAt { return true }
    guard let linger = options.linger, let emptySince else { return false }
    return Self.monotonic - emptySince >= linger
  }

  private func answer(_ question: Question) {
    switch question.request {
    case .subscribe:
      server.subscribe(question.connection)
      server.send(.subscribed, to: question)
    case .drainDropDirectory:
      drains.append(question)
      nextLook = 0
    case .reload:
      let answer = desk.answer(question.request, from: question.uid, now: clock.now())
      if case .done = answer { intake.reload() }
      server.send(answer, to: question)
    case .verifyCheckpoints(let files) where files.allSatisfy(\.isFromWitness):
      server.send(
        desk.answer(question.request, from: question.uid, now: clock.now()), to: question)
    case .replay, .verifyLog, .verifyCheckpoints:
      background.add(.answer(question), now: clock.now())
    case .preview, .report, .agenda:
      server.send(
        longAnswers.answer(
          question, on: LongAnswers.Basis(leads: desk.leadCount, rules: desk.ruleVersion),
          now: clock.now(), monotonic: Self.monotonic), to: question)
    default:
      server.send(
        desk.answer(question.request, from: question.uid, now: clock.now()), to: question)
    }
  }

  /// Answers those who wait for the drop directory to be empty, once nothing waits there.
  private func answerDrains(again: Int64?) {
    guard !drains.isEmpty, again == nil else { return }
    let summary = intake.takeSummary()
    for question in drains { server.send(.drained(summary), to: question) }
    drains = []
  }

  private func reload() {
    do {
      try desk.reload(now: clock.now())
      intake.reload()
      log.notice("settings read again")
    } catch {
      for line in Failure(error).lines { log.error("\(line)") }
    }
  }

  static var monotonic: Int64 { sb_boottime_ns() / 1_000_000 }
}
