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

  /// How bad it is.
  public let severity: Severity
  /// What it is about, with the thing's id: `pool.velocity`, `segment.smb.employees_from`,
  /// `person.ana.rep`.
  public let key: String
  /// Where it stands; nil where it is in no one place.
  public let origin: Origin?
  /// One line: what is found, in quotes as written, and what to do.
  public let sentence: String

  /// `rules.toml:14:3: warning: pool.x: no lead reaches it …`
  public var description: String {
    var place = ""
    if let origin {
      place =
        [origin.file, origin.line.map(String.init), origin.column.map(String.init)]
        .compactMap(\.self).joined(separator: ":") + ": "
    }
    return "\(place)\(severity == .error ? "error" : "warning"): \(key): \(sentence)"
  }
}

/// Gathers findings.
struct Findings {
  private(set) var all: [LintFinding] = []

  mutating func error(_ key: String, _ origin: Origin?, _ sentence: String) {
    all.append(LintFinding(severity: .error, key: key, origin: origin, sentence: sentence))
  }

  mutating func warn(_ key: String, _ origin: Origin?, _ sentence: String) {
    all.append(LintFinding(severity: .warning, key: key, origin: origin, sentence: sentence))
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
