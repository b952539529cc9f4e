import DeskRules
import LeadModel
import TerminalKit

/// What lies over the screen and has the keys.
extension ConsoleModel {
  func drawOverlay(into frame: inout Frame, layout: DeskLayout) {
    switch overlay {
    case .help(let help): draw(help, into: &frame)
    case .palette(let palette): draw(palette, into: &frame)
    case .form(let form): draw(form, into: &frame, layout: layout)
    case .alerts(let index): drawAlerts(at: index, into: &frame)
    case .tour: drawTour(into: &frame)
    case nil: break
    }
  }

  /// A bordered box of its own over what is drawn already; returns its inside.
  private func box(
    _ rect: Rect, _ title: String, trailing: String = "", into frame: inout Frame
  ) -> Rect {
    frame.fill(rect)
    context.border(
      rect, isFocused: true, title: StyledText(" \(title) ", Style(.accent, .bold)),
      trailing: trailing.isEmpty ? nil : StyledText(" \(trailing) ", .muted), into: &frame)
    return rect.inset(horizontal: 2, vertical: 1)
  }

  /// The box in the middle in which lists of commands stand.
  private var middle: Rect {
    Rect(size).inset(horizontal: size.cols >= 100 ? 4 : size.cols >= 60 ? 1 : 0, vertical: 1)
      .centered(width: 108, height: max(8, size.rows - 4))
  }

  // MARK: Help

  private var placeName: String {
    switch screens.last {
    case .lead(let screen): screen.escalation == nil ? "on a lead" : "on an escalation"
    case .list(let screen): "in the list \"\(screen.panels[screen.focus].title)\""
    case .document: "while reading"
    case nil: "in pane \(focus.rawValue), \(focus.title)"
    }
  }

  private func draw(_ help: HelpState, into frame: inout Frame) {
    let bindings = help.bindings(keymap)
    let inner = box(
      middle, "Keys \(placeName)", trailing: "Enter runs, / filters, Esc closes", into: &frame)
    let showsPrompt = help.isFiltering || !help.prompt.text.isEmpty
    let area = Rect(
      x: inner.x, y: inner.y + (showsPrompt ? 1 : 0), width: inner.width,
      height: inner.height - (showsPrompt ? 1 : 0))
    if bindings.isEmpty { frame.put("no key is like that", x: area.x, y: area.y, style: .muted) }
    let lines = bindings.enumerated().flatMap { index, binding -> [CommandLine] in
      let isFirst = index == 0 || bindings[index - 1].group != binding.group
      return (isFirst ? [.heading(binding.group.rawValue)] : []) + [.command(index)]
    }
    draw(
      bindings.map { Command($0) }, lines, selected: help.index, isPalette: false, in: area,
      into: &frame)
    if showsPrompt {
      help.prompt.draw(
        into: &frame, rect: inner.row(0), label: StyledText("filter: ", .accent),
        isFocused: help.isFiltering)
    }
  }

  /// A command, or the heading of a group.
  private enum CommandLine {
    case heading(String)
    case command(Int)
  }

  private func draw(
    _ commands: [Command], _ lines: [CommandLine], selected: Int, isPalette: Bool, in area: Rect,
    into frame: inout Frame
  ) {
    let area = drawHelp(of: commands, selected, below: area, into: &frame)
    let place = lines.firstIndex { if case .command(selected) = $0 { true } else { false } } ?? 0
    let top = max(0, min(place - area.height / 2, lines.count - area.height))
    for (offset, line) in lines.dropFirst(top).prefix(area.height).enumerated() {
      let row = area.row(offset)
      switch line {
      case .heading(let title):
        frame.put(title, x: row.x, y: row.y, width: row.width, style: Style(.accent, .bold))
      case .command(let index):
        draw(
          commands[index], isPalette: isPalette, isSelected: index == selected, in: row,
          into: &frame)
      }
    }
  }

  /// What the selected command does, in full below the list, where its line has no room for all of it;
  /// returns what is left for the list.
  private func drawHelp(
    of commands: [Command], _ selected: Int, below area: Rect, into frame: inout Frame
  ) -> Rect {
    guard area.width < 100, area.height >= 5, selected < commands.count else { return area }
    let lines = TextView([help(of: commands[selected])]).wrapped(width: area.width - 2)
    let height = area.width < 60 ? 2 : 1
    for (index, line) in lines.prefix(height).enumerated() {
      frame.put(line, x: area.x + 2, y: area.maxY - height + index, width: area.width - 2)
    }
    return Rect(x: area.x, y: area.y, width: area.width, height: area.height - height - 1)
  }

  private func help(of command: Command) -> StyledText {
    let why = command.action.flatMap(whyDisabled)
    return StyledText(command.help + (why.map { " (\($0))" } ?? ""), .muted)
  }

  /// One command: its keys and help, or its name, help and keys.
  private func draw(
    _ command: Command, isPalette: Bool, isSelected: Bool, in row: Rect, into frame: inout Frame
  ) {
    let why = command.action.flatMap(whyDisabled)
    // What has no key is found by its name.
    let keys = command.keyText.isEmpty ? ":" + command.name : command.keyText
    let tail = isPalette ? command.keyText : ""
    let leadWidth = min(isPalette ? 22 : row.width < 100 ? 16 : 18, row.width / 3)
    frame.put(
      isSelected ? glyphs[.pointer] : " ", x: row.x, y: row.y, style: Style(.accent, .bold))
    frame.put(
      isPalette ? command.name : keys, x: row.x + 2, y: row.y, width: leadWidth,
      style: why == nil ? Style(.accent) : .muted, ellipsis: glyphs[.ellipsis])
    let text =
      StyledText(command.help, why == nil ? .text : Style(.muted, .dim))
      + StyledText(why.map { "  (\($0))" } ?? "", .muted)
    let tailWidth = TextWidth.columns(tail)
    frame.put(
      text, x: row.x + leadWidth + 3, y: row.y, width: row.width - leadWidth - 4 - tailWidth,
      ellipsis: glyphs[.ellipsis])
    frame.put(tail, x: row.maxX - tailWidth, y: row.y, style: Style(.accent))
    guard isSelected else { return }
    frame.paintSurface(.selection, in: row)
    frame.cursor = Position(x: row.x, y: row.y)
  }

