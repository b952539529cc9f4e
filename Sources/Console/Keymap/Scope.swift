/// Where a key holds.
public struct Scope: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt16
  /// Creates a scope from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A list of leads.
  public static let leads = Scope(rawValue: 1)
  /// The list of queues.
  public static let queues = Scope(rawValue: 2)
  /// The list of running clocks.
  public static let clocks = Scope(rawValue: 4)
  /// The load board.
  public static let reps = Scope(rawValue: 8)
  /// The list of escalations.
  public static let escalations = Scope(rawValue: 16)
  /// One lead, or one escalation beside its lead.
  public static let lead = Scope(rawValue: 32)
  /// The list of keys, and other things to read on top of a screen.
  public static let reading = Scope(rawValue: 64)
  /// The command palette.
  public static let palette = Scope(rawValue: 128)
  /// A one-line form.
  public static let form = Scope(rawValue: 256)
  /// The line in which a filter is typed.
  public static let filtering = Scope(rawValue: 512)

  /// Every list.
  public static let lists: Scope = [.leads, .queues, .clocks, .reps, .escalations]
  /// Everything that is not an input and lies under overlays.
  public static let screens: Scope = [.lists, .lead]
  /// Everything that moves by rows.
  public static let movable: Scope = [.screens, .reading]
  /// Where printable keys are text.
  public static let typing: Scope = [.palette, .form, .filtering]
  /// Where a lead is at hand.
  public static let withLead: Scope = [.leads, .clocks, .escalations, .lead]
}
