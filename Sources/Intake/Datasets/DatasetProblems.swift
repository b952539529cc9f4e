import LeadModel

/// What is wrong with a roster, CRM or geo file.
struct DatasetProblems: Sendable {
  let file: String
  private(set) var all: [Finding] = []
  private var unlisted = 0

  /// Every error is told, up to a number that nobody reads.
  private static let most = 10_000

  init(file: String) { self.file = file }

  var isEmpty: Bool { all.isEmpty }

  /// Adds what is wrong with a value, quoting it.
  mutating func report(line: Int, _ column: String, _ value: String, _ allowed: String) {
    report("column \(quoted(column)): \(quoted(value)) \(allowed)", line: line)
  }

  /// Adds a sentence about the file, or about a line of it.
  mutating func report(_ reason: @autoclosure () -> String, line: Int?) {
    if all.count >= Self.most {
      unlisted += 1
      return
    }
    all.append(
      Finding(severity: .error, origin: Origin(file: file, line: line), reason: reason()))
  }

  /// All of them, and how many more there are.
  var findings: [Finding] {
    guard unlisted > 0 else { return all }
    return all + [
      Finding(
        severity: .error, origin: Origin(file: file),
        reason: "there are \(unlisted) more problems like these")
    ]
  }
}
