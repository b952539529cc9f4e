import LeadModel

/// Names of reps and queues by their ids, as far as they are known.
struct NameBook: Sendable, Equatable {
  private(set) var reps: [RepRow] = []
  private var places: [RepID: Int] = [:]

  /// Takes or replaces reps.
  mutating func learn(_ rows: [RepRow]) {
    for row in rows {
      if let place = places[row.id] {
        reps[place] = row
      } else {
        places[row.id] = reps.count
        reps.append(row)
      }
    }
  }

  /// What is known of a rep.
  func rep(_ id: RepID) -> RepRow? { places[id].map { reps[$0] } }

  /// A rep's name, else the id.
  func name(_ id: RepID, isShort: Bool = false) -> String {
    let name = rep(id)?.name ?? id.text
    return isShort ? Short.person(name) : name
  }

  /// The owner's name, else the queue's id.
  func place(owner: RepID?, queue: QueueID?, isShort: Bool = false) -> String? {
    owner.map { name($0, isShort: isShort) } ?? queue.map { isShort ? Short.queue($0) : $0.text }
  }
}
