import DeskRules
import LeadModel
import TerminalKit

/// Lists that belong together, under a few lines about what they have in common.
struct ListScreen: Sendable, Equatable {
  /// What the lists are about.
  enum Subject: Sendable, Equatable {
    case queue(QueueRow)
    case rep(RepRow)
    case mine(RepID?)
    case governance, log, intake, insights
  }

  /// One of the lists.
  struct Panel: Sendable, Equatable {
    let title: String
    /// The title where several share a line.
    let shortTitle: String
    var list: ListState
    /// Said when there are no rows.
    let emptyText: String

    init(_ title: String, short: String? = nil, _ list: ListState, empty: String) {
      self.title = title
      shortTitle = short ?? title
      self.list = list
      emptyText = empty
    }
  }

  let id: Int
  var subject: Subject
  var panels: [Panel]
  /// Which of them has the keys.
  var focus = 0
  var isZoomed = false
  /// The hours of the week of the rep that the screen is about.
  var week = RepWeek()

  init(id: Int, _ subject: Subject) {
    self.id = id
    self.subject = subject
    panels = Self.panels(of: subject)
  }

  /// The list that has the keys.
  var list: ListState { panels[focus].list }

  /// Lines about the subject above the lists.
  var infoLines: Int {
    switch subject {
    case .queue: 5
    case .rep, .mine: 4
    case .governance: 2
    case .log, .intake: 2
    case .insights: 6
    }
  }

  private static func panels(of subject: Subject) -> [Panel] {
    switch subject {
    case .queue(let row):
      // The queue's own leads, the one that waits longest first.
      let base = RowFilter(queue: row.id.text, state: .queued)
      let list = ListState(.leads, base: base, sort: SortOrder(column: "received"))
      return [Panel("Leads", list, empty: "nobody waits here")]
    case .rep(let row):
      let list = ListState(.leads, base: RowFilter(owner: row.id.text))
      return [Panel("Leads", list, empty: "\(row.name) holds no leads")]
    case .mine(let rep): return ownPanels(rep)
    case .governance:
      return [
        Panel(
          "Exceptions", ListState(.exceptions, sort: SortOrder(column: "sunset")),
          empty: "nothing departs from the rules; x asks for an exception"),
        Panel(
          "Change requests", short: "Changes", ListState(.changes),
          empty: "nobody asks for other rules; signalbox rules propose does"),
        Panel(
          "Versions of the rules", short: "Versions", ListState(.versions), empty: "no versions"),
        Panel(
          "Roster changes", short: "Roster", ListState(.roster), empty: "the roster is unchanged"),
      ]
    case .log: return [Panel("Log", ListState(.log), empty: "the log is empty")]
    case .intake:
      return [
        Panel("Files", ListState(.files), empty: "no file came in yet; drop/leads takes them")
      ]
    case .insights:
      return [Panel("Reports", ListState(.reports), empty: "there are no reports")]
    }
  }

  private static func ownPanels(_ rep: RepID?) -> [Panel] {
    // Without a rep nothing is one's own: an owner that nobody has leaves the lists empty.
    let owner = rep?.text ?? "–"
    return [
      Panel(
        "My leads", ListState(.leads, base: RowFilter(owner: owner)),
        empty: rep == nil ? "you are no rep of the roster" : "you hold no leads"),
      Panel(
        "My clocks", ListState(.clocks, base: RowFilter(owner: owner)),
        empty: "no clock of yours is running"),
      // Closed ones too: their outcome and the reviewer's sentence are what a rep comes for.
      Panel(
        "My escalations",
        ListState(.escalations, base: RowFilter(owner: owner, state: .closed)),
        empty: "you dispute nothing; e on a lead does"),
    ]
  }
}

/// Where the lists of a screen stand: a pure function of the room and of what has the keys.
struct BoardLayout: Equatable {
  /// Lines about the subject, where they do not stand inside the only list's border.
  var info = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The line that names the lists that are not seen.
  var tabs = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The lists that are seen, by their place on the screen's list of them.
  var places: [(place: Int, rect: Rect)] = []

  init(body: Rect, count: Int, focus: Int, isZoomed: Bool, infoLines: Int) {
    guard count > 1 else {
      places = [(0, body)]
      return
    }
    let lines = body.height >= infoLines + 10 ? infoLines : 0
    let parts = body.rows([.fixed(lines), .flex()])
    info = parts[0]
    let room = parts[1]
    if !isZoomed, room.width >= 100, room.height >= 16 {
      places = Self.grid(room, count)
    } else if !isZoomed, room.height >= 7 * count {
      places = Array(room.rows(Array(repeating: .flex(), count: count)).enumerated())
        .map { ($0.offset, $0.element) }
    } else if room.height >= 9 {
      let split = room.rows([.fixed(1), .flex()])
      tabs = split[0]
      places = [(focus, split[1])]
    } else {
      places = [(focus, room)]
    }
  }

  private static func grid(_ room: Rect, _ count: Int) -> [(place: Int, rect: Rect)] {
    if count == 3 {
      let columns = room.columns([.flex(weight: 4), .flex(weight: 3)])
      let right = columns[1].rows([.flex(), .flex()])
      return [(0, columns[0]), (1, right[0]), (2, right[1])]
    }
    let bands = room.rows([.flex(weight: 3), .flex(weight: 2)])
    let cells = bands.flatMap { $0.columns([.flex(), .flex()]) }
    return zip(0..., cells.prefix(count)).map { ($0, $1) }
  }

  static func == (a: BoardLayout, b: BoardLayout) -> Bool {
    a.info == b.info && a.tabs == b.tabs && a.places.map(\.place) == b.places.map(\.place)
      && a.places.map(\.rect) == b.places.map(\.rect)
  }
}
