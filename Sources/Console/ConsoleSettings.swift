/// What the console is told once, at its start.
public struct ConsoleSettings: Sendable, Hashable {
  /// Acts are left out, and the header says so.
  public var isReadOnly = false
  /// IANA name of the user's zone; nil shows the desk's.
  public var timezone: String?
  /// Begins the keys that make acts harmless to repeat; unique to this session.
  public var session: String
  /// The keys, as the user has them.
  public var keymap = Keymap.standard
  /// Shows the three-line tour at first.
  public var showsTour = false
  /// Rings when something is overdue.
  public var rings = true
  /// The themes that `t` goes through, the first one in use.
  public var themes: [String] = []
  /// Reasons for escalations.
  public var escalationCodes = CodeChoice.standardReasons
  /// Reasons for going away.
  public var awayCodes = CodeChoice.standardReasons
  /// What a lead may become after contact.
  public var dispositions = CodeChoice.standardDispositions

  /// Settings of a session with this unique name, everything else as shipped.
  public init(session: String) {
    self.session = session
  }
}

/// A code with its meaning, as forms offer it.
public struct CodeChoice: Sendable, Hashable {
  /// As acts carry it.
  public var code: String
  /// What it means, in a few words.
  public var text: String
  /// Creates a choice.
  public init(_ code: String, _ text: String) {
    self.code = code
    self.text = text
  }

  /// The reasons of a rule set that names none.
  public static let standardReasons = [
    CodeChoice("wrong_segment", "the segment is wrong"),
    CodeChoice("wrong_language", "the language is wrong"),
    CodeChoice("wrong_territory", "the region or country is wrong"),
    CodeChoice("relationship", "somebody has a relationship with them"),
    CodeChoice("capacity", "too much work, or too little"),
    CodeChoice("other", "something else"),
  ]

  /// The dispositions that are built in.
  public static let standardDispositions = [
    CodeChoice("meeting", "a meeting was held; stays open"),
    CodeChoice("disqualified", "no fit; closes"),
    CodeChoice("recycled", "not now; closes"),
    CodeChoice("converted", "became business; closes"),
  ]
}
