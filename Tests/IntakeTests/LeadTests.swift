import LeadModel
import Testing

@testable import Intake

@Suite struct FieldMapTests {
  @Test(arguments: [
    "account type *", "ACCOUNT_TYPE", "Account-Type:", "AccountType", " account . type ",
    "Account/Type**", "account\u{A0}type",
  ]) func headersMatchLoosely(header: String) {
    #expect(FieldMap.builtIn.field(named: header) == .accountType)
  }

  @Test(arguments: ["favourite colour", "", "*", "account;type", "e@mail", "SFDC Type"])
  func othersAreUnknown(header: String) {
    #expect(FieldMap.builtIn.field(named: header) == nil)
  }

  @Test func everyFieldIsKnownByItsOwnName() {
    for field in LeadField.allCases {
      #expect(FieldMap.builtIn.field(named: field.rawValue) == field)
    }
  }

  /// The headers of lead exports as the systems write them.
  @Test(arguments: [
    // HubSpot
    ("Record ID", LeadField.id), ("First Name", .firstName), ("Last Name", .lastName),
    ("Email", .email), ("Phone Number", .phone), ("Mobile Phone Number", .phone),
    ("Company Name", .company), ("Associated Company", .company), ("Website URL", .website),
    ("Country/Region", .country), ("State/Region", .state), ("Postal Code", .postalCode),
    ("Preferred language", .language), ("Number of Employees", .employees),
    ("Annual Revenue", .revenue), ("Lifecycle Stage", .lifecycle), ("Lead Status", .status),
    ("Contact owner", .owner), ("Create Date", .submittedAt), ("Original Source", .source),
    ("Job Title", .title), ("IP Address", .ip), ("HubSpot Score", .score),
    ("hubspot_owner_id", .owner), ("Owner Assigned Date", .assignedAt),
    // Salesforce, labels and API names
    ("Lead ID", .id), ("Lead Source", .source), ("LeadSource", .source),
    ("Company / Account", .company), ("No. of Employees", .employees),
    ("NumberOfEmployees", .employees), ("AnnualRevenue", .revenue), ("CreatedDate", .submittedAt),
    ("State/Province", .state), ("Zip/Postal Code", .postalCode), ("PostalCode", .postalCode),
    ("Lead Owner", .owner), ("OwnerId", .owner), ("CurrencyIsoCode", .currency),
    ("MobilePhone", .phone), ("CountryCode", .country), ("Title", .title),
    ("Description", .message),
    // Marketo, Pardot
    ("Email Address", .email), ("Person Source", .source), ("Acquisition Program", .campaign),
    ("Person Score", .score), ("Anonymous IP", .ip), ("Prospect ID", .id),
    ("Assigned User", .owner), ("CRM Lead FID", .id),
    // SuiteCRM
    ("primary_address_country", .country), ("primary_address_postalcode", .postalCode),
    ("account_name", .company), ("phone_work", .phone), ("email1", .email),
    ("date_entered", .submittedAt), ("assigned_user_name", .owner),
    // Pipedrive, Zoho
    ("Person - Email - Work", .email), ("Person - Phone - Mobile", .phone),
    ("Organization - Name", .company), ("Lead - Lead created", .submittedAt),
    ("Record Id", .id), ("No_of_Employees", .employees), ("Zip Code", .postalCode),
    ("Created Time", .submittedAt), ("Full_Name", .name), ("Designation", .title),
  ]) func exportsOfTheCommonSystems(header: String, field: LeadField) {
    #expect(FieldMap.builtIn.field(named: header) == field)
  }

  @Test func theUsersNamesComeFirst() throws {
    let map = FieldMap(user: [(header: "Firma", field: .company), (header: "City", field: .region)])
    #expect(map.field(named: "FIRMA:") == .company)
    #expect(map.field(named: "city") == .region)
    #expect(map.field(named: "Town") == .city)
    let batch = try read("Firma;City;Ort\nAcme;EMEA;Ulm\n", map: map).batch
    #expect(batch.records.first?[.company] == "Acme")
    #expect(batch.records.first?.extra == [ExtraField(name: "Ort", value: "Ulm")])
  }
}

@Suite struct LeadDecodingTests {
  @Test func ofSeveralColumnsTheFirstThatSaysSomethingCounts() throws {
    let text = """
      id,Phone,Mobile Phone,Work Phone,country,Country Code
      1,,+1 2,+3 4,NA,DE
      2,n/a,+1 2,,-,DE
      3,-,unknown,,,
      """
    let batch = try read(text).batch
    #expect(batch.values(.phone) == ["+1 2", "+1 2", "-"])
    // NA is Namibia.
    #expect(batch.values(.country) == ["NA", "DE", nil])
  }

