import DeskRules
import LeadModel
import TerminalKit

/// What the screen shows and has not got is asked for: after every message, in one place.
extension ConsoleModel {
  mutating func settle() {
    for slot in visibleSlots {
      guard let geometry = geometry(of: slot) else { continue }
      self[slot]?.clamp(visible: geometry.visible)
    }
    clampDocument()
    nameWindow()
    guard link == .up else { return }
    askStatus()
    askNames()
    for slot in visibleSlots { askList(slot) }
    askLead()
  }

  mutating func ask(_ request: DeskRequest, _ purpose: RequestTag.Purpose) -> Int {
    queries.last += 1
    outbox.append(.ask(request, RequestTag(purpose: purpose, number: queries.last)))
    return queries.last
  }

  private mutating func askStatus() {
    if !queries.isSubscribed {
      queries.isSubscribed = true
      _ = ask(.subscribe, .subscription)
      _ = ask(.terms, .terms)
    }
    if queries.statusDue, queries.statusInFlight == nil {
      queries.statusDue = false
      queries.statusAskedAt = now
      queries.statusInFlight = ask(.status, .status)
    }
  }

  private mutating func askNames() {
    guard let offset = queries.namesOffset, queries.namesInFlight == nil else { return }
    let window = WindowRequest(list: .reps, offset: offset, limit: ListState.limit)
    queries.namesInFlight = ask(.window(window), .directory)
  }

  private mutating func askList(_ slot: ListSlot) {
    guard let geometry = geometry(of: slot), var list = self[slot] else { return }
    guard list.needsRows(visible: geometry.visible, now: now) else { return }
    queries.last += 1
    var request = list.request(visible: geometry.visible, number: queries.last)
    request.filter = filterMeaning.resolved(request.filter)
    outbox.append(
      .ask(.window(request), RequestTag(purpose: .list(slot), number: queries.last)))
    self[slot] = list
  }

  var filterMeaning: FilterMeaning {
    let queues = (panes[.queues]?.rows ?? []).compactMap { row -> QueueID? in
      if case .queue(let row) = row { row.id } else { nil }
    }
    return FilterMeaning(names: names, queues: queues)
  }

  private mutating func askLead() {
    guard case .lead(var screen)? = screens.last, screen.isStale, screen.inFlight == nil else {
      return
    }
    if let retryAt = screen.retryAt, now < retryAt { return }
    screen.isStale = false
    screen.retryAt = nil
    screen.inFlight = ask(.lead(screen.number.description), .lead(screen: screen.id))
    screens[screens.count - 1] = .lead(screen)
  }

  private mutating func clampDocument() {
    guard case .lead(var screen)? = screens.last else { return }
    let (document, rect) = document(of: screen)
    screen.top = max(0, min(screen.top, document.lastTop(height: rect.height)))
    screens[screens.count - 1] = .lead(screen)
  }

  /// Says in the window's name how many clocks are late.
  private mutating func nameWindow() {
    guard let status else { return }
    let late = status.clocksPastDue > 0 ? "\(status.clocksPastDue) late, " : ""
    let title = Sanitizer.clean(late + status.name + " - Signalbox")
    guard title != shownTitle else { return }
    shownTitle = title
    outbox.append(.setTitle(title))
  }
}
