/// The customers of the work: 5,000 named accounts, and 20,000 others with one open opportunity
/// each.
struct WorkCustomers {
  static let named = 5000
  static let others = 20_000

  private(set) var accounts = "id,name,domains,named,owner\n"
  private(set) var opportunityRows = "id,account,owner,open,amount,updated_at\n"
  /// Domains of named accounts, and of the others.
  private(set) var namedDomains: [String] = []
  private(set) var otherDomains: [String] = []

  /// Owners are drawn from so many reps, names from the words of the seed: the same domains for any
  /// number of reps.
  init(reps: Int, seed: UInt64) {
    var names = Random(seed: seed)
    var owners = Random(seed: seed &+ 7 &* UInt64(reps))
    func owner() -> String { WorkReps.id(owners.below(reps) + 1) }
    for number in 0..<Self.named + Self.others {
      let isNamed = number < Self.named
      let stem = names.pick(WorkLeads.words) + names.pick(WorkLeads.words)
      let domain = "\(stem)-a\(number).\(names.pick(WorkLeads.endings))"
      if isNamed { namedDomains.append(domain) } else { otherDomains.append(domain) }
      accounts +=
        "A\(number),\(stem) a\(number) Ltd,\(domain),\(isNamed),\(isNamed ? owner() : "")\n"
    }
    for number in 0..<Self.others {
      let day = names.within(1...28)
      opportunityRows +=
        "O\(number),A\(Self.named + number),\(owner()),true,\(names.within(5...900))000,"
      opportunityRows += "2026-02-\(day < 10 ? "0" : "")\(day)\n"
    }
  }
}
