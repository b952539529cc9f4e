import LeadModel

/// What the fields of a lead are called in self-made sheets and forms of several languages. These are no
/// header names that intake knows: they are suggested, and count once somebody has put them into the
/// settings.
enum FieldSynonyms {
  /// A field that a word means.
  struct Meaning: Sendable {
    var field: LeadField
    /// The languages in which it does; empty for a name that intake knows.
    var languages: [String]
  }

  /// By ``HeaderWords/key``: names that intake knows first, then the languages in order. A word that means
  /// two fields in two languages has both.
  static let byKey: [String: [Meaning]] = {
    var table: [String: [Meaning]] = [:]
    func add(_ name: String, _ field: LeadField, _ language: String?) {
      let key = HeaderWords(name).key
      guard key.unicodeScalars.count > 1 || key.unicodeScalars.contains(where: HeaderWords.isWide)
      else { return }
      var meanings = table[key] ?? []
      if let at = meanings.firstIndex(where: { $0.field == field }) {
        // A name that intake knows needs no language.
        if let language, !meanings[at].languages.isEmpty { meanings[at].languages.append(language) }
      } else {
        meanings.append(Meaning(field: field, languages: language.map { [$0] } ?? []))
      }
      table[key] = meanings
    }
    for field in LeadField.allCases { add(field.rawValue, field, nil) }
    for (name, field) in BuiltInHeaders.all { add(name, field, nil) }
    for (language, list) in languages {
      for line in list.split(whereSeparator: \.isNewline) {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let field = LeadField(rawValue: String(parts[0]).trimmed) else {
          preconditionFailure("no field of a lead: \(line)")
        }
        for name in parts[1].split(separator: "|") { add(String(name), field, language) }
      }
    }
    return table
  }()

  /// The keys with what is compared for slips of the pen, in byte order.
  static let keys: [(key: String, letters: [Unicode.Scalar])] = byKey.keys
    .filter { $0.unicodeScalars.count >= 5 }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    .map { ($0, Array($0.unicodeScalars)) }

  /// What many exports have and no field of a lead means, though it is nearly called like one.
  static let others: Set<String> = Set(
    """
    county | industry | department | fax | fax number | salutation | gender | street | address
    | street address | address line 1 | address line 2 | birthday | date of birth | opt in | opt out
    | email opt out | email opt in | newsletter | consent | gdpr | email domain | medium | utm medium
    | utm term | utm content | gclid | referrer | referer | landing page | page url | form name
    | ad id | ad name | ad set name | form id | platform | is organic | linkedin | linkedin url
    | company linkedin url | twitter | network id | submit date (utc) | tags | last modified
    | last modified date | last activity | last activity date | email verified | phone type
    | Branche | Abteilung | Anrede | Geschlecht | Straße | Strasse | Adresse | Anschrift | Geburtstag
    | Einwilligung | Titel/Anrede | Hausnummer | secteur | secteur d'activité | adresse postale
    | civilité | service | dirección | sector | departamento | indirizzo | settore | straat | adres
    | afdeling | endereço | setor | ulica | branża | 住所 | 業種 | 部署 | 部署名 | 性別 | フリガナ
    | ふりがな | 地址 | 行业 | 部门
    """.split(separator: "|").map { HeaderWords(String($0)).key })

  private static let languages: [(String, String)] = [
    ("English", english), ("German", german), ("French", french), ("Spanish", spanish),
    ("Italian", italian), ("Dutch", dutch), ("Portuguese", portuguese), ("Polish", polish),
    ("Japanese", japanese), ("Chinese", chinese),
  ]

