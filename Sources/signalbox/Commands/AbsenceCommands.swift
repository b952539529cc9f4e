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
      signalbox away 1h30m --rep ana.silva --delegate max.ott --code other
      signalbox away until 14:00 --code other
      signalbox away until-back --code other

      Times are the rep's. Going away again replaces the absence that runs, with its delegate.
      """)

  @Argument(
    help: ArgumentHelp(
      "30m, 2h, 1h30m, 1d, until 14:00, until 2026-03-03 or until-back.", valueName: "duration"))
  var duration: [String]
  @Option(help: "Who; default: yourself.")
  var rep: String?
  @Option(help: "Who gets leads of named accounts and open deals meanwhile.")
  var delegate: String?
  @Option(help: "A reason code of the rule set; needed where it has several for this.")
  var code: String?
  @OptionGroup var options: ActOptions

  func run() throws {
    let text = duration.joined(separator: " ")
    var (minutes, until): (Int?, String?)
    switch AbsenceLength(text) {
    case .minutes(let count): minutes = count
    case .until(let time): until = time
    case .untilBack: break
    case nil:
      throw Failure(
        .usage,
        "\"\(text)\" is no duration: write 30m, 2h, 1h30m, 1d, \"until 14:00\" or until-back")
    }
    try options.perform(
      .away(
        rep: rep.map { RepID($0) }, minutes: minutes, delegate: delegate.map { RepID($0) },
        code: code ?? "", until: until))
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
