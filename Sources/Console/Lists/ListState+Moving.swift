import DeskRules

// MARK: - Moving

extension ListState {
  /// Moves the selection by rows.
  mutating func move(by rows: Int, visible: Int) {
    guard matching > 0 else { return }
    isFollowing = false
    selectIndex(selectedIndex.addingReportingOverflow(rows).partialValue)
    clamp(visible: visible)
  }

  /// Moves view and selection together.
  mutating func page(by rows: Int, visible: Int) {
    guard matching > 0 else { return }
    top = min(max(0, top + rows), max(0, matching - visible))
    move(by: rows, visible: visible)
  }

  /// Scrolls the view; the selection only moves to stay visible.
  mutating func scroll(by rows: Int, visible: Int) {
    guard matching > 0 else { return }
    isFollowing = false
    top = min(max(0, top + rows), max(0, matching - visible))
    selectIndex(min(max(selectedIndex, top), top + visible - 1))
  }

  /// Selects the first row and follows the top again.
  mutating func goToTop() {
    isFollowing = true
    newer = 0
    top = 0
    selectIndex(0)
  }

  /// Selects the last row.
  mutating func goToEnd(visible: Int) {
    move(by: matching, visible: visible)
  }

  /// Selects the row at a place.
  mutating func select(index: Int, visible: Int) {
    guard index >= 0, index < matching else { return }
    isFollowing = false
    selectIndex(index)
    clamp(visible: visible)
  }

  mutating func selectIndex(_ index: Int) {
    selectedIndex = max(0, min(index, matching - 1))
    selected = row(at: selectedIndex)?.id
  }

  /// Keeps the selected row in view and the view inside the list.
  mutating func clamp(visible: Int) {
    let height = max(1, visible)
    selectedIndex = max(0, min(selectedIndex, matching - 1))
    top = min(max(top, selectedIndex - height + 1), selectedIndex)
    top = max(0, min(top, matching - height))
    if selected == nil { selected = row(at: selectedIndex)?.id }
  }
}

// MARK: - Filter and order

extension ListState {
  /// Narrows the list to what the text says.
  mutating func setFilter(_ text: String) {
    let reading = FilterLanguage.read(text, base: base, list: list)
    filterText = text
    filterProblem = reading.problem
    guard reading.filter != filter else { return }
    filter = reading.filter
    askAnew()
  }

  /// Sorts by the next column, after the last one in the list's own order again. A list too long to
  /// be here as a whole only knows the orders that the host has.
  mutating func cycleSort() {
    let isLong = matching > Self.limit
    let choices = SortChoice.choices(for: list).filter {
      !isLong || LocalSort.isDoneByHost(list, $0.column)
    }
    let place = isSorted ? choices.firstIndex { $0.column == sort?.column } : nil
    let next = place.map { $0 + 1 } ?? 0
    sort =
      next < choices.count
      ? SortOrder(column: choices[next].column, descending: choices[next].descendingFirst) : ownSort
    if isLong, next == choices.count { refuseSort(by: "other columns") }
    askAnew()
  }

  /// Turns the order round.
  mutating func reverseSort() {
    if sort == nil {
      guard let first = SortChoice.choices(for: list).first else { return }
      sort = SortOrder(column: first.column, descending: first.descendingFirst)
    }
    sort?.descending.toggle()
    askAnew()
  }

  /// Sorts by a column, or turns the order round where it is sorted by it already.
  mutating func sort(by column: String) {
    guard let choice = SortChoice.choices(for: list).first(where: { $0.column == column }) else {
      return
    }
    if sort?.column == column { return reverseSort() }
    guard matching <= Self.limit || LocalSort.isDoneByHost(list, column) else {
      return refuseSort(by: choice.title)
    }
    sort = SortOrder(column: column, descending: choice.descendingFirst)
    askAnew()
  }

  /// What a title says of the order: `sorted by SLA`, with the direction apart.
  var sortTitle: String? {
    guard let sort else { return nil }
    return SortChoice.choices(for: list).first { $0.column == sort.column }?.title ?? sort.column
  }

  /// Takes a filter and an order that were given to the list before.
  mutating func restore(filter text: String, sort order: SortOrder?) {
    let reading = FilterLanguage.read(text, base: base, list: list)
    if !text.isEmpty, reading.problem == nil {
      filterText = text
      filter = reading.filter
    }
    let columns = SortChoice.choices(for: list).map(\.column)
    if let order, columns.contains(order.column) { sort = order }
  }

  private mutating func askAnew() {
    // An answer to the old question must not be taken for one to the new.
    inFlight = nil
    isStale = true
    isSeeking = true
    probe = nil
    newer = 0
  }
}
