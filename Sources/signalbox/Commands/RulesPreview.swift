import ArgumentParser
import Desk
import DeskRules
import LeadModel

extension RulesCommand {
  /// `rules preview`.
  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the last weeks' real leads under other rules and tell what would differ.",
      discussion: """
        signalbox rules preview
        signalbox rules preview draft.toml --days 14 --all
        signalbox rules preview --request 7 --rolled

        Nothing is written. Each lead is decided against the facts as they were recorded; with --rolled \
        loads and rotation evolve under each version instead.
        """)
    @Argument(help: ArgumentHelp("Default: the workspace's rules.toml.", valueName: "file"))
    var file: String?
    @Option(help: ArgumentHelp("The rules of a change request.", valueName: "number"))
    var request: Int64?
    @Option(help: ArgumentHelp("The rules of a published version.", valueName: "version"))
    var version: Int?
    @Option(help: "How many days back. Default: as the site sets it.")
    var days: Int?
    @ArgumentParser.Flag(help: "Let loads and rotation evolve under each version.")
    var rolled = false
    @ArgumentParser.Flag(help: "List every changed lead, not only the first.")
    var all = false
    @Option(help: "text or json; json always has every changed lead.")
    var format: OutputFormat = .text
    @OptionGroup var clock: ClockOption
    @OptionGroup var workspace: WorkspaceOption

    /// Rows asked for at a time, and rows listed in text without `--all`.
    private static let page = 200
    private static let few = 20

    func validate() throws {
      guard [file != nil, request != nil, version != nil].filter({ $0 }).count <= 1 else {
        throw ValidationError("name one of a file, --request and --version")
      }
      if let days, !(1...3650).contains(days) {
        throw ValidationError("--days takes 1 to 3650")
      }
    }

    func run() throws {
      let workspace = try workspace.find()
      let rules = try rules(workspace)
      let door = try Door.reading(workspace, at: clock.given())
      var summary = try ask(door, rules, offset: 0)
      let wanted = all || format == .json ? summary.changed : Self.few
      while summary.rows.count < wanted {
        let more = try ask(door, rules, offset: summary.rows.count).rows
        guard !more.isEmpty else { break }
        summary.rows += more
      }
      summary.rows = Array(summary.rows.prefix(wanted))
      switch format {
      case .json: Output.line(PreviewText.json(summary))
      case .text: Output.text(PreviewText.lines(summary, LocalClock()))
      }
    }

    private func rules(_ workspace: Workspace) throws -> PreviewRequest.Rules {
      if let request { return .change(request) }
      if let version { return .version(version) }
      return .text(try RuleFile.text(of: file, in: workspace))
    }

    private func ask(
      _ door: Door, _ rules: PreviewRequest.Rules, offset: Int
    ) throws -> PreviewSummary {
      let request = PreviewRequest(
        rules: rules, days: days, rolled: rolled, offset: offset, limit: Self.page)
      guard
        case .previewed(let summary) = try door.demandFinished(
          .preview(request), "leads run again", format)
      else { throw Failure(.store, "the host answered something else") }
      return summary
    }
  }
}

/// What other rules would have done, as a page and as an object.
enum PreviewText {
  static func lines(_ preview: PreviewSummary, _ clock: LocalClock) -> [String] {
    var lines = [
      "\(preview.after) against \(preview.before), \(preview.mode)",
      "\(clock.text(preview.from)) to \(clock.text(preview.to)) (\(clock.name))",
      "\(preview.leads) lead\(preview.leads == 1 ? "" : "s") run again, "
        + "\(preview.changed) \(preview.changed == 1 ? "ends" : "end") elsewhere"
        + share(preview.changed, of: preview.leads),
    ]
    lines += section(
      "From whom to whom", ["LEADS", "FROM", "TO"], right: [0],
      preview.moves.map { ["\($0.leads)", $0.from, $0.to] })
    lines += section(
      "Counts", ["", "", "BEFORE", "AFTER"], right: [2, 3], preview.counts.map(row))
    lines += section(
      "Leads per rep", ["REP", "BEFORE", "AFTER"], right: [1, 2],
      preview.reps.map { [$0.name, "\($0.before)", "\($0.after)"] })
    lines += leads(preview)
    if !preview.assumptions.isEmpty {
      lines += ["", "Derived or assumed"] + preview.assumptions.map { "  \($0)" }
    }
    return lines
  }

  private static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    let thousandths = (part * 1000 + whole / 2) / whole
    return " (\(thousandths / 10).\(thousandths % 10) %)"
  }

  private static func row(_ count: PreviewSummary.Count) -> [String] {
    [count.kind, count.name, "\(count.before)", "\(count.after)"]
  }

  private static func section(
    _ title: String, _ columns: [String], right: Set<Int>, _ rows: [[String]]
  ) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable(columns, right: right, rows: rows)
    table.indent = "  "
    return ["", title] + table.lines
  }

  private static func leads(_ preview: PreviewSummary) -> [String] {
    guard !preview.rows.isEmpty else { return [] }
    let some = preview.rows.count < preview.changed
    let title =
      some
      ? "Changed leads, the first \(preview.rows.count) of \(preview.changed): --all lists them all"
      : "Changed leads"
    return ["", title]
      + preview.rows.flatMap { row in
        [
          "  \(row.number)  \(row.lead)  \(row.before) → \(row.after)",
          "    before  \(row.sentenceBefore)", "    after   \(row.sentenceAfter)",
        ]
      }
  }

  static func json(_ preview: PreviewSummary) -> String {
    JSONText.object {
      $0.put("mode", preview.mode)
      $0.put("from", preview.from)
      $0.put("to", preview.to)
      $0.put("before", preview.before)
      $0.put("after", preview.after)
      $0.put("leads", preview.leads)
      $0.put("changed", preview.changed)
      $0.put("moves", list: preview.moves) { row, out in
        out.put("from", row.from)
        out.put("to", row.to)
        out.put("leads", row.leads)
      }
      $0.put("counts", list: preview.counts, put)
      $0.put("reps", list: preview.reps, put)
      $0.put("rows", list: preview.rows) { row, out in
        out.put("lead", row.lead)
        out.put("number", row.number.value)
        out.put("before", row.before)
        out.put("after", row.after)
        out.put("sentence_before", row.sentenceBefore)
        out.put("sentence_after", row.sentenceAfter)
      }
      $0.put("assumptions", texts: preview.assumptions)
    }
  }

  private static func put(_ count: PreviewSummary.Count, _ out: inout Payload) {
    out.put("kind", count.kind)
    out.put("name", count.name)
    out.put("before", count.before)
    out.put("after", count.after)
  }
}
