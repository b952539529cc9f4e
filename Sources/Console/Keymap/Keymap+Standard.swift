import TerminalKit

extension Keymap {
  /// The keys as they are shipped.
  public static let standard = Keymap(first + second + moving + panes + program + typing)

  /// What people do most: the footer lists it in this order.
  private static let first = [
    Binding(
      [.enter], .open, "open", footer: "open", help: "Open what is selected", group: .panes,
      scope: [.lists, .reading]),
    Binding(
      ["e"], .escalate, "escalate", footer: "escalate",
      help: "Dispute the decision: a code, a sentence if you like", group: .acts,
      scope: .withLead),
    Binding(
      ["c"], .contacted, "log contact", footer: "contacted",
      help: "Log that a person reached the lead: contact or meeting", group: .acts,
      scope: .withLead),
    Binding(
      ["/"], .filter, "filter", footer: "filter",
      help: "Narrow the list as you type; search in what is read", group: .lists,
      scope: .movable),
    Binding(
      ["s"], .sort, "sort", footer: "sort", help: "Sort by the next column", group: .lists,
      scope: .lists),
    Binding(
      ["z"], .zoom, "zoom", footer: "zoom", help: "Give the pane the whole screen, or back",
      group: .panes, scope: .lists),
    Binding(
      ["w"], .whyNot, "why not", footer: "why not", help: "Ask why a rep did not get the lead",
      group: .panes, scope: [.leads, .lead]),
  ]

  private static let second = [
    Binding(
      ["d"], .disposition, "disposition", footer: "disposition",
      help: "Set what became of the lead after contact", group: .acts, scope: .withLead),
    Binding(
      ["v"], .away, "away or back", footer: "away",
      help: "Go off shift now, or come back; among reps: the selected one",
      group: .acts, scope: .screens),
    Binding(
      ["p"], .pause, "pause", footer: "pause",
      help: "Hold live updates back and count them; let them in", group: .lists,
      scope: .screens),
    Binding(
      ["y"], .copy, "copy", footer: "copy", help: "Copy the id of the row or lead",
      group: .lists, scope: .screens),
    Binding(
      ["S"], .reverseSort, "reverse order", help: "Turn the order round", group: .lists,
      scope: .lists),
    Binding(
      ["n"], .nextMatch, "next match", help: "Next match", group: .lists, scope: .screens),
    Binding(
      ["N"], .previousMatch, "previous match", help: "Previous match", group: .lists,
      scope: .screens),
  ]

  private static let moving = [
    Binding(["j", .down], .down, "down", help: "Down", group: .moving, scope: .movable),
    Binding(["k", .up], .up, "up", help: "Up", group: .moving, scope: .movable),
    Binding(
      ["g", .home], .top, "top", help: "To the top, and follow new rows there", group: .moving,
      scope: .movable),
    Binding(["G", .end], .end, "end", help: "To the end", group: .moving, scope: .movable),
    Binding(
      [.pageDown, .control("f")], .pageDown, "page down", help: "One page down", group: .moving,
      scope: .movable),
    Binding(
      [.pageUp, .control("b")], .pageUp, "page up", help: "One page up", group: .moving,
      scope: .movable),
    Binding(
      [.control("d")], .halfDown, "half page down", help: "Half a page down", group: .moving,
      scope: .movable),
    Binding(
      [.control("u")], .halfUp, "half page up", help: "Half a page up", group: .moving,
      scope: .movable),
    Binding(
      [.tab], .nextSection, "next section", footer: "section", help: "Next section",
      group: .moving, scope: .lead),
    Binding(
      [.backTab], .previousSection, "previous section", help: "Previous section",
      group: .moving, scope: .lead),
  ]

  private static let panes = [
    Binding(
      ["1"], .focusLeads, "lead queue", help: "Lead queue; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      ["2"], .focusQueues, "fallback queues", help: "Fallback queues; again: zoom",
      group: .panes, scope: .screens),
    Binding(
      ["3"], .focusClocks, "countdowns", help: "SLA countdowns; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      ["4"], .focusReps, "rep load", help: "Rep load; again: zoom", group: .panes,
      scope: .screens),
    Binding(
      ["5"], .focusEscalations, "escalations", help: "Escalations; again: zoom", group: .panes,
      scope: .screens),
    Binding([.tab], .nextPane, "next pane", help: "Next pane", group: .panes, scope: .lists),
    Binding(
      [.backTab], .previousPane, "previous pane", help: "Previous pane", group: .panes,
      scope: .lists),
    Binding(
      ["q", .escape, "h"], .back, "back", footer: "back",
      help: "Back one level: never quits, never commits", group: .panes, scope: .movable),
  ]

  private static let program = [
    Binding(
      [":"], .palette, "commands", footer: "commands",
      help: "Find any command by some of its letters", group: .program, scope: .screens),
    Binding(
      ["!"], .alerts, "alerts", help: "What wants attention", group: .program, scope: .screens),
    Binding(["t"], .theme, "theme", help: "Next theme", group: .program, scope: .screens),
    Binding(
      [.control("l")], .redraw, "redraw", help: "Paint the whole screen again", group: .program,
      scope: [.movable, .typing]),
    Binding(
      [.control("z")], .suspend, "suspend", help: "Back to the shell; fg returns",
      group: .program, scope: [.movable, .typing]),
    Binding(
      ["?"], .help, "help", footer: "help", help: "The keys that hold here", group: .program,
      scope: .screens),
    Binding(
      ["Q"], .quit, "quit", footer: "quit", help: "Quit Signalbox", group: .program,
      scope: .movable),
    Binding(
      [.control("c")], .quit, "quit at once",
      help: "Quit; asks once when typed words would be lost", group: .program,
      scope: [.movable, .typing]),
  ]

  private static let typing = [
    Binding(
      [.enter], .accept, "go on", footer: "go on", help: "Take what is typed or chosen",
      group: .typing, scope: .typing),
    Binding(
      [.escape], .cancel, "cancel", footer: "cancel", help: "Give up typing; nothing is done",
      group: .typing, scope: .typing),
    Binding(
      [.tab], .complete, "complete", footer: "complete",
      help: "Complete the word from the list", group: .typing, scope: [.palette, .form]),
    Binding(
      [.up, .control("p")], .previousChoice, "choice above", help: "Choice above",
      group: .typing, scope: [.palette, .form]),
    Binding(
      [.down, .control("n")], .nextChoice, "choice below", help: "Choice below",
      group: .typing, scope: [.palette, .form]),
  ]
}
