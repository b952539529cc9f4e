import LeadModel

/// What is known of a lead's person from before.
struct EarlierLeads: Equatable {
  var hit: DuplicateHit?
  var ownerInactive = false
  var returning = false
}

extension DeskState {
  /// The earlier lead or contact that a lead repeats: by email key among open leads of the window,
  /// then a contact in sequence, then by phone and last name. `number` is the lead's own where it
  /// is known already, and then only leads received before it count.
  func earlier(
    than lead: NormalisedLead, number: LeadNumber?, keys: LeadKeys, book: CustomerBook
  ) -> EarlierLeads {
    var found = EarlierLeads()
    if keys.email != .none, let target = first(with: keys.email, before: number, lead.receivedAt) {
      settle(target, via: .email, in: &found)
    } else if let key = lead.emailKey,
      let contact = book.contactInSequence(emailKey: key, isActive: isActive)
    {
      found.hit = DuplicateHit(
        via: .contact, target: "contact:\(contact.id)", owner: contact.owner)
    } else if keys.phone != .none,
      let target = first(with: keys.phone, before: number, lead.receivedAt)
    {
      settle(target, via: .phone, in: &found)
    }
    if found.hit == nil {
      let since = at - rules.window
      found.returning = keys.all.contains { closed.contains($0, since: since) }
    }
    return found
  }

  /// A match stands unless its owner no longer takes part.
  private func settle(_ target: Tracked, via: DuplicateHit.Via, in found: inout EarlierLeads) {
    let owner = target.owner >= 0 ? people[Int(target.owner)] : nil
    if let owner, !isActive(owner) {
      found.ownerInactive = true
      return
    }
    found.hit = DuplicateHit(
      via: via, target: target.publicID, number: target.number, owner: owner,
      queue: target.queue >= 0 ? queues[Int(target.queue)] : nil)
  }

  private func isActive(_ rep: RepID) -> Bool {
    schedules.roster.index(of: rep).map { schedules.roster[$0].isActive } ?? false
  }

  /// Of the open leads of the window with the key, the one received first.
  private func first(
    with key: PersonKey, before number: LeadNumber?, _ received: Instant
  ) -> Tracked? {
    let oldest = at - rules.window
    var best: Tracked?
    index.forEach(key) { slot in
      guard let lead = leads[Int(slot)], lead.received >= oldest, lead.number != number,
        has(slot, key)
      else { return }
      if let number, (lead.received, lead.number) > (received, number) { return }
      if let current = best, (current.received, current.number) < (lead.received, lead.number) {
        return
      }
      best = lead
    }
    return best
  }
}
