import ArgumentParser
import DeskRules
import LeadModel

/// Why a lead goes to somebody by hand.
struct OverrideOptions: ParsableArguments {
  @Option(help: "A reason code of the rule set.")
  var code: String
  @Option(help: "One sentence that says why.")
  var note: String
  @ArgumentParser.Flag(help: "Even where the rep has no capacity left: for managers.")
  var overCapacity = false
  @Option(
    help: ArgumentHelp(
      "Count the lead as this segment from now on; needs a reason code for segments.",
      valueName: "segment"))
  var segment: String?
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func give(_ lead: String, to rep: String, onlyWaiting: Bool = false) throws {
    try options.perform(
      .reassign(
        ReassignOrder(
          lead: lead, rep: RepID(rep), code: code, note: note, overCapacity: overCapacity,
          segment: segment.map { SegmentID($0) }, onlyWaiting: onlyWaiting)),
      seen: seen.seen)
  }
}

/// `assign`: a waiting lead to a rep, by hand.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a waiting lead to a rep, or to the one whom the rules would take.",
    discussion: """
      signalbox assign '#4127' ana.silva --code capacity_balance --note "Ana knows the plant"
      signalbox assign '#4127' --suggested --code capacity_balance --note "The queue is long"

      --suggested takes the first of the lead's rank without regard to hours, then to capacity.
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Argument(help: ArgumentHelp("Who gets it.", valueName: "rep"))
  var rep: String?
  @ArgumentParser.Flag(help: "Whom the rules would take.")
  var suggested = false
  @OptionGroup var override: OverrideOptions

  func validate() throws {
    guard suggested == (rep == nil) else {
      throw ValidationError(
        suggested ? "--suggested names the rep itself" : "name the rep, or say --suggested")
    }
    if suggested, override.overCapacity || override.segment != nil {
      throw ValidationError("--over-capacity and --segment go with a rep that you name")
    }
  }

  func run() throws {
    if let rep { return try override.give(lead, to: rep, onlyWaiting: true) }
    try override.options.perform(
      .assignSuggested(lead: lead, code: override.code, note: override.note),
      seen: override.seen.seen)
  }
}

/// `reassign`: a lead to another rep.
struct ReassignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reassign",
    abstract: "Give a lead to another rep, with a reason.",
    discussion: """
      signalbox reassign L-1001 max.ott --code capacity_balance --note "Max takes over on Monday"
      signalbox reassign L-1001 max.ott --code segment_fix --segment enterprise --note "2,000 staff"

      What named accounts and open deals decided is corrected by "signalbox escalate" and a review.
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @Argument(help: ArgumentHelp("Who gets it.", valueName: "rep"))
  var rep: String
  @OptionGroup var override: OverrideOptions

  func run() throws { try override.give(lead, to: rep) }
}

/// `claim`: a waiting lead for oneself.
struct ClaimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "Take a lead that waits in a fallback queue for yourself.",
    discussion: """
      signalbox claim '#4127'
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func run() throws { try options.perform(.claim(lead: lead), seen: seen.seen) }
}

/// `undo`: one's own latest act on a lead.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back your own latest act on a lead; the log keeps both.",
    discussion: """
      signalbox undo '#4127'
      """)

  @Argument(help: ArgumentHelp("The lead.", valueName: "lead"))
  var lead: String
  @OptionGroup var seen: SeenOption
  @OptionGroup var options: ActOptions

  func run() throws { try options.perform(.undo(lead: lead), seen: seen.seen) }
}