  @Test(arguments: ["", "-", "n/a", " N/A ", "Unknown", "not  specified", "TBD", "\u{A0}"])
  func aRowAboutNobodyIsRejected(text: String) throws {
    let batch = try read("id,name,email,phone,company,city\n,,\(text),,,Ulm\n").batch
    #expect(batch.records.isEmpty)
    #expect(batch.rejections == ["2: the row has none of email, phone, company, name and id"])
    #expect(batch.findings.first?.row == .fields(["", "", text, "", "", "Ulm"]))
  }

  @Test(arguments: ["id", "name", "first_name", "last_name", "email", "phone", "company"])
  func anyOfTheseIsEnough(column: String) throws {
    #expect(try read("city,\(column)\nUlm,x\n").batch.records.count == 1)
  }

  @Test func unknownColumnsAreKeptInOrder() throws {
    let batch = try read("zeta,id,alpha,alpha\nz,1,a,b\n,2,,\n").batch
    #expect(
      batch.records.first?.extra == [
        ExtraField(name: "zeta", value: "z"), ExtraField(name: "alpha", value: "a"),
        ExtraField(name: "alpha", value: "b"),
      ])
    #expect(batch.records.last?.extra == [])
  }

  @Test func productsOfJSONAreLists() throws {
    let text = """
      {"id":"1","products":["a","b"],"tags":["x"],"employees":250,"email":{"work":"a@b.c"}}
      {"id":"2","products":[],"score":1.50}
      {"id":"3","products":null,"E-Mail":"a@b.c","email":"c@d.e"}
      """
    let batch = try read(text, "a.ndjson").batch
    #expect(batch.values(.products) == ["a;b", nil, nil])
    #expect(batch.values(.employees) == ["250", nil, nil])
    #expect(batch.values(.score) == [nil, "1.50", nil])
    #expect(batch.values(.email) == [nil, nil, "a@b.c"])
    #expect(
      batch.records.first?.extra == [
        ExtraField(name: "tags", value: "[\"x\"]"),
        ExtraField(name: "email", value: "{\"work\":\"a@b.c\"}"),
      ])
  }

  /// Lines as the systems write them: HubSpot with a mark, semicolons and CRLF; Salesforce as UTF-16
  /// with tabs; a web form with commas.
  @Test func exportsAsTheyCome() throws {
    let hubspot =
      "\u{FEFF}Record ID;source;Create Date;First Name;Email;account type *;Enriched-At:\r\n"
      + "L-60;event;1793266620;Nils;nils@x.co;;\r\n;event;1793238840000;Gus;g@y.it;;\r\n"
    let first = try read(hubspot, "9-hubspot.csv").batch
    #expect(first.values(.id) == ["L-60", nil])
    #expect(first.values(.submittedAt) == ["1793266620", "1793238840000"])
    #expect(first.findings.isEmpty)
    let salesforce = "Id\tLeadSource\tCreatedDate\tFirma\tIp\nL-1\tads\t2026-10-31\tÄpfel AG\t\n"
    let map = FieldMap(user: [(header: "Firma", field: .company)])
    let second = try read(utf16(salesforce), "Salesforce.tsv", map: map).batch
    #expect(second.values(.company) == ["Äpfel AG"])
    let web = "id,company,products\nL-2,\"Wayne8 Co., Ltd.\",\"Analytics Cloud,PS\"\n"
    let third = try read(web, "10-web.csv").batch
    #expect(third.values(.company) == ["Wayne8 Co., Ltd."])
    #expect(third.values(.products) == ["Analytics Cloud,PS"])
  }

  @Test func whatIsAddedLaterGoesOnUnderTheSameHeader() throws {
    let start = Array("id,city\n1,Ulm\n2,Bo".utf8)
    let shape = try read(start).shape
    func tail(_ text: String, withinRow: Bool) throws -> LeadBatch {
      let shape = try #require(shape.continuation(fromLine: 3, withinRow: withinRow))
      var reader = LeadReader(name: "a.csv", shape: shape, map: .builtIn, limits: IntakeLimits())
      var batch = LeadBatch()
      try Array(text.utf8).withUnsafeBytes { try reader.feed($0, into: &batch) }
      try reader.finish(into: &batch)
      return batch
    }
    let cut = try tail("nn\n3,Kiel\n", withinRow: true)
    #expect(cut.values(.id) == ["3"])
    #expect(cut.rejections.map { $0.prefix(2) } == ["3:"])
    #expect(cut.records.first?.origin.line == 4)
    #expect(try tail("\n3,Kiel\n", withinRow: true).values(.id) == ["3"])
    #expect(try tail("3,Kiel\n", withinRow: false).values(.city) == ["Kiel"])
    #expect(try read("[]", "a.json").shape.continuation(fromLine: 1, withinRow: false) == nil)
  }
}
