/// One thing that is wrong in a configuration file, told to the person who wrote it.
public struct SettingsProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The base name of the file.
  public let file: String
  /// From 1; nil where the whole file is meant.
  public let line: Int?
  /// In characters, from 1; nil where only the line or the whole file is meant.
  public let column: Int?
  /// The key with the tables it stands in (`segments.default`); empty where no key is meant.
  public let key: String
  /// What was found, in quotes as written, what is allowed, and what was probably meant.
  public let sentence: String

  /// Takes the values as their properties describe them.
  public init(file: String, line: Int?, column: Int?, key: String, sentence: String) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.sentence = sentence
  }

  /// One line: `rules.toml:14:11: segments.default: no segment "smbb"; did you mean "smb"?`
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return key.isEmpty ? "\(place): \(sentence)" : "\(place): \(key): \(sentence)"
  }
}

/// Everything that is wrong in one file, in the order of the file; never empty.
public struct SettingsProblems: Error, Equatable, Sendable, CustomStringConvertible {
  /// In the order of the file.
  public let problems: [SettingsProblem]

  init(_ problems: [SettingsProblem]) { self.problems = problems }

  /// One problem a line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

/// Where something stands in a file: line and column in characters, both from 1.
struct Place: Hashable, Comparable {
  var line: Int
  var column: Int

  static let start = Place(line: 1, column: 1)

  static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// Gathers the problems of one file while it is read, so that they are told all at once.
///
/// A class, because the readers of all tables of a file add to the same list.
final class ProblemCollector {
  let file: String
  private var found: [(place: Place?, problem: SettingsProblem)] = []

  init(file: String) { self.file = file }

  func add(at place: Place?, key: String, _ sentence: String) {
    found.append(
      (
        place,
        SettingsProblem(
          file: file, line: place?.line, column: place?.column, key: key, sentence: sentence)
      ))
  }

  var isEmpty: Bool { found.isEmpty }

  /// In the order of the file; those at one place in the order in which they were found.
  var sorted: [SettingsProblem] {
    found.enumerated().sorted { a, b in
      let (first, second) = (a.element.place ?? .start, b.element.place ?? .start)
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element.problem)
  }

  /// The value that was read, if nothing was wrong.
  func finish<Value>(_ value: Value?) throws(SettingsProblems) -> Value {
    guard let value, found.isEmpty else { throw SettingsProblems(sorted) }
    return value
  }
}
