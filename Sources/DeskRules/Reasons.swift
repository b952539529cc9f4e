import LeadModel
import RoutingEngine

/// The sentence that a person gives for an act.
public enum Sentence {
  /// At most so many characters.
  public static let longest = 500

  /// The sentence without white space around it, or why it is none: it is one line of 1 to 500
  /// characters.
  public static func read(_ text: String, for act: String) -> Result<String, Refusal> {
    let sentence = text.trimmingWhiteSpace
    if sentence.isEmpty {
      return .failure(Refusal(.usage, "\(act) needs one sentence that says why"))
    }
    if sentence.count > longest {
      return .failure(
        Refusal(
          .usage,
          "the sentence has \(sentence.count) characters: at most \(longest) are kept"))
    }
    if sentence.unicodeScalars.contains(where: \.breaksLine) {
      return .failure(
        Refusal(.usage, "the sentence has several lines or control characters: write one line"))
    }
    return .success(sentence)
  }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    let rest = drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}

extension Unicode.Scalar {
  fileprivate var breaksLine: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension RuleSet {
  /// The reason code of that name, in any case, that may be used for the act, or a refusal that names those
  /// that may.
  public func reason(
    _ code: String, for use: ReasonCode.Use, words: String
  ) -> Result<ReasonCode, Refusal> {
    let codes = reasonCodes.filter { $0.uses.contains(use) }
    if let reason = codes.first(where: { Folding.fold($0.code) == Folding.fold(code) }) {
      return .success(reason)
    }
    guard !codes.isEmpty else {
      return .failure(
        Refusal(
          .conflict,
          "the rules list no reason code for \"\(use.rawValue)\": nothing can be \(words)"))
    }
    let names = codes.map(\.code)
    return .failure(
      Refusal(
        .usage,
        "\"\(code)\" is no reason code for what is \(words): "
          + Guess.among(names, for: code)))
  }

  /// The segment of that name, in any case, or a refusal that names those there are.
  public func segment(named text: SegmentID) -> Result<SegmentID, Refusal> {
    if let segment = segments.first(where: { Folding.fold($0.id.text) == Folding.fold(text.text) })
    {
      return .success(segment.id)
    }
    return .failure(
      Refusal(
        .usage,
        "there is no segment \"\(text)\": "
          + Guess.among(segments.map(\.id.text), for: text.text)))
  }
}

/// What to say of a word that is not among those known.
public enum Guess {
  /// `use one of a, b, c`, or `did you mean "a"?` for a slip.
  public static func among(_ names: [String], for text: String) -> String {
    if let near = NearMiss.of(text, among: names) { return "did you mean \"\(near)\"?" }
    return "use one of " + names.joined(separator: ", ")
  }
}

extension Refusal {
  /// A rep who is meant, but whom the roster does not have.
  static func unknownRep(_ rep: RepID, among known: [RepID]) -> Refusal {
    let near = NearMiss.of(rep.text, among: known.map(\.text))
    return Refusal(
      .conflict,
      "there is no rep \"\(rep)\" in the roster"
        + (near.map { ": did you mean \"\($0)\"?" } ?? ""))
  }
}
