import LeadModel
import RoutingEngine
import Settings
import TerminalKit

/// What holds for the files of settings.
enum SettingsLaws {
  private static let rows = ["j", "ctrl-c", "f2", "space"].enumerated().compactMap { place, text in
    Key(notation: text).map {
      KeysFile.Row(
        action: ["down", "quit", "rename", "mark"][place], keys: [$0], places: 1, isTyping: false,
        isNeeded: place < 2)
    }
  }

  /// The first byte chooses the file.
  static func any(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let first = bytes.first else { return }
    let file = Array(bytes.dropFirst())
    do {
      switch first % 6 {
      case 0: _ = try SiteFile(parsing: file)
      case 1: try rules(try RuleSetFile(parsing: file))
      case 2: try people(try PeopleFile(parsing: file))
      case 3: _ = try KeysFile(parsing: file, rows: rows)
      case 4:
        let theme = try ThemeFile(parsing: file, file: "theme.toml", name: "theme")
        try check(theme.errors + theme.warnings, of: file)
      default: _ = try LeakageFile(parsing: file)
      }
    } catch let error as SettingsProblems {
      try law(!error.problems.isEmpty, "refused for nothing")
      try check(error.problems, of: file)
    } catch let error as BrokenLaw {
      throw error
    } catch {
      throw BrokenLaw("another error: \(error)")
    }
  }

  /// Rules that were read can be looked at and made ready.
  private static func rules(_ file: RuleSetFile) throws(BrokenLaw) {
    for finding in RuleLint.findings(file.ruleSet, file: file) {
      try FindingLaws.sentence("\(finding.sentence)")
    }
  }

  private static func people(_ file: PeopleFile) throws(BrokenLaw) {
    guard let rules = try? RuleSetFile(parsing: Array(DefaultFiles(user: "mara").rules.utf8))
    else { return }
    for finding in PeopleLint.findings(file, rules: rules.ruleSet) {
      try FindingLaws.sentence("\(finding.sentence)")
    }
  }

  /// Each problem stands in the file and is told in one line.
  private static func check(
    _ problems: [SettingsProblem], of file: [UInt8]
  ) throws(BrokenLaw) {
    let lines = file.count { $0 == 10 } + 1
    for problem in problems {
      try law(problem.line.map { (1...lines).contains($0) } ?? true, "no such line: \(problem)")
      try law(problem.column.map { $0 > 0 } ?? true, "no such column: \(problem)")
      try FindingLaws.sentence(problem.description)
    }
  }
}