  // MARK: Palette

  private func draw(_ palette: PaletteState, into frame: inout Frame) {
    let inner = box(middle, "Commands", trailing: "Enter runs, Esc closes", into: &frame)
    let commands = palette.commands(keymap)
    let area = Rect(
      x: inner.x, y: inner.y + 1, width: inner.width, height: inner.height - 1)
    if commands.isEmpty {
      frame.put("no command is like that", x: area.x, y: area.y, style: .muted)
    }
    draw(
      commands, commands.indices.map { .command($0) }, selected: palette.index, isPalette: true,
      in: area, into: &frame)
    palette.prompt.draw(
      into: &frame, rect: inner.row(0), label: StyledText(": ", Style(.accent, .bold)))
  }

  // MARK: Forms

  private func draw(_ form: FormState, into frame: inout Frame, layout: DeskLayout) {
    let choices = form.choices(names)
    let room = max(1, layout.body.height - 5)
    let listed = min(choices.count, min(8, room))
    let height = listed + (form.problem == nil ? 3 : 4)
    let rect = Rect(
      x: layout.body.x, y: layout.footer.y - height, width: min(layout.body.width, 100),
      height: height)
    let done = "\(form.answers.count + 1) of \(form.steps.count)"
    let inner = box(
      rect, form.title, trailing: form.steps.count > 1 ? "step \(done)" : "", into: &frame)
    let top = max(0, min(form.choice - listed / 2, choices.count - listed))
    for (offset, choice) in choices.dropFirst(top).prefix(listed).enumerated() {
      draw(choice, isChosen: top + offset == form.choice, in: inner.row(offset), into: &frame)
    }
    if let problem = form.problem {
      frame.put(
        problem, x: inner.x, y: inner.y + listed, width: inner.width, style: Style(.breach),
        ellipsis: glyphs[.ellipsis])
    }
    form.prompt.draw(
      into: &frame, rect: inner.row(inner.height - 1),
      label: StyledText(form.step.question + ": ", Style(.accent, .bold)))
  }

  private func draw(
    _ choice: DeskTerms.Term, isChosen: Bool, in row: Rect, into frame: inout Frame
  ) {
    let codeWidth = min(24, row.width / 2)
    frame.put(
      isChosen ? glyphs[.pointer] : " ", x: row.x, y: row.y, style: Style(.accent, .bold))
    frame.put(
      choice.code, x: row.x + 2, y: row.y, width: codeWidth, style: .text,
      ellipsis: glyphs[.ellipsis])
    frame.put(
      choice.text, x: row.x + codeWidth + 3, y: row.y, width: row.width - codeWidth - 3,
      style: .muted, ellipsis: glyphs[.ellipsis])
    if isChosen { frame.paintSurface(.selection, in: row) }
  }

  // MARK: Alerts and tour

  private func drawAlerts(at index: Int, into frame: inout Frame) {
    let alerts = alerts
    let told =
      alarm.map {
        TextView([StyledText($0.text, Style(.breach, .bold))]).wrapped(width: middle.width - 4)
      } ?? []
    // What is badly wrong is told whole, above the list.
    let room = told.isEmpty ? 0 : told.count + 1
    let rect = middle.centered(width: middle.width, height: max(3, alerts.count + room + 2))
    var inner = box(
      rect, Spell.plural(alerts.count, "alert"), trailing: "Enter opens the lead, Esc closes",
      into: &frame)
    for (offset, line) in told.enumerated() where offset < inner.height {
      frame.put(line, x: inner.x, y: inner.y + offset, width: inner.width)
    }
    inner = Rect(
      x: inner.x, y: inner.y + room, width: inner.width, height: max(0, inner.height - room))
    if alerts.isEmpty {
      frame.put("nothing wants attention", x: inner.x, y: inner.y, style: .muted)
    }
    let top = max(0, min(index - inner.height / 2, alerts.count - inner.height))
    for (offset, alert) in alerts.dropFirst(top).prefix(inner.height).enumerated() {
      let row = inner.row(offset)
      frame.put(
        StyledText([
          Span(clock.near(alert.at, now: now) + "  ", .muted), Span(alert.text),
          Span(alert.lead.map { "  \($0)" } ?? "", Style(.accent)),
        ]), x: row.x, y: row.y, width: row.width, ellipsis: glyphs[.ellipsis])
      guard top + offset == index else { continue }
      frame.paintSurface(.selection, in: row)
      frame.cursor = Position(x: row.x, y: row.y)
    }
  }

  private func drawTour(into frame: inout Frame) {
    let rect = Rect(size).centered(width: 72, height: 5)
    let inner = box(rect, "Welcome to Signalbox", trailing: "any key", into: &frame)
    let lines = [
      "1-5 choose a pane, j k a row; Enter opens it and shows why.",
      "/ narrows a list, : finds every command, ? lists the keys here.",
      "q goes back one level, Q quits; nothing is lost by looking.",
    ]
    for (index, line) in lines.enumerated() {
      frame.put(
        line, x: inner.x, y: inner.y + index, width: inner.width, ellipsis: glyphs[.ellipsis])
    }
  }
}
