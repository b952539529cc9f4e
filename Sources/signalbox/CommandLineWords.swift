import ArgumentParser

/// The words behind the program's name, as people set them.
enum CommandLineWords {
  /// `-w DIR` may stand before the command as well: people set the place first, then say what to do.
  /// A word that is no command is refused as such, not as something that the console does not take.
  static func inOrder(_ words: [String]) throws -> [String] {
    let place = words.prefix(placeLength(words))
    let rest = words.dropFirst(place.count)
    guard let name = rest.first, !name.hasPrefix("-") else { return words }
    guard commands.contains(name) else { throw unknown(name) }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end] + place + rest[end...])
  }

  private static var commands: [String] {
    Signalbox.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// How many words at the beginning name the workspace.
  private static func placeLength(_ words: [String]) -> Int {
    guard let first = words.first else { return 0 }
    if first.hasPrefix("--workspace=") { return 1 }
    return ["-w", "--workspace"].contains(first) ? min(2, words.count) : 0
  }

  private static func unknown(_ name: String) -> Failure {
    let near = commands.map { (name: $0, edits: name.difference(from: $0).count) }
      .min { $0.edits < $1.edits }
    let hint = near.flatMap { $0.edits <= 2 ? "did you mean \"\($0.name)\"? " : nil } ?? ""
    return Failure(
      .usage, "\"\(name)\" is no command: \(hint)\"signalbox --help\" lists them")
  }
}
