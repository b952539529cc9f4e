import ArgumentParser
import DeskRules
import LeadModel

/// `escalate`: dispute a decision.
struct EscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Dispute a lead's latest decision: an analyst reviews it within two hours.",
    discussion: """
      signalbox escalate L-1001 --code wrong_segment --note "They have 2,000 employees"
      signalbox escalate L-1001 --withdraw
      signalbox escalate E-0193 --withdraw
      """)

  @Argument(
    help: ArgumentHelp("The lead; to withdraw also the escalation, E-0193.", valueName: "lead"))
  var lead: String
  @Option(help: "A reason code of the rule set.")
  var code: String?
  @Option(help: "One sentence for the reviewer.")
  var note: String?
  @ArgumentParser.Flag(help: "Take your open escalation back.")
  var withdraw = false
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func validate() throws {
    if withdraw, code != nil || note != nil {
      throw ValidationError("--withdraw takes neither --code nor --note")
    }
    if !withdraw, code == nil {
      throw ValidationError("say why with --code, a reason code of the rule set")
    }
  }

  func run() throws {
    if let code {
      return try options.perform(.escalate(lead: lead, code: code, note: note), seen: seen.seen)
    }
    try options.perform(.withdraw(escalation: number()))
  }

  /// The escalation that is meant: the one named, else the lead's open one, of several one's own.
  private func number() throws -> Int64 {
    if lead.uppercased().hasPrefix("E-"), let named = EscalationNumber(argument: lead) {
      return named.value
    }
    let door = try Door.acting(options.workspace.find())
    guard case .lead(let detail) = try door.demand(.lead(lead)),
      case .status(let status) = try door.demand(.status)
    else { throw Failure(.store, "the host answered something else") }
    let open = detail.escalations.filter { $0.closedAt == nil }
    let own = open.filter { $0.by == status.actor }
    guard let one = own.first ?? (open.count == 1 ? open.first : nil) else {
      let what = open.isEmpty ? "no open escalation" : "no open escalation of yours"
      throw Failure(.badAnswer, "\(detail.row.number) has \(what)")
    }
    return one.number
  }
}

/// `review`: what an analyst finds of an escalation.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Rule on an escalation; the person who filed it reads your sentence.",
    discussion: """
      signalbox review E-0193 --claim
      signalbox review E-0193 --outcome correct --note "Ana covers Portugal in Portuguese"
      signalbox review E-0193 --outcome refine_rule --dimension 5 --note "The limit is too low"
      signalbox review E-0193 --outcome routing_error --owner max.ott --note "His account"

      correct: routing was right. refine_rule: right by the rules, which should change: opens a draft \
      change request. routing_error: wrong, corrected at once.
      """)

  /// How a review ends.
  enum Outcome: String, ExpressibleByArgument, CaseIterable {
    case correct
    case refineRule = "refine_rule"
    case routingError = "routing_error"
  }

  @Argument(help: ArgumentHelp("The escalation: E-0193 or 193.", valueName: "escalation"))
  var escalation: EscalationNumber
  @Option(help: "correct, refine_rule or routing_error.")
  var outcome: Outcome?
  @Option(help: "A sentence for the person who filed it.")
  var note: String?
  @Option(help: ArgumentHelp("The right owner, for routing_error.", valueName: "rep"))
  var owner: String?
  @Option(
    help: ArgumentHelp(
      "The dimension that should change, for refine_rule. Default: the one that decided.",
      valueName: "1…8"))
  var dimension: Int?
  @ArgumentParser.Flag(help: "Take it for review, so that nobody else does.")
  var claim = false
  @ArgumentParser.Flag(help: "Give it back to the others.")
  var release = false
  @OptionGroup var options: ActOptions

  func validate() throws {
    if let dimension, !(1...8).contains(dimension) {
      throw ValidationError("--dimension takes 1 to 8")
    }
    let asked = [claim, release, outcome != nil].filter { $0 }.count
    guard asked == 1 else {
      throw ValidationError("say one of --outcome with --note, --claim or --release")
    }
    if outcome != nil, note == nil { throw ValidationError("--outcome needs --note") }
  }

  func run() throws {
    guard let outcome, let note else {
      return try options.perform(.claimEscalation(escalation.value, release: release))
    }
    try options.perform(
      .review(
        ReviewOrder(
          escalation: escalation.value, outcome: outcome.rawValue, note: note,
          owner: owner.map { RepID($0) }, dimension: dimension)))
  }
}
