import LeadModel

/// What a site fills in where a record is silent.
public struct IntakeDefaults: Sendable, Equatable {
  /// IANA zone of times without offset.
  public var timezone: String
  /// The source of a record that has none.
  public var source: String

  /// Takes the zone and the source.
  public init(timezone: String = "UTC", source: String = "file") {
    self.timezone = timezone
    self.source = source
  }
}

/// Brings records into the form in which the rules compare them.
public struct Normaliser: Sendable {
  private let words: Vocabulary
  private let zone: Zone
  private let defaultSource: String
  private let currency: String
  private let digest: @Sendable ([UInt8]) -> String

  /// Takes the rule set whose words are known, the site's defaults, and the SHA-256 of bytes as 64
  /// hex digits, which names records that have no id.
  public init(
    ruleSet: RuleSet, site: IntakeDefaults, digest: @escaping @Sendable ([UInt8]) -> String
  ) {
    words = Vocabulary(ruleSet)
    zone = Zone(site.timezone) ?? .utc
    defaultSource = site.source
    currency = ruleSet.organisation.currency.uppercased()
    self.digest = digest
  }

  /// How far ahead of receipt a record may say it was submitted, in milliseconds.
  private static let tolerance = 5 * Instant.minute

  /// The record in normal form. Never fails: what cannot be read is missing, with a flag where the
  /// routing rules want one.
  public func normalise(_ record: LeadRecord, receivedAt: Instant) -> NormalisedLead {
    var lead = NormalisedLead(
      values: cleaned(record), extra: record.extra, origin: record.origin, receivedAt: receivedAt)
    if record.isShort { lead.flags.insert(.shortRow) }
    lead[.source] = lead[.source] ?? defaultSource
    readPerson(&lead)
    readCompany(&lead)
    readPlace(&lead)
    readInterest(&lead)
    readTimes(&lead)
    lead.source = lead[.source] ?? defaultSource
    lead.campaign = lead[.campaign]
    lead.hasOwnID = lead[.id] != nil
    lead.id = lead[.id] ?? digest(NormalisedLead.identityBytes(of: lead.values))
    return lead
  }

  /// A point in time as records write it, in the site's zone where it names none; nil for anything else.
  public func instant(_ text: String) -> Instant? { TimeForm.instant(text, zone: zone) }

  /// Every field trimmed and collapsed, without placeholders.
  private func cleaned(_ record: LeadRecord) -> [String?] {
    var values = record.values
    for (index, field) in LeadField.allCases.enumerated() {
      guard let text = values[index] else { continue }
      let collapsed = CleanText.collapsed(text)
      let isMissing =
        CleanText.isPlaceholder(collapsed)
        && !(words.meansSomething(na: field) && collapsed.lowercased() == "na")
      values[index] = isMissing ? nil : collapsed
    }
    return values
  }

  private func readPerson(_ lead: inout NormalisedLead) {
    if let text = lead[.email] {
      let email = EmailForm(text)
      if email == nil { lead.flags.insert(.invalidEmail) }
      lead[.email] = email?.address
      lead.email = email?.address
      lead.emailKey = email?.key
      if let domain = email?.domain, !words.freeEmailDomains.contains(Folding.fold(domain)) {
        lead.companyEmailDomain = domain
      }
    }
    lead.phone = lead[.phone].flatMap(PhoneForm.normal)
    lead[.phone] = lead.phone
    lead.lastName = lead[.lastName] ?? lead[.name]?.split(separator: " ").last.map(String.init)
    lead.ip = lead[.ip].flatMap { IPAddress($0) }
  }

  private func readCompany(_ lead: inout NormalisedLead) {
    lead.company = lead[.company]
    lead.accountID = lead[.accountID].map { AccountID($0) }
    lead.websiteHost = lead[.website].flatMap(DomainForm.host(ofWebsite:))
    lead.domain = lead.websiteHost ?? lead.companyEmailDomain
    lead.employees = lead[.employees].flatMap(EmployeesForm.count)
    lead[.employees] = lead.employees.map { String($0) }
    lead.revenue = lead[.revenue].flatMap { revenue($0, currency: lead[.currency]) }
    lead[.revenue] = lead.revenue.map(RevenueForm.text(hundredths:))
    lead.segment = lead[.segment].flatMap { words.segments[Folding.fold($0)] }
    lead[.segment] = lead.segment?.text
    lead.lifecycle = lead[.lifecycle]
    lead.accountType = lead[.accountType]
  }

  /// Hundredths of the organisation's currency; nil for another currency, named in its own column
  /// or in the amount.
  private func revenue(_ text: String, currency column: String?) -> Int64? {
    guard let amount = RevenueForm.amount(text) else { return nil }
    let named = [column?.uppercased(), amount.currency].compactMap { $0 }
    return named.allSatisfy { $0 == currency } ? amount.hundredths : nil
  }

  private func readPlace(_ lead: inout NormalisedLead) {
    if let text = lead[.country] {
      lead.country = words.country(text)
      if lead.country == nil { lead.flags.insert(.unknownCountry) }
      lead[.country] = lead.country?.description
    }
    lead.region = lead[.region].flatMap { words.regions[Folding.fold($0)] }
    lead[.region] = lead.region?.text
    lead.language = lead[.language].flatMap(LanguageTable.code)
    lead[.language] = lead.language?.description
  }

  private func readInterest(_ lead: inout NormalisedLead) {
    guard let text = lead[.products] else { return }
    for item in text.utf8.split(whereSeparator: { Self.productSeparators.contains($0) }) {
      let word = String(Substring(item)).trimmed
      if word.isEmpty { continue }
      if let product = words.products[Folding.fold(word)] {
        if !lead.products.contains(product) { lead.products.append(product) }
      } else {
        lead.flags.insert(.unknownProduct)
      }
    }
    lead[.products] =
      lead.products.isEmpty ? nil : lead.products.map(\.text).joined(separator: ";")
  }

  private static let productSeparators = Array(";,|".utf8)

  private func readTimes(_ lead: inout NormalisedLead) {
    let submitted = lead[.submittedAt].flatMap { TimeForm.instant($0, zone: zone) }
    lead[.submittedAt] = submitted?.description
    if let submitted {
      let isAhead = submitted - lead.receivedAt > Self.tolerance
      if isAhead { lead.flags.insert(.futureTime) }
      lead.submittedAt = isAhead ? lead.receivedAt : submitted
    } else {
      lead.flags.insert(.noSubmitTime)
      lead.submittedAt = lead.receivedAt
    }
    for field in [LeadField.enrichedAt, .assignedAt, .firstContactAt, .meetingAt] {
      guard let text = lead[field] else { continue }
      let instant = TimeForm.instant(text, zone: zone)
      lead[field] = instant?.description
      if field == .enrichedAt { lead.enrichedAt = instant }
    }
  }
}

extension NormalisedLead {
  /// A lead of which nothing but the texts has been read yet.
  fileprivate init(values: [String?], extra: [ExtraField], origin: Origin, receivedAt: Instant) {
    self.values = values
    self.extra = extra
    self.origin = origin
    self.receivedAt = receivedAt
    id = ""
    hasOwnID = false
    source = ""
    submittedAt = receivedAt
    products = []
    flags = []
  }
}
