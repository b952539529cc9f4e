import ArgumentParser
import Desk
import DeskRules

/// `backup`: a verified copy of the store.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write a verified copy of the store to a file, while the desk goes on working.",
    discussion: """
      signalbox backup /mnt/backup/signalbox-monday.sqlite

      The log in the copy is verified before the file gets its name; a file that has the name is replaced. \
      Settings, rules and tables are plain files: copy them as such. Keys are in keys/.
      """)

  @Argument(help: ArgumentHelp("Where it goes.", valueName: "file"))
  var file: String
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let workspace = try workspace.find()
    guard workspace.isComplete || workspace.hasStore else {
      throw Failure(.workspace, lines: WorkspaceProblem.notAWorkspace(workspace.root).sentences)
    }
    let backup: Desk.Backup
    do { backup = try Desk.backup(workspace: workspace, to: file) } catch { throw Failure(error) }
    switch format {
    case .text:
      Output.text(
        "Wrote \(backup.path): \(backup.bytes) bytes, a log of \(backup.entries) entries that ends "
          + "in \(backup.head.prefix(16)).")
    case .json:
      Output.object {
        $0.put("file", backup.path)
        $0.put("bytes", backup.bytes)
        $0.put("entries", backup.entries)
        $0.put("head", backup.head)
      }
    }
  }
}

/// `restore`: a backup in the place of the store.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the store, and log what is lost by it.",
    discussion: """
      signalbox restore /mnt/backup/signalbox-monday.sqlite

      No host may serve meanwhile. The backup is verified first; the store before is kept beside it under \
      a dated name. The log goes on from the backup and says how many entries it lost.
      """)

  @Argument(help: ArgumentHelp("A backup.", valueName: "file"))
  var file: String
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let workspace = try workspace.find()
    guard let lock = try Lock(workspace) else {
      throw Failure(
        .store,
        "a host serves \"\(workspace.root)\": stop the service, or close its consoles and wait a minute"
      )
    }
    defer { lock.release() }
    let restored: Desk.Restored
    do {
      restored = try Desk.restore(workspace: workspace, from: file, now: SystemClock.now)
    } catch { throw Failure(error) }
    switch format {
    case .text: tell(restored)
    case .json:
      Output.object {
        $0.put("entries", restored.after)
        $0.put("entries_before", restored.before)
        $0.put("common", restored.common)
        $0.put("lost", restored.lost)
        $0.put("kept", restored.kept)
      }
    }
  }

  private func tell(_ restored: Desk.Restored) {
    Output.text("Restored a log of \(restored.after) entries.")
    if let before = restored.before {
      Output.text(
        restored.lost == 0
          ? "Nothing of the \(before) entries before is lost."
          : "Lost: \(restored.lost) of the \(before) entries before, those after entry "
            + "\(restored.common).")
    }
    if let kept = restored.kept { Output.text("The store before lies at \(kept).") }
  }
}
