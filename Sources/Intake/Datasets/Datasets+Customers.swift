import LeadModel

extension Datasets {
  private static let accountColumns = [
    DatasetColumn("id", required: true), DatasetColumn("name", required: true),
    DatasetColumn("domains"), DatasetColumn("named"), DatasetColumn("owner"),
    DatasetColumn("country"), DatasetColumn("segment"), DatasetColumn("type"),
    DatasetColumn("parent"),
  ]

  /// `crm/accounts.csv`.
  public static func accounts(
    _ bytes: [UInt8], file: String = "accounts.csv", limits: IntakeLimits = IntakeLimits()
  ) -> DatasetReading<Account> {
    var table = DatasetTable(bytes, file: file, columns: accountColumns, limits: limits)
    var seen = DuplicateIDs<AccountID>()
    var accounts: [Account] = []
    for row in table.rows {
      guard let id = row.id(0) else { continue }
      seen.check(AccountID(id), id, row: row, in: &table)
      accounts.append(
        Account(
          id: AccountID(id), name: row.text(1) ?? "",
          domains: DatasetValue.list(row.cells[2]).map(DatasetValue.domain)
            .filter { !$0.isEmpty },
          named: table.boolean(row, 3, "named"), owner: row.id(4).map { RepID($0) },
          country: table.country(row, 5, "country"), segment: row.text(6), type: row.text(7),
          parent: row.id(8).map { AccountID($0) }))
    }
    return table.reading(accounts)
  }

  private static let opportunityColumns = [
    DatasetColumn("id", required: true), DatasetColumn("account", required: true),
    DatasetColumn("owner"), DatasetColumn("open"), DatasetColumn("amount"),
    DatasetColumn("updated_at"),
  ]

  /// `crm/opportunities.csv`. Amounts come out in hundredths.
  public static func opportunities(
    _ bytes: [UInt8], file: String = "opportunities.csv", limits: IntakeLimits = IntakeLimits()
  ) -> DatasetReading<Opportunity> {
    var table = DatasetTable(bytes, file: file, columns: opportunityColumns, limits: limits)
    var seen = DuplicateIDs<OpportunityID>()
    var opportunities: [Opportunity] = []
    for row in table.rows {
      guard let id = row.id(0) else { continue }
      seen.check(OpportunityID(id), id, row: row, in: &table)
      var amount: Int64?
      if let text = row.text(4) {
        amount = DatasetValue.hundredths(text)
        if amount == nil {
          table.report(
            row, "amount", text, "is no amount: write digits, with at most two decimals behind a .")
        }
      }
      guard let account = row.id(1) else { continue }
      opportunities.append(
        Opportunity(
          id: OpportunityID(id), account: AccountID(account), owner: row.id(2).map { RepID($0) },
          open: table.boolean(row, 3, "open"), amount: amount,
          updatedAt: table.instant(row, 5, "updated_at")))
    }
    return table.reading(opportunities)
  }

  private static let contactColumns = [
    DatasetColumn("id", required: true), DatasetColumn("email", required: true),
    DatasetColumn("account"), DatasetColumn("in_sequence"), DatasetColumn("sequence_owner"),
  ]

  /// `crm/contacts.csv`.
  public static func contacts(
    _ bytes: [UInt8], file: String = "contacts.csv", limits: IntakeLimits = IntakeLimits()
  ) -> DatasetReading<Contact> {
    var table = DatasetTable(bytes, file: file, columns: contactColumns, limits: limits)
    var seen = DuplicateIDs<ContactID>()
    var contacts: [Contact] = []
    for row in table.rows {
      guard let id = row.id(0) else { continue }
      seen.check(ContactID(id), id, row: row, in: &table)
      contacts.append(
        Contact(
          id: ContactID(id), email: row.text(1) ?? "", account: row.id(2).map { AccountID($0) },
          inSequence: table.boolean(row, 3, "in_sequence"),
          sequenceOwner: row.id(4).map { RepID($0) }))
    }
    return table.reading(contacts)
  }
}