  private static let english = """
    id: Submission ID | Response ID | Respondent ID | Entry ID | Form Submission ID | Token | Lead No
    source: How did you hear about us | How did you find us | Where did you hear about us | Channel
    campaign: Campaign Title | Promotion
    submitted_at: Submit Date | Submitted Date | Submission Timestamp | Submit Date (UTC) | Received At
    first_name: First Names | Christian Name
    last_name: Last Names | Second Name
    name: Your Name | Contact Full Name | Person
    email: Mail | Mail Address | Email Addr | Corporate Email | Business Email Address | Work Email Address
    phone: Phone No | Telephone No | Mobile Number | Cell Number | Contact Number | Handphone | Work Phone Number
    title: Job Role | Job Position | Occupation
    company: Companyname | Organisation/Company | Company/Organisation | Organization/Company | Business | Company Legal Name
    website: Web | Site | Company Site | Web Address | Web Page | Homepage URL
    country: Country of Residence | Nation | Company Country/Region
    state: State or Province | Federal State
    city: City/Town | Municipality
    postal_code: Postal | ZIP/Postcode | Pin Code
    language: Language Spoken | Native Language
    products: Product of Choice | Products Interested | Which product are you interested in | Which products are you interested in | What product are you interested in | Solution
    employees: Employees Number | Number of Staff | Staff | Team Size | Firm Size | Organization Size | How many people work at your company | Workforce
    revenue: Yearly Turnover | Sales Volume | Annual Sales | Company Turnover
    message: What can we help you with | Tell us more | Anything else | Feedback | Remarks | Remark
    owner: Account Executive | Sales Rep | Salesperson | Rep | Account Manager
    ip: Network Address | User IP | IP
    enriched_at: Enriched
    """

  private static let german = """
    id: Nr | Nummer | Lfd. Nr. | Laufende Nummer | Kennung | Datensatz-ID | Anfrage-ID | Anfragenummer | Leadnummer
    source: Quelle | Leadquelle | Lead-Quelle | Herkunft | Anfragequelle | Woher kennen Sie uns | Wie haben Sie von uns erfahren | Kanal
    campaign: Kampagne | Kampagnenname | Aktion
    submitted_at: Erstellt am | Erstellt | Erstelldatum | Erstellungsdatum | Eingang | Eingangsdatum | Eingegangen am | Anfragedatum | Datum der Anfrage | Gesendet am | Übermittelt am | Datum | Zeitstempel | Angelegt am | Anlagedatum
    first_name: Vorname | Rufname
    last_name: Nachname | Familienname | Zuname
    name: Ansprechpartner | Ansprechpartnerin | Kontaktperson | Vor- und Nachname | Vollständiger Name | Kontaktname | Ihr Name
    email: E-Mail-Adresse | Mailadresse | Mail-Adresse | E-Mailadresse | Emailadresse | Geschäftliche E-Mail | Geschäftliche E-Mail-Adresse
    phone: Telefon | Telefonnummer | Telefon-Nr. | Tel.-Nr. | Telefonnr | Rufnummer | Handy | Handynummer | Mobil | Mobiltelefon | Mobilnummer | Durchwahl | Festnetz | Telefon geschäftlich
    title: Berufsbezeichnung | Stellenbezeichnung | Funktion | Stellung | Beruf
    company: Firma | Firmenname | Unternehmen | Unternehmensname | Firmenbezeichnung | Betrieb | Organisation | Name der Firma | Gesellschaft | Arbeitgeber
    website: Webseite | Internetseite | Internetadresse | Homepage | Internet
    country: Land | Staat | Länderkürzel | Ländercode | Länderkennzeichen | Firmenland
    region: Vertriebsregion | Vertriebsgebiet | Verkaufsgebiet | Gebiet
    state: Bundesland | Kanton
    city: Ort | Stadt | Wohnort | Standort | Firmensitz
    postal_code: Postleitzahl
    language: Sprache | Korrespondenzsprache | Bevorzugte Sprache
    products: Produkt | Produkte | Produktinteresse | Interesse | Interesse an | Interessiert an | Gewünschtes Produkt | Artikel | Lösung
    employees: Mitarbeiter | Mitarbeiterzahl | Mitarbeiteranzahl | Anzahl Mitarbeiter | Anzahl der Mitarbeiter | Unternehmensgröße | Unternehmensgrösse | Firmengröße | Beschäftigte | Anzahl Beschäftigte | MA-Zahl | Mitarbeitende | Anzahl Mitarbeitende
    revenue: Umsatz | Jahresumsatz | Umsatz p.a. | Umsatz in EUR | Umsatz (EUR) | Umsatz in Euro
    currency: Währung
    segment: Kundensegment | Marktsegment
    message: Nachricht | Ihre Nachricht | Bemerkung | Bemerkungen | Kommentar | Anmerkung | Anmerkungen | Anliegen | Notiz | Notizen | Mitteilung | Freitext | Beschreibung
    ip: IP-Adresse
    owner: Betreuer | Vertriebsmitarbeiter | Zuständig | Zuständiger | Verantwortlich | Verantwortlicher | Besitzer | Inhaber | Sachbearbeiter | Kundenbetreuer
    assigned_at: Zugewiesen am | Zugeteilt am
    first_contact_at: Erstkontakt | Erster Kontakt | Erstkontakt am
    meeting_at: Termin | Termin am | Gesprächstermin
    status: Leadstatus | Bearbeitungsstand | Zustand
    score: Punkte | Bewertung
    """

