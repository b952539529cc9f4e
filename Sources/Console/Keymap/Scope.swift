/// Where a key holds.
public struct Scope: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt32
  /// Creates a scope from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A list of leads.
  public static let leads = Scope(rawValue: 1)
  /// The list of queues.
  public static let queues = Scope(rawValue: 1 << 1)
  /// The list of running clocks.
  public static let clocks = Scope(rawValue: 1 << 2)
  /// The load board.
  public static let reps = Scope(rawValue: 1 << 3)
  /// A list of escalations.
  public static let escalations = Scope(rawValue: 1 << 4)
  /// One lead, or one escalation beside its lead.
  public static let lead = Scope(rawValue: 1 << 5)
  /// The list of keys, and other things to read on top of a screen.
  public static let reading = Scope(rawValue: 1 << 6)
  /// The command palette.
  public static let palette = Scope(rawValue: 1 << 7)
  /// A one-line form.
  public static let form = Scope(rawValue: 1 << 8)
  /// The line in which a filter is typed.
  public static let filtering = Scope(rawValue: 1 << 9)
  /// One escalation beside its lead, in addition to ``lead``.
  public static let review = Scope(rawValue: 1 << 10)
  /// The list of exceptions, or one of them.
  public static let exceptions = Scope(rawValue: 1 << 11)
  /// The list of change requests, or one of them.
  public static let changes = Scope(rawValue: 1 << 12)
  /// The list of published versions.
  public static let versions = Scope(rawValue: 1 << 13)
  /// The list of roster changes.
  public static let roster = Scope(rawValue: 1 << 14)
  /// The register.
  public static let log = Scope(rawValue: 1 << 15)
  /// The list of files.
  public static let files = Scope(rawValue: 1 << 16)
  /// The list of reports.
  public static let reports = Scope(rawValue: 1 << 17)
  /// Something to read: a report, the agenda, an entry, an exception, a change request.
  public static let document = Scope(rawValue: 1 << 18)
  /// One exception, in addition to ``document``.
  public static let oneException = Scope(rawValue: 1 << 19)
  /// One change request, in addition to ``document``.
  public static let oneChange = Scope(rawValue: 1 << 20)

  /// The lists of governance.
  public static let governance: Scope = [.exceptions, .changes, .versions, .roster]
  /// Every list.
  public static let lists: Scope = [
    .leads, .queues, .clocks, .reps, .escalations, .governance, .log, .files, .reports,
  ]
  /// What is read on a screen of its own.
  public static let read: Scope = [.lead, .document]
  /// Everything that is not an input and lies under overlays.
  public static let screens: Scope = [.lists, .read]
  /// Everything that moves by rows.
  public static let movable: Scope = [.screens, .reading]
  /// Where printable keys are text.
  public static let typing: Scope = [.palette, .form, .filtering]
  /// Where a lead is at hand.
  public static let withLead: Scope = [.leads, .clocks, .escalations, .lead]

  /// Where keys hold, in words: `lead lists, countdowns`.
  public var words: String {
    let parts: [(Scope, String)] = [
      ([.movable, .typing], "everywhere"), (.movable, "desk, lists, screens, help"),
      (.screens, "desk, lists, screens"), (.lists, "lists"),
      (.withLead, "where a lead is at hand"), (.read, "screens to read"), (.leads, "lead lists"),
      (.queues, "queues"), (.clocks, "countdowns"), (.reps, "reps"),
      (.escalations, "escalations"), (.lead, "a lead"), (.review, "a review"),
      (.governance, "governance"), (.exceptions, "exceptions"), (.changes, "change requests"),
      (.oneException, "an exception"), (.oneChange, "a change request"),
      (.versions, "versions"), (.roster, "roster changes"), (.log, "the log"),
      (.files, "files"), (.reports, "reports"), (.document, "documents"), (.reading, "help"),
      (.typing, "typing"), (.palette, "palette"), (.form, "forms"), (.filtering, "filter"),
    ]
    var left = self
    var words: [String] = []
    for (part, word) in parts where left.isSuperset(of: part) {
      words.append(word)
      left.subtract(part)
    }
    return words.joined(separator: ", ")
  }
}
