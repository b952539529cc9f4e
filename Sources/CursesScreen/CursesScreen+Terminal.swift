import CNcurses
import CPlatform
import Glibc
import TerminalKit

extension CursesScreen {
  /// Stops this program's job (Ctrl-Z) with the terminal given back, and returns when it is
  /// continued, with the terminal taken again and nothing painted: draw a frame next.
  public func suspend() {
    handOver { sb_stop_job() }
    sb_signals_forget(SIGCONT)
    sb_signals_forget(SIGTSTP)
  }

  /// Gives the terminal to another program (editor, pager) while the closure runs.
  public func handOver<Result>(_ body: () throws -> Result) rethrows -> Result {
    release()
    sb_guard_undo_redirect()
    sb_signals_mute_interrupt(1)
    defer {
      sb_signals_mute_interrupt(0)
      if let log = options.logDescriptor { _ = sb_guard_redirect_stderr(log) }
      takeBack()
    }
    return try body()
  }

  /// Takes the terminal again after a stop that nobody announced (SIGSTOP, then SIGCONT).
  public func takeBack() {
    sbn_reopen()
    fitWindow()
    hold()
  }

  /// Shows words in the window's title; consoles without one ignore it.
  public func setTitle(_ text: String) {
    if !profile.isPlain { send(ControlStrings.title(text)) }
  }

  /// Asks the desktop to show a notification (OSC 9); few terminals do.
  public func notify(_ text: String) {
    guard !profile.isPlain else { return }
    let string = ControlStrings.notification(text)
    if profile.isScreen {
      send(ControlStrings.throughScreen(string))
    } else {
      send(profile.isInTmux ? ControlStrings.throughTmux(string) : string)
    }
  }

  /// Rings the bell once, but for the machine's own console, where it is the room that hears it.
  public func bell() {
    if !profile.type.hasPrefix("linux") { send("\u{7}") }
  }

  /// Puts text on the clipboard of the user's terminal (OSC 52). Returns false if the text is too
  /// long or the terminal cannot; whether the terminal agreed is not known.
  public func copy(_ text: String) -> Bool {
    guard !profile.isPlain, let string = ControlStrings.copy(text) else { return false }
    if profile.isScreen {
      send(ControlStrings.throughScreen(string))
    } else {
      // tmux may take the string itself or hand it on, as it is set up: it is the same text.
      send(string + (profile.isInTmux ? ControlStrings.throughTmux(string) : ""))
    }
    return true
  }

  /// Turns clicks and the wheel on or off; with them off, the terminal selects text itself.
  public func setMouse(_ on: Bool) {
    isMouseOn = on
    sbn_mouse(on ? 1 : 0)
  }

  /// Arms the guard and turns the modes on that ncurses does not know.
  func hold() {
    isUp = true
    _ = restoreBytes.withUnsafeBytes { sb_guard_arm($0.baseAddress, $0.count) }
    repaint()
    if !profile.isPlain { send(ControlStrings.pushTitle + ControlStrings.modesOn) }
    sbn_mouse(isMouseOn ? 1 : 0)
  }

  /// Turns the modes off and gives the terminal back.
  func release() {
    isUp = false
    sbn_mouse(0)
    if !hasSecondScreen { sbn_blank() }
    if !profile.isPlain { send(ControlStrings.modesOff + ControlStrings.popTitle) }
    sbn_close()
    sb_guard_disarm()
    sb_guard_restore_settings()
  }

  /// Writes beside ncurses, whose buffer is empty between two refreshes.
  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      if count > 0 { bytes = bytes.dropFirst(count) }
    }
  }

  /// Takes the size that the window got while nobody looked.
  private func fitWindow() {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0 else { return }
    if Size(cols: Int(window.ws_col), rows: Int(window.ws_row)) != size {
      sbn_resize(Int32(window.ws_row), Int32(window.ws_col))
    }
  }
}
