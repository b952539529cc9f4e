import LeadModel

extension SampleCompany {
  /// What `signalbox sample` writes: so many leads of the 30 days up to the company's instant. A
  /// dialect is needed for `csv` only; without one, the program's own column names stand.
  public func export(
    leads count: Int, format: SampleFormat, dialect: SampleDialect? = nil
  ) -> [UInt8] {
    let leads = leads(count: count, from: at - 30 * Instant.day, to: at)
    return Self.render(leads, as: dialect ?? (format == .csv ? .plain : .webform), format: format)
  }

  /// Leads spread over the files of every dialect, as a folder of exports from many systems: under
  /// `leads/`, ready to be dropped.
  public func exportFiles(leads count: Int) -> [SampleFile] {
    let leads = leads(count: count, from: at - 30 * Instant.day, to: at)
    let parts = Self.parts
    var shares: [[SampleLead]] = Array(repeating: [], count: parts.count)
    for (index, lead) in leads.enumerated() { shares[index % parts.count].append(lead) }
    return zip(parts, shares).map { part, share in
      SampleFile(
        path: "leads/\(part.name)",
        bytes: Self.render(share, as: part.dialect, format: part.format))
    }
  }

  /// The last format stands for a system that posts one array.
  private static let parts: [(name: String, dialect: SampleDialect, format: SampleFormat)] = [
    ("hubspot-contacts.csv", .hubspot, .csv), ("salesforce-report.csv", .salesforce, .csv),
    ("salesforce-dataloader.csv", .salesforceAPI, .csv), ("marketo-list.tsv", .marketo, .csv),
    ("pardot-prospects.csv", .pardot, .csv), ("suitecrm-leads.csv", .suitecrm, .csv),
    ("pipedrive-leads.csv", .pipedrive, .csv), ("zoho-leads.csv", .zoho, .csv),
    ("webform.ndjson", .webform, .ndjson), ("webform-backlog.json", .webform, .json),
  ]
}
