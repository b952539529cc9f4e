import TerminalKit

/// Keys that show something else and change nothing.
extension Keymap {
  static let moving = [
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
      group: .moving, scope: .read),
    Binding(
      [.backTab], .previousSection, "previous section", help: "Previous section",
      group: .moving, scope: .read),
  ]

  static let panes = [
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

  static let screens = [
    Binding(
      [.function(1)], .showDesk, "desk", help: "The desk with its five panes", group: .panes,
      scope: .screens),
    Binding(
      [.function(2)], .showMine, "my desk", help: "My desk: own leads, clocks and escalations",
      group: .panes, scope: .screens),
    Binding(
      [.function(3)], .showInsights, "insights", help: "Insights: reports to read",
      group: .panes, scope: .screens),
    Binding(
      [.function(4)], .showGovernance, "governance",
      help: "Governance: exceptions, change requests, versions, roster changes", group: .panes,
      scope: .screens),
    Binding(
      [.function(5)], .showLog, "log", help: "Log: the register of all that was done",
      group: .panes, scope: .screens),
    Binding(
      [.function(6)], .showIntake, "intake", help: "Intake: the files that came in",
      group: .panes, scope: .screens),
    Binding(
      [], .report, "report", help: "Read a report by its name", group: .panes, scope: .screens),
  ]

  static let program = [
    Binding(
      [":"], .palette, "commands", footer: "commands",
      help: "Find any command by some of its letters", group: .program, scope: .screens),
    Binding(
      ["!"], .alerts, "alerts", help: "What wants attention", group: .program, scope: .screens),
    Binding(["t"], .theme, "theme", help: "Next theme", group: .program, scope: .screens),
    Binding(
      ["m"], .mouse, "mouse", help: "Use the mouse here, or leave it to the terminal to mark text",
      group: .program, scope: .screens),
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
}
