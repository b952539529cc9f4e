import LeadModel
import RoutingEngine

/// Work that nobody is there for.
extension RuleLinter {
  mutating func check(_ roster: Roster) {
    let active = roster.reps.filter(\.isActive)
    for queue in rules.queues {
      checkActive(queue.manager, "queue.\(queue.id).manager", .manager(queue.id), roster)
      if let deputy = queue.deputy {
        checkActive(deputy, "queue.\(queue.id).deputy", .deputy(queue.id), roster)
      }
    }
    checkMembers(active)
    checkAlignment(active)
    for rep in active where rep.hours.isEmpty {
      findings.warn(
        "reps.\(rep.id).hours", Origin(file: "reps.csv"),
        "is empty: \(rep.name.quoted) is never on shift")
    }
  }

  private mutating func checkActive(
    _ rep: RepID, _ key: String, _ part: RulePart, _ roster: Roster
  ) {
    guard let found = roster.reps.first(where: { $0.id == rep }), !found.isActive else { return }
    findings.warn(key, origin(part), "\(rep.text.quoted) is \(found.status.quoted), not active")
  }

  private mutating func checkMembers(_ active: [Rep]) {
    let members = Set(active.flatMap { $0.pools.map(Folding.fold) })
    for pool in rules.pools where !members.contains(Folding.fold(pool.id.text)) {
      let effect =
        pool.onEmpty == .queue ? "its leads wait in a queue" : "its leads go to anybody"
      findings.warn(
        "pool.\(pool.id)", origin(.pool(pool.id)),
        "nobody active is in it, so \(effect); name it in the pools of a rep")
    }
  }

  private mutating func checkAlignment(_ active: [Rep]) {
    for product in rules.products {
      let isAligned = active.contains { rep in
        switch rep.products {
        case .every: true
        case .listed(let ids): ids.contains { Folding.fold($0) == Folding.fold(product.id.text) }
        }
      }
      if !isAligned {
        findings.warn(
          "product.\(product.id)", origin(.product(product.id)),
          "nobody active is aligned with it; name it in the products of a rep")
      }
    }
  }
}
