import TerminalKit

/// Where everything of the desk stands: a pure function of the size and of what has the keys.
struct DeskLayout: Equatable {
  /// A pane in its place.
  struct Place: Equatable {
    let pane: Pane
    let rect: Rect
  }

  var header = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The line for what is wrong with the link; empty when nothing is.
  var banner = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The line that names the panes that are not seen; empty where all are.
  var tabs = Rect(x: 0, y: 0, width: 0, height: 0)
  /// All between header and footer: the desk's panes, or one screen.
  var body = Rect(x: 0, y: 0, width: 0, height: 0)
  var footer = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The panes that are seen.
  var panes: [Place] = []

  /// The smallest size that can be worked with.
  static let minimum = Size(cols: 40, rows: 10)

  /// Whether a size is large enough to draw more than a request for a larger one.
  static func fits(_ size: Size) -> Bool {
    size.cols >= minimum.cols && size.rows >= minimum.rows
  }

  /// Divides the screen; all rectangles are empty when it is too small.
  init(size: Size, focus: Pane, isZoomed: Bool, hasBanner: Bool) {
    guard Self.fits(size) else { return }
    let lines = Rect(size).rows([
      .fixed(1), .fixed(hasBanner ? 1 : 0), .flex(), .fixed(1),
    ])
    (header, banner, body, footer) = (lines[0], lines[1], lines[2], lines[3])
    arrange(focus: focus, isZoomed: isZoomed)
  }

  private mutating func arrange(focus: Pane, isZoomed: Bool) {
    if isZoomed {
      panes = [Place(pane: focus, rect: body)]
    } else if body.width >= 100, body.height >= 27 {
      five()
    } else if body.width >= 60, body.height >= 37 {
      stack()
    } else {
      some(focus: focus)
    }
  }

  /// All five as the desk is meant: leads and clocks, queues and escalations, the load board.
  private mutating func five() {
    let bands = body.rows([
      .flex(weight: 5, minimum: 8), .flex(weight: 3, minimum: 5), .flex(weight: 3, minimum: 5),
    ])
    let upper = bands[0].columns([.flex(weight: 4), .flex(weight: 3)])
    let middle = bands[1].columns([.flex(), .flex()])
    panes = [
      Place(pane: .leads, rect: upper[0]), Place(pane: .queues, rect: middle[0]),
      Place(pane: .clocks, rect: upper[1]), Place(pane: .reps, rect: bands[2]),
      Place(pane: .escalations, rect: middle[1]),
    ]
  }

  /// All five, one above the other: narrow and tall.
  private mutating func stack() {
    let bands = body.rows([
      .flex(weight: 4, minimum: 7), .flex(weight: 2, minimum: 5), .flex(weight: 3, minimum: 6),
      .flex(weight: 3, minimum: 5), .flex(weight: 2, minimum: 5),
    ])
    panes = zip(Pane.allCases, bands).map(Place.init)
  }

  /// One or two panes under a line of tabs. The clocks are always one of two.
  private mutating func some(focus: Pane) {
    if body.height >= 10 {
      let lines = body.rows([.fixed(1), .flex()])
      tabs = lines[0]
      body = lines[1]
    }
    let pair: [Pane] = focus == .clocks ? [.leads, .clocks] : [focus, .clocks]
    if body.width >= 120, body.height >= 12 {
      place(pair, in: body.columns([.flex(weight: 11), .flex(weight: 9)]))
    } else if body.width >= 60, body.height >= 18 {
      place(pair, in: body.rows([.flex(weight: 3), .flex(weight: 2)]))
    } else {
      panes = [Place(pane: focus, rect: body)]
    }
  }

  private mutating func place(_ pair: [Pane], in rects: [Rect]) {
    panes = zip(pair, rects).map(Place.init)
  }

  /// The layout as a drawing: each pane's number in its cells, for tests and for the curious.
  func drawing(_ size: Size) -> String {
    var frame = Frame(size)
    frame.fill(header, with: "h")
    frame.fill(banner, with: "b")
    frame.fill(tabs, with: "t")
    frame.fill(footer, with: "f")
    for place in panes { frame.fill(place.rect, with: "\(place.pane.rawValue)") }
    return frame.text
  }
}
