import ArgumentParser
import Desk
import DeskRules
import LeadModel

/// `exception`: dated departures from the rules.
struct ExceptionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exception",
    abstract: "Request, decide and list dated departures from the rules.",
    discussion: """
      signalbox exception list --state active
      signalbox exception request --kind route_to --rep ana.silva --account A-17 \
      --code strategic_account --reason "Ana runs their pilot until the summer" --ref account:A-17 \
      --owner "head of sales" --from 2026-03-03 --until 2026-05-31
      signalbox exception approve 12

      Every exception ends by itself at its sunset, within 90 days. Approving and renewing take effect in \
      the council's window; rejecting and revoking are always possible.
      """,
    subcommands: [
      Request.self, Approve.self, Reject.self, Revoke.self, Renew.self, List.self, Show.self,
    ])

  /// `exception approve`.
  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a requested exception, as one of the council's quorum.",
      discussion: """
        signalbox exception approve 12
        """)
    @Argument(help: ArgumentHelp("Its number.", valueName: "number"))
    var number: Int64
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.approveException(number)) }
  }

  /// `exception reject`.
  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reject a requested exception.",
      discussion: """
        signalbox exception reject 12 --note "The rules cover it since version 4"
        """)
    @Argument(help: ArgumentHelp("Its number.", valueName: "number"))
    var number: Int64
    @Option(help: "A sentence for the person who asked.")
    var note: String
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.rejectException(number, note: note)) }
  }

  /// `exception revoke`.
  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End an approved exception before its sunset.",
      discussion: """
        signalbox exception revoke 12 --note "The pilot is over"
        """)
    @Argument(help: ArgumentHelp("Its number.", valueName: "number"))
    var number: Int64
    @Option(help: "A sentence that says why.")
    var note: String
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.revokeException(number, note: note)) }
  }
}

extension ExceptionCommand {
  /// `exception request`.
  struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask for a departure from the rules, with reason, owner and dates.",
      discussion: """
        signalbox exception request --kind route_to --rep ana.silva --account A-17 \
        --code strategic_account --reason "Ana runs their pilot until the summer" \
        --ref account:A-17 --owner "head of sales" --from 2026-03-03 --until 2026-05-31
        signalbox exception request --kind capacity_of --rep max.ott --value 40 \
        --code capacity_balance --reason "Max covers for two until March" --ref product:signal \
        --owner "head of sales" --from 2026-03-03 --until 2026-03-31

        Kinds: route_to; coverage_for, --value "DE:de;AT:de"; product_for, --value PRODUCT; segment_of, \
        --value SEGMENT; capacity_of, --value NUMBER; hours_of, --value "Mon-Fri 08:00-16:00".
        """)
    @OptionGroup var scope: ScopeOptions
    @Option(help: "A reason code of the rule set.")
    var code: String
    @Option(help: "The business reason, one sentence.")
    var reason: String
    @Option(
      name: .customLong("ref"),
      help: ArgumentHelp(
        "What the reason points at: account:ID, product:ID or coverage:BR:pt. May be given again.",
        valueName: "kind:id"))
    var references: [Reference]
    @Option(help: ArgumentHelp("The role that answers for it.", valueName: "role"))
    var owner: String
    @Option(help: ArgumentHelp("Its first day, or an instant.", valueName: "date"))
    var from: String
    @Option(
      help: ArgumentHelp(
        "Its sunset: the first day on which it no longer holds.", valueName: "date"))
    var until: String
    @OptionGroup var options: ActOptions

    func run() throws {
      try options.perform(
        .requestException(
          ExceptionOrder(
            terms: scope.terms, code: code, reason: reason,
            references: references.map(\.reference), ownerRole: owner, effective: from,
            sunset: until)))
    }
  }

  /// What an exception does to whom.
  struct ScopeOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "route_to, coverage_for, product_for, segment_of, capacity_of or hours_of.",
        valueName: "kind"))
    var kind: ExceptionKind
    @Option(help: "The rep; every kind but segment_of needs one.")
    var rep: String?
    @Option(help: "Only leads of this account.")
    var account: String?
    @Option(help: "Only leads of this company's domain.")
    var domain: String?
    @Option(help: "Only leads of this campaign.")
    var campaign: String?
    @Option(help: "What the kind sets.")
    var value: String?

    var terms: ExceptionTerms {
      ExceptionTerms(
        kind: kind, rep: rep.map { RepID($0) }, account: account.map { AccountID($0) },
        domain: domain, campaign: campaign, value: value)
    }
  }

  /// `account:A-17`, `product:signal`, `coverage:BR:pt`.
  struct Reference: ExpressibleByArgument {
    let reference: ExceptionReference

    init?(argument: String) {
      let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty,
        let kind = ExceptionReference.Kind(rawValue: String(parts[0]))
      else { return nil }
      reference = ExceptionReference(kind: kind, id: String(parts[1]))
    }
  }

  /// `exception renew`.
  struct Renew: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask for another term of an exception, for a new reason.",
      discussion: """
        signalbox exception renew 12 --code strategic_account \
        --reason "The pilot was extended by a quarter" --until 2026-08-31
        """)
    @Argument(help: ArgumentHelp("Its number.", valueName: "number"))
    var number: Int64
    @Option(help: "A reason code of the rule set.")
    var code: String
    @Option(help: "The business reason: one sentence that none before it had.")
    var reason: String
    @Option(
      help: ArgumentHelp(
        "Its first day. Default: the sunset of the one before, or today.", valueName: "date"))
    var from: String?
    @Option(help: ArgumentHelp("Its sunset.", valueName: "date"))
    var until: String
    @Option(
      name: .customLong("ref"),
      help: ArgumentHelp(
        "What the reason points at. Default: as before. May be given again.", valueName: "kind:id"))
    var references: [Reference] = []
    @OptionGroup var options: ActOptions

    func run() throws {
      let renewal = ExceptionRenewal(
        code: code, reason: reason,
        references: references.isEmpty ? nil : references.map(\.reference), effective: from,
        sunset: until)
      try options.perform(.renewException(number, renewal))
    }
  }
}

extension ExceptionKind: ExpressibleByArgument {}
