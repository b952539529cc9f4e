import LeadModel

/// Something that is allowed in rules, roster or people, but is probably not meant.
public struct LintFinding: Equatable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: Int, Sendable, Hashable, Comparable {
    /// Something names what does not exist: leads go astray.
    case error
    /// It works, but hardly as somebody wants it.
    case warning

    /// Errors come first.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// What kind of finding it is; raw values are names for machines.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case unreachablePool = "unreachable_pool"
    case unreachableQueue = "unreachable_queue"
    case unreachableSLA = "unreachable_sla"
    case equalBounds = "equal_bounds"
    case ambiguousName = "ambiguous_name"
    case neverOpen = "never_open"
    case regionWithoutQueue = "region_without_queue"
    case unknownRep = "unknown_rep"
    case inactiveRep = "inactive_rep"
    case emptyPool = "empty_pool"
    case uncoveredProduct = "uncovered_product"
    case uncoveredCountries = "uncovered_countries"
    case repInNoPool = "rep_in_no_pool"
    case repWithoutHours = "rep_without_hours"
    case unknownName = "unknown_name"
    case missingRole = "missing_role"
    case smallCouncil = "small_council"
    case emptySeat = "empty_seat"
  }

  /// How bad it is.
  public let severity: Severity
  /// What kind of finding it is.
  public let kind: Kind
  /// Where it stands; nil where it is in no one place.
  public let origin: Origin?
  /// One line: what is found, in quotes as written, and what to do.
  public let sentence: String

  /// `rules.toml:14:3: warning: pool "x" is never reached …`
  public var description: String {
    var place = ""
    if let origin {
      place =
        [origin.file, origin.line.map(String.init), origin.column.map(String.init)]
        .compactMap(\.self).joined(separator: ":") + ": "
    }
    return "\(place)\(severity == .error ? "error" : "warning"): \(sentence)"
  }
}

/// Gathers findings.
struct Findings {
  private(set) var all: [LintFinding] = []

  mutating func error(_ kind: LintFinding.Kind, _ origin: Origin?, _ sentence: String) {
    all.append(LintFinding(severity: .error, kind: kind, origin: origin, sentence: sentence))
  }

  mutating func warn(_ kind: LintFinding.Kind, _ origin: Origin?, _ sentence: String) {
    all.append(LintFinding(severity: .warning, kind: kind, origin: origin, sentence: sentence))
  }

  /// Errors first, then by place, then as found.
  var sorted: [LintFinding] {
    all.enumerated().sorted { a, b in
      let first = (a.element.severity, a.element.origin?.line ?? .max, a.offset)
      let second = (b.element.severity, b.element.origin?.line ?? .max, b.offset)
      return first < second
    }.map(\.element)
  }
}

/// `a` or `b` by number, for sentences.
func plural(_ count: Int, _ one: String, _ many: String) -> String {
  count == 1 ? "1 \(one)" : "\(count) \(many)"
}
