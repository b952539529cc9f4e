// MARK: - Marks

extension ListState {
  /// Whether a row is marked.
  func isMarked(_ id: RowID) -> Bool { marks[id] != nil }

  /// The rows that acts are about: those that are marked, in the order of the list, else the one
  /// that is selected.
  var targets: [ListRow] {
    guard !marks.isEmpty else { return selectedRow.map { [$0] } ?? [] }
    let here = rows.filter { isMarked($0.id) }
    let known = Set(here.map(\.id))
    let gone = marks.values.filter { !known.contains($0.id) }.sorted { $0.label < $1.label }
    return here + gone
  }

  /// Marks the selected row, or takes its mark away.
  mutating func toggleMark() {
    guard let row = selectedRow else { return }
    marks[row.id] = isMarked(row.id) ? nil : row
    lastMark = selectedIndex
  }

  /// Marks all rows from the last mark to the selected row.
  mutating func markRange() {
    let from = lastMark ?? selectedIndex
    for index in min(from, selectedIndex)...max(from, selectedIndex) {
      if let row = row(at: index) { marks[row.id] = row }
    }
    lastMark = selectedIndex
  }

  /// Marks all rows that are here, or none where all are.
  mutating func markAll() {
    let isAll = rows.allSatisfy { isMarked($0.id) }
    for row in rows { marks[row.id] = isAll ? nil : row }
  }

  mutating func clearMarks() {
    marks = [:]
    lastMark = nil
  }

  /// Marked rows are what the newest answer says of them; those that it holds no more keep their
  /// mark until it is taken away, unless the whole list is here without them.
  mutating func renewMarks() {
    guard !marks.isEmpty else { return }
    for row in rows where isMarked(row.id) { marks[row.id] = row }
    guard offset == 0, rows.count == matching, filter == base else { return }
    let here = Set(rows.map(\.id))
    marks = marks.filter { here.contains($0.key) }
  }
}
