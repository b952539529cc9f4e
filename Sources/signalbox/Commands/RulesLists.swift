import ArgumentParser
import Desk
import DeskRules
import LeadModel

extension RulesCommand {
  /// `rules lint`.
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a rule file against the roster in force: mistakes, and what is odd.",
      discussion: """
        signalbox rules lint
        signalbox rules lint draft.toml

        Before the first start it is checked against the roster in the workspace's folder. Status 1 where \
        there are mistakes, which keep the file from being proposed.
        """)
    @Argument(help: ArgumentHelp("Default: the workspace's rules.toml.", valueName: "file"))
    var file: String?
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let found = try look(at: workspace.find())
      switch format {
      case .json:
        Output.object {
          $0.put("errors", texts: found.errors)
          $0.put("warnings", texts: found.warnings)
        }
      case .text:
        let name = file ?? "rules.toml"
        for line in found.warnings { Output.text(RuleFile.placed(line, "warning", in: name)) }
        if found.errors.isEmpty, found.warnings.isEmpty { Output.line("Nothing is wrong or odd.") }
        guard found.errors.isEmpty else {
          throw Failure(
            .badAnswer, lines: found.errors.map { RuleFile.placed($0, "error", in: name) })
        }
      }
      if !found.errors.isEmpty { throw ExitCode(Failure.Status.badAnswer.rawValue) }
    }

    /// Before the first start there is no roster in force: that of the folder will be.
    private func look(at workspace: Workspace) throws -> LintSummary {
      let source = try RuleFile.text(of: file, in: workspace)
      guard workspace.hasStore else {
        do { return try Desk.lint(source, in: workspace) } catch { throw Failure(error) }
      }
      let door = try Door.reading(workspace)
      guard case .lint(let found) = try door.demand(.lintRules(source: source), format) else {
        throw Failure(.store, "the host answered something else")
      }
      return found
    }
  }

  /// `rules list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List published versions and open change requests, newest first.",
      discussion: """
        signalbox rules list
        signalbox rules list --all --format json
        """)
    @ArgumentParser.Flag(help: "Closed change requests too.")
    var all = false
    @Option(help: "text or json, one object a line.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      guard case .ruleVersions(let versions) = try door.demand(.ruleVersions, format),
        case .changeRequests(let found) = try door.demand(.changeRequests, format)
      else { return }
      let requests = found.filter { all || $0.status == .open }
      switch format {
      case .json:
        for row in versions { Output.line(RulesText.json(row)) }
        for row in requests { Output.line(RulesText.json(row)) }
      case .text:
        let clock = LocalClock()
        Output.text(RulesText.versions(versions, clock).lines)
        guard !requests.isEmpty else { return }
        Output.line("")
        Output.text(RulesText.requests(requests, clock).lines)
      }
    }
  }

  /// `rules show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a version of the rules as TOML.",
      discussion: """
        signalbox rules show > rules.toml
        signalbox rules show 3
        """)
    @Argument(help: ArgumentHelp("Default: the one in force.", valueName: "version"))
    var version: Int?
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      guard case .text(let text) = try door.demand(.ruleText(version: version), format) else {
        return
      }
      switch format {
      case .json: Output.object { $0.put("toml", text) }
      case .text: Output.bytes(Array(text.utf8))
      }
    }
  }

  /// `rules diff`.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell what differs between two versions, setting by setting.",
      discussion: """
        signalbox rules diff
        signalbox rules diff 3 5
        signalbox rules diff --request 7

        Without versions: the one in force against the one before; with one: that against the one in \
        force.
        """)
    @Argument(help: ArgumentHelp("The earlier version.", valueName: "from"))
    var from: Int?
    @Argument(help: ArgumentHelp("The later version.", valueName: "to"))
    var to: Int?
    @Option(help: ArgumentHelp("What a change request would change.", valueName: "number"))
    var request: Int64?
    @Option(help: "text or json, one object a line.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      guard request == nil || from == nil else {
        throw ValidationError("--request names both sides: leave the versions out")
      }
    }

    func run() throws {
      let door = try Door.reading(workspace.find())
      let rows = try request.map { try differences(of: $0, door) } ?? differences(door)
      switch format {
      case .json: for row in rows { Output.line(RulesText.json(row)) }
      case .text:
        guard !rows.isEmpty else { return Output.line("No setting differs.") }
        for row in rows { Output.text(RulesText.lines(row)) }
      }
    }

    private func differences(of number: Int64, _ door: Door) throws -> [RuleDifference] {
      guard case .changeRequest(let detail) = try door.demand(.changeRequest(number), format)
      else { return [] }
      if format == .text {
        Output.text(RulesText.lines(detail, LocalClock()))
        Output.line("")
      }
      return detail.differences
    }

    private func differences(_ door: Door) throws -> [RuleDifference] {
      guard case .ruleVersions(let versions) = try door.demand(.ruleVersions, format),
        let latest = versions.map(\.version).max()
      else { return [] }
      let (a, b) = (from ?? max(1, latest - 1), to ?? latest)
      guard
        case .ruleDifference(let rows) = try door.demand(.ruleDifference(from: a, to: b), format)
      else { return [] }
      return rows
    }
  }
}
