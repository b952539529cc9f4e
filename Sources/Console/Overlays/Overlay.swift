import TerminalKit

/// Something that lies over the screen and has the keys.
enum Overlay: Sendable, Equatable {
  case help(HelpState)
  case palette(PaletteState)
  case form(FormState)
  case alerts(top: Int)
  case tour
}

/// The list of keys for a place.
struct HelpState: Sendable, Equatable {
  /// The place that it was opened on.
  let scope: Scope
  var prompt = Prompt()
  var isFiltering = false
  var index = 0

  /// The keys that hold at the place, those of one group together, narrowed by what is typed.
  func bindings(_ keymap: Keymap) -> [Binding] {
    let here = keymap.bindings(in: scope)
    let grouped = Binding.Group.allCases.flatMap { group in here.filter { $0.group == group } }
    let wanted = prompt.text.lowercased()
    guard !wanted.isEmpty else { return grouped }
    return grouped.filter {
      "\($0.keyText) \($0.help) \($0.label)".lowercased().contains(wanted)
    }
  }
}

/// Something that the palette runs.
struct Command: Sendable, Equatable {
  enum Effect: Sendable, Equatable {
    case action(Action)
    case theme(String)
    case report(String)
  }
  let name: String
  let help: String
  /// The keys that do the same.
  let keyText: String
  let effect: Effect

  init(_ binding: Binding) {
    name = binding.name
    help = binding.help
    keyText = binding.keyText
    effect = .action(binding.action)
  }

  init(_ name: String, help: String, _ effect: Effect) {
    self.name = name
    self.help = help
    keyText = ""
    self.effect = effect
  }

  /// The action, where it is one of the table's.
  var action: Action? { if case .action(let action) = effect { action } else { nil } }
}

/// Every command, found by some of its letters.
struct PaletteState: Sendable, Equatable {
  let scope: Scope
  /// The themes that can be drawn with.
  let themes: [String]
  /// Names of commands that were run before, the latest first.
  let recent: [String]
  var prompt = Prompt()
  var index = 0

  /// The commands of the place, best match first; those that were run last before all others while
  /// nothing is typed.
  func commands(_ keymap: Keymap) -> [Command] {
    let pointless: Set<Action> = [.down, .up, .palette]
    let here =
      keymap.bindings(in: scope).filter { !pointless.contains($0.action) }.map { Command($0) }
      + themes.map { Command("theme \($0)", help: "Draw with the theme \($0)", .theme($0)) }
      + ReportCatalog.rows.map {
        Command("report \($0.name)", help: "Read the report: \($0.text)", .report($0.name))
      }
    if prompt.text.isEmpty {
      let latest = recent.compactMap { name in here.first { $0.name == name } }
      return latest + here.filter { !recent.contains($0.name) }
    }
    let byName = Fuzzy.ranked(here, by: prompt.text) { $0.name }
    let wanted = prompt.text.lowercased()
    let rest = here.filter { !byName.contains($0) && $0.help.lowercased().contains(wanted) }
    return byName + rest
  }
}
