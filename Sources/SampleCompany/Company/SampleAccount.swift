import LeadModel

/// A company in the CRM of the sample company.
struct SampleAccount: Sendable {
  var id: String
  var company: Maker.Company
  var market: Market
  var isNamed = false
  var owner = ""
  var segment = ""
  var type = ""
  var parent = ""
  /// A domain listed beside its own.
  var sharedDomain = ""
  /// Blank without an open deal.
  var dealOwner = ""
  var people: [Maker.Person] = []

  func email(_ person: Maker.Person) -> String { "\(person.mailbox)@\(company.domain)" }
}

/// The companies, deals and contacts of the CRM.
struct CustomerBook: Sendable {
  private(set) var accounts: [SampleAccount] = []
  private(set) var sequences: [(account: Int, person: Int, owner: String)] = []
  let at: Instant
  private let seed: UInt64

  init(seed: UInt64, at: Instant) {
    self.seed = seed
    self.at = at
    var random = SplitMix64(seed: seed, purpose: "accounts")
    var domains: Set<String> = []
    let weights = Market.all.map(\.weight)
    while accounts.count < 240 {
      let market = Market.all[random.weighted(weights)]
      let company = Maker.company(in: market, &random)
      guard domains.insert(company.domain).inserted else { continue }
      accounts.append(account(company, market, &random))
    }
    makeGroups(&random)
    sequences = accounts.indices.filter { $0 % 6 == 2 }.map { index in
      (index, 0, Self.owner(in: accounts[index].market, &random))
    }
  }

  private func account(
    _ company: Maker.Company, _ market: Market, _ random: inout SplitMix64
  ) -> SampleAccount {
    let number = accounts.count
    let digits = String(number + 1)
    var account = SampleAccount(
      id: "001NW" + String(repeating: "0", count: 6 - digits.count) + digits, company: company,
      market: market)
    account.isNamed = number % 8 == 0
    account.owner = account.isNamed || random.percent(40) ? Self.owner(in: market, &random) : ""
    account.segment = account.isNamed ? "enterprise" : random.pick(["", "smb", "mid-market"])
    account.type = random.pick(["customer", "prospect", "prospect", "", "partner"])
    if number % 5 == 1 { account.dealOwner = Self.owner(in: market, &random) }
    for _ in 0..<random.between(1, 3) { account.people.append(Maker.person(in: market, &random)) }
    return account
  }

  /// Groups: subsidiaries below named parents, some of them under the parent's domain; one owner
  /// who has left, as there always is.
  private mutating func makeGroups(_ random: inout SplitMix64) {
    let parents = accounts.indices.filter { accounts[$0].isNamed }
    for (turn, index) in accounts.indices.filter({ $0 % 11 == 3 && $0 % 8 != 0 }).enumerated() {
      let parent = accounts[parents[turn % parents.count]]
      accounts[index].parent = parent.id
      if turn % 3 == 0 { accounts[index].sharedDomain = parent.company.domain }
      if turn % 4 == 1 {
        accounts[index].company.name =
          parent.company.name + " "
          + random.pick(
            ["Services", "International", "Europe", "Asia Pacific"])
      }
    }
    if parents.count > 3 {
      accounts[parents[1]].owner = "paula.stern"
      accounts[parents[3]].owner = "greg.tollman"
    }
  }

  /// An active rep of the market's country where there is one, else of its region.
  private static func owner(in market: Market, _ random: inout SplitMix64) -> String {
    let active = RepTable.reps.filter { $0.isActive && !$0.office.id.hasPrefix("suncrew") }
    let near = active.filter { $0.office.country == market.code }
    if !near.isEmpty { return random.pick(near).id }
    let inRegion = active.filter { $0.office.region == market.region }
    return random.pick(inRegion.isEmpty ? active : inRegion).id
  }
}

extension CustomerBook {
  /// The files of the `crm` folder.
  var files: [SampleFile] {
    [
      SampleFile(path: "crm/accounts.csv", text: accountsCSV),
      SampleFile(path: "crm/opportunities.csv", text: opportunitiesCSV),
      SampleFile(path: "crm/contacts.csv", text: contactsCSV),
    ]
  }

  private var accountsCSV: String {
    var csv = CSVText(header: [
      "id", "name", "domains", "named", "owner", "country", "segment", "type", "parent",
    ])
    for account in accounts {
      let domains = [account.company.domain, account.sharedDomain].filter { !$0.isEmpty }
      csv.add([
        account.id, account.company.name, domains.joined(separator: ";"),
        account.isNamed ? "true" : "false", account.owner, account.market.code, account.segment,
        account.type, account.parent,
      ])
    }
    return csv.text
  }

  private var opportunitiesCSV: String {
    var random = SplitMix64(seed: seed, purpose: "opportunities")
    var csv = CSVText(header: ["id", "account", "owner", "open", "amount", "updated_at"])
    var number = 1000
    for (index, account) in accounts.enumerated() {
      let owners = account.dealOwner.isEmpty ? [] : [(account.dealOwner, true)]
      let lost = index % 9 == 4 ? [(RepTable.reps[index % 20].id, false)] : []
      for (owner, isOpen) in owners + lost {
        number += 1
        let updated = at - Int64(random.between(2, 60 * 24)) * Instant.hour
        csv.add([
          "006NW\(number)", account.id, owner, isOpen ? "true" : "false",
          "\(random.between(8, 400) * 500).00", "\(updated)".replacingSuffix(".000Z", by: "Z"),
        ])
      }
    }
    return csv.text
  }

  private var contactsCSV: String {
    var csv = CSVText(header: ["id", "email", "account", "in_sequence", "sequence_owner"])
    var number = 0
    for (index, account) in accounts.enumerated() where index % 2 == 0 || index % 6 == 3 {
      for (position, person) in account.people.enumerated() {
        number += 1
        let sequence = sequences.first { $0.account == index && $0.person == position }
        csv.add([
          "003NW\(10_000 + number)", account.email(person), account.id,
          sequence == nil ? "false" : "true", sequence?.owner ?? "",
        ])
      }
    }
    return csv.text
  }
}
