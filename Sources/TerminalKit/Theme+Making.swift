/// Something wrong with a theme file, by the key it stands at.
public struct ThemeProblem: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: Hashable, Sendable {
    /// The theme cannot be used as it is written.
    case error
    /// It can be used, but is hard to read.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// The keys from the top of the file, for instance `["roles", "text", "fg"]`.
  public var path: [String]
  /// One line: what is wrong and what to do.
  public var message: String
}

/// A role as a theme file writes it, before its colours are looked up.
public struct RoleDescription: Hashable, Sendable {
  /// `fg`: a name of the palette or a colour.
  public var foreground: String?
  /// `bg`: a name of the palette or a colour.
  public var background: String?
  /// `bold`, `dim`, `underline`, `reverse`.
  public var attributes: Attributes

  /// Creates a description.
  public init(foreground: String? = nil, background: String? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

extension Theme {
  /// The least contrast of text, by WCAG 2.2 level AA.
  public static let leastContrast = 4.5

  /// Makes a theme from the palette and the roles of a theme file.
  ///
  /// There is always a theme: what is wrong keeps the looks of the default theme. Problems are
  /// in the order palette, roles, contrast, each by name.
  public static func make(
    name: String, palette: [String: String], roles: [String: RoleDescription]
  ) -> (theme: Theme, problems: [ThemeProblem]) {
    var maker = ThemeMaker()
    maker.readPalette(palette)
    maker.readRoles(roles)
    let theme = Theme(name: name, entries: maker.entries)
    return (theme, maker.problems + theme.contrastProblems())
  }

  /// Warnings for every role that is hard to read, on the background and on a selected row.
  public func contrastProblems(least: Double = Theme.leastContrast) -> [ThemeProblem] {
    Self.readableRoles.flatMap { role in
      [Role.background, .selection].compactMap { surface in
        guard let ratio = contrast(of: Style(role, on: surface)), ratio < least else { return nil }
        // A role with a ground of its own looks the same everywhere: say it once.
        if surface == .selection, self[role].background != nil { return nil }
        return ThemeProblem(
          severity: .warning, path: ["roles", role.rawValue],
          message: "'\(role.rawValue)' on '\(surface.rawValue)' has a contrast of "
            + "\(ratio.oneDecimal):1, less than \(least.oneDecimal):1: choose colours further apart"
        )
      }
    }
  }
}

/// Collects what a theme file says and what is wrong with it.
private struct ThemeMaker {
  var entries: [Role: Theme.Entry] = [:]
  var problems: [ThemeProblem] = []
  private var colors: [String: Color] = [:]
  private var palette: [String] = []

  mutating func readPalette(_ values: [String: String]) {
    palette = values.keys.sorted()
    for name in palette {
      let text = values[name] ?? ""
      if let color = Color(text) {
        colors[name] = color
      } else {
        problem(["palette", name], "'\(Sanitizer.clean(text))' is no colour: \(Self.forms)")
      }
    }
  }

  mutating func readRoles(_ roles: [String: RoleDescription]) {
    entries = Theme.signal.entriesByRole
    for name in roles.keys.sorted() {
      guard let description = roles[name] else { continue }
      guard let role = Role(rawValue: name) else {
        problem(["roles", name], unknown(name, kind: "role", known: Role.allCases.map(\.rawValue)))
        continue
      }
      entries[role] = entry(description, role: name)
    }
    for role in Role.allCases where roles[role.rawValue] == nil {
      problem(["roles"], "role '\(role.rawValue)' is missing: the default theme's is used")
    }
  }

  private mutating func entry(_ description: RoleDescription, role: String) -> Theme.Entry {
    Theme.Entry(
      foreground: color(description.foreground, ["roles", role, "fg"]),
      background: color(description.background, ["roles", role, "bg"]),
      attributes: description.attributes)
  }

  private mutating func color(_ text: String?, _ path: [String]) -> Color? {
    guard let text else { return nil }
    if let color = colors[text] ?? Color(text) { return color }
    // A name of the palette whose colour is wrong has been reported there.
    if !palette.contains(text) {
      problem(path, unknown(text, kind: "colour", known: palette + Color.ansiNames))
    }
    return nil
  }

  private mutating func problem(_ path: [String], _ message: String) {
    problems.append(ThemeProblem(severity: .error, path: path, message: message))
  }

  private func unknown(_ name: String, kind: String, known: [String]) -> String {
    let remedy = Nearest.name(to: name, among: known).map { "did you mean '\($0)'?" }
    return "unknown \(kind) '\(Sanitizer.clean(name))': "
      + (remedy ?? (kind == "role" ? "known are \(known.joined(separator: ", "))" : Self.forms))
  }

  private static let forms =
    "write a palette name, #rrggbb, 0–255 or an ANSI name such as bright_red"
}

extension Theme {
  /// All roles with their looks.
  var entriesByRole: [Role: Entry] {
    Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, self[$0]) })
  }
}

extension Double {
  /// The number cut (not rounded up, so 4.49 is no 4.5) to one decimal.
  var oneDecimal: String {
    let tenths = Int(self * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
