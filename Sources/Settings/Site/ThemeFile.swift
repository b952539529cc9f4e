import LeadModel
import TerminalKit

/// A theme file, read and checked.
///
/// There is always a theme, because a console with a wrong colour is better than none: what is
/// wrong keeps the looks of the default theme, and is told.
public struct ThemeFile: Sendable, Equatable {
  /// What the file makes.
  public let theme: Theme
  /// What is wrong: unknown roles and keys, missing roles, bad colours. In the order of the file.
  public let errors: [SettingsProblem]
  /// What can be used but is hard to read. In the order of the file.
  public let warnings: [SettingsProblem]

  /// Reads the text of the file, UTF-8 with or without byte order mark.
  ///
  /// `name` is what users choose the theme by: the file's name without its ending.
  ///
  /// - Throws: what keeps the file from being TOML at all.
  public init(parsing text: [UInt8], file: String, name: String) throws(SettingsProblems) {
    let log = ProblemCollector(file: file)
    let document = try TOMLDocument(text, file: file)
    let reader = ThemeReader(file: TableReader(document, log: log))
    let parts = reader.read()
    let made = Theme.make(name: name, palette: parts.palette, roles: parts.roles)
    theme = made.theme
    let soft = ProblemCollector(file: file)
    for problem in made.problems {
      let target = problem.severity == .error ? log : soft
      target.add(
        at: parts.place(of: problem.path), key: problem.path.joined(separator: "."),
        problem.message)
    }
    errors = log.sorted
    warnings = soft.sorted
  }
}

/// Turns the tables of a theme file into texts that are not looked at yet.
private struct ThemeReader {
  let file: TableReader

  struct Parts {
    var palette: [String: String] = [:]
    var roles: [String: RoleDescription] = [:]
    /// By path, joined by line ends, which no key holds.
    private var places: [String: Place] = [:]

    mutating func note(_ path: [String], _ place: Place?) {
      places[path.joined(separator: "\n")] = place
    }

    /// The place of a key, else of the table that would hold it.
    func place(of path: [String]) -> Place? {
      var path = path[...]
      while !path.isEmpty {
        if let place = places[path.joined(separator: "\n")] { return place }
        path.removeLast()
      }
      return nil
    }
  }

  func read() -> Parts {
    file.allowOnly(["name", "description", "palette", "roles"])
    _ = file.text("name")
    _ = file.text("description")
    var parts = Parts()
    let palette = file.section("palette")
    parts.note(["palette"], palette.place)
    for entry in palette.entries {
      parts.palette[entry.key] = color(entry, in: palette)
      parts.note(["palette", entry.key], entry.node.place)
    }
    let roles = file.section("roles")
    parts.note(["roles"], roles.place)
    readRoles(roles, prefix: "", into: &parts)
    return parts
  }

  /// The roles of a table; `border.focus` may stand in quotes or as a table within `border`.
  private func readRoles(_ table: TableReader, prefix: String, into parts: inout Parts) {
    for entry in table.entries where prefix.isEmpty || !Self.keys.contains(entry.key) {
      let name = prefix + entry.key
      parts.note(["roles", name], entry.place)
      guard entry.node.isTable else {
        readPlain(entry, name: name, in: table, into: &parts)
        continue
      }
      let inner = table.section(entry.key)
      let hasLooks = inner.entries.contains { Self.keys.contains($0.key) }
      if hasLooks || inner.entries.isEmpty {
        parts.roles[name] = description(inner, name: name, into: &parts)
      }
      readRoles(inner, prefix: name + ".", into: &parts)
    }
  }

  /// `ok = "green"`: the colour of the text alone.
  private func readPlain(
    _ entry: TOMLEntry, name: String, in table: TableReader, into parts: inout Parts
  ) {
    guard !table.path.contains(".") || Role(rawValue: name) != nil else {
      let hint = NearMiss.hint(entry.key, among: Self.keys)
      table.refuse(
        entry.key, at: entry.place,
        "unknown key \(entry.key.quoted); allowed \(listed(Self.keys))\(hint)")
      return
    }
    // What is wrong here is told once, not also as a role that is missing.
    parts.roles[name] = RoleDescription()
    switch entry.node.value {
    case .text, .integer:
      parts.roles[name]?.foreground = color(entry, in: table)
      parts.note(["roles", name, "fg"], entry.node.place)
    default:
      let form = "{ fg = \"green\", bold = true }"
      table.refuse(entry.key, "expected a table such as \(form), found \(entry.node.shown)")
    }
  }

  private func description(
    _ table: TableReader, name: String, into parts: inout Parts
  ) -> RoleDescription {
    var description = RoleDescription()
    for key in ["fg", "bg"] {
      guard let entry = table.entry(key) else { continue }
      let text = color(entry, in: table)
      parts.note(["roles", name, key], entry.node.place)
      if key == "fg" { description.foreground = text } else { description.background = text }
    }
    for (key, attribute) in Self.attributes where table.boolean(key) == true {
      description.attributes.insert(attribute)
    }
    return description
  }

  /// A colour or a name of one; numbers of the 256-colour palette may stand without quotes.
  private func color(_ entry: TOMLEntry, in table: TableReader) -> String? {
    if case .integer(let number) = entry.node.value { return String(number) }
    return table.text(entry.node, of: entry.key)?.value
  }

  private static let attributes: [(String, Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
  ]
  private static let keys = ["fg", "bg", "bold", "dim", "underline", "reverse"]
}
