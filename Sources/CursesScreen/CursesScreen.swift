import CNcurses
import CPlatform
import Glibc
import TerminalKit

/// The terminal as a screen: paints frames, reads events, and gives the terminal back as it was
/// however the program ends.
///
/// There is one at a time, used by one thread. While it is up, standard error is the log.
/// Call `leave` before anything is printed; `deinit` does it otherwise.
public final class CursesScreen {
  /// The signs that the terminal can show.
  public let glyphs: GlyphSet
  /// The colours that it has and may use.
  public let depth: ColorDepth
  /// The terminal type that stands in for an unknown TERM, to be told once; nil ordinarily.
  public let standInType: String?
  /// The descriptor to poll for input.
  public let inputDescriptor: Int32 = STDIN_FILENO

  let profile: TerminalProfile
  let options: ScreenOptions
  let restoreBytes: [UInt8]
  /// False on consoles that show the shell's lines and the screen in one place: it is left empty.
  let hasSecondScreen: Bool
  var paints: PaintTable
  var pairs: PairCache
  var decoder = KeyDecoder()
  /// What the terminal shows; nil if that is not known.
  var shown: Frame?
  var isUp = false
  var isMouseOn: Bool
  var isCursorShown: Bool?

  /// Opens the screen on standard input and output.
  /// Throws before anything is written to the terminal.
  public init(_ options: ScreenOptions) throws(ScreenError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(stream: "input") }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(stream: "output") }
    let isUTF8 = sbn_use_locale() == 1
    let profile = try TerminalProfile(environment: options.environment) {
      sbn_check_terminal($0, STDOUT_FILENO)
    }
    guard sb_guard_save(STDIN_FILENO) == 0 else { throw .unreachable }
    guard sbn_open(profile.type, Int32(profile.escapeDelay)) == 0 else {
      throw .unknownTerminal(profile.type)
    }
    self.profile = profile
    self.options = options
    standInType = profile.isStandIn ? profile.type : nil
    glyphs = profile.glyphs(isUTF8: isUTF8, ascii: options.ascii)
    depth = TerminalProfile.depth(
      colors: sbn_colors(), isDirect: sbn_has_direct_color() == 1,
      environment: options.environment, limit: options.depth)
    paints = PaintTable(options.theme, depth: depth)
    pairs = PairCache(limit: sbn_pairs())
    isMouseOn = options.mouse
    restoreBytes = ControlStrings.restore(plain: profile.isPlain, capability: Self.capability)
    hasSecondScreen = !Self.capability("rmcup").isEmpty
    start()
  }

  deinit {
    leave()
  }

  /// The window's size now.
  public var size: Size {
    var rows: Int32 = 0
    var cols: Int32 = 0
    sbn_size(&rows, &cols)
    return Size(cols: Int(cols), rows: Int(rows))
  }

  /// Changes the colours; the next frame is painted whole.
  public func setTheme(_ theme: Theme) {
    paints = PaintTable(theme, depth: depth)
    pairs = PairCache(limit: sbn_pairs())
    repaint()
  }

  /// Forgets what the terminal shows: the next frame is painted whole.
  public func repaint() {
    shown = nil
    isCursorShown = nil
    sbn_forget()
  }

  /// Gives the terminal back, with standard error, title and modes as they were. Does nothing
  /// the second time.
  public func leave() {
    guard isUp else { return }
    release()
    sb_guard_undo_redirect()
  }

  private func start() {
    for (index, key) in OwnKeys.table.enumerated() {
      sbn_define_key(key.sequence, OwnKeys.firstCode + Int32(index))
    }
    if let hint = options.crashHint { sb_guard_set_hint(hint) }
    if let log = options.logDescriptor { _ = sb_guard_redirect_stderr(log) }
    if let descriptor = options.signalDescriptor {
      sb_signals_watch(descriptor)
      sb_signals_watch_job_control()
    }
    hold()
  }

  private static func capability(_ name: String) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = buffer.withUnsafeMutableBytes { bytes in
      sbn_capability(name, bytes.baseAddress, bytes.count)
    }
    return Array(buffer.prefix(count))
  }
}
