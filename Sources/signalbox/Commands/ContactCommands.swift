import ArgumentParser
import DeskRules
import LeadModel

/// `contact`: somebody spoke to the lead.
struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact",
    abstract: "Log first or further contact with a lead, which stops its clocks.",
    discussion: """
      signalbox contact '#4127'
      signalbox contact L-1001 --kind meeting --at 2026-03-02T10:00:00+01:00
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Option(help: "contacted or meeting.")
  var kind = "contacted"
  @Option(help: ArgumentHelp("When it was. Default: now.", valueName: "instant"))
  var at: String?
  @Option(help: "By which channel: phone, email, …")
  var channel: String?
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func run() throws {
    try options.perform(
      .contact(lead: lead, kind: kind, at: instant(at), channel: channel), seen: seen.seen)
  }
}

/// `disposition`: what became of the lead.
struct DispositionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disposition",
    abstract:
      "Set what became of a lead: meeting, disqualified, recycled, converted, or the rules' own.",
    discussion: """
      signalbox disposition L-1001 disqualified
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Argument(help: ArgumentHelp("A disposition of the rule set.", valueName: "kind"))
  var kind: String
  @Option(help: ArgumentHelp("When it was. Default: now.", valueName: "instant"))
  var at: String?
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func run() throws {
    try options.perform(
      .disposition(lead: lead, code: kind, at: instant(at)), seen: seen.seen)
  }
}

/// Reads an instant that a person gave.
private func instant(_ text: String?) throws -> Instant? {
  guard let text else { return nil }
  guard let instant = Instant(rfc3339: text) else {
    throw Failure(
      .usage, "\"\(text)\" is no instant: write it as 2026-03-02T09:15:00Z or with an offset")
  }
  return instant
}
