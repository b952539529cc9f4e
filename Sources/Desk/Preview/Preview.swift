import DeskRules
import LeadModel
import RoutingEngine
import Settings
import Store

/// What a preview came to: figures, and the changed leads to be read page by page.
public struct PreviewResult: Sendable {
  var summary: PreviewSummary
  var rows: PreviewRows

  /// The answer with the rows that were asked for.
  public func page(offset: Int, limit: Int) -> PreviewSummary {
    var page = summary
    page.rows = rows.page(offset: max(0, offset), limit: min(max(0, limit), Preview.mostRows))
    return page
  }
}

/// Real leads of the last days under the rules in force and under others. Nothing is written.
///
/// Each lead counts once, by the first decision on it in the period: what routing did when it came in. Both
/// versions are run, so that no difference is due to anything but the rules.
public struct Preview {
  /// How many rows an answer lists at most.
  static let mostRows = 200

  private let store: Store
  private let configuration: Configuration

  /// Opens the store of a workspace for reading, on a connection of its own.
  public init(_ workspace: Workspace) throws(DeskProblem) {
    do {
      configuration = try Configuration(workspace)
      store = try Store.open(at: workspace.store, mode: .readOnly)
    } catch { throw Desk.problem(error) }
  }

  init(_ store: Store, _ configuration: Configuration) {
    self.store = store
    self.configuration = configuration
  }

  /// Runs it, telling how many log entries of how many were read. A refusal where what was asked for is not
  /// there or cannot be read.
  public func run(
    _ request: PreviewRequest, now: Instant, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(DeskProblem) -> Result<PreviewResult, Refusal> {
    do {
      let days = request.days ?? configuration.site.previewDays
      guard (1...3650).contains(days) else {
        return .failure(Refusal(.usage, "a preview looks back 1 to 3650 days, not \(days)"))
      }
      let pair: PreviewRules
      switch try PreviewRules.find(request.rules, in: store) {
      case .success(let found): pair = found
      case .failure(let refusal): return .failure(refusal)
      }
      // What was decided at this very instant is in it: clocks that are given stand still.
      let period = (now - Int64(days) * Instant.day)..<(now + 1)
      let reading = try PreviewReading(store, configuration, pair, period: period)
      if request.rolled {
        var preview = try RolledPreview(reading)
        return .success(try preview.run(progress))
      }
      var preview = try RecordedPreview(reading)
      return .success(try preview.run(progress))
    } catch { throw Desk.problem(error) }
  }
}

/// The two versions that a preview compares.
struct PreviewRules {
  var before: RuleSet
  var after: RuleSet
  /// `version 3`, and what that is compared with.
  var names: (before: String, after: String)

  static func find(
    _ wanted: PreviewRequest.Rules, in store: Store
  ) throws -> Result<PreviewRules, Refusal> {
    guard let current = try store.currentRuleSet() else {
      return .failure(Refusal(.unknown, "this workspace has no published rules yet"))
    }
    let before = try RuleDocument.rules(in: current.document)
    func found(_ after: RuleSet, _ name: String) -> Result<PreviewRules, Refusal> {
      .success(
        PreviewRules(before: before, after: after, names: ("version \(before.version)", name)))
    }
    switch wanted {
    case .text(let source):
      do throws(SettingsProblems) {
        return found(try RuleSetFile(parsing: Array(source.utf8)).ruleSet, "the rules of the file")
      } catch {
        let lines = error.problems.map(\.description).joined(separator: "\n")
        return .failure(Refusal(.usage, lines))
      }
    case .change(let number):
      guard let change = try store.changeRequest(number) else {
        return .failure(Refusal(.unknown, "there is no change \(number)"))
      }
      guard let document = change.document else {
        return .failure(
          Refusal(.conflict, "change \(number) is a draft without rules: there is nothing to run"))
      }
      return found(try RuleDocument.rules(in: document), "change \(number)")
    case .version(let version):
      guard let stored = try store.ruleSet(version) else {
        return .failure(Refusal(.unknown, "there is no version \(version) of the rules"))
      }
      return found(try RuleDocument.rules(in: stored.document), "version \(version)")
    }
  }
}
