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
  var names = NameBook()
  /// The words that forms offer.
  var terms = DeskTerms.standard
  var queries = Queries()
  /// The alerts that were rung for.
  var knownAlerts: Set<String> = []
  var rangAt: Instant?
  var shownTitle = ""
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
    panes = Dictionary(uniqueKeysWithValues: Pane.allCases.map { ($0, ListState($0.list)) })
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
  var until: Instant
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
  /// Acts sent and not answered.
  var acts: Set<Int> = []
}

// MARK: - Asking the model

extension ConsoleModel {
  /// Where keys go now.
  var scope: Scope {
    switch overlay {
    case .help(let help): return help.isFiltering ? .filtering : .reading
    case .alerts, .tour: return .reading
    case .palette: return .palette
    case .form: return .form
    case nil: break
    }
    return filterLine == nil ? screenScope : .filtering
  }

  /// Where keys go under all overlays.
  var screenScope: Scope {
    switch screens.last {
    case .lead: .lead
    case .list: .leads
    case nil: focus.list.scope
    }
  }

  /// The slot of the list that has the keys, unless a document has them.
  var focusedSlot: ListSlot? {
    switch screens.last {
    case .lead: nil
    case .list(let screen): .screen(screen.id)
    case nil: .pane(focus)
    }
  }

  /// A list by its slot.
  subscript(slot: ListSlot) -> ListState? {
    get {
      switch slot {
      case .pane(let pane): return panes[pane]
      case .screen(let id):
        guard case .list(let screen)? = screens.first(where: { $0.id == id }) else { return nil }
        return screen.list
      }
    }
    set {
      guard let newValue else { return }
      switch slot {
      case .pane(let pane): panes[pane] = newValue
      case .screen(let id):
        guard let place = screens.firstIndex(where: { $0.id == id }),
          case .list(var screen) = screens[place]
        else { return }
        screen.list = newValue
        screens[place] = .list(screen)
      }
    }
  }

  /// The selected row of the list that has the keys.
  var selectedRow: ListRow? {
    focusedSlot.flatMap { self[$0]?.selectedRow }
  }

  /// The lead that acts would be about, with its company.
  var leadAtHand: LeadTarget? {
    if case .lead(let screen)? = screens.last {
      let company = screen.detail?.row.facts.company ?? screen.escalation?.company
      return target(screen.number, company: company)
    }
    return selectedRow.flatMap { row in row.lead.map { target($0, company: row.company) } }
  }

  private func target(_ number: LeadNumber, company: String?) -> LeadTarget {
    LeadTarget(number: number, company: company, version: newestRow(of: number)?.version)
  }

  /// A lead as it was last seen, on whatever part of the screen.
  func newestRow(of number: LeadNumber) -> LeadRow? {
    var rows: [LeadRow] = []
    for case .lead(let screen) in screens where screen.number == number {
      if let row = screen.detail?.row { rows.append(row) }
    }
    for slot in visibleSlots + [.pane(.leads)] {
      for case .lead(let row) in self[slot]?.rows ?? [] where row.number == number {
        rows.append(row)
      }
    }
    return rows.max { $0.version < $1.version }
  }

  /// The zone of all times on the screen.
  var clock: ZoneClock { ZoneClock(settings.timezone ?? status?.timezone ?? "UTC") }

  var context: DrawContext {
    DrawContext(glyphs: glyphs, clock: clock, now: now, names: names)
  }

  var hasBanner: Bool {
    // Before the first answer the header says that the console connects; that is no trouble yet.
    if case .down(let reason, let since) = link, reason != nil || since != nil { return true }
    return status.map { $0.intake != "live" } ?? false
  }

  var layout: DeskLayout {
    DeskLayout(
      size: size, focus: focus, isZoomed: isZoomed || !screens.isEmpty, hasBanner: hasBanner)
  }

  /// Where a list stands, if it is on the screen.
  func geometry(of slot: ListSlot) -> ListGeometry? {
    switch slot {
    case .pane(let pane):
      guard screens.isEmpty, let place = layout.panes.first(where: { $0.pane == pane }) else {
        return nil
      }
      return ListGeometry(list: pane.list, box: place.rect, count: panes[pane]?.matching ?? 0)
    case .screen(let id):
      guard case .list(let screen)? = screens.last, screen.id == id else { return nil }
      return ListGeometry(
        list: .leads, box: layout.body, count: screen.list.matching,
        infoLines: ListScreen.infoLines)
    }
  }

  /// The lists on the screen.
  var visibleSlots: [ListSlot] {
    switch screens.last {
    case .lead: []
    case .list(let screen): [.screen(screen.id)]
    case nil: layout.panes.map { .pane($0.pane) }
    }
  }

  /// What of a lead's screen is seen: its lines and the rectangle they stand in.
  func document(of screen: LeadScreen) -> (document: Document, rect: Rect) {
    let rect = documentBox(of: screen).inset(horizontal: 2, vertical: 1)
    guard let detail = screen.detail else {
      let text = screen.failure ?? "asking the desk" + glyphs[.ellipsis]
      return (Document([DocumentLine(StyledText(text, .muted))], width: rect.width), rect)
    }
    return (Document(leadDocument(of: screen, detail).lines, width: rect.width), rect)
  }

  func leadDocument(of screen: LeadScreen, _ detail: LeadDetail) -> LeadDocument {
    LeadDocument(
      detail: detail, decision: screen.latestDecision, whyNot: screen.whyNot,
      escalation: screen.escalation, isClaimApart: isClaimApart(screen), context: context)
  }

  /// Whether there is room for the claim beside the trace.
  func isClaimApart(_ screen: LeadScreen) -> Bool {
    screen.escalation != nil && screen.detail != nil && layout.body.width >= 110
  }

  /// The border around what is read of a lead.
  func documentBox(of screen: LeadScreen) -> Rect {
    let body = layout.body
    return isClaimApart(screen) ? body.columns([.fixed(40), .flex()])[1] : body
  }
}

/// The lead that an act is about, as it was when the act was begun.
struct LeadTarget: Sendable, Equatable {
  let number: LeadNumber
  let company: String?
  /// The lead's version, where it had been seen.
  let version: Int64?

  /// `#4127 Nordwind AG`
  var label: String { company.map { "\(number) \($0)" } ?? number.description }
}
