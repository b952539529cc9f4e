import TerminalKit

extension Keymap {
  /// The keys as they are shipped.
  public static let standard = Keymap(
    opening + governance + first + acts + lists + moving + panes + screens + program + typing)

  private static let opening = [
    Binding(
      [.enter], .open, "open", footer: "open", help: "Open what is selected", group: .panes,
      scope: [.lists, .reading]),
    Binding(
      ["V"], .verify, "verify log", footer: "verify",
      help: "Verify the log from its first entry to its last", group: .lists,
      scope: .log),
  ]

  /// What people do most: the footer lists it in this order.
  private static let first = [
    Binding(
      ["o"], .outcome, "outcome", footer: "outcome",
      help: "Rule on the escalation: correct, refine the rule, or routing error",
      group: .acts, scope: [.escalations, .review]),
    Binding(
      ["e"], .escalate, "escalate", footer: "escalate",
      help: "Dispute the decision: a code, a sentence if you like", group: .acts,
      scope: .withLead),
    Binding(
      ["a"], .assign, "assign", footer: "assign",
      help: "Give a waiting lead to the suggested rep, or to another", group: .acts,
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
    Binding(
      ["i"], .repStatus, "rep status", footer: "status",
      help: "Read how the rep stands, or the lead's owner: leads, load, clocks, disputes",
      group: .panes, scope: [.reps, .withLead]),
  ]

  private static let acts = [
    Binding(
      ["A"], .claim, "claim", footer: "claim",
      help: "Take a waiting lead; take an escalation for review, or give it back",
      group: .acts, scope: .withLead),
    Binding(
      ["r"], .reassign, "reassign", footer: "reassign",
      help: "Give an owned lead to another rep: a code and a sentence", group: .acts,
      scope: .withLead),
    Binding(
      ["d"], .disposition, "disposition", footer: "disposition",
      help: "Set what became of the lead after contact", group: .acts, scope: .withLead),
    Binding(
      ["x"], .requestException, "request exception", footer: "exception",
      help: "Ask for a dated departure from the rules", group: .acts,
      scope: [.withLead, .reps, .exceptions, .oneException]),
    Binding(
      ["v"], .away, "away or back", footer: "away",
      help: "Go off shift now, or come back; among reps: the selected one",
      group: .acts, scope: .screens),
    Binding(
      ["U"], .undo, "undo", footer: "undo",
      help: "Take back the latest act of this session, or yours on the lead, by a new entry",
      group: .acts, scope: .screens),
    Binding(
      ["W"], .withdraw, "withdraw escalation", help: "Take back an own escalation",
      group: .acts, scope: [.escalations, .review]),
    Binding(
      [], .assignOver, "assign over capacity",
      help: "Give the lead to a rep who is at capacity: for managers", group: .acts,
      scope: .withLead),
    Binding(
      [], .overrideSegment, "override segment",
      help: "Let the lead count as another segment, and give it to a rep", group: .acts,
      scope: .withLead),
    Binding(
      [], .judge, "judge assignment",
      help: "Mark the lead's assignment in the weekly audit sample right or wrong", group: .acts,
      scope: .withLead),
    Binding(
      [], .erase, "erase person",
      help: "Delete what says who the lead's person is; the decisions stay", group: .acts,
      scope: .withLead),
  ]

  private static let lists = [
    Binding(
      [.space], .mark, "mark", footer: "mark",
      help: "Mark the row and go down; acts then are about all that are marked",
      group: .lists, scope: .lists),
    Binding(
      ["M"], .markRange, "mark range", help: "Mark all from the last mark to here",
      group: .lists, scope: .lists),
    Binding(
      ["*"], .markAll, "mark all", help: "Mark all rows that are here, or none",
      group: .lists, scope: .lists),
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

  private static let governance = [
    Binding(
      ["a"], .approve, "approve", footer: "approve",
      help: "Approve the exception or change request; tick the roster change",
      group: .governance,
      scope: [.exceptions, .oneException, .changes, .oneChange, .roster]),
    Binding(
      ["r"], .reject, "reject", footer: "reject", help: "Reject it, with a sentence",
      group: .governance, scope: [.exceptions, .oneException, .changes, .oneChange]),
    Binding(
      ["P"], .publish, "publish", footer: "publish",
      help: "Put an approved change request in force: inside the council's window",
      group: .governance, scope: [.changes, .oneChange]),
    Binding(
      ["R"], .revoke, "revoke", footer: "revoke",
      help: "End an exception now, with a sentence", group: .governance,
      scope: [.exceptions, .oneException]),
    Binding(
      ["e"], .renew, "renew", footer: "renew",
      help: "Ask for a new term of an exception, for a new reason", group: .governance,
      scope: [.exceptions, .oneException]),
    Binding(
      ["O"], .signOff, "sign off", help: "Sign a long term for another quarter",
      group: .governance,
      scope: [.exceptions, .oneException]),
    Binding(
      ["b"], .rollBack, "roll back", footer: "roll back",
      help: "Propose to go back to the selected version", group: .governance,
      scope: .versions),
    Binding(
      ["i"], .agenda, "agenda", footer: "agenda", help: "What the council has before it",
      group: .governance, scope: .governance),
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
    Binding(
      [.backTab], .previousStep, "step back", help: "Back to the question before",
      group: .typing, scope: .form),
  ]
}
