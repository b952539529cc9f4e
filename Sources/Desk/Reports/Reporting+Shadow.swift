import Insights
import LeadModel
import Store

extension Reporting {
  /// Shadow against what really happened.
  func shadow() throws -> Report {
    var names = OwnerNames(desk)
    var report = ShadowReport()
    try store.forEachShadowed(scope) { lead in
      report.add(
        ShadowReport.Fact(
          number: lead.number, lead: lead.publicID, company: lead.company,
          region: lead.region?.text ?? "none", dimension: lead.dimension,
          shadow: OwnerNames.place(owner: lead.owner, queue: lead.queue) ?? "nobody",
          real: names.place(lead.recorded)))
    }
    var sentences: [LeadNumber: String] = [:]
    for fact in report.differing.suffix(ShadowReport.listed) {
      sentences[fact.number] = try store.sentence(of: fact.number)
    }
    return report.report(period, sentences: sentences)
  }
}
