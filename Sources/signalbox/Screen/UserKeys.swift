import Console
import Foundation
import Settings

/// The user's own keys: `keys.toml` in the folder of their settings.
struct UserKeys {
  let path: String

  init(environment: [String: String]) {
    path = UserFolders.settings(environment) + "/keys.toml"
  }

  init(path: String) { self.path = path }

  /// Whether the user has any.
  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// The keys for a screen: those as shipped where the user's cannot be taken, with the reason.
  func load() -> (keymap: Keymap, problem: String?) {
    guard isThere else { return (.standard, nil) }
    do {
      return (try read().keymap, nil)
    } catch {
      let more = error.lines.count > 1 ? " (and \(error.lines.count - 1) more)" : ""
      let first = error.lines.first ?? ""
      return (.standard, "keys as shipped: \(first)\(more); see \"signalbox keys --check\"")
    }
  }

  /// The keys with the user's own, and how many actions have others than shipped.
  func read() throws(Failure) -> (keymap: Keymap, changed: Int) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.workspace, "cannot read \"\(path)\"")
    }
    let file: KeysFile
    do {
      file = try KeysFile(parsing: Array(data), file: path, rows: Self.rows)
    } catch {
      throw Failure(.badAnswer, lines: error.problems.map(\.description))
    }
    let (keymap, clashes) = Keymap.standard.remapped(file.keys)
    guard clashes.isEmpty else {
      throw Failure(.badAnswer, lines: clashes.map { "\(path): \($0)" })
    }
    return (keymap, file.keys.count)
  }

  /// The console's table as the file's reader knows it.
  private static var rows: [KeysFile.Row] {
    Keymap.standard.bindings.map { row in
      KeysFile.Row(
        action: row.action.rawValue, keys: row.keys, places: row.scope.rawValue,
        isTyping: !row.scope.isDisjoint(with: .typing), isNeeded: row.action.isNeeded)
    }
  }
}
