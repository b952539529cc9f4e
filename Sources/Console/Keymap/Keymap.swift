import TerminalKit

/// The table of keys.
public struct Keymap: Sendable, Hashable {
  /// The rows, in the order of footer and help.
  public private(set) var bindings: [Binding]

  /// The rows for a console that only reads leave out every act.
  public func readOnly() -> Keymap {
    Keymap(bindings.filter { !$0.action.isAct })
  }

  /// What a key does at a place; nil if it does nothing there.
  public func binding(for key: Key, in scope: Scope) -> Binding? {
    bindings.first { !$0.scope.isDisjoint(with: scope) && $0.keys.contains(key) }
  }

  /// Everything that can be done at a place.
  public func bindings(in scope: Scope) -> [Binding] {
    bindings.filter { !$0.scope.isDisjoint(with: scope) }
  }

  init(_ bindings: [Binding]) {
    self.bindings = bindings
  }

  /// The keys as they are shipped.
  public static let standard = Keymap(
    Self.reading + Self.acts + Self.lists + Self.moving + Self.panes + Self.program + Self.typing)

  private static let reading = [
    Binding(
      [.enter], .open, label: "open", help: "Open what is selected", group: .panes,
      scope: [.lists, .reading]),
    Binding(
      [.character("w")], .whyNot, label: "why not", help: "Ask why a rep did not get the lead",
      group: .panes, scope: [.leads, .lead]),
  ]

  private static let acts = [
    Binding(
      [.character("e")], .escalate, label: "escalate",
      help: "Dispute the decision on the lead: a code, a sentence if you like", group: .acts,
      scope: .withLead),
    Binding(
      [.character("c")], .contacted, label: "contacted",
      help: "Log that a person reached the lead: contact or meeting", group: .acts,
      scope: .withLead),
    Binding(
      [.character("d")], .disposition, label: "disposition",
      help: "Set what became of the lead after contact", group: .acts, scope: .withLead),
    Binding(
      [.character("v")], .away, label: "away",
      help: "Go off shift at once, or come back; on the load board the selected rep",
      group: .acts, scope: .screens),
  ]

  private static let lists = [
    Binding(
      [.character("/")], .filter, label: "filter",
      help: "Narrow the list as you type; search in what is read", group: .lists,
      scope: .movable),
    Binding(
      [.character("s")], .sort, label: "sort", help: "Sort by the next column", group: .lists,
      scope: .lists),
    Binding(
      [.character("S")], .reverseSort, help: "Turn the order round", group: .lists,
      scope: .lists),
    Binding(
      [.character("n")], .nextMatch, help: "Next match", group: .lists, scope: .screens),
    Binding(
      [.character("N")], .previousMatch, help: "Previous match", group: .lists, scope: .screens),
    Binding(
      [.character("p")], .pause, label: "pause",
      help: "Hold live updates back and count them, or let them in", group: .lists,
      scope: .screens),
    Binding(
      [.character("y")], .copy, label: "copy", help: "Copy the id of the row or lead",
      group: .lists, scope: .screens),
  ]

  private static let moving = [
    Binding([.character("j"), .down], .down, help: "Down", group: .moving, scope: .movable),
    Binding([.character("k"), .up], .up, help: "Up", group: .moving, scope: .movable),
    Binding(
      [.character("g"), .home], .top, help: "To the top, and follow new rows there",
      group: .moving, scope: .movable),
    Binding(
      [.character("G"), .end], .end, help: "To the end", group: .moving, scope: .movable),
    Binding(
      [.pageDown, .control("f")], .pageDown, help: "One page down", group: .moving,
      scope: .movable),
    Binding(
      [.pageUp, .control("b")], .pageUp, help: "One page up", group: .moving, scope: .movable),
    Binding(
      [.control("d")], .halfDown, help: "Half a page down", group: .moving, scope: .movable),
    Binding([.control("u")], .halfUp, help: "Half a page up", group: .moving, scope: .movable),
    Binding(
      [.tab], .nextSection, label: "section", help: "Next section", group: .moving, scope: .lead),
    Binding(
      [.backTab], .previousSection, help: "Previous section", group: .moving, scope: .lead),
  ]

  private static let panes = [
    Binding(
      [.character("1")], .focusLeads, help: "Lead queue; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      [.character("2")], .focusQueues, help: "Fallback queues; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      [.character("3")], .focusClocks, help: "SLA countdowns; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      [.character("4")], .focusReps, help: "Rep load; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      [.character("5")], .focusEscalations, help: "Escalations; again: zoom", group: .panes,
      scope: .screens),
    Binding([.tab], .nextPane, help: "Next pane", group: .panes, scope: .lists),
    Binding([.backTab], .previousPane, help: "Previous pane", group: .panes, scope: .lists),
    Binding(
      [.character("z")], .zoom, label: "zoom", help: "Give the pane the whole screen, or back",
      group: .panes, scope: .lists),
    Binding(
      [.character("q"), .escape, .character("h")], .back, label: "back",
      help: "Back one level: never quits, never commits", group: .panes, scope: .movable),
  ]

  private static let program = [
    Binding(
      [.character(":")], .palette, label: "commands",
      help: "Find any command by some of its letters", group: .program, scope: .screens),
    Binding(
      [.character("!")], .alerts, help: "What wants attention", group: .program,
      scope: .screens),
    Binding([.character("t")], .theme, help: "Next theme", group: .program, scope: .screens),
    Binding(
      [.control("l")], .redraw, help: "Paint the whole screen again", group: .program,
      scope: [.movable, .typing]),
    Binding(
      [.control("z")], .suspend, help: "Back to the shell; fg returns", group: .program,
      scope: [.movable, .typing]),
    Binding(
      [.character("?")], .help, label: "help", help: "The keys that hold here",
      group: .program, scope: .screens),
    Binding(
      [.character("Q")], .quit, label: "quit", help: "Quit Signalbox", group: .program,
      scope: .movable),
    Binding(
      [.control("c")], .quit, help: "Quit; asks once when typed words would be lost",
      group: .program, scope: [.movable, .typing]),
  ]

  private static let typing = [
    Binding(
      [.enter], .accept, label: "go on", help: "Take what is typed or chosen", group: .typing,
      scope: .typing),
    Binding(
      [.escape], .cancel, label: "cancel", help: "Give up typing; nothing is done",
      group: .typing, scope: .typing),
    Binding(
      [.tab], .complete, label: "complete", help: "Complete the word from the list",
      group: .typing, scope: [.palette, .form]),
    Binding(
      [.up, .control("p")], .previousChoice, help: "Choice above", group: .typing,
      scope: [.palette, .form]),
    Binding(
      [.down, .control("n")], .nextChoice, help: "Choice below", group: .typing,
      scope: [.palette, .form]),
  ]
}
