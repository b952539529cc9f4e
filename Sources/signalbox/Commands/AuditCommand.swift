import ArgumentParser
import DeskRules

/// `audit`: what an analyst finds of an assignment of the weekly sample.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Mark an assignment of the weekly audit sample right or wrong.",
    discussion: """
      signalbox report audit
      signalbox audit L-1001 --right --note "Ana covers Portugal in Portuguese"
      signalbox audit L-1002 --wrong --note "Belongs to the parent company's owner"

      The sample of a week is drawn when the week has ended: 50 assignments that the engine made, the same \
      for everybody. Marking one again takes the place of what was found before; the log keeps both.
      """)

  @Argument(help: ArgumentHelp("A lead of the sample.", valueName: "lead"))
  var lead: String
  @ArgumentParser.Flag(help: "It went to whom it should have gone to.")
  var right = false
  @ArgumentParser.Flag(help: "It should have gone to somebody else.")
  var wrong = false
  @Option(help: "One sentence that says why.")
  var note: String
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func validate() throws {
    guard right != wrong else { throw ValidationError("say one of --right and --wrong") }
  }

  func run() throws {
    let judgement: JudgeAssignment.Judgement = right ? .right : .wrong
    try options.perform(
      .judge(JudgeOrder(lead: lead, judgement: judgement.rawValue, note: note)), seen: seen.seen)
  }
}
