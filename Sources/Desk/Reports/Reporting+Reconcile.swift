import Insights
import Intake
import LeadModel
import RoutingEngine
import Store

extension Reporting {
  /// A CRM's owners against the log's.
  func reconcile() throws -> Report {
    guard let text = request.file else {
      throw ReportProblem(
        "\"reconcile\" compares with an export of the CRM: give it with --file FILE")
    }
    let rows = try Self.rows(text, desk)
    guard rows.contains(where: { $0[.owner] != nil }) else {
      throw ReportProblem(
        "no row of the export names an owner: it needs a column such as \"Lead Owner\", or one "
          + "that [intake.columns] maps to \"owner\"")
    }
    var report = ReconcileReport()
    var names = OwnerNames(desk)
    var position = 0
    try store.forEachOwned(ids: rows.map { $0[.id] ?? "" }) { leads in
      let row = rows[position]
      position += 1
      guard let lead = pick(leads, source: row[.source]) else {
        report.addUnknown(row[.id] ?? "line \(row.origin.line ?? 0)")
        return
      }
      guard period.contains(lead.receivedAt) else {
        report.addOutside()
        return
      }
      report.add(
        ReconcileReport.Fact(
          lead: lead, ours: OwnerNames.place(owner: lead.owner, queue: lead.queue) ?? "nobody",
          theirs: theirs(names.place(row[.owner]), lead)))
    }
    let known = try store.reportStates(from: period.from, to: period.to).values.reduce(0, +)
    return report.report(period, known: known) { time.minute($0) }
  }

  /// A lead that waits in a queue of ours may well have nobody in the CRM: that is no override.
  private func theirs(_ place: String?, _ lead: RecordedOwner) -> String {
    place ?? (lead.owner == nil ? lead.queue.map(OwnerNames.queue) : nil) ?? "nobody"
  }

  /// The lead that a row means: of the source that it names, if there is such a one, else the only one.
  private func pick(_ leads: [RecordedOwner], source: String?) -> RecordedOwner? {
    let wanted = source.map { Folding.fold($0.trimmingPrefix(while: \.isWhitespace).description) }
    if let wanted, let hit = leads.first(where: { Folding.fold($0.source) == wanted }) {
      return hit
    }
    return leads.count == 1 ? leads.first : nil
  }

  /// The rows of an export, read as intake reads leads, by the site's own column names first.
  static func rows(_ text: String, _ desk: Desk) throws -> [LeadRecord] {
    let start = text.utf8.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
    let isJSON = start == UInt8(ascii: "[") || start == UInt8(ascii: "{")
    let name =
      isJSON
      ? (text.utf8.first == UInt8(ascii: "[") ? "export.json" : "export.ndjson")
      : "export.csv"
    do {
      return try Array(text.utf8).withUnsafeBytes { bytes throws(FileRefusal) in
        try LeadReader.read(
          bytes, name: name, map: desk.configuration.fieldMap, limits: desk.configuration.limits
        ).batch.records
      }
    } catch let refusal as FileRefusal {
      throw ReportProblem("the export cannot be read: \(refusal.description)")
    }
  }
}
