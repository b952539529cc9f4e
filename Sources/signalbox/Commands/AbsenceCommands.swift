import ArgumentParser
import DeskRules
import LeadModel

/// `away`: off shift at once.
struct AwayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "away",
    abstract: "Go off shift at once, for a while or until back.",
    discussion: """
      signalbox away 30m --code other
      signalbox away 2h --rep ana.silva --delegate max.ott --code other
      signalbox away until-back --code other
      """)

  @Argument(help: ArgumentHelp("30m, 2h, 1d or until-back.", valueName: "duration"))
  var duration: String
  @Option(help: "Who; default: yourself.")
  var rep: String?
  @Option(help: "Who gets leads of named accounts and open deals meanwhile.")
  var delegate: String?
  @Option(help: "A reason code of the rule set.")
  var code: String
  @OptionGroup var options: ActOptions

  func run() throws {
    try options.perform(
      .away(
        rep: rep.map { RepID($0) }, minutes: minutes(), delegate: delegate.map { RepID($0) },
        code: code))
  }

  private func minutes() throws -> Int? {
    if duration == "until-back" { return nil }
    let units: [Character: Int] = ["m": 1, "h": 60, "d": 24 * 60]
    guard let unit = duration.last.flatMap({ units[$0] }), let count = Int(duration.dropLast()),
      (1...100_000).contains(count)
    else {
      throw Failure(.usage, "\"\(duration)\" is no duration: write 30m, 2h, 1d or until-back")
    }
    return count * unit
  }
}

/// `back`: on shift again.
struct BackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "back", abstract: "Come back on shift.",
    discussion: """
      signalbox back
      signalbox back --rep ana.silva
      """)

  @Option(help: "Who; default: yourself.")
  var rep: String?
  @OptionGroup var options: ActOptions

  func run() throws {
    try options.perform(.back(rep: rep.map { RepID($0) }))
  }
}
