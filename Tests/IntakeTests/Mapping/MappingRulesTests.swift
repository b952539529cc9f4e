import LeadModel
import Testing

@testable import Intake

/// When something is suggested, when only said, and what is said of a file besides.
@Suite struct MappingRulesTests {
  private let emails = (1...30).map { "p\($0)@f\($0).de" }

  @Test func valuesSpeakWhereNamesDoNot() throws {
    let file = try MappedFile(
      table(
        [
          ("Feld 1", emails), ("Feld 2", ["10.1.2.3", "2001:db8::1"]),
          ("Feld 3", ["+49 30 123456", "0049 89 987654"]), ("Feld 4", ["Germany", "France"]),
          ("Feld 5", ["11-50", "51-200"]), ("Feld 6", ["acme.de", "https://b.de"]),
          ("Feld 7", ["German", "English"]), ("Feld 8", ["2026-03-02"]), ("Feld 9", ["€ 1,200"]),
          ("Feld 10", ["Acme GmbH", "Bosch AG"]), ("Feld 11", ["Yes", "No"]),
        ], rows: 10))
    #expect(
      file.written == [
        "Feld 1=email", "Feld 2=ip", "Feld 3=phone", "Feld 4=country", "Feld 5=employees",
      ])
    #expect(
      file.perhaps == [
        "Feld 6=website", "Feld 7=language", "Feld 8=submitted_at", "Feld 9=revenue",
        "Feld 10=company",
      ])
    #expect(file.why("Feld 1") == "100 % of 10 values look like email addresses")
    #expect(file.map.notes.contains { $0.hasPrefix("as the settings are, intake takes nothing") })
    file.expectRoundTrip()
  }

  @Test func namesOfUsersAreNoDomains() throws {
    let file = try MappedFile(
      table([("manager", ["ada.brandt", "rui.prado"]), ("Email", emails)], rows: 8))
    #expect(file.written.isEmpty && file.perhaps.isEmpty)
  }

  @Test func fourValuesProveNothing() throws {
    #expect(try MappedFile(table([("x", emails)], rows: 4)).written.isEmpty)
    #expect(try MappedFile(table([("x", emails)], rows: 5)).written == ["x=email"])
  }

  @Test func aNameThatItsValuesDenyIsOnlySaid() throws {
    let file = try MappedFile(
      table([("id", emails), ("Telefon", ["ja", "nein"]), ("Firma", emails)], rows: 6))
    #expect(file.written.isEmpty)
    #expect(file.perhaps == ["Telefon=phone", "Firma=company"])
    #expect(file.why("Telefon") == "German for phone; 0 % of 6 values look like phone numbers")
  }

  @Test func noFieldGetsTwoColumnsOnWeakGrounds() throws {
    let two = try MappedFile(table([("a", emails), ("b", emails.reversed())], rows: 8))
    #expect(two.written.isEmpty)
    #expect(two.perhaps == ["a=email", "b=email"])
    #expect(two.why("a").contains("\"b\" fits as well"))
    // The better of two.
    let named = try MappedFile(table([("a", emails), ("Mailadresse", emails.reversed())], rows: 8))
    #expect(named.written == ["Mailadresse=email"] && named.perhaps == ["a=email"])
    // Names of the field share it, in the order of the file.
    let phones = try MappedFile(
      table([("Handy", ["", "+49 170 1234567"]), ("Telefon", ["+49 30 123456"])], rows: 8))
    #expect(phones.written == ["Handy=phone", "Telefon=phone"])
    #expect(phones.map.fields.first?.columns == ["Handy", "Telefon"])
    #expect(phones.map.fields.first?.filled == 8)
    phones.expectRoundTrip()
  }

  @Test func aFieldThatHasAColumnKeepsIt() throws {
    let file = try MappedFile(
      table([("Rechnungsmail", emails), ("Email", emails.reversed())], rows: 8))
    #expect(file.written.isEmpty)
    #expect(file.why("Rechnungsmail").contains("email comes from \"Email\" already"))
    // An empty one says nothing.
    let empty = try MappedFile(table([("Mailadresse", emails), ("Email", ["n/a"])], rows: 8))
    #expect(empty.written == ["Mailadresse=email"])
    empty.expectRoundTrip()
  }

  @Test func ownersAreNotLeads() throws {
    let file = try MappedFile(
      table([("Firma", ["A", "B"]), ("Bearbeiter", ["a@us.de", "b@us.de"])], rows: 40))
    #expect(file.written == ["Firma=company"])
    #expect(file.why("Bearbeiter").contains("perhaps an owner's"))
  }

  @Test func slipsOfThePen() throws {
    let file = try MappedFile(
      table(
        [
          ("Emial", emails), ("Compnay Name", ["Acme"]), ("Counrty", ["DE", "FR"]),
          ("County", ["Kent", "Essex"]), ("Titel", ["Dr."]),
        ], rows: 8))
    #expect(file.written == ["Emial=email", "Compnay Name=company", "Counrty=country"])
    #expect(file.perhaps == ["Titel=title"])
  }

  @Test func aWordOfTwoLanguagesFollowsTheOthers() throws {
    let spanish = try MappedFile(
      table([("Empresa", ["A"]), ("Correo", emails), ("Estado", ["nuevo"])], rows: 8))
    #expect(spanish.field("Estado") == .status)
    let portuguese = try MappedFile(
      table(
        [("Cidade", ["Recife"]), ("Celular", ["+55 81 99999999"]), ("Estado", ["PE"])], rows: 8))
    #expect(portuguese.field("Estado") == .state)
  }

  /// Numbers that begin anew in each file would make later leads updates of earlier ones.
  @Test func numbersOfRowsAreNoIDs() throws {
    let numbers = (1...9).map { "\($0)" }
    let file = try MappedFile(table([("Nr", numbers), ("Email", emails)], rows: 9))
    #expect(file.written.isEmpty && file.perhaps == ["Nr=id"])
    #expect(file.why("Nr").contains("only counts the rows"))
    let real = try MappedFile(
      table([("Nr", numbers.map { "47\($0)1" }), ("Email", emails)], rows: 9))
    #expect(real.written == ["Nr=id"])
    let builtIn = try MappedFile(table([("ID", numbers), ("Email", emails)], rows: 9))
    #expect(builtIn.map.notes.contains { $0.hasPrefix("\"ID\" only counts the rows") })
  }

  @Test func settingsComeFirst() throws {
    let file = try MappedFile(
      table([("Firma", ["A"]), ("Email", emails), ("Ort", ["Bonn"])], rows: 8),
      user: [(header: "firma", field: .segment), (header: "Email", field: .owner)])
    #expect(file.column("Firma")?.known == .settings)
    #expect(file.field("Firma") == .segment && file.field("Email") == .owner)
    #expect(file.written == ["Ort=city"])
  }

  @Test func oneNameInSeveralColumns() throws {
    let file = try MappedFile("Firma,firma ,Email,E-Mail,Email,,--\nA,B,a@b.de,,c@d.de,x,y\n")
    #expect(file.written == ["Firma=company"])
    #expect(file.map.fields.first { $0.field == .company }?.columns == ["Firma", "firma "])
    #expect(file.map.notes.contains { $0.hasPrefix("\"Firma\" and \"firma \" are one name") })
    #expect(file.map.notes.contains { $0.hasPrefix("\"Email\" and \"E-Mail\" and \"Email\"") })
    #expect(file.map.notes.contains("2 columns have no name: they are kept as extra"))
    let twice = try MappedFile("Email,Email\na@b.de,\n")
    #expect(
      twice.map.notes.contains(
        "\"Email\" stands twice in the header: for email the first that says something counts"))
  }

  @Test func dataInTheFirstLineIsNoHeader() throws {
    for line in ["1001,Ada,Brandt,ada@x.de", "1001,2026-03-02,450,Ada", "17,4711,x"] {
      let file = try MappedFile(line + "\n" + line + "\n")
      #expect(file.written.isEmpty, "\(line)")
      #expect(file.map.notes.contains { $0.hasPrefix("the first line looks like data") }, "\(line)")
    }
    #expect(
      try !MappedFile("Email,2nd phone\na@b.de,1\n").map.notes.contains { $0.contains("data") })
  }

  @Test(arguments: [
    ("id,name,domains,named,owner,country", "crm/accounts.csv"),
    ("id,account,owner,open,amount", "crm/opportunities.csv"),
    ("id,email,account,in_sequence", "crm/contacts.csv"),
    (
      "id,name,email,status,region,country,coverage,products,pools,capacity,timezone,hours,manager",
      "roster/reps.csv"
    ),
    ("rep,from,to,kind", "roster/leave.csv"), ("rep,at", "roster/presence.csv"),
    ("country,date,name", "roster/holidays.csv"), ("start,end,country", "geo/ip-country.csv"),
    ("lead,kind,at,actor", "a file of activities"),
    ("Email,Activity Type,Date", "a file of activities"),
  ])
  func otherTablesAreNamed(_ header: String, _ table: String) throws {
    let file = try MappedFile(header + "\n")
    #expect(file.map.lookAlike?.table == table)
    #expect(file.written.isEmpty)
  }

  @Test(arguments: [
    "id,name,email,company,country", "Email,Type,Created Date,Company", "id,email,account",
    "Record ID,Email,Owner,Lead Status",
  ])
  func leadsAreLeads(_ header: String) throws {
    #expect(try MappedFile(header + "\n").map.lookAlike == nil)
  }

  @Test func missingFieldsSayWhatHappens() throws {
    let nothing = try MappedFile("Branche\nBau\n")
    #expect(nothing.map.refusal != nil)
    #expect(nothing.map.missing.first?.then.contains("every row is rejected") == true)
    #expect(nothing.map.coverage.rejected == 1)
    let companies = try MappedFile("Company,Country\nAcme,DE\n")
    #expect(companies.map.notes.contains { $0.contains("a list of companies") })
    #expect(!companies.map.missing.contains { $0.fields.contains(.country) })
  }

  @Test func filesAgreeOrNothingIsWritten() throws {
    let first = try MappedFile(table([("Kontakt", emails)], rows: 8))
    let second = try MappedFile(table([("Kontakt", ["Germany", "France"])], rows: 8))
    #expect(first.written == ["Kontakt=email"] && second.written == ["Kontakt=country"])
    #expect(ExportMapping.additions([first.mapping, second.mapping]).isEmpty)
    #expect(ExportMapping.additions([first.mapping, first.mapping]).count == 1)
  }

  @Test func coverageCountsWhatCannotBeRead() throws {
    var coverage = FieldCoverage()
    let (_, batch) = try read(
      "email,country\na@b.de,Frankreich\nc@d.de,Frankreich\ne@f.de,Foo\u{1B}[31m\ng@h.de,NA\n,\n")
    coverage.take(batch) { record in
      guard let text = record[.country], text != "NA" else { return [] }
      return [(.country, text), (.email, " ")]
    }
    #expect(coverage.filled(.country) == 4 && coverage.read(.country) == 1)
    #expect(coverage.read(.email) == 4)
    #expect(
      coverage.doubts(.country)
        == [
          FieldCoverage.Doubt(text: "Frankreich", rows: 2),
          FieldCoverage.Doubt(text: "Foo\u{FFFD}[31m", rows: 1),
        ])
    #expect(coverage.rejected == 1 && coverage.rejections.count == 1)
  }
}
