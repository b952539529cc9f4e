import DeskRules
import LeadModel

extension Company {
  /// The same company with names that try to break the screen: wide, right to left, combining,
  /// escapes, controls, and without end.
  static var hostile: Company {
    var company = Company()
    let names = [
      "株式会社星野精機", "شركة النور للتجارة", "חברת הצפון", "e\u{301}\u{302}\u{303}\u{304}\u{305}clat",
      "\u{1B}[31mRed\u{1B}[0m", "a\u{202E}gnp.exe", "zero\u{200B}width\u{FEFF}", "👩‍👩‍👧‍👦 Family & 👍🏽 Co",
      "tab\there\nnewline", String(repeating: "Ltd ", count: 100), "\u{1B}]52;c;aGk=\u{07}",
      "한국어 회사",
      "\u{0}\u{7F}\u{9B}31m",
    ]
    for index in company.leads.indices { company.leads[index].facts.company = names[index] }
    for index in company.clocks.indices { company.clocks[index].company = names[index] }
    for index in company.escalations.indices {
      company.escalations[index].company = names[index + 3]
      company.escalations[index].code = "code\u{1B}[2J"
    }
    for index in company.governance.exceptions.indices {
      company.governance.exceptions[index].reason = names[index + 4]
      company.governance.exceptions[index].terms.value = names[index]
      company.governance.exceptions[index].ownerRole = names[index + 7]
    }
    for index in company.governance.changes.indices {
      company.governance.changes[index].reason = names[index + 6]
    }
    company.governance.roster[0].old = names[9]
    company.governance.roster[1].new = names[12]
    company.status.trustSignal = names[5]
    company.status.rep = "ana.silva"
    company.reps[0].name = "佐藤 健二 \u{1B}c"
    company.reps[1].name = "\u{202E}ttO xaM"
    company.reps[2].name = "🧑🏿‍🚀 Ana"
    company.queues[0].name = "EMEA\u{9B}2J"
    company.status.name = "Desk\u{1B}]0;evil\u{07}名"
    company.status.actor = "m.okafor\u{200F}"
    company.status.alerts[0].text = "\u{1B}[5m" + names[0]
    return company
  }
}
