import ArgumentParser
import Desk
import DeskRules
import LeadModel

extension ExceptionCommand {
  /// `exception list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List exceptions, newest first.",
      discussion: """
        signalbox exception list
        signalbox exception list --state active --format json
        """)
    @Option(
      help: ArgumentHelp(
        "Only those: requested, approved, active, expired, revoked or rejected.",
        valueName: "state"))
    var state: ExceptionState?
    @Option(help: "text or json, one object a line.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      guard case .exceptions(let all) = try door.demand(.exceptions(number: nil), format) else {
        return
      }
      let now = SystemClock.now
      let rows = all.filter { state == nil || $0.state(at: now) == state }
      switch format {
      case .json: for row in rows { Output.line(ExceptionText.json(row, at: now)) }
      case .text:
        guard !rows.isEmpty else { return Output.message("no exceptions") }
        Output.text(ExceptionText.table(rows, at: now, LocalClock()).lines)
      }
    }
  }

  /// `exception show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one exception with its reason and who decided what.",
      discussion: """
        signalbox exception show 12
        """)
    @Argument(help: ArgumentHelp("Its number.", valueName: "number"))
    var number: Int64
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      guard case .exceptions(let rows) = try door.demand(.exceptions(number: number), format)
      else { return }
      guard let row = rows.first else {
        throw Failure(.badAnswer, "there is no exception \(number)")
      }
      let now = SystemClock.now
      switch format {
      case .json: Output.line(ExceptionText.json(row, at: now))
      case .text: Output.text(ExceptionText.lines(row, at: now, LocalClock()))
      }
    }
  }
}

/// Exceptions as tables, pages and objects.
enum ExceptionText {
  static func table(_ rows: [ExceptionRow], at now: Instant, _ clock: LocalClock) -> TextTable {
    TextTable(
      ["NO", "STATE", "WHAT", "FOR", "CODE", "FROM", "UNTIL", "OWNER", "APPROVED BY"], right: [0],
      rows: rows.map { row in
        [
          "\(row.number)", row.state(at: now).rawValue, what(row.terms), scope(row.terms), row.code,
          clock.day(row.effective), clock.day(row.sunset), row.ownerRole,
          row.approvals.joined(separator: ", "),
        ]
      })
  }

  /// `route_to ana.silva`, `capacity_of max.ott 40`.
  static func what(_ terms: ExceptionTerms) -> String {
    [terms.kind.rawValue, terms.rep?.text, terms.value].compactMap { $0 }.joined(separator: " ")
  }

  /// What narrows it: account, domain, campaign; all leads without one.
  static func scope(_ terms: ExceptionTerms) -> String {
    let parts = [
      terms.account.map { "account \($0)" }, terms.domain, terms.campaign.map { "campaign \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? "all leads" : parts.joined(separator: ", ")
  }

  static func lines(_ row: ExceptionRow, at now: Instant, _ clock: LocalClock) -> [String] {
    var rows = [
      ["what", what(row.terms) + ", for " + scope(row.terms)],
      ["why", "\(row.code): \(row.reason)"],
      ["points at", row.references.map(text).joined(separator: ", ")],
      ["owner", row.ownerRole],
      [
        "holds",
        "from \(clock.text(row.effective)) until \(clock.text(row.sunset)) (\(clock.name))",
      ],
    ]
    if row.wantedSunset != row.sunset {
      rows.append(["wanted", "until \(clock.text(row.wantedSunset)), by quarterly signature"])
    }
    if let signed = row.signedOffAt { rows.append(["signed off", clock.text(signed)]) }
    if let earlier = row.renews { rows.append(["renews", "exception \(earlier)"]) }
    rows.append(["requested", "by \(row.requestedBy), \(clock.text(row.requestedAt))"])
    if !row.approvals.isEmpty {
      rows.append(["approved", "by " + row.approvals.joined(separator: ", ")])
    }
    if let by = row.decidedBy {
      rows.append([row.status.rawValue, "by \(by), \(clock.text(row.decidedAt))"])
    }
    if let note = row.note { rows.append(["note", note]) }
    return ["Exception \(row.number), \(row.state(at: now).rawValue)"]
      + TextTable(["", ""], rows: rows).lines
  }

  private static func text(_ reference: ExceptionReference) -> String {
    "\(reference.kind.rawValue):\(reference.id)"
  }

  static func json(_ row: ExceptionRow, at now: Instant) -> String {
    JSONText.object { put(row, at: now, into: &$0) }
  }

  static func put(_ row: ExceptionRow, at now: Instant, into out: inout Payload) {
    out.put("number", row.number)
    out.put("state", row.state(at: now).rawValue)
    out.put("kind", row.terms.kind.rawValue)
    out.put("rep", row.terms.rep?.text)
    out.put("account", row.terms.account?.text)
    out.put("domain", row.terms.domain)
    out.put("campaign", row.terms.campaign)
    out.put("value", row.terms.value)
    out.put("code", row.code)
    out.put("reason", row.reason)
    out.put("references", texts: row.references.map(text))
    out.put("owner", row.ownerRole)
    out.put("from", row.effective)
    out.put("until", row.sunset)
    out.put("wanted_until", row.wantedSunset)
    out.put("renews", row.renews)
    out.put("requested_by", row.requestedBy)
    out.put("requested_at", row.requestedAt)
    out.put("approvals", texts: row.approvals)
    out.put("decided_by", row.decidedBy)
    out.put("decided_at", row.decidedAt)
    out.put("signed_off_at", row.signedOffAt)
    out.put("note", row.note)
  }
}

extension ExceptionState: ExpressibleByArgument {}
