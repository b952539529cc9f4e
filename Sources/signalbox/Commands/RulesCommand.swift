import ArgumentParser
import Desk
import DeskRules
import Foundation
import LeadModel

/// `rules`: versions of the rules and how they come about.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Propose, preview, decide and look up versions of the rules.",
    discussion: """
      signalbox rules lint
      signalbox rules preview
      signalbox rules propose rules.toml --reason "Lower the limit for enterprise to 800 people"
      signalbox rules approve 7 && signalbox rules publish 7

      A version never changes once it is published. Approvals count whenever they are given; publishing \
      takes effect in the council's window.
      """,
    subcommands: [
      Lint.self, Preview.self, Propose.self, Approve.self, Reject.self, Publish.self,
      Rollback.self, List.self, Show.self, Diff.self,
    ])

  /// `rules propose`.
  struct Propose: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File a rule file as a change request.",
      discussion: """
        signalbox rules propose rules.toml --reason "Lower the limit for enterprise to 800 people"
        signalbox rules propose rules.toml --reason "What E-0193 asked for" --draft 6
        """)
    @Argument(help: ArgumentHelp("The rules as they should be.", valueName: "file"))
    var file: String
    @Option(help: "One sentence that says why.")
    var reason: String
    @Option(help: ArgumentHelp("The draft that it carries out.", valueName: "number"))
    var draft: Int64?
    @OptionGroup var options: ActOptions

    func run() throws {
      let source = try RuleFile.text(of: file)
      do {
        try options.perform(.proposeRules(source: source, reason: reason, draft: draft))
      } catch let failure as Failure {
        // The host knows no file, only its text.
        throw Failure(
          failure.status, lines: failure.lines.map { RuleFile.placed($0, "error", in: file) })
      }
    }
  }

  /// `rules approve`.
  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a change request, as one of the council's quorum.",
      discussion: """
        signalbox rules approve 7
        """)
    @Argument(help: ArgumentHelp("The change request.", valueName: "number"))
    var number: Int64
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.approveChange(number)) }
  }

  /// `rules reject`.
  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reject a change request.",
      discussion: """
        signalbox rules reject 7 --note "It would move half of the Nordics"
        """)
    @Argument(help: ArgumentHelp("The change request.", valueName: "number"))
    var number: Int64
    @Option(help: "A sentence for the person who filed it.")
    var note: String
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.rejectChange(number, note: note)) }
  }

  /// `rules publish`.
  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put an approved change request in force, inside the council's window.",
      discussion: """
        signalbox rules publish 7
        """)
    @Argument(help: ArgumentHelp("The change request.", valueName: "number"))
    var number: Int64
    @OptionGroup var options: ActOptions

    func run() throws { try options.perform(.publishChange(number)) }
  }

  /// `rules rollback`.
  struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File an earlier version as a change request, to be published under a new number.",
      discussion: """
        signalbox rules rollback 3 --reason "Version 4 empties the queue of the Nordics"
        """)
    @Argument(help: ArgumentHelp("The version to go back to.", valueName: "version"))
    var version: Int
    @Option(help: "One sentence that says why.")
    var reason: String
    @OptionGroup var options: ActOptions

    func run() throws {
      try options.perform(.proposeRollback(version: version, reason: reason))
    }
  }
}

/// Rule files as people name them on the command line.
enum RuleFile {
  /// The text of a file.
  static func text(of path: String) throws -> String {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      let why =
        (error as NSError).domain == NSCocoaErrorDomain ? "it is not there or not yours" : ""
      throw Failure(.workspace, "cannot read \"\(path)\"" + (why.isEmpty ? "" : ": \(why)"))
    }
    guard let text = String(bytes: bytes, encoding: .utf8) else {
      throw Failure(.workspace, "\"\(path)\" is not UTF-8")
    }
    return text
  }

  /// A problem or a finding in the text of a file as a line that begins with its place: file, line, column.
  /// Other sentences stay as they are.
  static func placed(_ line: String, _ label: String, in path: String) -> String {
    if line.hasPrefix(label + ": ") { return "\(path): \(line)" }
    guard let parts = line.wholeMatch(of: /rules\.toml((?::\d+)*): (.*)/) else { return line }
    let what = parts.2.hasPrefix(label + ": ") ? "" : label + ": "
    return "\(path)\(parts.1): \(what)\(parts.2)"
  }

  /// The text of the file that is named, else of the workspace's working copy.
  static func text(of path: String?, in workspace: Workspace) throws -> String {
    try text(of: path ?? workspace.rulesFile)
  }
}
