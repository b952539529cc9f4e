import ArgumentParser
import Desk
import DeskRules
import Foundation
import LeadModel

/// `import`: the book of business on day one.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in leads that have an owner already: they count as load and for duplicates.",
    discussion: """
      signalbox import crm-leads.csv

      The file is a lead export with owner and status. Nothing is decided and no clock starts; leads \
      with a closed status are kept as closed, leads without an owner or with one whom the roster does \
      not know are refused with the reason. Importing the same file again changes nothing.
      Status 1 where rows were rejected.
      """)

  @Argument(help: ArgumentHelp("A lead export with owner and status.", valueName: "file"))
  var file: String
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let workspace = try workspace.find()
    guard let lock = try Lock(workspace) else {
      throw Failure(
        .store, "a host serves \"\(workspace.root)\": end it for the import (it is made on day one)"
      )
    }
    defer { lock.release() }
    let now = SystemClock.now
    let summary: BookImport.Summary
    do throws(DeskProblem) {
      let desk = try Desk(workspace, mode: .host, now: now)
      var book = BookImport(desk, now: now)
      summary = try book.take(file: file)
      desk.close(now: now)
    } catch {
      throw Failure(error)
    }
    try report(summary)
  }

  private func report(_ summary: BookImport.Summary) throws {
    for message in summary.messages { Output.message(message) }
    switch format {
    case .text:
      Output.line(
        "\(summary.rows) row\(summary.rows == 1 ? "" : "s"): \(summary.owned) owned, \(summary.closed) closed, "
          + "\(summary.redelivered) known already, \(summary.rejected) rejected")
    case .json:
      var out = Payload()
      out.put("rows", summary.rows)
      out.put("owned", summary.owned)
      out.put("closed", summary.closed)
      out.put("redelivered", summary.redelivered)
      out.put("rejected", summary.rejected)
      Output.line(String(decoding: out.bytes, as: UTF8.self))
    }
    if summary.rejected > 0 { throw ExitCode(Failure.Status.badAnswer.rawValue) }
  }
}
