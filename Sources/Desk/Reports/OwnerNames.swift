import LeadModel
import RoutingEngine

/// Who is meant by the owners that records and exports name: a rep by id, name or email, a queue by id or
/// name, else the text itself. Each text is looked up once.
struct OwnerNames {
  private let desk: Desk
  private let queues: [String: QueueID]
  private var known: [String: String?] = [:]

  init(_ desk: Desk) {
    self.desk = desk
    var queues: [String: QueueID] = [:]
    for queue in desk.rules.ruleSet.queues {
      for name in [queue.id.text, queue.name] { queues[Folding.fold(name)] = queue.id }
    }
    self.queues = queues
  }

  /// The place as reports write it; nil for a text that says nothing.
  mutating func place(_ text: String?) -> String? {
    guard let text else { return nil }
    if let known = known[text] { return known }
    let found = look(text)
    known[text] = .some(found)
    return found
  }

  private func look(_ text: String) -> String? {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if MissingValue.words.contains(trimmed.lowercased()) { return nil }
    if let rep = desk.rep(named: trimmed) { return rep.text }
    return queues[Folding.fold(trimmed)].map(Self.queue) ?? trimmed
  }

  /// A lead's place by the log.
  static func place(owner: RepID?, queue: QueueID?) -> String? {
    owner?.text ?? queue.map(Self.queue)
  }

  static func queue(_ id: QueueID) -> String { "queue \(id)" }
}

extension Desk {
  /// How people call somebody who is named as the log does: by the name of `people.toml`, where there is
  /// one; other texts are as they are.
  func personName(_ text: String) -> String {
    let wanted = Folding.fold(text)
    let person = configuration.people?.people.first {
      Folding.fold($0.actor) == wanted || Folding.fold($0.user) == wanted
    }
    return person.map { $0.name.isEmpty ? text : $0.name } ?? text
  }
}
