import LeadModel

/// A lead as the store knows it, to set up the state of a desk from.
public struct LeadSeed: Sendable {
  /// The short number.
  public var number: LeadNumber
  /// As decisions name it.
  public var publicID: String
  /// When its file was claimed.
  public var receivedAt: Instant
  /// Where it stands now.
  public var state: LeadState
  /// Who has it.
  public var owner: RepID?
  /// Where it waits.
  public var queue: QueueID?
  /// By which its person is found.
  public var keys: LeadKeys
  /// For a duplicate, the lead it was attached to.
  public var duplicateOf: LeadNumber?
  /// For a shadowed lead, its region and when it was decided.
  public var shadow: (region: RegionID, at: Instant)?

  /// Takes what its properties describe.
  public init(
    number: LeadNumber, publicID: String, receivedAt: Instant, state: LeadState,
    owner: RepID? = nil, queue: QueueID? = nil, keys: LeadKeys, duplicateOf: LeadNumber? = nil,
    shadow: (region: RegionID, at: Instant)? = nil
  ) {
    self.number = number
    self.publicID = publicID
    self.receivedAt = receivedAt
    self.state = state
    self.owner = owner
    self.queue = queue
    self.keys = keys
    self.duplicateOf = duplicateOf
    self.shadow = shadow
  }
}

extension DeskState {
  /// Takes in a lead that was there before. Leads come in order of their numbers; of closed ones,
  /// of duplicates and of shadowed ones only those of the duplicate window are needed. Counts as
  /// load, not as an assignment: those figures come with ``seed(rep:week:lastAssigned:)``.
  public mutating func seed(_ seed: LeadSeed) {
    switch seed.state {
    case .queued, .assigned, .working:
      track(
        Tracked(
          number: seed.number, publicID: seed.publicID, received: seed.receivedAt,
          state: seed.state, keys: seed.keys, owner: seed.owner.map { person($0) } ?? -1,
          queue: position(of: seed.queue)))
    case .closed: remember(closed: seed.keys.all, received: seed.receivedAt)
    case .duplicate:
      guard let target = seed.duplicateOf else { return }
      if isOpen(target) {
        attach(seed.keys.all, to: target)
      } else {
        remember(closed: seed.keys.all, received: seed.receivedAt)
      }
    case .shadowed:
      guard let owner = seed.owner, let shadow = seed.shadow else { return }
      noteShadow(
        person(owner), region: shadow.region, received: seed.receivedAt, at: shadow.at)
    }
  }

  /// Sets how often a rep was assigned a lead since Monday 00:00 in the organisation's zone, and
  /// when last.
  public mutating func seed(rep: RepID, week: Int, lastAssigned: Instant?) {
    let person = person(rep)
    set(week: week, last: lastAssigned, of: person)
  }

  /// Follows a change that was committed. Changes that routing does not read are passed over.
  public mutating func apply(_ change: Change) {
    switch change {
    case .leadAdded(let added):
      enter(
        number: added.number, publicID: added.publicID, receivedAt: added.receivedAt,
        keys: LeadKeys(
          emailKey: added.person.emailKey, phone: added.person.phone,
          lastName: added.person.lastName))
    case .leadUpdated(let updated):
      rekey(
        updated.number,
        LeadKeys(
          emailKey: updated.person.emailKey, phone: updated.person.phone,
          lastName: updated.person.lastName))
    case .leadPlaced(let placed):
      place(
        placed.number, state: placed.state, owner: placed.owner, queue: placed.queue,
        duplicateOf: placed.duplicateOf, region: placed.facts.region, at: placed.at)
    case .leadStateChanged(let number, let state, _): changeState(of: number, to: state)
    case .awayStarted(let start):
      goAway(AwayFact(rep: start.rep, until: start.until, delegate: start.delegate))
    case .awayEnded(let rep, _): comeBack(rep)
    default: break
    }
  }

  /// A new lead, which is open and nowhere until it is placed.
  public mutating func enter(
    number: LeadNumber, publicID: String, receivedAt: Instant, keys: LeadKeys
  ) {
    track(
      Tracked(
        number: number, publicID: publicID, received: receivedAt, state: .queued, keys: keys))
  }

  /// A lead got an owner or a queue, or left routing as a duplicate or in shadow. Each assignment
  /// counts in load, week count and last assignment; duplicates never do.
  public mutating func place(
    _ number: LeadNumber, state: LeadState, owner: RepID? = nil, queue: QueueID? = nil,
    duplicateOf target: LeadNumber? = nil, region: RegionID? = nil, at: Instant
  ) {
    if at > self.at { advance(to: at) }
    switch state {
    case .assigned, .working, .queued:
      let receiver = owner.map { person($0) } ?? -1
      let waiting = position(of: queue)
      change(number) {
        $0.state = state
        $0.owner = receiver
        $0.queue = waiting
      }
      if receiver >= 0, state != .queued { noteAssignment(to: receiver, at: at) }
    case .duplicate:
      guard let (_, keys) = untrack(number), let target else { return }
      attach(keys, to: target)
    case .shadowed:
      guard let (lead, _) = untrack(number), let owner, let region else { return }
      noteShadow(person(owner), region: region, received: lead.received, at: at)
    case .closed: close(number)
    }
  }

  /// Somebody worked on a lead, or it was closed.
  public mutating func changeState(of number: LeadNumber, to state: LeadState) {
    if state.isOpen { change(number) { $0.state = state } } else { close(number) }
  }

  /// The person of an open lead turned out to be reached otherwise.
  mutating func rekey(_ number: LeadNumber, _ keys: LeadKeys) {
    guard let (old, oldKeys) = untrack(number) else { return }
    var lead = old
    lead.keys = keys
    track(lead)
    // Its own come first; what repeats brought stays.
    attach(Array(oldKeys.dropFirst(old.keys.all.count)), to: number)
  }

  /// A rep goes off shift at once.
  public mutating func goAway(_ fact: AwayFact) { setAway(fact, of: fact.rep) }

  /// A rep is back.
  public mutating func comeBack(_ rep: RepID) { setAway(nil, of: rep) }
}
