import CPlatform
import Console
import CursesScreen
import Desk
import DeskLink
import DeskRules
import Foundation
import Glibc
import LeadModel
import TerminalKit

/// The loop around the console: keys, ticks and answers become messages, effects are carried out, and the
/// frame is painted, at most twenty times a second. It sleeps until something happens.
final class ConsoleShell {
  private var model: ConsoleModel
  private let screen: CursesScreen
  private let themes: Themes
  private let wake: Int32
  private let link: ConsoleLink
  private let memory: ScreenMemory
  private var isDirty = true
  private var pace = FramePace(now: Host.monotonic)
  private var lastSecond: Int64 = 0
  private var ending: Ending?

  private enum Ending {
    case quit
    case signal(Int32)
    case hangUp
  }

  /// Connects, opens the screen and runs until the user quits. What goes wrong before the screen is up is
  /// thrown; afterwards the terminal is restored first. Returns the signal that ended it, for the caller to
  /// die by once everything is put away.
  static func open(
    _ workspace: Workspace, options: ScreenOption, launcher: HostLauncher
  ) throws -> Int32? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        .usage, "the console needs a terminal: use \"signalbox --help\" to see the commands")
    }
    let wake = sb_eventfd()
    sb_ignore_children()
    let link = try ConsoleLink(launcher)
    let shell = try ConsoleShell(workspace, options, link: link, wake: wake)
    shell.run()
    link.close()
    if case .signal(let number) = shell.ending { return number }
    return nil
  }

  private init(
    _ workspace: Workspace, _ options: ScreenOption, link: ConsoleLink, wake: Int32
  ) throws {
    themes = Themes(workspaceRoot: workspace.root)
    memory = ScreenMemory(workspace)
    self.link = link
    self.wake = wake
    let chosen = themes.first(asked: options.theme, site: link.theme)
    let (theme, problem) = themes.theme(chosen)
    var screenOptions = ScreenOptions(
      environment: ProcessInfo.processInfo.environment, theme: theme)
    screenOptions.ascii = options.ascii
    screenOptions.mouse = !options.noMouse
    screenOptions.signalDescriptor = wake
    let log = Glibc.open(
      workspace.logs + "/console.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    if log >= 0 { screenOptions.logDescriptor = log }
    do {
      screen = try CursesScreen(screenOptions)
    } catch {
      throw Failure(.usage, error.description)
    }
    let keys = UserKeys(environment: ProcessInfo.processInfo.environment).load()
    var settings = ConsoleSettings(session: UUID().uuidString)
    settings.isReadOnly = options.readonly
    settings.isAccessible = options.accessible
    settings.role = options.role
    settings.rings = !options.mute
    settings.notifies = !options.mute
    settings.timezone = TimeZone.current.identifier
    settings.keymap = keys.keymap
    settings.usesMouse = !options.noMouse
    settings.remembered = memory.text
    settings.themes = [chosen] + themes.names.filter { $0 != chosen }
    settings.showsTour = FirstRun.isFirst
    model = ConsoleModel(
      size: screen.size, glyphs: screen.glyphs, settings: settings, now: SystemClock.now)
    send(.linkRestored)
    if let problem = keys.problem ?? problem { send(.effectFailed(problem)) }
  }

  // MARK: The loop

  private func run() {
    while ending == nil {
      paintIfDue()
      wait()
      takeInput()
      takeSignals()
      for message in link.take() { send(message) }
      let now = SystemClock.now
      if now.milliseconds / 1000 != lastSecond {
        lastSecond = now.milliseconds / 1000
        send(.ticked(now))
      }
    }
    screen.leave()
  }

  private func paintIfDue() {
    let now = Host.monotonic
    guard isDirty, now >= pace.next(now) else { return }
    screen.paint(model.view())
    pace.painted(at: now)
    isDirty = false
  }

  private func wait() {
    var waiting = [
      pollfd(fd: screen.inputDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      pollfd(fd: link.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: link.reconnected, events: Int16(POLLIN), revents: 0),
    ]
    let toSecond = 1000 - SystemClock.now.milliseconds % 1000
    let now = Host.monotonic
    let toFrame = isDirty ? max(0, pace.next(now) - now) : .max
    _ = sb_poll(&waiting, UInt(waiting.count), min(toSecond, toFrame) * 1_000_000)
  }

  private func takeInput() {
    for event in screen.readEvents() {
      pace.pressed(at: Host.monotonic)
      switch event {
      case .key(let key): send(.keyPressed(key))
      case .paste(let text): send(.pasted(text))
      case .mouse(let event): send(.mouseUsed(event))
      case .resize(let size): send(.resized(size))
      case .focus: break
      case .hangUp: ending = .hangUp
      }
    }
  }

  private func takeSignals() {
    sb_event_drain(wake)
    let signals = sb_signals_take()
    guard signals != 0 else { return }
    for number in [SIGTERM, SIGINT, SIGHUP] where signals & (1 << UInt32(number)) != 0 {
      ending = .signal(number)
    }
    if signals & (1 << UInt32(SIGTSTP)) != 0 {
      suspend()
    } else if signals & (1 << UInt32(SIGCONT)) != 0 {
      screen.takeBack()
      send(.resumed)
    }
  }

  private func send(_ message: ConsoleMessage) {
    let effects = model.update(message)
    isDirty = true
    for effect in effects { carryOut(effect) }
  }

  // MARK: Effects

  private func carryOut(_ effect: ConsoleEffect) {
    switch effect {
    case .ask(let request, let tag): link.ask(request, tag)
    case .copy(let text):
      if !screen.copy(text) { send(.effectFailed("this terminal takes no text for its clipboard")) }
    case .bell: screen.bell()
    case .notify(let text): screen.notify(text)
    case .setTitle(let title): screen.setTitle(title)
    case .redraw: screen.repaint()
    case .useTheme(let name):
      let (theme, problem) = themes.theme(name)
      screen.setTheme(theme)
      if let problem { send(.effectFailed(problem)) }
    case .remember(let text): memory.keep(text)
    case .useMouse(let isUsed): screen.setMouse(isUsed)
    case .suspend: suspend()
    case .quit: ending = .quit
    }
  }

  private func suspend() {
    send(.suspended)
    screen.suspend()
    send(.resumed)
    send(.resized(screen.size))
  }
}
