import ArgumentParser
import Desk
import Foundation
import Glibc
import Intake
import Settings

/// `map`: what the columns of an unknown export mean.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Tell which columns of an export mean what, how full they are, and what is missing.",
    discussion: """
      signalbox map export.csv
      signalbox map export.csv --write
      signalbox map export.csv --format json

      Nothing is taken in. Columns are known by the names that are built in, by [intake.columns] of the \
      workspace's signalbox.toml, or suggested by their name in several languages and by what their values \
      look like. Suggestions that speak for themselves are shown as a block for signalbox.toml; --write puts \
      it there and changes nothing else of the file. What only may be meant is listed as "perhaps" and \
      never written. Without a workspace the built-in names and the defaults hold.
      Status 1 where a file cannot be read, is none of leads, gives no field, or has rows that would be \
      rejected.
      """)

  @Argument(help: ArgumentHelp("Exports of leads.", valueName: "file"))
  var files: [String]
  @ArgumentParser.Flag(help: "Put the suggestions into signalbox.toml of the workspace.")
  var write = false
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let place = try place()
    if write, place == nil { _ = try workspace.find() }
    let maps: ColumnMaps
    do throws(WorkspaceProblem) {
      maps = try ColumnMaps(place)
    } catch {
      throw Failure(.workspace, lines: error.sentences)
    }
    for message in maps.messages { Output.message(message) }
    let result = look(maps)
    // What is to be said of the files is said even where nothing may be written.
    if format == .text { Output.text(MapText(result, basis: maps.basis, offers: !write).lines) }
    let written = try write ? writing(result, maps) : nil
    switch format {
    case .json: Output.line(MapJSON.text(result, basis: maps.basis, written: written))
    case .text: if let written { Output.text(MapText.lines(of: written)) }
    }
    if !result.isGood { throw ExitCode(Failure.Status.badAnswer.rawValue) }
  }

  /// The workspace that is meant; nil where there is none, which is no fault.
  private func place() throws -> Workspace? {
    do throws(WorkspaceProblem) {
      return try Workspace.find(
        named: workspace.workspace, environment: ProcessInfo.processInfo.environment)
    } catch {
      if error == .noneFound { return nil }
      throw Failure(.workspace, lines: error.sentences)
    }
  }

  private func look(_ maps: ColumnMaps) -> ColumnMaps.Result {
    var progress = Progress("read MiB")
    defer { progress.end() }
    let sizes = files.map { path in
      var status = stat()
      return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
    // Each file is read three times: for its shape, its columns, and its leads.
    let total = sizes.reduce(0, +) * 3 >> 20
    let result = maps.look(at: files) { progress.update($0 >> 20, of: total) }
    for case (_, .failure(let problem)) in result.files { Output.message(problem.sentence) }
    return result
  }

  private func writing(
    _ result: ColumnMaps.Result, _ maps: ColumnMaps
  ) throws -> ColumnMaps.Written {
    do throws(ColumnMaps.WriteProblem) {
      return try maps.write(result.additions)
    } catch {
      switch error {
      case .notPermitted(let sentence): throw Failure(.notPermitted, sentence)
      case .workspace(let lines): throw Failure(.workspace, lines: lines)
      }
    }
  }
}

extension ColumnMaps.Result {
  /// Whether every file gives leads, and every row one.
  var isGood: Bool {
    files.allSatisfy { file in
      guard case .success(let map) = file.map else { return false }
      return map.lookAlike == nil && map.refusal == nil && !map.fields.isEmpty
        && map.coverage.rejected == 0
    }
  }
}
