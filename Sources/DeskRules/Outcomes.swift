import LeadModel

/// Why a rep did not get a lead.
public struct WhyNotAnswer: Sendable, Equatable, Codable {
  public var lead: String
  public var rep: RepID
  public var step: StepName?
  /// One sentence.
  public var why: String
  /// The values compared, by name.
  public var values: [String: String?]
  /// What would have to differ.
  public var needed: String
  /// The answer as one JSON object for programs.
  public var json: String
  public init(
    lead: String, rep: RepID, step: StepName?, why: String, values: [String: String?],
    needed: String, json: String = ""
  ) {
    self.lead = lead
    self.rep = rep
    self.step = step
    self.why = why
    self.values = values
    self.needed = needed
    self.json = json
  }
}

/// What an act did.
public struct ActReceipt: Sendable, Equatable, Codable {
  /// The log entry that records it.
  public var entry: Int64
  /// One sentence.
  public var text: String
  public init(entry: Int64, text: String) {
    self.entry = entry
    self.text = text
  }
}

/// Why an act was not done: an ordinary result.
public struct Refusal: Error, Sendable, Equatable, Codable {
  /// The kinds that the command line reports.
  public enum Kind: String, Sendable, Codable {
    case stale, window, quorum, conflict, protected, unknown
    /// The role may not: exit status 5.
    case role
    /// The request itself makes no sense: exit status 2.
    case usage
  }
  public var refused: Kind
  public var why: String
  public init(_ refused: Kind, _ why: String) {
    self.refused = refused
    self.why = why
  }
}

/// What intake did in one drain of the drop directory.
public struct IntakeSummary: Sendable, Equatable, Codable {
  public var files: Int
  public var filesRejected: Int
  public var counts: IntakeCounts
  /// Sentences about rejected files and rows, at most 100.
  public var messages: [String]
  public init(files: Int, filesRejected: Int, counts: IntakeCounts, messages: [String]) {
    self.files = files
    self.filesRejected = filesRejected
    self.counts = counts
    self.messages = messages
  }
}

/// What deriving every decision again showed.
public struct ReplaySummary: Sendable, Equatable, Codable {
  public var identical: Int
  public var different: Int
  public var otherEngine: Int
  /// Both traces of each difference, at most 20.
  public var differences: [String]
  public init(identical: Int, different: Int, otherEngine: Int, differences: [String]) {
    self.identical = identical
    self.different = different
    self.otherEngine = otherEngine
    self.differences = differences
  }
}

/// What verifying the log showed.
public struct VerifySummary: Sendable, Equatable, Codable {
  public enum Verdict: String, Sendable, Codable {
    case intact
    case tailNotAnchored = "tail_not_anchored"
    case broken
    case unknownKey = "unknown_key"
    case unreadable
  }
  public var verdict: Verdict
  public var entries: Int64
  public var head: String
  /// The first entry that is wrong.
  public var brokenAt: Int64?
  /// One sentence.
  public var text: String
  /// The last signed checkpoint, as its line; for witnesses, who keep it.
  public var checkpoint: String?
  public init(
    verdict: Verdict, entries: Int64, head: String, brokenAt: Int64?, text: String,
    checkpoint: String? = nil
  ) {
    self.checkpoint = checkpoint
    self.verdict = verdict
    self.entries = entries
    self.head = head
    self.brokenAt = brokenAt
    self.text = text
  }
}

/// The words that forms offer, in the order of the rule set.
public struct DeskTerms: Sendable, Equatable, Codable {
  /// A code with its meaning.
  public struct Term: Sendable, Equatable, Codable {
    public var code: String
    public var text: String
    public init(code: String, text: String) {
      self.code = code
      self.text = text
    }
  }
  public var escalation: [Term]
  public var away: [Term]
  public var dispositions: [Term]
  public var reassign: [Term]
  public var segmentOverride: [Term]
  public var exception: [Term]
  public var segments: [Term]
  public var products: [Term]
  public init(
    escalation: [Term], away: [Term], dispositions: [Term], reassign: [Term] = [],
    segmentOverride: [Term] = [], exception: [Term] = [], segments: [Term] = [],
    products: [Term] = []
  ) {
    self.escalation = escalation
    self.away = away
    self.dispositions = dispositions
    self.reassign = reassign
    self.segmentOverride = segmentOverride
    self.exception = exception
    self.segments = segments
    self.products = products
  }
}
