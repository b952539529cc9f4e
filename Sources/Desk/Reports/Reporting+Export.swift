import DeskRules
import Foundation
import Insights
import LeadModel
import RoutingEngine
import Store

// Audits of what another system exported, without a log of ours.
extension Reporting {
  func selfAudit(ofExport text: String) throws -> Report {
    let by = self.by ?? .source
    let labels = BreakdownLabels(by, in: zone)
    let export = try ExportReading(self, by: by, labels: labels).read(text, days: 30)
    var report = ExportAudit(export.facts, at: now).report(export.period, labels: labels) {
      time.minute($0)
    }
    report.notes =
      export.notes + [
        "No follow-up: an owner, no first contact, not closed, and past the promise of the rules. Causes are the "
          + "likely ones: a field error where a country or a way to reach the person is missing, a team "
          + "change where the owner is no active rep of the roster, an unavailable rep where an active one "
          + "did nothing, else a logic gap."
      ]
    return report
  }

  func duplicates(ofExport text: String) throws -> Report {
    let labels = BreakdownLabels(nil, in: zone)
    let export = try ExportReading(self, by: .source, labels: labels).read(text, days: 90)
    var report = ExportAudit(export.facts, at: now).duplicates(export.period)
    report.notes =
      export.notes + [
        "People are told apart by email address, else by phone number; rows with neither by their id."
      ]
    return report
  }
}

/// Reads the rows of an export as facts for the audit.
private struct ExportReading {
  struct Export {
    var facts: [ExportAudit.Fact]
    var period: Period
    var notes: [String]
  }

  let reporting: Reporting
  let by: Report.Breakdown
  let labels: BreakdownLabels

  init(_ reporting: Reporting, by: Report.Breakdown, labels: BreakdownLabels) {
    self.reporting = reporting
    self.by = by
    self.labels = labels
  }

  private var desk: Desk { reporting.desk }
  private var now: Instant { reporting.now }

  /// The leads of the time asked for; without one those of the last days of the export, which may be an
  /// old one.
  func read(_ text: String, days: Int64) throws -> Export {
    let rows = try Reporting.rows(text, desk)
    guard rows.contains(where: { $0[.owner] != nil }) else {
      throw ReportProblem(
        "no row of the export names an owner: it needs a column such as \"Lead Owner\", or one "
          + "that [intake.columns] maps to \"owner\"")
    }
    let normaliser = desk.rules.router.normaliser
    let leads = rows.map { normaliser.normalise($0, receivedAt: now) }
    var names = OwnerNames(desk)
    var facts: [ExportAudit.Fact] = []
    let period = period(of: leads, days: days)
    let queues = Set(reporting.ruleSet.queues.map { OwnerNames.queue($0.id) })
    for lead in leads where period.contains(lead.submittedAt) {
      facts.append(fact(lead, normaliser, owner(names.place(lead[.owner]), queues)))
    }
    let outside = leads.count - facts.count
    return Export(
      facts: facts, period: period,
      notes: outside == 0 ? [] : ["\(outside) rows were submitted at another time."])
  }

  private func period(of leads: [NormalisedLead], days: Int64) -> Period {
    guard reporting.request.from == nil, reporting.request.to == nil,
      let latest = leads.map(\.submittedAt).max()
    else { return reporting.period }
    return Period(from: latest + 1 - days * Instant.day, to: latest + 1)
  }

  /// What exports write for leads that nobody has, folded.
  private static let nobody: Set<String> = ["unassigned", "not assigned", "no owner", "nobody"]

  private func owner(_ place: String?, _ queues: Set<String>) -> ExportAudit.Owner {
    guard let place, !Self.nobody.contains(Folding.fold(place)) else { return .nobody }
    if queues.contains(place) { return .queue(place) }
    return .person(place, isActive: desk.rep(RepID(place))?.isActive ?? false)
  }

  private func fact(
    _ lead: NormalisedLead, _ normaliser: Normaliser, _ owner: ExportAudit.Owner
  ) -> ExportAudit.Fact {
    func instant(_ field: LeadField) -> Instant? { lead[field].flatMap(normaliser.instant) }
    let meeting = instant(.meetingAt)
    let contact = instant(.firstContactAt) ?? meeting
    let status = lead[.status].map { Folding.fold($0) } ?? ""
    return ExportAudit.Fact(
      lead: lead.hasOwnID ? lead.id : "line \(lead.origin.line ?? 0)", label: label(lead, owner),
      contact: lead.emailKey ?? lead.phoneKey ?? "id \(lead.source)/\(lead.id)",
      submittedAt: lead.submittedAt, assignedAt: instant(.assignedAt), firstContactAt: contact,
      owner: owner, dueAt: due(lead, owner),
      isClosed: desk.configuration.site.intake.closedStatuses.contains(status),
      lacksFields: lead.country == nil || (lead.emailKey == nil && lead.phoneKey == nil))
  }

  /// By when the rules in force would have promised the first contact.
  private func due(_ lead: NormalisedLead, _ owner: ExportAudit.Owner) -> Instant {
    var rep: RepID?
    if case .person(let name, true) = owner { rep = RepID(name) }
    let context = ClockRules.Context(
      segment: lead.segment, region: region(lead), route: .coverage, queue: nil)
    return desk.rules.clocks.start(
      .firstContact, id: 0, lead: nil, owner: rep, at: lead.submittedAt, context
    ).dueAt
  }

  private func region(_ lead: NormalisedLead) -> RegionID? {
    lead.country.flatMap { country in
      reporting.ruleSet.regions.first { $0.countries.contains(country) }?.id
    } ?? lead.region
  }

  private func label(_ lead: NormalisedLead, _ owner: ExportAudit.Owner) -> String {
    switch by {
    case .source: return labels.label(lead.source)
    case .region: return labels.label(region(lead)?.text)
    case .segment: return labels.label(lead.segment?.text)
    case .product: return labels.label(lead.products.first?.text)
    case .hour, .weekday:
      return labels.label("\(lead.submittedAt.milliseconds / (15 * Instant.minute))")
    case .owner:
      if case .person(let name, _) = owner { return labels.label(name) }
      return labels.label(nil)
    case .queue:
      if case .queue(let name) = owner { return labels.label(name) }
      return labels.label(nil)
    }
  }
}
