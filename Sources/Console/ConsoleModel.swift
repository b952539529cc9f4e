import DeskRules
import LeadModel
import TerminalKit

/// All that the console knows and shows. It changes only by ``update(_:)`` and is drawn by
/// ``view()``; it reads no clock, no terminal and no socket.
public struct ConsoleModel: Sendable {
  /// Cells of the terminal.
  public internal(set) var size: Size
  /// The characters that the terminal can show.
  public internal(set) var glyphs: GlyphSet
  /// What was set at the start.
  public let settings: ConsoleSettings
  /// The keys that hold, acts left out where they may not be done.
  public let keymap: Keymap
  /// The theme in use, one of the settings'.
  public internal(set) var theme: String?
  /// The theme on the screen: another than ``theme`` while the palette points at one.
  var shownTheme: String?

  var now: Instant
  var focus = Pane.leads
  var isZoomed = false
  var panes: [Pane: ListState]
  /// What was opened from the desk, the last one on top.
  var screens: [Screen] = []
  var overlay: Overlay?
  /// The line under which the list narrows, or the document is searched, while it is typed.
  var filterLine: Prompt?
  var isPaused = false
  /// Changes that came in while paused.
  var waiting = 0
  var status: DeskStatus?
  var link = Link.down(reason: nil, since: nil)
  var notice: Notice?
  /// What is told when the line is free again.
  var nextNotice: Notice?
  /// Filters and orders as they are given back at the next start.
  var memory: ListMemory
  var names = NameBook()
  /// The words that forms offer.
  var terms = DeskTerms.standard
  var queries = Queries()
  /// Leads on which something was done in this session that can be taken back, the latest last.
  var undoable: [LeadTarget] = []
  /// The names of commands that were run from the palette, the latest first.
  var recentCommands: [String] = []
  /// The lead that is selected in a queue, for the lines above its list.
  var glance: LeadDetail?
  /// The health of routing and the figures of the last weeks.
  var insight = Insight()
  /// What verifying the log showed when somebody last asked.
  var verified: VerifySummary?
  /// What is badly wrong, if anything.
  var alarm: Alert?
  /// Whether the screen that the person's role begins with was opened.
  var hasBegun = false
  /// The alerts that were rung for.
  var knownAlerts: Set<String> = []
  var rangAt: Instant?
  var shownTitle = ""
  /// Whether clicks and the wheel come here, or mark text in the terminal.
  var usesMouse = true
  /// Ctrl-C was pressed once where it would lose what is typed.
  var isQuitArmed = false
  /// Effects of the message at hand, in order.
  var outbox: [ConsoleEffect] = []

  /// A console that has heard nothing yet. The first messages are `ticked` and `linkRestored`.
  public init(size: Size, glyphs: GlyphSet, settings: ConsoleSettings, now: Instant) {
    self.size = size
    self.glyphs = glyphs
    self.settings = settings
    self.now = now
    keymap = settings.isReadOnly ? settings.keymap.readOnly() : settings.keymap
    theme = settings.themes.first
    shownTheme = theme
    let memory = ListMemory(settings.remembered)
    self.memory = memory
    panes = Dictionary(
      uniqueKeysWithValues: Pane.allCases.map { pane in
        (pane, memory.restored(ListState(pane.list), at: ListMemory.place(of: pane)))
      })
    usesMouse = settings.usesMouse
    overlay = settings.showsTour ? .tour : nil
  }
}

/// Whether the host answers.
enum Link: Sendable, Equatable {
  case up
  /// The instant since when, once it was there.
  case down(reason: String?, since: Instant?)
}

/// A line that tells what happened, for some seconds.
struct Notice: Sendable, Equatable {
  enum Weight: Sendable, Equatable { case info, done, refused }
  var text: String
  var weight: Weight
  /// When it goes by itself.
  var until: Instant
  /// Until when neither a key nor something less important takes its place: what the desk answers to
  /// an act comes while people press on.
  var firmUntil: Instant
  /// What goes with it, as far as there is room.
  var more: [String] = []
}

/// What is under way besides lists and leads.
struct Queries: Sendable, Equatable {
  /// The number of the last request of the session.
  var last = 0
  /// When the status has to be asked for again.
  var statusDue = true
  var statusInFlight: Int?
  var statusAskedAt: Instant?
  var isSubscribed = false
  /// The next part of the list of all reps; nil when it is here.
  var namesOffset: Int? = 0
  var namesInFlight: Int?
  var namesReadAt: Instant?
  /// The lead and version that were last asked for to look at beside a list.
  var glanceAsked: LeadTarget?
  var glanceInFlight: Int?
  /// Acts sent and not answered, by the numbers of their requests.
  var acts: [Int: SentAct] = [:]
  /// Acts on several rows whose results are told together.
  var batch: Batch?
}

/// An act that was sent.
struct SentAct: Sendable, Equatable {
  /// What it is about: the label of a lead or of a record.
  let label: String
  /// The lead, where it can be taken back later.
  let undoable: LeadTarget?
  /// The lead on which it takes something back.
  var undoes: LeadTarget?
}

/// Acts that were sent together.
struct Batch: Sendable, Equatable {
  var open: Set<Int>
  var done = 0
  var refused: [String] = []
  /// What was done to the first one, in words.
  var text: String?
}
