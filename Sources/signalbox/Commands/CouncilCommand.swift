import ArgumentParser
import Desk
import DeskRules
import LeadModel

/// `council`: what those who decide on rules have before them.
struct CouncilCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "council",
    abstract: "Show the council's agenda and window; tick roster changes, sign long exceptions.",
    discussion: """
      signalbox council agenda
      signalbox council window
      signalbox council roster --all
      """,
    subcommands: [AgendaPage.self, WindowTimes.self, SignOff.self, RosterTicks.self])

  /// `council agenda`.
  struct AgendaPage: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "agenda",
      abstract: "Print what waits for the council, on pages of 80 columns.",
      discussion: """
        signalbox council agenda
        signalbox council agenda | lpr
        """)
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var clock: ClockOption
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find(), at: clock.given())
      guard case .agenda(let agenda) = try door.demandFinished(.agenda, "read", format) else {
        return
      }
      switch format {
      case .json: Output.line(AgendaText.json(agenda))
      case .text: Output.text(AgendaText.lines(agenda))
      }
    }
  }

  /// `council window`.
  struct WindowTimes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "window",
      abstract: "Tell whether the council may publish now, and when that changes.",
      discussion: """
        signalbox council window
        """)
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      guard case .status(let status) = try door.demand(.status, format),
        let window = status.council
      else { throw Failure(.store, "the host does not tell the council's window") }
      switch format {
      case .json: Output.object { AgendaText.put(window, into: &$0) }
      case .text: Output.text(AgendaText.sentence(window))
      }
    }
  }

  /// `council sign-off`.
  struct SignOff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sign-off",
      abstract: "Sign an exception with a long term for another quarter.",
      discussion: """
        signalbox council sign-off 12
        """)
    @Argument(help: ArgumentHelp("The exception.", valueName: "number"))
    var number: Int64
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.signOffException(number)) }
  }

  /// `council roster`.
  struct RosterTicks: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "roster",
      abstract: "List changes of the roster that routing reads, or tick them as seen.",
      discussion: """
        signalbox council roster
        signalbox council roster --tick 41,42
        signalbox council roster --all
        """)
    @Option(help: ArgumentHelp("Tick these, numbers with commas.", valueName: "numbers"))
    var tick: String?
    @ArgumentParser.Flag(help: "Tick all.")
    var all = false
    @OptionGroup var options: ActOptions

    func validate() throws {
      guard tick == nil || !all else { throw ValidationError("say --tick or --all, not both") }
    }

    func run() throws {
      if all { return try options.perform(.reviewRoster([])) }
      if let tick { return try options.perform(.reviewRoster(numbers(tick))) }
      let door = try Door.reading(options.workspace.find())
      guard case .rosterChanges(let rows) = try door.demand(.rosterChanges, options.format)
      else { return }
      switch options.format {
      case .json: for row in rows { Output.object { AgendaText.put(row, into: &$0) } }
      case .text:
        guard !rows.isEmpty else { return Output.message("no changes of the roster") }
        Output.text(AgendaText.table(rows, LocalClock()).lines)
      }
    }

    private func numbers(_ text: String) throws -> [Int64] {
      let parts = text.split { $0 == "," || $0 == " " }
      let numbers = parts.compactMap { Int64($0) }
      guard !numbers.isEmpty, numbers.count == parts.count else {
        throw Failure(.usage, "\"\(text)\" is no list of numbers: write 41,42")
      }
      return numbers
    }
  }
}
