import ArgumentParser
import Desk
import DeskRules
import LeadModel

/// `log`: the register.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Verify, show or export the log of everything that ever happened.",
    discussion: """
      signalbox log verify
      signalbox log show --last 50
      signalbox log export > register.ndjson
      """,
    subcommands: [Verify.self, Show.self, Export.self, Checkpoint.self])

  /// `log verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Recompute the whole log from its raw rows: nothing changed, dropped or reordered.",
      discussion: """
        signalbox log verify
        signalbox log verify --checkpoints /mnt/witness

        --checkpoints proves that the log extends every checkpoint in the files of a folder, a copy on \
        another machine or one that you kept. Status 0 where the log is intact, 1 where it is not or its \
        tail was not anchored for two hours, 4 where it cannot be read.
        """)
    @Option(help: ArgumentHelp("A folder of checkpoints to hold it against.", valueName: "dir"))
    var checkpoints: String?
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      let questions = try checkpoints.map(CheckpointFolder.questions) ?? [.verifyLog]
      var worst: VerifySummary?
      for question in questions {
        guard case .verified(let summary) = try door.demandFinished(question, "verified", format)
        else { throw Failure(.store, "the host answered something else") }
        if worst.map({ Self.isWorse(summary, than: $0) }) ?? true { worst = summary }
      }
      if let worst { try tell(worst) }
    }

    /// The answer about several parts of a folder is the worst of them.
    private static func isWorse(_ a: VerifySummary, than b: VerifySummary) -> Bool {
      let order: [VerifySummary.Verdict] = [
        .intact, .tailNotAnchored, .unknownKey, .broken, .unreadable,
      ]
      return (order.firstIndex(of: a.verdict) ?? 0) > (order.firstIndex(of: b.verdict) ?? 0)
    }

    private func tell(_ summary: VerifySummary) throws {
      switch format {
      case .text: Output.line(summary.text)
      case .json:
        var out = Payload()
        out.put("verdict", summary.verdict.rawValue)
        out.put("entries", summary.entries)
        out.put("head", summary.head)
        out.put("broken_at", summary.brokenAt)
        out.put("text", summary.text)
        Output.line(String(decoding: out.bytes, as: UTF8.self))
      }
      switch summary.verdict {
      case .intact, .tailNotAnchored: return
      case .broken, .unknownKey: throw ExitCode(Failure.Status.badAnswer.rawValue)
      case .unreadable: throw ExitCode(Failure.Status.store.rawValue)
      }
    }
  }

  /// `log checkpoint`.
  struct Checkpoint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Have the host sign a checkpoint of the log now.",
      discussion: """
        signalbox log checkpoint
        """)
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws { try Upkeep.ask(.checkpoint, in: workspace.find(), format) }
  }

  /// `log show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the latest entries.",
      discussion: """
        signalbox log show --last 50
        """)
    @Option(help: "How many entries.")
    var last = 20
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      guard (1...500).contains(last) else { throw ValidationError("--last takes 1 to 500") }
    }

    func run() throws {
      let door = try Door.reading(workspace.find())
      let request = WindowRequest(list: .log, limit: last)
      guard case .window(let window) = try door.demand(.window(request)),
        case .log(let rows) = window.rows
      else { return }
      for row in rows.reversed() {
        Output.line(format == .json ? LogText.json(row) : Self.line(row))
      }
    }

    private static func line(_ row: LogRow) -> String {
      if let decision = LogText.decision(in: row) {
        return "\(row.seq)  \(row.at)  \(row.kind.rawValue)  \(row.subject)  \(decision.sentence)"
      }
      return "\(row.seq)  \(row.at)  \(row.kind.rawValue)  \(row.subject)  \(row.actor)  "
        + LogText.facts(row.payload)
    }
  }

  /// `log export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every entry as one JSON object a line, oldest first.",
      discussion: """
        signalbox log export > register.ndjson
        """)
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let door = try Door.reading(workspace.find())
      var progress = Progress("exported")
      var done = 0
      // Each entry holds the hash of the one before; the first, zeros.
      var prev = String(repeating: "0", count: 64)
      while true {
        let request = WindowRequest(
          list: .log, offset: done, limit: 250, sort: SortOrder(column: "seq"))
        guard case .window(let window) = try door.demand(.window(request)),
          case .log(let rows) = window.rows, !rows.isEmpty
        else { break }
        for row in rows {
          Output.line(LogText.json(row, prev: prev))
          prev = row.hash
        }
        done += rows.count
        progress.update(done, of: window.total)
      }
      progress.end()
    }
  }
}

/// `replay`: every decision again.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Derive every decision again from the log and compare it byte for byte.",
    discussion: """
      signalbox replay
      """)
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let door = try Door.reading(workspace.find())
    guard case .replayed(let summary) = try door.demand(.replay) else { return }
    switch format {
    case .text:
      Output.line(
        "\(summary.identical) identical, \(summary.different) differ, "
          + "\(summary.otherEngine) of another engine version")
      for difference in summary.differences { Output.line(difference) }
    case .json:
      var out = Payload()
      out.put("identical", summary.identical)
      out.put("differ", summary.different)
      out.put("other_engine", summary.otherEngine)
      Output.line(String(decoding: out.bytes, as: UTF8.self))
    }
    if summary.different > 0 { throw ExitCode(Failure.Status.badAnswer.rawValue) }
  }
}
