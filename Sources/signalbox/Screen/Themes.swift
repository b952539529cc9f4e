import BuiltinThemes
import Foundation
import Settings
import TerminalKit

/// Themes by name: the user's own, the workspace's, the installed, then those built into the program.
struct Themes {
  /// Where a theme comes from.
  enum Origin: Equatable {
    case file(String)
    case builtIn

    var words: String {
      switch self {
      case .file(let path): path
      case .builtIn: "built in"
      }
    }
  }

  /// The user's own choice: a whole theme in the folder of their settings.
  static let ownName = "own"

  private let folders: [String]
  private let ownFile: String

  init(
    workspaceRoot: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let settings = UserFolders.settings(environment)
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let installed = program.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("share/signalbox/Themes").path
    folders =
      [settings + "/Themes"] + [workspaceRoot.map { $0 + "/Themes" }].compactMap(\.self)
      + [installed]
    ownFile = settings + "/theme.toml"
  }

  /// The theme to begin with: the one asked for, else the user's own, else the site's.
  func first(asked: String?, site: String?) -> String {
    if let asked { return asked }
    if FileManager.default.fileExists(atPath: ownFile) { return Self.ownName }
    return site ?? Theme.signal.name
  }

  /// Every name, each once: those built in in their order, then the others by name.
  var names: [String] {
    var others: Set<String> = []
    for folder in folders {
      for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      where file.hasSuffix(".toml") {
        others.insert(String(file.dropLast(5)))
      }
    }
    let own = FileManager.default.fileExists(atPath: ownFile) ? [Self.ownName] : []
    return own + BuiltinThemes.names
      + others.subtracting(BuiltinThemes.names + own).sorted()
  }

  /// Where the theme of that name is; nil where there is none.
  func origin(of name: String) -> Origin? {
    if name == Self.ownName, FileManager.default.fileExists(atPath: ownFile) {
      return .file(ownFile)
    }
    guard !name.isEmpty, !name.contains("/") else { return nil }
    for folder in folders {
      let path = "\(folder)/\(name).toml"
      if FileManager.default.fileExists(atPath: path) { return .file(path) }
    }
    return BuiltinThemes.bytes(named: name) == nil ? nil : .builtIn
  }

  /// Reads a theme file, by name or, with a `/` or `.toml`, by path.
  func read(_ name: String) throws -> ThemeFile {
    if name.contains("/") || name.hasSuffix(".toml") {
      return try Self.parse(FileManager.default.contents(atPath: name), name, shown: name)
    }
    switch origin(of: name) {
    case .file(let path):
      return try Self.parse(FileManager.default.contents(atPath: path), name, shown: path)
    case .builtIn:
      return try Self.parse(
        BuiltinThemes.bytes(named: name).map { Data($0) }, name, shown: name + ".toml")
    case nil: throw unknown(name)
    }
  }

  private static func parse(_ data: Data?, _ name: String, shown: String) throws -> ThemeFile {
    guard let data else { throw Failure(.workspace, "cannot read the theme \"\(shown)\"") }
    let short = name.split(separator: "/").last.map(String.init) ?? name
    do {
      return try ThemeFile(
        parsing: Array(data), file: shown,
        name: short.hasSuffix(".toml") ? String(short.dropLast(5)) : short)
    } catch {
      throw Failure(.workspace, lines: error.problems.map(\.description))
    }
  }

  private func unknown(_ name: String) -> Failure {
    Failure(
      .usage, "there is no theme \"\(name)\": known are \(names.joined(separator: ", "))")
  }

  /// The theme of that name for a screen; one with errors falls back where it must, and says why.
  func theme(_ name: String) -> (theme: Theme, problem: String?) {
    do {
      let file = try read(name)
      return (file.theme, file.errors.first?.description)
    } catch let failure as Failure {
      return (.signal, failure.lines.first)
    } catch {
      return (.signal, "\(error)")
    }
  }
}

/// The folders of the user's own files.
enum UserFolders {
  /// What the user has set: `$XDG_CONFIG_HOME/signalbox`, else `~/.config/signalbox`.
  static func settings(_ environment: [String: String]) -> String {
    (environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? (environment["HOME"] ?? "/") + "/.config") + "/signalbox"
  }

  /// What the program remembers: `$XDG_STATE_HOME/signalbox`, else `~/.local/state/signalbox`; nil where
  /// there is no home.
  static func state(_ environment: [String: String]) -> String? {
    let base =
      environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].map { $0 + "/.local/state" }
    return base.map { $0 + "/signalbox" }
  }
}
