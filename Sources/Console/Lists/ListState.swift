import DeskRules
import LeadModel

/// A list on the screen: the window of rows that is here, which row is selected, and what is seen.
///
/// The whole list stays with the host. The console holds the rows around what is visible and asks
/// again when the view leaves them; places are counted in the whole list, from 0.
struct ListState: Sendable, Equatable {
  let list: ListKind
  /// Conditions that belong to the screen and not to the user.
  let base: RowFilter
  /// What was typed behind `/`.
  var filterText = ""
  var filterProblem: String?
  var filter: RowFilter
  var sort: SortOrder?
  /// The order that the screen gives the list when the user gives none.
  let ownSort: SortOrder?

  var rows: [ListRow] = []
  /// The place of the first row that is here.
  var offset = 0
  var matching = 0
  /// Rows without the user's filter.
  var total = 0
  var isLoaded = false

  /// The place of the first row that is seen.
  var top = 0
  var selectedIndex = 0
  var selected: RowID?
  /// Whether the view stays at the top as rows arrive there.
  var isFollowing = true
  /// Rows that came in above the view since it left the top.
  var newer = 0

  /// The number of the request under way.
  var inFlight: Int?
  /// Something changed since the rows were asked for.
  var isStale = true
  var sortRefusal: String?
  /// Rows that are new or changed, each until when it is marked as such.
  private var fresh: [RowID: Instant] = [:]
  /// Not to be asked again before this instant: the host could not answer.
  var retryAt: Instant?
  /// The selected row is looked for after a new filter or order.
  var isSeeking = false
  /// Rows that acts are about together, by their ids, as they were last seen.
  var marks: [RowID: ListRow] = [:]
  /// The row from which ``markRange()`` goes.
  var lastMark: Int?
  /// The place where a row that live rows pushed away is looked for.
  var probe: Int?
  /// How often it was looked for in a row.
  private var probes = 0
  private static let mostProbes = 20

  init(_ list: ListKind, base: RowFilter = RowFilter(), sort: SortOrder? = nil) {
    self.list = list
    self.base = base
    self.sort = sort
    ownSort = sort
    filter = base
  }

  /// The row at a place, if it is here.
  func row(at index: Int) -> ListRow? {
    let place = index - offset
    return place >= 0 && place < rows.count ? rows[place] : nil
  }

  /// The selected row, if it is here.
  var selectedRow: ListRow? {
    row(at: selectedIndex).flatMap { $0.id == selected ? $0 : nil }
  }

  /// Whether the user gave the list another order than its own.
  var isSorted: Bool { sort != ownSort }

  /// Whether the user narrowed the list.
  var isFiltered: Bool { !filterText.isEmpty }
}

// MARK: - Asking

extension ListState {
  /// Rows asked for at most, the limit of one answer.
  static let limit = 500

  /// Whether rows have to be asked for, with so many visible.
  func needsRows(visible: Int, now: Instant) -> Bool {
    if inFlight != nil { return false }
    if let retryAt, now < retryAt { return false }
    if isStale || !isLoaded || probe != nil { return true }
    let first = min(top, max(0, matching - visible))
    let last = min(matching, top + visible)
    return last > first && (first < offset || last > offset + rows.count)
  }

  /// The request for the rows around the view, numbered; nil for lists that nothing is asked for.
  mutating func request(
    visible: Int, number: Int, meaning: FilterMeaning
  ) -> DeskRequest? {
    inFlight = number
    isStale = false
    retryAt = nil
    guard let window = list.window else {
      probe = nil
      return list.request
    }
    let isWhole = isSeeking || needsAllRows
    let size = isWhole ? Self.limit : min(Self.limit, max(60, visible * 3))
    let middle = probe ?? (isWhole ? 0 : top + visible / 2)
    probe = nil
    return .window(
      WindowRequest(
        list: window, offset: max(0, middle - size / 2), limit: size,
        filter: meaning.resolved(filter, base: base), sort: sort))
  }

  /// Whether the order or the filter is made here, from all rows.
  private var needsAllRows: Bool {
    sortsHere || filtersHere
  }

  private var filtersHere: Bool { !list.isFilteredByHost && !filter.isEmpty }

  private var sortsHere: Bool {
    guard let sort, isSorted else { return false }
    return !LocalSort.isDoneByHost(list, sort.column)
  }

  /// The link is gone: nothing is under way any more.
  mutating func forgetRequests() {
    inFlight = nil
    isStale = true
    retryAt = nil
  }

  /// The host could not answer a request.
  mutating func fail(number: Int, retryAt instant: Instant) {
    guard inFlight == number else { return }
    inFlight = nil
    isStale = true
    retryAt = instant
  }
}

// MARK: - Answers

