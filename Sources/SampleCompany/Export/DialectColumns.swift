import LeadModel

/// What stands in one column of an export.
enum ExportCell: Sendable, Equatable {
  case field(LeadField)
  /// The same text in every row.
  case fixed(String)
  /// First and last name together.
  case fullName
  /// Employees as a bare number, where the system has a number field.
  case headcount
}

/// One column of an export: header and content.
struct ExportColumn: Sendable {
  let header: String
  let cell: ExportCell
}

extension SampleDialect {
  /// The columns in the order of that system's export. A name of a field stands for its column; a
  /// text in quotes is the same in each row.
  var columns: [ExportColumn] {
    Self.table[self]
      ?? LeadField.allCases.filter { $0.index <= LeadField.score.index }
      .filter { $0 != .accountID }.map { ExportColumn(header: $0.rawValue, cell: .field($0)) }
  }

  private static let table: [SampleDialect: [ExportColumn]] = [
    .hubspot: columns(
      """
      Record ID=id|First Name=first_name|Last Name=last_name|Email=email|Phone Number=phone\
      |Job Title=title|Company Name=company|Website URL=website|Country/Region=country\
      |State/Region=state|City=city|Postal Code=postal_code|Preferred language=language\
      |Number of Employees=employees|Annual Revenue=revenue|Currency=currency\
      |Lifecycle Stage=lifecycle|Lead Status="New"|Original Source=source\
      |Last Campaign=campaign|Product Interest=products|IP Address=ip|HubSpot Score=score\
      |Message=message|Create Date=submitted_at
      """),
    .salesforce: columns(
      """
      Lead ID=id|First Name=first_name|Last Name=last_name|Title=title|Company / Account=company\
      |Email=email|Phone=phone|City=city|State/Province=state|Zip/Postal Code=postal_code\
      |Country=country|Lead Source=source|Lead Status="Open - Not Contacted"\
      |No. of Employees=headcount|Annual Revenue=revenue|Website=website\
      |Product Interest=products|Sales Region=region\
      |Preferred Language=language|Description=message|Created Date=submitted_at
      """),
    .salesforceAPI: columns(
      """
      Id=id|FirstName=first_name|LastName=last_name|Title=title|Company=company|Email=email\
      |Phone=phone|City=city|State=state|PostalCode=postal_code|Country=country|LeadSource=source\
      |Status="Open - Not Contacted"|NumberOfEmployees=headcount|AnnualRevenue=revenue\
      |CurrencyIsoCode=currency|Website=website|Product_Interest__c=products\
      |Preferred_Language__c=language|Last_Enriched__c=enriched_at|Submit_IP__c=ip\
      |Description=message|CreatedDate=submitted_at
      """),
    .marketo: columns(
      """
      Id=id|First Name=first_name|Last Name=last_name|Email Address=email|Job Title=title\
      |Company Name=company|Phone Number=phone|Website=website|City=city|State=state\
      |Country=country|Postal Code=postal_code|Num Employees=employees|Annual Revenue=revenue\
      |Person Source=source|Acquisition Program Name=campaign|Person Score=score\
      |Anonymous IP=ip|Product Interest=products|Preferred Language=language|Comments=message\
      |Created At=submitted_at
      """),
    .pardot: columns(
      """
      Prospect ID=id|First Name=first_name|Last Name=last_name|Email=email|Company=company\
      |Website=website|Job Title=title|Country=country|State=state|City=city|Zip=postal_code\
      |Phone=phone|Employees=employees|Annual Revenue=revenue|Source=source\
      |Campaign=campaign|Score=score|Product Interest=products|Language=language|IP Address=ip\
      |Comments=message|Created Date=submitted_at
      """),
    .suitecrm: columns(
      """
      ID=id|First Name=first_name|Last Name=last_name|Job Title=title|Account Name=company\
      |Email Address=email|Office Phone=phone|Website=website|Primary Address City=city\
      |Primary Address State=state|Primary Address Postal Code=postal_code\
      |Primary Address Country=country|Status="New"|Lead Source=source|Campaign=campaign\
      |Produktinteresse=products|Preferred Language=language|IP Address=ip\
      |Employees=employees|Annual Revenue=revenue\
      |Description=message|Date Created=submitted_at
      """),
    .pipedrive: columns(
      """
      Lead - ID=id|Lead - Title=company|Person - Name=full_name|Person - Email - Work=email\
      |Person - Phone - Work=phone|Organization - Name=company|Organization - Website=website\
      |Organization - Country=country|Organization - Number of employees=employees\
      |Organization - Annual revenue=revenue|Lead - Currency=currency|Lead - Source=source\
      |Lead - Campaign=campaign|Lead - Products=products|Person - Language=language|Lead - Note=message\
      |Lead - Lead created=submitted_at
      """),
    .zoho: columns(
      """
      Record Id=id|Lead Owner="Inbound Queue"|First Name=first_name|Last Name=last_name\
      |Title=title|Company=company|Email=email|Phone=phone|Website=website|Lead Source=source\
      |Lead Status="Not Contacted"|No. of Employees=employees|Annual Revenue=revenue\
      |Currency=currency|City=city|State=state|Zip Code=postal_code|Country=country\
      |Product Interest=products|Preferred Language=language|IP Address=ip\
      |Description=message|Created Time=submitted_at
      """),
  ]

  private static func columns(_ text: String) -> [ExportColumn] {
    text.split(separator: "|").map { entry in
      let halves = entry.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      return ExportColumn(header: halves[0], cell: cell(halves[1]))
    }
  }

  private static func cell(_ text: String) -> ExportCell {
    switch text {
    case "full_name": return .fullName
    case "headcount": return .headcount
    case _ where text.hasPrefix("\""): return .fixed(String(text.dropFirst().dropLast()))
    default:
      guard let field = LeadField(rawValue: text) else {
        preconditionFailure("no such field: \(text)")
      }
      return .field(field)
    }
  }
}
