import ArgumentParser
import DeskRules
import Settings
import TerminalKit

/// `theme`: the console's colours.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "List, show and check the console's themes.",
    discussion: """
      signalbox theme list
      signalbox theme show okabe
      signalbox theme check ~/.config/signalbox/Themes/mine.toml

      A theme is a file NAME.toml in the folder signalbox/Themes of your settings (~/.config), in Themes of \
      the workspace, or installed with the program. A file theme.toml in your settings is your own theme, \
      and wins over the site's. Docs/CONFIGURATION.md has the format.
      """,
    subcommands: [List.self, Show.self, Check.self])

  /// `theme list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every theme by name, and where it comes from.",
      discussion: """
        signalbox theme list
        """)
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let themes = Themes(workspaceRoot: try? workspace.find().root)
      let found = themes.names.compactMap { name in
        themes.origin(of: name).map { (name: name, from: $0.words) }
      }
      switch format {
      case .text:
        Output.text(
          TextTable(["theme", "where"], rows: found.map { [$0.name, $0.from] }).lines)
      case .json:
        for theme in found {
          Output.object { out in
            out.put("name", theme.name)
            out.put("from", theme.from)
          }
        }
      }
    }
  }

  /// `theme show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The roles of a theme with their colours and contrast.",
      discussion: """
        signalbox theme show contrast
        """)
    @Argument(help: ArgumentHelp("A theme by name, or a file.", valueName: "theme"))
    var name: String
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let theme = try Themes(workspaceRoot: try? workspace.find().root).read(name).theme
      let looks = Role.allCases.map { Looks($0, theme) }
      switch format {
      case .text:
        Output.text(
          TextTable(["role", "text", "on", "contrast", "", ""], rows: looks.map(\.cells)).lines)
      case .json:
        for look in looks {
          Output.object { out in
            out.put("role", look.role.rawValue)
            out.put("text", look.text.description)
            out.put("background", look.ground.description)
            out.put("contrast", look.ratio.map(ThemeContrast.words))
          }
        }
      }
    }

    /// One role as it is drawn on the theme's own background.
    private struct Looks {
      let role: Role
      let text, ground: Color
      let ratio: Double?
      let attributes: Attributes

      init(_ role: Role, _ theme: Theme) {
        self.role = role
        (text, ground) = theme.colors(for: Style(role))
        ratio = theme.contrast(of: Style(role))
        attributes = theme.attributes(for: Style(role))
      }

      var cells: [String] {
        let isText = Theme.readableRoles.contains(role)
        return [
          role.rawValue, text.description, ground.description,
          ratio.map(ThemeContrast.words) ?? "–",
          isText ? ratio.map(ThemeContrast.level) ?? "" : "", ThemeContrast.weights(attributes),
        ]
      }
    }
  }

  /// `theme check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Unknown roles, bad colours and text that is hard to read, with line numbers.",
      discussion: """
        signalbox theme check
        signalbox theme check mine.toml

        Without a theme all are checked. Status 1 where one has an error or text under 4.5:1.
        """)
    @Argument(help: ArgumentHelp("Themes by name, or files.", valueName: "theme"))
    var names: [String] = []
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
      let themes = Themes(workspaceRoot: try? workspace.find().root)
      var isBad = false
      for name in names.isEmpty ? themes.names : names {
        let file: ThemeFile
        do { file = try themes.read(name) } catch let failure as Failure {
          guard failure.status == .workspace else { throw failure }
          for line in failure.lines { Output.line(line) }
          isBad = true
          continue
        }
        for problem in file.errors + file.warnings { Output.line(problem.description) }
        if file.errors.isEmpty, file.warnings.isEmpty {
          let least = ThemeContrast.least(file.theme)
          Output.line(
            "\(name): in order; the least contrast of text is "
              + (least.map { "\(ThemeContrast.words($0)) (\(ThemeContrast.level($0)))" }
                ?? "the terminal's own"))
        } else {
          isBad = true
        }
      }
      if isBad { throw ExitCode(Failure.Status.badAnswer.rawValue) }
    }
  }
}

/// Contrast ratios as people read them.
private enum ThemeContrast {
  /// `7.3:1`, cut rather than rounded up.
  static func words(_ ratio: Double) -> String {
    let tenths = Int(ratio * 10)
    return "\(tenths / 10).\(tenths % 10):1"
  }

  /// The level of WCAG 2.2 for text of ordinary size.
  static func level(_ ratio: Double) -> String {
    ratio >= 7 ? "AAA" : ratio >= Theme.leastContrast ? "AA" : "low"
  }

  /// The least ratio of any text, on the background and on a selected row.
  static func least(_ theme: Theme) -> Double? {
    Theme.readableRoles.flatMap { role in
      [Role.background, .selection].compactMap { theme.contrast(of: Style(role, on: $0)) }
    }.min()
  }

  static func weights(_ attributes: Attributes) -> String {
    [(Attributes.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse")]
      .filter { attributes.contains($0.0) }.map(\.1).joined(separator: " ")
  }
}
