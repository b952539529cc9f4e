import RoutingEngine

@testable import Settings

/// The rules of a text that has no problems.
func rules(_ text: String) throws -> RuleSet {
  try RuleSetFile(parsing: Array(text.utf8)).ruleSet
}

/// What is wrong with a text as rules.
func ruleProblems(_ text: String) -> [SettingsProblem] {
  problems { try RuleSetFile(parsing: Array(text.utf8)) }
}

/// What a reading refuses.
func problems(_ read: () throws -> some Any) -> [SettingsProblem] {
  do {
    _ = try read()
    return []
  } catch let error as SettingsProblems {
    return error.problems
  } catch {
    return [
      SettingsProblem(
        file: "", line: nil, column: nil, key: "", sentence: "another error: \(error)")
    ]
  }
}
