import LeadModel

/// A lively day at the sample desk, as a stream of events by demo time: leads arriving in bursts,
/// reps getting in touch, disputes, people stepping out.
///
/// It holds no clock: whoever runs it says what time it is and which leads are open, and gets back
/// what happens now. The same company and the same calls give the same events.
public struct DemoScript: Sendable {
  let company: SampleCompany
  var arrivals: DemoArrivals
  var people: DemoPeople
  var office: DemoOffice
  /// What is known of each open lead: since when, and what has been done about it.
  private var known: [String: LeadProgress] = [:]
  private var steps = 0

  /// A script for a company; its instant is the start of the demo.
  public init(company: SampleCompany) {
    self.company = company
    arrivals = DemoArrivals(company: company)
    people = DemoPeople(seed: company.seed, start: company.at)
    office = DemoOffice(seed: company.seed, start: company.at)
  }

  /// What happens between the last step and now. Call it about once a second with the leads that
  /// and disputes that are open at the desk; longer pauses are caught up with, in moderation.
  public mutating func step(
    now: Instant, openLeads: [OpenLeadView], disputes: [OpenDisputeView] = []
  ) -> [DemoEvent] {
    steps += 1
    var events = arrivals.due(now: now, openLeads: openLeads.count)
    let acts = actsOnLeads(now: now, openLeads: openLeads)
    events += acts.events
    if !acts.toFile.isEmpty {
      events.append(ActivityText.file(acts.toFile, number: steps, at: now))
    }
    events += people.due(now: now, openLeads: openLeads)
    events += office.due(now: now, openLeads: openLeads, disputes: disputes)
    return events
  }

  /// Contacts and dispositions that are due, at most six a step, so that the desk moves rather than
  /// jumps. About one contact in five comes by file, as from a telephone system.
  private mutating func actsOnLeads(
    now: Instant, openLeads: [OpenLeadView]
  ) -> (events: [DemoEvent], toFile: [ActivityText.Row]) {
    var events: [DemoEvent] = []
    var rows: [ActivityText.Row] = []
    var still: [String: LeadProgress] = [:]
    let crowded = crowdedOwners(openLeads)
    for view in openLeads {
      var progress =
        known[view.lead] ?? LeadProgress(lead: view.lead, since: now, seed: company.seed)
      if view.isContacted, progress.contactedSince == nil { progress.contactedSince = now }
      if let owner = view.owner, events.count + rows.count < 6, people.isAtWork(owner, at: now) {
        let isCrowded = openLeads.count > 350 || crowded.contains(owner)
        switch progress.act(now: now, isCrowded: isCrowded) {
        case .contact(let kind, byFile: true):
          rows.append(.init(lead: view.lead, kind: kind, at: now, actor: owner.text))
        case .contact(let kind, byFile: false):
          events.append(.contact(lead: view.lead, kind: kind, rep: owner))
        case .disposition(let code):
          events.append(.disposition(lead: view.lead, code: code, rep: owner))
        case nil: break
        }
      }
      still[view.lead] = progress
    }
    known = still
    return (events, rows)
  }

  /// Who holds so many leads that the next ones would find no room.
  private func crowdedOwners(_ openLeads: [OpenLeadView]) -> Set<RepID> {
    var held: [RepID: Int] = [:]
    for view in openLeads { if let owner = view.owner { held[owner, default: 0] += 1 } }
    return Set(held.filter { $0.value > 14 }.keys)
  }
}
