import Foundation
import Glibc
import Testing

/// A terminal of its own: a tmux server with one window, gone when the test lets go of it.
final class Tmux {
  private let socket: String
  private let folder: String
  private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Whether there is a tmux to drive.
  static var isThere: Bool { program != nil }

  /// Opens a window of that size with a shell in it that says `ready> ` when it waits.
  init(columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder.make("tmux")
    socket = folder + "/socket"
    var variables = Child.environment(environment)
    variables["HOME"] = folder
    variables["XDG_STATE_HOME"] = folder
    variables["XDG_CONFIG_HOME"] = folder + "/.config"
    variables["HISTFILE"] = ""
    // The console has been opened before: no tour over what the tests look at.
    try FileManager.default.createDirectory(
      atPath: folder + "/signalbox", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: folder + "/signalbox/tour-seen"))
    try command(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "env PS1='ready> ' bash --norc --noprofile", environment: variables)
    try expect("ready>")
  }

  deinit {
    _ = try? command("kill-server")
    try? FileManager.default.removeItem(atPath: folder)
  }

  @discardableResult
  func command(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try Child(
      try #require(Self.program), ["-S", socket, "-u"] + arguments, environment: environment
    ).wait()
  }

  /// Presses keys by tmux's names.
  func press(_ keys: String...) throws {
    for key in keys { try command("send-keys", key) }
  }

  /// Types text as it stands.
  func type(_ text: String) throws { try command("send-keys", "-l", text) }

  /// Types a line for the shell.
  func shell(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  func resize(_ columns: Int, _ rows: Int) throws {
    try command("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// What stands on the screen.
  func screen() throws -> String { try command("capture-pane", "-p").output }

  /// The same with its colours.
  func colours() throws -> String { try command("capture-pane", "-p", "-e").output }

  /// Waits until the text stands on the screen.
  @discardableResult
  func expect(
    _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    try expect("\"\(text)\"", location) { $0.contains(text) }
  }

  /// Waits until the screen is as described.
  @discardableResult
  func expect(
    _ what: String, _ location: SourceLocation = #_sourceLocation,
    _ condition: (String) -> Bool
  ) throws -> String {
    var last = ""
    let held = try eventually {
      last = try screen()
      return condition(last)
    }
    try #require(held, "no \(what) on the screen:\n\(last)", sourceLocation: location)
    return last
  }

  /// Keeps every byte that programs write to the terminal from now on, in the file that it returns.
  func record() throws -> String {
    let file = folder + "/stream"
    try command("pipe-pane", "-o", "exec cat >> '\(file)'")
    return file
  }

  /// Pastes text as terminals do that mark what is pasted.
  func paste(_ text: String) throws {
    try command("set-buffer", text)
    try command("paste-buffer", "-p")
  }

  /// Writes a file into the folder of the user's settings.
  func setUp(_ text: String, as name: String) throws {
    let settings = folder + "/.config/signalbox"
    try FileManager.default.createDirectory(
      atPath: settings, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: settings + "/" + name))
  }

  /// Opens the console on a desk.
  func open(_ desk: TestDesk, _ options: String = "") throws {
    try shell("'\(Signalbox.path)' -w '\(desk.root)' \(options)")
    try expect("Q quit")
  }

  /// The terminal's settings as stty tells them, but for its size.
  func settings() throws -> String {
    let file = folder + "/stty"
    unlink(file)
    try shell("stty -a > '\(file)'; echo written-$((1+1))")
    try expect("written-2")
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    try command("send-keys", "-R")
    try shell("clear")
    return text.split(separator: "\n").filter { !$0.contains("columns") }.joined(separator: "\n")
  }
}
