import LeadModel
import Testing

@testable import Intake

/// Exports as people bring them, from CRMs, forms and their own sheets.
@Suite struct ExportMapTests {
  private let emails = (1...12).map { "person\($0)@firm\($0).de" }

  @Test func aGermanSheet() throws {
    let text = table(
      [
        ("Firma", ["Müller GmbH", "Bosch AG", "n/a", "Käse & Söhne KG"]),
        ("Ansprechpartner", ["Anna Groß", "Jörg Weiß"]),
        ("E-Mail", emails), ("Land", ["Deutschland", "Österreich", "CH"]),
        ("Umsatz", ["1.200.000 €", "350000", ""]), ("Mitarbeiter", ["51-200", "12", "1.200"]),
        ("Bemerkung intern", ["ruft nicht zurück", "", ""]),
      ], rows: 12, delimiter: ";")
    let file = try MappedFile(windows1252(text), "kunden.csv")
    #expect(
      file.written == [
        "Firma=company", "Ansprechpartner=name", "Land=country", "Umsatz=revenue",
        "Mitarbeiter=employees",
      ])
    #expect(file.map.shape.encoding == .windows1252)
    #expect(file.column("E-Mail")?.known == .builtIn)
    #expect(file.column("Bemerkung intern")?.known == .unknown)
    #expect(file.column("Firma")?.filled == 9)
    #expect(file.column("Firma")?.examples == ["Müller GmbH", "Bosch AG", "Käse & Söhne KG"])
    #expect(file.why("Firma") == "German for company")
    #expect(file.why("Land").contains("look like countries"))
    #expect(file.leads.first?[.company] == "Müller GmbH")
    #expect(file.leads.first?[.name] == "Anna Groß")
    #expect(file.map.refusal == nil)
    #expect(file.map.missing.map(\.fields.first).contains(.language))
    file.expectRoundTrip()
  }

  @Test func aJapaneseSheet() throws {
    let text = table(
      [
        ("会社名", ["株式会社青空", "東京商事"]), ("ご担当者名（必須）", ["山田太郎", "佐藤花子"]),
        ("メールアドレス", ["yamada@aozora.co.jp", "sato@shoji.co.jp"]),
        ("電話番号", ["03-1234-5678", "+81 3-5550-6444"]), ("従業員数", ["51-100", "1200"]),
        ("お問い合わせ内容", ["デモを希望します"]), ("フリガナ", ["ヤマダタロウ"]),
        ("登録日時", ["2026-03-02 09:15"]),
      ], rows: 6)
    let file = try MappedFile(text)
    #expect(
      file.written == [
        "会社名=company", "ご担当者名（必須）=name", "メールアドレス=email", "電話番号=phone",
        "従業員数=employees", "お問い合わせ内容=message", "登録日時=submitted_at",
      ])
    #expect(file.field("フリガナ") == nil)
    #expect(file.leads.first?[.company] == "株式会社青空")
    file.expectRoundTrip()
  }

  @Test(arguments: [
    (
      "Entreprise|Prénom|Nom|Courriel|Pays|Téléphone|Effectif|Chiffre d'affaires|Créé le",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
    (
      "Empresa|Nombre|Apellidos|Correo electronico|País|Teléfono|Número de empleados|Facturación|"
        + "Fecha de envío",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
    (
      "Azienda|Nome|Cognome|Posta elettronica|Paese|Cellulare|Dipendenti|Fatturato|Data di invio",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
    (
      "Bedrijfsnaam|Voornaam|Achternaam|E-mailadres|Land|Telefoonnummer|Aantal medewerkers|Omzet|"
        + "Aangemaakt op",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
    (
      "Nome da empresa|Primeiro nome|Sobrenome|Endereço de e-mail|País|Celular|Funcionários|"
        + "Faturamento|Criado em",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
    (
      "Nazwa firmy|Imię|Nazwisko|Adres e-mail|Kraj|Numer telefonu|Liczba pracowników|Obrót|"
        + "Data utworzenia",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
    (
      "公司名称|名字|姓氏|邮箱|国家|手机|员工人数|年营业额|提交时间",
      [
        "company", "first_name", "last_name", "email", "country", "phone", "employees", "revenue",
        "submitted_at",
      ]
    ),
  ])
  func otherLanguages(_ header: String, _ fields: [String]) throws {
    let values: [[String]] = [
      ["Alfa", "Beta"], ["Ana", "Zoe"], ["Ruiz", "Bianchi"], emails, ["France", "Spain"],
      ["+33 1 23 45 67 89"], ["120", "51-200"], ["1200000", "350,000"], ["2026-03-02 09:15:00"],
    ]
    let names = header.split(separator: "|").map(String.init)
    let file = try MappedFile(table(zip(names, values).map { ($0, $1) }, rows: 8))
    #expect(file.map.columns.map { $0.field?.rawValue ?? "" } == fields)
    #expect(file.map.missing.map { $0.fields[0] } == [.language, .products, .id, .source])
    file.expectRoundTrip()
  }

  @Test func aSalesforceExportWithFieldsOfItsOwn() throws {
    let file = try MappedFile(
      table(
        [
          ("Id", (1...9).map { "00QNw000900000\($0)" }), ("FirstName", ["Ben"]),
          ("LastName", ["Fitz"]), ("Company", ["Meridian"]), ("Email", emails),
          ("Country", ["US", "DE"]), ("LeadSource", ["web"]), ("NumberOfEmployees", ["831"]),
          ("Product_Interest__c", ["edge", "signal"]), ("Preferred_Language__c", ["en-US", "de"]),
          ("Last_Enriched__c", ["2026-01-10T12:29:56Z"]), ("Submit_IP__c", ["12.34.43.242"]),
          ("CreatedDate", ["2026-01-31T09:52:11.000+0000"]), ("HasOptedOutOfEmail", ["0", "1"]),
        ], rows: 9))
    #expect(
      file.written == [
        "Product_Interest__c=products", "Preferred_Language__c=language",
        "Last_Enriched__c=enriched_at", "Submit_IP__c=ip",
      ])
    #expect(file.field("HasOptedOutOfEmail") == nil)
    file.expectRoundTrip()
  }

  @Test(arguments: [
    "Record ID,First Name,Last Name,Email,Company Name,Country/Region,Number of Employees,Create Date",
    "Id,First Name,Last Name,Email Address,Company Name,Country,Num Employees,Created At",
    "Person - Name,Person - Email - Work,Organization - Name,Lead - Source,Lead - Lead created",
    "Created At,FIRSTNAME,LASTNAME,Email Address,COMPANY NAME,Job Title,Country,Campaign Name",
  ])
  func whatIsBuiltInNeedsNothing(_ header: String) throws {
    let file = try MappedFile(header + "\n")
    #expect(file.written.isEmpty && file.perhaps.isEmpty)
    #expect(file.map.columns.allSatisfy { $0.known == .builtIn })
    #expect(file.map.notes.contains("the file has columns, but no rows"))
  }

  @Test func questionsOfAForm() throws {
    let file = try MappedFile(
      table(
        [
          ("#", ["a1b2", "c3d4", "e5f6", "g7h8", "i9j0", "k1l2"]),
          ("1. What is your name?", ["Ada Brandt", "Rui Prado"]),
          ("What's your work email address?", emails),
          ("What company do you work for?", ["Nordwind", "Prado Ltda"]),
          ("In which country is your company based?", ["Germany", "Brazil"]),
          ("How many employees does your company have?", ["11-50", "51-200"]),
          ("Which products are you interested in?", ["Analytics", "Platform"]),
          ("Which company referred you?", ["Acme", "Nobody"]),
          ("May we send you our newsletter?", ["Yes", "No"]),
          ("Submitted At", ["2026-03-02 09:15:00"]),
        ], rows: 6))
    #expect(
      file.written == [
        "1. What is your name?=name", "What's your work email address?=email",
        "What company do you work for?=company",
        "In which country is your company based?=country",
        "How many employees does your company have?=employees",
        "Which products are you interested in?=products",
      ])
    #expect(file.field("Which company referred you?") == nil)
    #expect(file.perhaps.contains("Which company referred you?=company"))
    #expect(file.field("May we send you our newsletter?") == nil)
    #expect(file.map.notes.contains("one column has no name: it is kept as extra") == false)
    file.expectRoundTrip()
  }

  @Test func theJSONOfAWebForm() throws {
    let objects = (1...6).map { row in
      """
      {"submissionId": "s\(row)", "firma": "Firma \(row)", "kontaktEmail": "a\(row)@b\(row).de",
       "produktinteresse": ["edge", "signal"], "geo": {"land": "DE"}, "telefonnummer": "+49 30 12345\(row)",
       "alter": \(row), "agb": true}
      """
    }
    let file = try MappedFile("[" + objects.joined(separator: ",\n") + "]", "form.json")
    #expect(
      file.written == [
        "submissionId=id", "firma=company", "kontaktEmail=email", "produktinteresse=products",
        "telefonnummer=phone",
      ])
    #expect(file.leads.first?[.products] == "edge;signal")
    #expect(file.map.notes.contains { $0.contains("\"geo\" holds objects") })
    #expect(file.map.shape.header == nil)
    file.expectRoundTrip()
    let lines = try MappedFile(
      objects.map { $0.replacing("\n", with: "") }.joined(separator: "\n"), "form.ndjson")
    #expect(lines.written == file.written)
    lines.expectRoundTrip()
  }

  @Test func aListInAnAnswerIsFound() throws {
    let file = try MappedFile(
      #"{"total": 2, "results": [{"email": "a@b.de"}, {"email": "c@d.de"}]}"#, "api.json")
    #expect(file.map.notes.contains { $0.contains("\"results\" is a list of objects") })
    #expect(file.map.refusal != nil && file.map.fields.isEmpty)
  }
}
