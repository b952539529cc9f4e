import LeadModel

extension SampleCompany {
  /// Leads as a file of that system, byte for byte: header names, ids, dates, delimiter, encoding.
  /// The web form has no table of its own: as `csv` it takes the program's column names.
  public static func render(
    _ leads: [SampleLead], as dialect: SampleDialect, format: SampleFormat = .csv
  ) -> [UInt8] {
    switch format {
    case .csv: table(leads, dialect)
    case .ndjson: JSONLines.lines(leads, dialect)
    case .json: JSONLines.array(leads, dialect)
    }
  }

  private static func table(_ leads: [SampleLead], _ dialect: SampleDialect) -> [UInt8] {
    let columns = dialect.columns
    var csv = CSVText(
      header: columns.map(\.header), delimiter: dialect.delimiter, newline: dialect.newline,
      quotesAll: dialect.quotesEveryCell)
    for lead in leads {
      csv.add(columns.map { dialect.text(of: $0.cell, in: lead) })
    }
    return dialect.encoded(csv.text)
  }
}

extension SampleDialect {
  /// What a column shows for a lead; empty where nothing was filled in.
  func text(of cell: ExportCell, in lead: SampleLead) -> String {
    switch cell {
    case .fixed(let text): return text
    case .fullName:
      let parts = [lead[.firstName], lead[.lastName]].compactMap { $0 }
      return parts.isEmpty ? lead[.name] ?? "" : parts.joined(separator: " ")
    case .headcount: return lead.headcount.map { String($0) } ?? ""
    case .field(.id): return recordID(of: lead)
    case .field(.submittedAt): return dateText(lead.submittedAt)
    case .field(.lastName): return lead[.lastName] ?? nameInOneField(lead)
    case .field(let field): return lead[field] ?? ""
    }
  }

  /// Systems without a field for the whole name hold it in the last name.
  private func nameInOneField(_ lead: SampleLead) -> String {
    columns.contains { $0.cell == .field(.name) } ? "" : lead[.name] ?? ""
  }

  private func dateText(_ instant: Instant) -> String {
    let text = "\(instant)"
    let clock = text.prefix(10) + " " + text.dropFirst(11).prefix(8)
    switch self {
    case .hubspot, .suitecrm: return String(clock.dropLast(3))
    case .salesforceAPI: return text.replacingSuffix("Z", by: "+0000")
    case .plain, .marketo, .webform: return text.replacingSuffix(".000Z", by: "Z")
    case .salesforce, .pardot, .pipedrive, .zoho: return String(clock)
    }
  }

  var delimiter: Character {
    switch self {
    case .suitecrm: ";"
    case .marketo: "\t"
    default: ","
    }
  }

  var newline: String {
    switch self {
    case .suitecrm, .zoho, .marketo: "\r\n"
    default: "\n"
    }
  }

  var quotesEveryCell: Bool {
    switch self {
    case .hubspot, .salesforce, .salesforceAPI, .suitecrm: true
    default: false
    }
  }

  func encoded(_ text: String) -> [UInt8] {
    switch self {
    case .marketo:
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .salesforce: Self.windows1252(text)
    case .zoho: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    default: Array(text.utf8)
    }
  }

  /// Latin letters and a few marks; what the code page lacks becomes `?`, as it does in practice.
  private static func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0..<0x80, 0xA0...0xFF: UInt8(scalar.value)
      case 0x20AC: 0x80
      case 0x2013: 0x96
      default: UInt8(ascii: "?")
      }
    }
  }
}
