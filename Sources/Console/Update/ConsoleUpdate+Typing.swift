import DeskRules
import LeadModel
import TerminalKit

/// Lines that are typed: filters, searches, the palette and forms.
extension ConsoleModel {
  /// Changes the line that has the keys, and what depends on it.
  mutating func editPrompt(_ edit: (inout Prompt) -> Void) {
    switch overlay {
    case .help(var help):
      edit(&help.prompt)
      help.index = 0
      overlay = .help(help)
    case .palette(var palette):
      edit(&palette.prompt)
      palette.index = 0
      overlay = .palette(palette)
    case .form(var form):
      edit(&form.prompt)
      form.choice = 0
      form.problem = nil
      let isComplete = form.advanceByLetter()
      overlay = .form(form)
      if isComplete { submit(form) }
    case .alerts, .tour: break
    case nil:
      guard var line = filterLine else { return }
      edit(&line)
      filterLine = line
      useFilterLine(line.text)
    }
  }

  mutating func beginFilter() {
    if let reading = screens.last?.reading {
      filterLine = Prompt(reading.search, limit: 200)
    } else {
      filterLine = Prompt(focusedSlot.flatMap { self[$0]?.filterText } ?? "", limit: 200)
    }
  }

  /// Narrows the list, or searches the document, with every letter.
  private mutating func useFilterLine(_ text: String) {
    if focusedSlot != nil {
      changeFocusedList { $0.setFilter(text) }
    } else if let screen = screens.last, let (document, _) = document(of: screen),
      var reading = screen.reading
    {
      reading.search = text
      let hits = document.matches(text)
      if let hit = hits.first(where: { $0 >= reading.top }) ?? hits.first { reading.top = hit }
      screens[screens.count - 1].reading = reading
    }
  }

  mutating func type(_ action: Action) {
    switch overlay {
    case .help(let help): typeInHelp(help, action)
    case .palette(let palette): typeInPalette(palette, action)
    case .form(let form): typeInForm(form, action)
    case .alerts, .tour: break
    case nil: typeInFilter(action)
    }
  }

  private mutating func typeInFilter(_ action: Action) {
    switch action {
    case .accept: filterLine = nil
    case .cancel:
      useFilterLine("")
      filterLine = nil
    default: break
    }
  }

  private mutating func typeInHelp(_ help: HelpState, _ action: Action) {
    var help = help
    if action == .cancel { help.prompt = Prompt() }
    help.isFiltering = false
    overlay = .help(help)
  }

  private mutating func typeInPalette(_ palette: PaletteState, _ action: Action) {
    var palette = palette
    let commands = palette.commands(keymap)
    switch action {
    case .cancel: overlay = nil
    case .accept:
      guard palette.index < commands.count else {
        return say("no command is like \"\(palette.prompt.text)\"", .refused)
      }
      overlay = nil
      run(commands[palette.index])
    case .complete:
      guard palette.index < commands.count else { return }
      palette.prompt.setText(commands[palette.index].name)
      palette.index = 0
      overlay = .palette(palette)
    default:
      palette.index = Self.step(palette.index, action, count: commands.count)
      overlay = .palette(palette)
    }
  }

  private mutating func run(_ command: Command) {
    recentCommands = [command.name] + recentCommands.filter { $0 != command.name }.prefix(7)
    switch command.effect {
    case .action(let action): run(action)
    case .theme(let name): use(theme: name)
    case .report(let name): openDocument(.report(name, by: nil))
    }
  }

  private mutating func typeInForm(_ form: FormState, _ action: Action) {
    var form = form
    switch action {
    case .cancel: overlay = nil
    case .accept:
      let isComplete = form.advance(names)
      overlay = .form(form)
      if isComplete { submit(form) }
    case .complete:
      form.complete(names)
      overlay = .form(form)
    case .previousStep:
      form.reopen(because: nil)
      overlay = .form(form)
    default:
      form.choice = Self.step(form.choice, action, count: form.choices(names).count)
      overlay = .form(form)
    }
  }

  private static func step(_ index: Int, _ action: Action, count: Int) -> Int {
    max(0, min(index + (action == .nextChoice ? 1 : -1), count - 1))
  }

  // MARK: Overlays that are read

  mutating func performInOverlay(_ action: Action) {
    switch action {
    case .back: overlay = nil
    case .quit: quit()
    case .redraw: outbox.append(.redraw)
    case .suspend: outbox.append(.suspend)
    default: readOverlay(action)
    }
  }

  private mutating func readOverlay(_ action: Action) {
    switch overlay {
    case .help(var help):
      let bindings = help.bindings(keymap)
      if action == .filter {
        help.isFiltering = true
      } else if action == .open {
        guard help.index < bindings.count else { return }
        overlay = nil
        return run(bindings[help.index].action)
      } else {
        help.index = moved(help.index, action, count: bindings.count)
      }
      overlay = .help(help)
    case .alerts(let top):
      if action == .open { return openAlert(at: top) }
      overlay = .alerts(top: moved(top, action, count: alerts.count))
    default: break
    }
  }

  private mutating func openAlert(at index: Int) {
    let alerts = alerts
    guard index < alerts.count, let lead = alerts[index].lead else { return }
    overlay = nil
    queries.last += 1
    screens.append(.lead(LeadScreen(id: queries.last, number: lead)))
  }

  private func moved(_ index: Int, _ action: Action, count: Int) -> Int {
    let page = max(1, size.rows - 8)
    let target: Int =
      switch action {
      case .down: index + 1
      case .up: index - 1
      case .top: 0
      case .end: count - 1
      case .pageDown: index + page
      case .pageUp: index - page
      case .halfDown: index + page / 2
      case .halfUp: index - page / 2
      default: index
      }
    return max(0, min(target, count - 1))
  }
}
