import LeadModel
import Testing

@testable import SampleCompany

@Suite struct LeadProportionTests {
  static let leads = Samples.company.leads(
    count: 4000, from: Samples.at - 30 * Instant.day, to: Samples.at)

  @Test(arguments: [
    (SampleTrait.incompleteGeo, 34.0, 2.5), (.blankCompanySize, 22, 2.5), (.duplicate, 12, 2),
    (.namedAccount, 8, 2), (.openDeal, 6, 2), (.inSequence, 3, 1.5), (.freeMail, 15, 3),
    (.unknownProduct, 4.2, 1.5), (.oddSpelling, 8, 2), (.hostile, 1.5, 1),
  ])
  func isSeenAsOftenAsInPractice(trait: SampleTrait, percent: Double, tolerance: Double) {
    let count = Self.leads.count { $0.traits.contains(trait) }
    let share = 100 * Double(count) / Double(Self.leads.count)
    #expect(abs(share - percent) <= tolerance, "\(trait): \(share) %")
  }

  @Test func traitsTellTheTruth() {
    let blanks: Set<String?> = [nil, "-", "n/a", "unknown"]
    for lead in Self.leads {
      #expect(
        blanks.contains(lead[.employees]) == lead.traits.contains(.blankCompanySize))
      let country = lead[.country]
      let isKnown =
        country.map {
          let text = $0.trimmed
          return CountryTable.shipped.code(alpha2Or3: text) != nil
            || CountryTable.shipped.code(name: text) != nil
        } ?? false
      #expect(isKnown != lead.traits.contains(.incompleteGeo), "\(country ?? "nil")")
    }
  }

  @Test func mostMissingCountriesCanBeInferred() {
    let incomplete = Self.leads.filter { $0.traits.contains(.incompleteGeo) }
    let inferable = incomplete.count { lead in
      let host = lead[.email]?.split(separator: "@").last.map(String.init) ?? ""
      let top = host.split(separator: ".").last.map(String.init) ?? ""
      return lead[.ip] != nil || lead[.phone]?.hasPrefix("+1") == false
        || top.count == 2 && top != "io" && top != "eu"
    }
    let share = Double(inferable) / Double(incomplete.count)
    #expect((0.6...0.95).contains(share))
  }

  @Test func numbersAreUniqueAndTimeRuns() {
    #expect(Set(Self.leads.map(\.number)).count == Self.leads.count)
    #expect(zip(Self.leads, Self.leads.dropFirst()).allSatisfy { $0.submittedAt <= $1.submittedAt })
    #expect(Self.leads.allSatisfy { $0.submittedAt < Samples.at })
  }

  @Test func duplicatesShareAnAddressOrAPhoneWithSomebodyBefore() {
    func key(_ email: String) -> String {
      let parts = email.trimmed.lowercased().split(separator: "@", maxSplits: 1)
      guard let mailbox = parts.first?.split(separator: "+").first, parts.count == 2 else {
        return email
      }
      guard parts[1] == "gmail.com" || parts[1] == "googlemail.com" else {
        return "\(mailbox)@\(parts[1])"
      }
      return mailbox.filter { $0 != "." } + "@gmail.com"
    }
    var emails: Set<String> = []
    var phones: Set<String> = []
    for lead in Self.leads {
      let email = lead[.email].map(key) ?? ""
      var phone = lead[.phone] ?? ""
      if phone.hasPrefix("00") { phone = "+" + phone.dropFirst(2) }
      if lead.traits.contains(.duplicate), !lead.traits.contains(.oddSpelling) {
        #expect(emails.contains(email) || phones.contains(phone), "\(lead)")
      }
      emails.insert(email)
      if !phone.isEmpty { phones.insert(phone) }
    }
  }

  @Test func sameCallSameLeadsAndLanguagesAreMany() {
    let again = SampleCompany(at: Samples.at, user: "other").leads(
      count: 300, from: Samples.at - Instant.day, to: Samples.at)
    let first = Samples.company.leads(
      count: 300, from: Samples.at - Instant.day, to: Samples.at)
    #expect(first == again)
    let languages = Set(Self.leads.compactMap { $0[.language]?.prefix(2).lowercased() })
    #expect(languages.count >= 9)
  }
}
