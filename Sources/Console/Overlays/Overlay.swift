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

/// Every command, found by some of its letters.
struct PaletteState: Sendable, Equatable {
  let scope: Scope
  var prompt = Prompt()
  var index = 0

  /// The commands of the place, best match first.
  func bindings(_ keymap: Keymap) -> [Binding] {
    let pointless: Set<Action> = [.down, .up, .palette]
    let here = keymap.bindings(in: scope).filter { !pointless.contains($0.action) }
    let byName = Fuzzy.ranked(here, by: prompt.text) { $0.name }
    let wanted = prompt.text.lowercased()
    let rest = here.filter { !byName.contains($0) && $0.help.lowercased().contains(wanted) }
    return byName + rest
  }
}
