import DeskRules
import LeadModel
import TerminalKit

/// Draws a list in its border: rows by the columns of their kind.
struct ListDrawing {
  let state: ListState
  let geometry: ListGeometry
  let context: DrawContext
  let isFocused: Bool
  /// What the border says at the left: number and name of the pane, or the screen's subject.
  let title: String
  /// The figure at the right of the border, when neither filter nor order is shown there.
  let summary: StyledText
  /// Said when there are no rows at all.
  let emptyText: String
  /// The line below the rows.
  var note: StyledText?

  func draw(into frame: inout Frame) {
    context.border(
      geometry.box, isFocused: isFocused, title: titleLine, trailing: trailing, into: &frame)
    if let note, !geometry.note.isEmpty {
      frame.put(
        note, x: geometry.note.x + 1, y: geometry.note.y, width: geometry.note.width - 2,
        ellipsis: context.glyphs[.ellipsis])
    }
    for index in geometry.tables.indices { drawTable(index, into: &frame) }
  }

  private var titleLine: StyledText {
    let style = isFocused ? Style(.accent, .bold) : Style(.text)
    var spans = [Span((isFocused ? context.glyphs[.pointer] : "") + title, style)]
    if state.isFiltered {
      spans.append(Span(" /" + state.filterText, Style(.warn)))
    }
    if !state.marks.isEmpty {
      spans.append(
        Span("  \(context.glyphs[.mark]) \(state.marks.count) marked", Style(.accent, .bold)))
    }
    return StyledText(spans + [Span(" ", style)])
  }

  /// What the border says at the right: counts and order as soon as they are the user's own.
  private var trailing: StyledText {
    var parts: [StyledText] = []
    if state.newer > 0 {
      parts.append(
        StyledText("\(context.glyphs[.triangleUp]) \(state.newer) newer", Style(.accent)))
    }
    if state.isFiltered || state.isSorted {
      // The count stays where there is no room for the order as well.
      let whole = counts + order
      let room = geometry.box.width - titleLine.width - 6
      parts.append(StyledText(TextWidth.columns(whole) <= room ? whole : counts, .muted))
    } else if summary.width > 0 {
      parts.append(summary)
    }
    guard let first = parts.first else { return "" }
    let joined = parts.dropFirst().reduce(first) { $0 + StyledText(", ", .muted) + $1 }
    return StyledText(" ") + joined + StyledText(" ")
  }

  private var counts: String {
    state.isFiltered
      ? "\(Spell.count(state.matching)) of \(Spell.count(state.total))"
      : Spell.count(state.total)
  }

  private var order: String {
    guard state.isSorted, let title = state.sortTitle, let sort = state.sort else { return "" }
    let sign = context.glyphs[sort.descending ? .triangleDown : .triangleUp]
    return ", sorted by \(title) \(sign)"
  }

  private func drawTable(_ index: Int, into frame: inout Frame) {
    let height = geometry.height
    let first = state.top + index * height
    let last = min(state.matching, first + height)
    guard index == 0 || last > first else { return }
    let table = Table(
      columns: state.columns(width: geometry.tables[index].width), glyphs: context.glyphs,
      showsHeader: geometry.showsHeader,
      emptyText: index == 0 ? emptyLine : "")
    let isHere = state.selectedIndex >= first && state.selectedIndex < last
    table.draw(
      into: &frame, rect: geometry.tables[index], count: max(0, last), offset: first,
      selection: isHere && isFocused ? state.selectedIndex : nil, isFocused: isFocused
    ) { place in
      let isMarked = state.row(at: place).map { state.isMarked($0.id) } ?? false
      return TableRow(cells(at: place, width: geometry.tables[index].width), isMarked: isMarked)
    }
  }

  private var emptyLine: String {
    if !state.isLoaded { return "asking the desk" + context.glyphs[.ellipsis] }
    if state.isFiltered { return "nothing matches; Esc clears the filter" }
    return emptyText
  }

  private func cells(at index: Int, width: Int) -> [StyledText] {
    guard let row = state.row(at: index) else {
      return [" ", StyledText(context.glyphs[.middleDot], .muted)]
    }
    let isSelected = isFocused && index == state.selectedIndex
    let isFresh = state.isFresh(row.id, now: context.now)
    let sign = isSelected ? context.glyphs[.pointer] : isFresh ? context.glyphs[.bullet] : " "
    let pointer = StyledText(sign, Style(.accent, .bold))
    switch row {
    case .lead(let row):
      return LeadColumns.cells(
        row, edge: pointer, isQueue: state.isQueue, width: width, context: context)
    case .queue(let row): return QueueColumns.cells(row, edge: pointer, context: context)
    case .rep(let row):
      return RepColumns.cells(row, edge: pointer, width: width, context: context)
    case .escalation(let row):
      return EscalationColumns.cells(
        row, edge: pointer, isOwn: state.isOwnEscalations, context: context)
    case .entry(let row): return EntryColumns.cells(row, edge: pointer, context: context)
    case .file(let row): return FileColumns.cells(row, edge: pointer, context: context)
    case .exception(let row): return ExceptionColumns.cells(row, edge: pointer, context: context)
    case .change(let row): return ChangeColumns.cells(row, edge: pointer, context: context)
    case .version(let row): return VersionColumns.cells(row, edge: pointer, context: context)
    case .roster(let row): return RosterColumns.cells(row, edge: pointer, context: context)
    case .report(let row): return ReportColumns.cells(row, edge: pointer)
    case .clock(let row):
      let edge = isSelected ? pointer : ClockColumns.edge(row, context: context)
      return ClockColumns.cells(row, edge: edge, width: width, context: context)
    }
  }
}

extension ListState {
  /// Whether all rows wait in one queue, so that why matters and where does not.
  var isQueue: Bool { base.queue != nil }

  /// Whether the rows are one's own escalations, so that their outcome matters.
  var isOwnEscalations: Bool { list == .escalations && base.owner != nil }

  /// The columns of the list at a width.
  func columns(width: Int) -> [TableColumn] {
    switch list {
    case .leads: LeadColumns.columns(width: width, isQueue: isQueue)
    case .queues: QueueColumns.columns
    case .clocks: ClockColumns.columns(width: width)
    case .reps: RepColumns.columns(width: width)
    case .escalations: EscalationColumns.columns(isOwn: isOwnEscalations)
    case .log: EntryColumns.columns
    case .files: FileColumns.columns
    case .exceptions: ExceptionColumns.columns
    case .changes: ChangeColumns.columns
    case .versions: VersionColumns.columns
    case .roster: RosterColumns.columns
    case .reports: ReportColumns.columns
    }
  }
}
