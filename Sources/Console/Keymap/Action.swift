/// Everything that a key or the palette can make the console do.
public enum Action: String, Sendable, Hashable, CaseIterable {
  // Moving
  case down, up, top, end, pageDown, pageUp, halfDown, halfUp, nextMatch, previousMatch
  // Panes and screens
  case focusLeads, focusQueues, focusClocks, focusReps, focusEscalations
  case nextPane, previousPane, nextSection, previousSection
  case open, back, zoom, whyNot
  // Lists
  case filter, sort, reverseSort, pause, copy
  // Acts
  case escalate, contacted, disposition, away
  // The program
  case help, palette, alerts, theme, redraw, suspend, quit
  // Typing
  case accept, cancel, complete, previousChoice, nextChoice

  /// Whether it changes something for others: left out when the console only reads.
  public var isAct: Bool {
    switch self {
    case .escalate, .contacted, .disposition, .away: true
    default: false
    }
  }
}
