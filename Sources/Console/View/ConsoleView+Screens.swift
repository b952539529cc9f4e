import DeskRules
import LeadModel
import TerminalKit

/// What was opened from the desk.
extension ConsoleModel {
  func draw(_ screen: Screen, into frame: inout Frame) {
    switch screen {
    case .lead(let screen): draw(screen, into: &frame)
    case .list(let screen): drawBoard(screen, into: &frame)
    case .document(let screen): draw(screen, into: &frame)
    }
  }

  // MARK: A document

  private func draw(_ screen: DocumentScreen, into frame: inout Frame) {
    guard let (document, rect) = document(of: .document(screen)) else { return }
    var title = StyledText([
      Span(glyphs[.pointer] + screen.source.title + " ", Style(.accent, .bold))
    ])
    if !screen.reading.search.isEmpty {
      title = title + StyledText("/\(screen.reading.search) ", Style(.warn))
    }
    draw(document, screen.reading, title: title, box: layout.body, rect: rect, into: &frame)
  }

  /// Lines in their border, with the place in them at its right.
  private func draw(
    _ document: Document, _ reading: Reading, title: StyledText, box: Rect, rect: Rect,
    into frame: inout Frame
  ) {
    let shown = min(document.lines.count, reading.top + rect.height)
    let position =
      "\(document.lines.isEmpty ? 0 : reading.top + 1)-\(shown) of \(document.lines.count)"
    context.border(
      box, isFocused: true, title: title, trailing: StyledText(" \(position) ", .muted),
      into: &frame)
    document.draw(
      into: &frame, rect: rect, top: reading.top, search: reading.search, glyphs: glyphs)
    frame.cursor = Position(x: rect.x, y: rect.y)
  }

  // MARK: A lead

  private func draw(_ screen: LeadScreen, into frame: inout Frame) {
    let (document, rect) = document(of: screen)
    let box = documentBox(of: screen)
    drawClaim(screen, into: &frame)
    draw(
      document, screen.reading, title: title(of: screen), box: box, rect: rect, into: &frame)
  }

  /// The claim in a box of its own, at the left of the decision that it disputes.
  private func drawClaim(_ screen: LeadScreen, into frame: inout Frame) {
    guard isClaimApart(screen), let detail = screen.detail else { return }
    let body = layout.body
    let rect = Rect(
      x: body.x, y: body.y, width: body.width - documentBox(of: screen).width, height: body.height)
    frame.box(
      rect, glyphs.light, style: Style(.border), title: StyledText("The claim ", .text),
      ellipsis: glyphs[.ellipsis])
    let inner = rect.inset(horizontal: 2, vertical: 1)
    let lines = leadDocument(of: screen, detail).claim
    Document(Array(lines.dropFirst()), width: inner.width).draw(
      into: &frame, rect: inner, top: 0, search: "", glyphs: glyphs)
  }

  private func title(of screen: LeadScreen) -> StyledText {
    let bold = Style(.accent, .bold)
    var spans = [Span(glyphs[.pointer], bold)]
    if let escalation = screen.escalation {
      spans.append(Span("Escalation \(EscalationColumns.name(escalation.number))  ", bold))
    }
    spans.append(Span("Lead \(screen.number)", bold))
    if let row = screen.detail?.row {
      spans.append(Span("  \(row.facts.company ?? "(no company)")", .text))
      spans.append(Span("  \(row.source)/\(row.publicID) ", .muted))
    } else if let company = screen.escalation?.company {
      spans.append(Span("  \(company) ", .text))
    } else {
      spans.append(Span(" ", .text))
    }
    if !screen.reading.search.isEmpty {
      spans.append(Span("/\(screen.reading.search) ", Style(.warn)))
    }
    return StyledText(spans)
  }
}
