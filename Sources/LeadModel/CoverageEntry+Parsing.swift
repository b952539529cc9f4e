/// What is wrong with a `PLACE:LANG` as written.
public enum CoverageEntryProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not two parts with one colon between them.
  case shape
  /// Nothing that ISO 639-1 lists behind the colon.
  case language

  /// To go behind the quoted text: what is wrong, and what may stand there.
  public var description: String {
    switch self {
    case .shape: "is no PLACE:LANG, such as DE:de, EMEA:en or *:*"
    case .language: "has no language of ISO 639-1 behind the colon: use two letters, or *"
    }
  }
}

extension CoverageEntry {
  /// Reads `PLACE:LANG`. Whether the place exists is for the rule set to say.
  public init(parsing text: String) throws(CoverageEntryProblem) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw .shape }
    if parts[1] == "*" {
      self.init(place: parts[0], language: nil)
      return
    }
    guard LanguageCode(parts[1]) != nil, let language = LanguageTable.code(parts[1]) else {
      throw .language
    }
    self.init(place: parts[0], language: language)
  }

  /// `PLACE:LANG`, as rosters write it.
  public var text: String { place + ":" + (language?.description ?? "*") }
}
