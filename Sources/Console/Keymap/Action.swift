import DeskRules

/// Everything that a key or the palette can make the console do.
public enum Action: String, Sendable, Hashable, CaseIterable {
  // Moving
  case down, up, top, end, pageDown, pageUp, halfDown, halfUp, nextMatch, previousMatch
  // Panes and screens
  case focusLeads, focusQueues, focusClocks, focusReps, focusEscalations
  case showDesk, showMine, showInsights, showGovernance, showLog, showIntake
  case nextPane, previousPane, nextSection, previousSection
  case open, back, zoom, whyNot, agenda, report, repStatus, verify
  // Lists
  case filter, sort, reverseSort, mark, markRange, markAll, pause, copy
  // Acts on leads and reps
  case escalate, contacted, disposition, away, claim, assign, reassign
  case assignOver, overrideSegment, judge, undo, erase
  // Acts on escalations
  case outcome, withdraw
  // Acts of governance
  case requestException, approve, reject, revoke, renew, signOff, publish, rollBack
  // The program
  case help, palette, alerts, theme, mouse, redraw, suspend, quit
  // Typing
  case accept, cancel, complete, previousChoice, nextChoice, previousStep

  /// Whether it changes something for others: left out when the console only reads.
  public var isAct: Bool {
    switch self {
    case .escalate, .contacted, .disposition, .away, .claim, .assign, .reassign, .assignOver,
      .overrideSegment, .judge, .undo, .erase, .outcome, .withdraw, .requestException, .approve,
      .reject, .revoke, .renew, .signOff, .publish, .rollBack:
      true
    default: false
    }
  }

  /// Whether the console cannot be used without a key for it.
  public var isNeeded: Bool {
    switch self {
    case .down, .up, .open, .back, .help, .palette, .quit, .accept, .cancel: true
    default: false
    }
  }

  /// The row of the permission table that tells who may do an act; nil for what is no act, and for
  /// acts that are only about what one did oneself.
  var deed: Authority.Deed? {
    switch self {
    case .escalate, .withdraw: .escalate
    case .contacted, .disposition: .logContact
    case .away: .goAway
    case .claim, .assign: .workQueue
    case .reassign, .overrideSegment: .reassign
    case .assignOver: .assignOverCapacity
    case .judge: .judge
    case .erase: .administer
    case .outcome: .review
    case .requestException, .rollBack: .propose
    case .approve, .reject, .revoke, .renew, .signOff, .publish: .decide
    default: nil
    }
  }
}
