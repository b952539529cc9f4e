import DeskRules
import LeadModel

/// What a filter means to the host, which knows ids as they are written, and to rows that are here.
struct FilterMeaning {
  let names: NameBook
  let queues: [QueueID]

  /// The filter with ids in place of what people type: `owner:ana` is the one rep whose id or name
  /// holds it. What fits none or several is looked for as a word instead.
  ///
  /// Conditions of the screen itself name ids already.
  func resolved(_ filter: RowFilter, base: RowFilter = RowFilter()) -> RowFilter {
    var filter = filter
    if base.owner == nil, let typed = filter.owner {
      let wanted = typed.lowercased()
      let fits = names.reps.filter { "\($0.id) \($0.name)".lowercased().contains(wanted) }
      let isExact = names.rep(RepID(typed)) != nil
      place(isExact ? [typed] : fits.map(\.id.text), typed, in: &filter, \.owner)
    }
    if base.queue == nil, let typed = filter.queue {
      let fits = queues.map(\.text).filter { $0.lowercased().contains(typed.lowercased()) }
      let isExact = queues.contains(QueueID(typed))
      place(isExact ? [typed] : fits, typed, in: &filter, \.queue)
    }
    if let typed = filter.region {
      let regions = Set(names.reps.compactMap(\.region))
      filter.region = regions.first { $0.lowercased() == typed.lowercased() } ?? typed
    }
    filter.country = filter.country?.uppercased()
    return filter
  }

  private func place(
    _ fits: [String], _ typed: String, in filter: inout RowFilter,
    _ field: WritableKeyPath<RowFilter, String?>
  ) {
    if fits.count == 1 {
      filter[keyPath: field] = fits[0]
    } else {
      filter[keyPath: field] = nil
      filter.words.append(typed)
    }
  }

  /// Whether a row passes that the host gives whatever the filter is.
  func passes(_ row: ListRow, _ filter: RowFilter) -> Bool {
    let text = row.searchText(names).lowercased()
    guard filter.words.allSatisfy({ text.contains($0.lowercased()) }) else { return false }
    guard case .escalation(let row) = row, let owner = filter.owner?.lowercased() else {
      return true
    }
    let people = [row.rep.map { "\($0) \(names.name($0))" } ?? "", row.by]
    return people.contains { $0.lowercased().contains(owner) }
  }
}