  private static let french = """
    id: Identifiant | Numéro | N° | Référence
    source: Origine | Provenance | Source du lead | Comment nous avez-vous connu | Canal
    campaign: Campagne | Nom de la campagne
    submitted_at: Date de création | Créé le | Date de soumission | Date d'envoi | Envoyé le | Horodateur | Horodatage | Date de la demande | Reçu le
    first_name: Prénom
    last_name: Nom de famille | Nom
    name: Nom complet | Nom et prénom | Prénom et nom | Nom du contact | Interlocuteur | Personne de contact
    email: Courriel | Adresse e-mail | Adresse email | Adresse mail | Adresse électronique | Adresse de courriel | E-mail professionnel
    phone: Téléphone | Numéro de téléphone | Tél | Portable | Téléphone portable | Téléphone mobile | Téléphone professionnel
    title: Poste | Fonction | Intitulé du poste | Métier
    company: Entreprise | Société | Nom de l'entreprise | Nom de la société | Raison sociale | Organisme | Votre entreprise
    website: Site web | Site internet | Site | Page web
    country: Pays
    region: Territoire commercial
    state: Région | Département | Canton
    city: Ville | Commune | Localité
    postal_code: Code postal
    language: Langue | Langue préférée | Langue de correspondance
    products: Produit | Produits | Produit d'intérêt | Produits intéressés | Intérêt | Centre d'intérêt
    employees: Effectif | Effectifs | Nombre d'employés | Nombre de salariés | Salariés | Taille de l'entreprise | Nb salariés
    revenue: Chiffre d'affaires | CA | CA annuel | Chiffre d'affaires annuel
    currency: Devise
    message: Commentaire | Commentaires | Votre message | Remarque | Remarques | Votre demande
    owner: Propriétaire | Responsable | Commercial | Chargé de compte
    status: Statut | État
    ip: Adresse IP
    """

  private static let spanish = """
    id: Identificador | Número de registro
    source: Fuente | Origen | Procedencia | Cómo nos conoció
    campaign: Campaña | Nombre de la campaña
    submitted_at: Fecha de creación | Fecha de envío | Fecha | Creado el | Enviado el | Marca temporal | Fecha de registro
    first_name: Nombre de pila | Nombre
    last_name: Apellido | Apellidos
    name: Nombre completo | Nombre y apellidos | Nombre y apellido | Persona de contacto | Nombre del contacto
    email: Correo | Correo electrónico | Dirección de correo | Dirección de correo electrónico | Correo corporativo
    phone: Teléfono | Número de teléfono | Móvil | Celular | Teléfono móvil
    title: Cargo | Puesto | Puesto de trabajo
    company: Empresa | Nombre de la empresa | Compañía | Razón social | Sociedad | Organización
    website: Sitio web | Página web | Web de la empresa
    country: País
    state: Provincia | Estado/Provincia
    city: Ciudad | Localidad | Población | Municipio
    postal_code: Código postal | CP
    language: Idioma | Lengua
    products: Producto | Productos | Producto de interés | Interés
    employees: Empleados | Número de empleados | Nº de empleados | Tamaño de la empresa | Plantilla
    revenue: Facturación | Ingresos | Ingresos anuales | Facturación anual | Volumen de negocio
    currency: Moneda | Divisa
    message: Mensaje | Comentarios | Comentario | Observaciones | Notas
    owner: Propietario | Responsable | Comercial | Vendedor
    status: Estado | Situación
    ip: Dirección IP
    """

