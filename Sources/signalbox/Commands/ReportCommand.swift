import ArgumentParser
import Desk
import DeskRules
import LeadModel
import Reports
import Settings

/// `report`: figures of what was decided and done.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a report: figures with their counts, and the lines that they must not cross.",
    discussion: """
      signalbox report kpi
      signalbox report sla --from 2026-03-02 --to 2026-03-09 --by queue --format csv
      signalbox report reconcile --file crm-export.csv
      signalbox report self-audit --file crm-export.csv
      signalbox report rep --rep ana.silva
      signalbox report coverage --by team --format html > coverage.html
      signalbox report enrichment --file crm-export.csv
      signalbox report shifts --at 2026-03-02T22:00:00Z
      signalbox report leakage --from 2026-02-01 --to 2026-03-01 --by segment
      signalbox report audit --week 2026-W10 --format csv > sample.csv
      signalbox report kpi --check || mail -s "Routing" ops@example.com

      Reports: \(Desk.reportNames.joined(separator: ", ")).
      Dates begin at 00:00 of the organisation's zone; --to is the first instant no longer counted.
      """)

  @Argument(help: ArgumentHelp("Which report.", valueName: "name"))
  var name: String
  @Option(help: ArgumentHelp("From this date or instant on.", valueName: "date"))
  var from: String?
  @Option(help: ArgumentHelp("Up to this date or instant, exclusive.", valueName: "date"))
  var to: String?
  @Option(
    help: ArgumentHelp(
      "Of this ISO week, 2026-W10, in place of --from and --to.", valueName: "week"))
  var week: String?
  @Option(
    help: ArgumentHelp(
      "Broken down by region, source, segment, queue, owner, product, hour or weekday; coverage "
        + "by region, team or owner; leakage by region, source or segment.",
      valueName: "what"))
  var by: String?
  @Option(
    help: ArgumentHelp(
      "Whose status or hours: the rep's id, for rep and coverage.", valueName: "rep"))
  var rep: String?
  @Option(help: ArgumentHelp("What the report compares with.", valueName: "file"))
  var file: String?
  @ArgumentParser.Flag(help: "End with status 1 where a figure crosses its line.")
  var check = false
  @ArgumentParser.Flag(help: "Leave cells of CSV that a spreadsheet would run as they are.")
  var raw = false
  @Option(help: "text, json, csv or html.")
  var format: ReportFormat = .text
  @OptionGroup var clock: ClockOption
  @OptionGroup var workspace: WorkspaceOption

  /// A longer file does not fit into a question to the host, escaped.
  private static let mostForHost = 400_000

  func validate() throws {
    if week != nil, from != nil || to != nil {
      throw ValidationError("--week takes the place of --from and --to: give one or the other")
    }
    let names = Desk.reportNames
    guard !names.contains(name) else { return }
    let hint =
      NearMiss.of(name, among: names).map { "did you mean \"\($0)\"?" }
      ?? "use one of \(names.joined(separator: ", "))"
    throw ValidationError("there is no report \"\(name)\": \(hint)")
  }

  func run() throws {
    let text = try file.map(RuleFile.text)
    let door = try door(text?.utf8.count ?? 0)
    let zone = try zone(door)
    let week = try week.map(zone.week)
    let request = ReportRequest(
      name: name, from: try week?.lowerBound ?? from.map(zone.instant),
      to: try week?.upperBound ?? to.map(zone.instant), by: by, file: text,
      rep: rep.map { RepID($0) })
    guard
      case .report(let report) = try door.demandFinished(
        .report(request), "read", format == .json ? .json : .text)
    else { throw Failure(.store, "the host answered something else") }
    Output.bytes(Array(report.rendered(as: format, width: Terminal.width ?? 80, raw: raw).utf8))
    if check, report.isBreached { throw ExitCode(Failure.Status.badAnswer.rawValue) }
  }

  private func door(_ size: Int) throws -> Door {
    let given = try clock.given()
    let long = size > Self.mostForHost ? SystemClock.now : nil
    return try Door.reading(workspace.find(), at: given ?? long)
  }

  /// The organisation's zone; asked for only where a date has to be read in it.
  private func zone(_ door: Door) throws -> LocalClock {
    guard from != nil || to != nil || week != nil,
      case .status(let status) = try door.demand(.status)
    else {
      return LocalClock()
    }
    return LocalClock(zone: status.timezone)
  }
}

extension ReportFormat: ExpressibleByArgument {}