extension ListState {
  /// Takes rows as they are now. Returns the row that was selected and is no longer in the list.
  mutating func absorb(
    _ part: RowPart, number: Int, visible: Int, now: Instant, meaning: FilterMeaning
  ) -> ListRow? {
    guard inFlight == number else { return nil }
    inFlight = nil
    let before = self
    rows = part.rows
    offset = part.offset
    matching = max(0, part.matching, rows.isEmpty ? 0 : offset + rows.count)
    if needsAllRows { arrange(meaning) }
    renewMarks()
    // The host counts all rows of the list; a screen's own conditions make it a smaller one.
    if base.isEmpty { total = part.total } else if filter == base { total = matching }
    total = max(matching, total)
    isLoaded = true
    markFresh(before: before, now: now)
    let lost = settleSelection(before: before, visible: visible)
    isSeeking = false
    clamp(visible: visible)
    return lost
  }

  /// Filters and sorts here what the host gives as it is; gives the order up for lists too long.
  private mutating func arrange(_ meaning: FilterMeaning) {
    if filtersHere, offset == 0, rows.count == matching {
      rows = rows.filter { meaning.passes($0, filter) }
      matching = rows.count
    }
    guard sortsHere, let sort else { return }
    if offset == 0, rows.count == matching {
      rows = LocalSort.sorted(rows, by: sort, names: meaning.names)
    } else {
      refuseSort(by: sortTitle ?? sort.column)
      self.sort = ownSort
      isStale = true
    }
  }

  mutating func refuseSort(by column: String) {
    sortRefusal =
      "\(Spell.count(matching)) rows are too many to sort by \(column): narrow them with /"
  }

  /// Why the order that was asked for was not taken, once.
  mutating func takeSortRefusal() -> String? {
    defer { sortRefusal = nil }
    return sortRefusal
  }

  /// Marks rows that are new at a place where others were seen before, or that are not as they were.
  private mutating func markFresh(before: ListState, now: Instant) {
    fresh = fresh.filter { $0.value > now }
    guard before.isLoaded, before.filter == filter, before.sort == sort, !before.isSeeking else {
      return
    }
    let known = Dictionary(
      before.rows.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first })
    let seen = before.offset..<(before.offset + before.rows.count + 1)
    for (place, row) in zip(offset..., rows) {
      let isNew = known[row.id] == nil && seen.contains(place)
      let isChanged = known[row.id].map { $0 != row.version } ?? false
      if isNew || isChanged { fresh[row.id] = now + 4000 }
    }
  }

  /// Whether a row came or changed in the last seconds.
  func isFresh(_ id: RowID, now: Instant) -> Bool {
    fresh[id].map { $0 > now } ?? false
  }

  /// Finds the selected row among the new ones, or the one nearest to where it was.
  private mutating func settleSelection(before: ListState, visible: Int) -> ListRow? {
    guard let wanted = selected, matching > 0 else {
      let lost = matching == 0 && !before.isSeeking ? before.selectedRow : nil
      selectIndex(matching == 0 ? 0 : selectedIndex)
      return lost
    }
    if let place = rows.firstIndex(where: { $0.id == wanted }) {
      moveSelected(to: offset + place, visible: visible)
      probes = 0
      return nil
    }
    if isSeeking {
      goToTop()
      return nil
    }
    // Rows that came in above may have pushed it out of the window: look there before giving up.
    let growth = matching - before.matching
    if growth > 0, probes < Self.mostProbes, selectedIndex + growth >= offset + rows.count {
      if isFollowing { goToTop() } else { follow(before, down: growth) }
      return nil
    }
    probes = 0
    let nearest = nearestSurvivor(before: before)
    selectIndex(nearest)
    return before.selectedRow
  }

  /// Keeps showing the rows as they were, so many places further down, until those there have come. More
  /// may come in above meanwhile: then it goes on from here.
  private mutating func follow(_ before: ListState, down growth: Int) {
    rows = before.rows
    offset = before.offset + growth
    selectedIndex += growth
    top += growth
    newer += growth
    probe = selectedIndex
    probes += 1
  }

  /// The place of the row that stood next to the selected one: below it, else above it.
  private func nearestSurvivor(before: ListState) -> Int {
    let places = Dictionary(
      zip(rows.map(\.id), offset...), uniquingKeysWith: { first, _ in first })
    let here = min(max(0, before.selectedIndex - before.offset), before.rows.count)
    let candidates = before.rows[here...].dropFirst() + before.rows[..<here].reversed()
    return candidates.lazy.compactMap { places[$0.id] }.first ?? min(selectedIndex, matching - 1)
  }

  /// Follows the selected row to its new place, so that it keeps its line on the screen.
  private mutating func moveSelected(to index: Int, visible: Int) {
    let shift = index - selectedIndex
    selectedIndex = index
    guard isFollowing else {
      newer = max(0, newer + shift)
      top += shift
      return
    }
    // The view stays at the top; a row that leaves it at the bottom gives the selection back.
    if index >= visible { goToTop() }
  }
}