  private static let italian = """
    source: Fonte | Origine | Provenienza | Come ci ha conosciuto
    campaign: Campagna
    submitted_at: Data di creazione | Creato il | Data di invio | Data invio | Data | Informazioni cronologiche | Data richiesta
    first_name: Nome
    last_name: Cognome
    name: Nome e cognome | Nome completo | Referente | Persona di contatto | Nominativo
    email: Posta elettronica | Indirizzo e-mail | Indirizzo email | Indirizzo di posta elettronica
    phone: Telefono | Numero di telefono | Cellulare | Recapito telefonico
    title: Ruolo | Qualifica | Mansione | Posizione
    company: Azienda | Nome azienda | Società | Ragione sociale | Impresa | Ditta | Nome dell'azienda
    website: Sito web | Sito internet | Sito
    country: Paese | Nazione | Stato estero
    state: Regione | Provincia
    city: Città | Comune
    postal_code: CAP | Codice postale
    language: Lingua
    products: Prodotto | Prodotti | Prodotto di interesse | Interesse
    employees: Dipendenti | Numero dipendenti | Numero di dipendenti | N. dipendenti | Addetti | Dimensione azienda
    revenue: Fatturato | Fatturato annuo | Ricavi
    currency: Valuta
    message: Messaggio | Commenti | Commento | Note aggiuntive | Richiesta
    owner: Proprietario | Responsabile | Commerciale
    status: Stato
    ip: Indirizzo IP
    """

  private static let dutch = """
    source: Bron | Herkomst | Leadbron | Hoe heeft u ons gevonden
    campaign: Campagne | Campagnenaam
    submitted_at: Aangemaakt op | Aanmaakdatum | Datum | Ingediend op | Tijdstempel | Verzonden op | Datum aanvraag
    first_name: Voornaam
    last_name: Achternaam | Familienaam
    name: Naam | Volledige naam | Contactpersoon
    email: E-mailadres | Mailadres | Emailadres
    phone: Telefoon | Telefoonnummer | Mobiel | Mobiel nummer | Gsm
    title: Functie | Functietitel
    company: Bedrijf | Bedrijfsnaam | Organisatie | Onderneming | Naam bedrijf
    website: Webadres
    country: Land
    region: Regio
    state: Provincie
    city: Plaats | Stad | Woonplaats | Vestigingsplaats
    postal_code: Postcode
    language: Taal | Voorkeurstaal
    products: Product | Producten | Interesse in
    employees: Medewerkers | Aantal medewerkers | Werknemers | Aantal werknemers | Bedrijfsgrootte
    revenue: Omzet | Jaaromzet
    currency: Valuta
    message: Bericht | Opmerking | Opmerkingen | Vraag | Toelichting
    owner: Eigenaar | Verantwoordelijke
    ip: IP-adres
    """

  private static let portuguese = """
    source: Fonte | Origem | Como nos conheceu
    campaign: Campanha
    submitted_at: Data de criação | Criado em | Data de envio | Data | Enviado em | Carimbo de data/hora
    first_name: Primeiro nome | Nome próprio
    last_name: Sobrenome | Apelido | Último nome
    name: Nome completo | Nome | Pessoa de contato | Nome do contato | Contato
    email: Correio eletrônico | Endereço de e-mail | E-mail corporativo | E-mail profissional
    phone: Telefone | Número de telefone | Celular | Telemóvel
    title: Cargo | Função
    company: Empresa | Nome da empresa | Companhia | Razão social | Organização
    website: Sítio | Página web
    country: País
    state: Estado | UF | Distrito
    city: Cidade | Município
    postal_code: CEP | Código postal
    language: Idioma | Língua
    products: Produto | Produtos | Produto de interesse | Interesse
    employees: Funcionários | Número de funcionários | Colaboradores | Número de colaboradores | Tamanho da empresa
    revenue: Faturamento | Receita | Receita anual | Faturamento anual | Volume de negócios
    currency: Moeda
    message: Mensagem | Comentário | Comentários | Observação | Observações
    owner: Proprietário | Responsável | Vendedor
    status: Situação
    ip: Endereço IP
    """

  private static let polish = """
    id: Identyfikator | Numer
    source: Źródło | Źródło leada | Skąd o nas wiesz | Pochodzenie
    campaign: Kampania
    submitted_at: Data utworzenia | Utworzono | Data zgłoszenia | Data | Sygnatura czasowa | Data wysłania
    first_name: Imię
    last_name: Nazwisko
    name: Imię i nazwisko | Osoba kontaktowa | Osoba do kontaktu
    email: Adres e-mail | Adres email | Poczta elektroniczna | E-mail służbowy
    phone: Telefon | Numer telefonu | Telefon komórkowy | Komórka | Nr telefonu
    title: Stanowisko
    company: Firma | Nazwa firmy | Przedsiębiorstwo | Spółka
    website: Strona www | Strona internetowa | WWW
    country: Kraj | Państwo
    state: Województwo
    city: Miasto | Miejscowość
    postal_code: Kod pocztowy
    language: Język
    products: Produkt | Produkty | Zainteresowanie
    employees: Liczba pracowników | Pracownicy | Zatrudnienie | Wielkość firmy
    revenue: Obrót | Obroty | Przychód | Przychody | Roczny obrót
    currency: Waluta
    message: Wiadomość | Uwagi | Komentarz | Treść wiadomości | Treść
    owner: Opiekun | Właściciel | Handlowiec
    status: Stan
    ip: Adres IP
    """

