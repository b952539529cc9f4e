import ArgumentParser
import Desk
import DeskRules
import Foundation
import LeadModel

/// Does an act at the host and says what came of it.
private func perform(_ act: Act, in workspace: WorkspaceOption, format: OutputFormat) throws {
  let door = try Door.acting(workspace.find())
  let answer = try door.ask(.act(ActRequest(key: UUID().uuidString, act: act)))
  switch answer {
  case .done(let receipt):
    guard format == .json else { return Output.line(receipt.text + ".") }
    var out = Payload()
    out.put("entry", receipt.entry)
    out.put("text", receipt.text)
    Output.line(String(decoding: out.bytes, as: UTF8.self))
  case .refused(let refusal):
    if format == .json {
      var out = Payload()
      out.put("refused", refusal.refused.rawValue)
      out.put("why", refusal.why)
      Output.line(String(decoding: out.bytes, as: UTF8.self))
    }
    throw Failure(refusal)
  case .failed(let why): throw Failure(.store, why)
  default: throw Failure(.store, "the host answered something else")
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
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    try perform(
      .contact(lead: lead, kind: kind, at: instant(at), channel: channel), in: workspace,
      format: format)
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
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    try perform(
      .disposition(lead: lead, code: kind, at: instant(at)), in: workspace, format: format)
  }
}

/// `escalate`: dispute a decision.
struct EscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Dispute a lead's latest decision: an analyst reviews it within two hours.",
    discussion: """
      signalbox escalate L-1001 --code wrong_segment --note "They have 2,000 employees"
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Option(help: "A reason code of the rule set.")
  var code: String
  @Option(help: "One sentence for the reviewer.")
  var note: String?
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    try perform(.escalate(lead: lead, code: code, note: note), in: workspace, format: format)
  }
}

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
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    try perform(
      .away(
        rep: rep.map { RepID($0) }, minutes: minutes(), delegate: delegate.map { RepID($0) },
        code: code), in: workspace, format: format)
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
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    try perform(.back(rep: rep.map { RepID($0) }), in: workspace, format: format)
  }
}
