import BuiltinThemes
import Foundation
import Settings
import TerminalKit

/// Themes by name: the user's own, the workspace's, then those that ship.
struct Themes {
  private let folders: [String]

  init(workspaceRoot: String?) {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "/") + "/.config"
    folders =
      [home + "/signalbox/Themes"] + [workspaceRoot.map { $0 + "/Themes" }].compactMap(\.self)
  }

  /// The theme of that name; a theme with errors falls back and says why.
  func theme(_ name: String) -> (theme: Theme, problem: String?) {
    guard name != Theme.signal.name else { return (.signal, nil) }
    guard let bytes = bytes(name) else {
      let known = BuiltinThemes.names.joined(separator: ", ")
      return (.signal, "there is no theme \"\(name)\": known are \(known)")
    }
    do {
      let file = try ThemeFile(parsing: bytes, file: "\(name).toml", name: name)
      return (file.theme, file.errors.first?.description)
    } catch {
      return (.signal, error.problems.first?.description)
    }
  }

  private func bytes(_ name: String) -> [UInt8]? {
    guard !name.contains("/") else { return nil }
    for folder in folders {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(name).toml") {
        return Array(data)
      }
    }
    return BuiltinThemes.bytes(named: name)
  }
}

extension Themes {
  /// The names of those that ship.
  static var shipped: [String] { BuiltinThemes.names }
}