  private static let japanese = """
    id: 受付番号 | 管理番号 | 番号 | 問い合わせ番号 | お問い合わせ番号
    source: 流入元 | 経路 | 流入経路 | 認知経路 | リードソース
    campaign: キャンペーン | キャンペーン名
    submitted_at: 送信日時 | 受付日時 | 登録日時 | 登録日 | 作成日時 | 作成日 | お問い合わせ日時 | 問い合わせ日 | 日時 | タイムスタンプ | 回答日時
    first_name: 名 | ファーストネーム | 下の名前
    last_name: 姓 | 苗字 | 名字 | ラストネーム
    name: 氏名 | お名前 | 名前 | 担当者名 | ご担当者名 | 担当者 | フルネーム | ご氏名
    email: メール | メールアドレス | Eメール | 電子メール | Eメールアドレス
    phone: 電話 | 電話番号 | お電話番号 | 携帯 | 携帯電話 | 携帯番号 | 連絡先電話番号 | TEL
    title: 役職 | 役職名 | 職種 | 肩書
    company: 会社 | 会社名 | 貴社名 | 御社名 | 企業名 | 法人名 | 組織名 | 勤務先 | 社名 | 団体名
    website: ウェブサイト | サイト | ホームページ | 会社URL | サイトURL
    country: 国 | 国名 | 国・地域 | 国/地域
    region: 地域 | エリア
    state: 都道府県
    city: 市区町村 | 都市 | 市
    postal_code: 郵便番号
    language: 言語 | 希望言語
    products: 製品 | 製品名 | 商品 | ご興味のある製品 | 興味のある製品 | 検討製品 | 関心製品
    employees: 従業員数 | 社員数 | 従業員 | 従業員規模 | 会社規模 | 企業規模
    revenue: 売上 | 売上高 | 年商 | 年間売上
    currency: 通貨
    message: お問い合わせ内容 | 問い合わせ内容 | 内容 | ご相談内容 | 備考 | メッセージ | コメント | ご要望
    owner: 営業担当 | 担当営業 | 所有者
    status: ステータス | 状態 | 状況
    ip: IPアドレス
    """

  private static let chinese = """
    id: 编号 | 編號 | 序号 | 序號
    source: 来源 | 來源 | 渠道 | 线索来源
    campaign: 活动 | 活動 | 营销活动
    submitted_at: 提交时间 | 提交時間 | 创建时间 | 創建時間 | 建立时间 | 时间 | 日期 | 填写时间
    first_name: 名字
    last_name: 姓氏
    name: 姓名 | 联系人 | 聯絡人 | 您的姓名 | 联系人姓名
    email: 邮箱 | 電子郵件 | 电子邮件 | 电子邮箱 | 邮箱地址 | 邮件 | 電郵 | 工作邮箱
    phone: 电话 | 電話號碼 | 电话号码 | 手机 | 手机号 | 手机号码 | 手機 | 联系电话
    title: 职位 | 職位 | 职务 | 職稱
    company: 公司 | 公司名称 | 公司名稱 | 企业名称 | 单位 | 单位名称
    website: 网站 | 網站 | 公司网站 | 网址
    country: 国家 | 國家 | 国家/地区
    region: 区域 | 地区
    state: 省 | 省份 | 州
    city: 城市
    postal_code: 邮编 | 邮政编码 | 郵遞區號
    language: 语言 | 語言
    products: 产品 | 產品 | 感兴趣的产品 | 意向产品 | 产品名称
    employees: 员工人数 | 員工人數 | 公司规模 | 企业规模 | 人数 | 员工数
    revenue: 营业额 | 年营业额 | 年收入 | 營業額 | 营收
    currency: 货币 | 币种
    message: 留言 | 备注 | 需求 | 咨询内容 | 留言内容 | 您的需求 | 備註
    owner: 负责人 | 销售 | 所有人 | 業務
    status: 状态 | 狀態
    ip: IP地址
    """
}
