import LeadModel

/// Somebody asks again: the same address, written otherwise, or another one with the same phone.
enum LeadRepeat {
  static func of(
    _ lead: SampleLead, number: Int, at instant: Instant, _ random: inout SplitMix64
  ) -> SampleLead {
    var again = lead
    again.number = number
    again.submittedAt = instant
    again.traits.insert(.duplicate)
    again[.source] = random.pick(["web", "webinar", "event", "content"])
    again[.campaign] = nil
    if let email = lead[.email] {
      if let phone = lead[.phone], phone.count > 8, random.percent(30) {
        again[.email] =
          "\(PlainText.handle(lead[.lastName] ?? "hello"))\(random.between(1, 99))"
          + "@gmail.com"
        again[.phone] = phone.hasPrefix("+") ? "00" + phone.dropFirst() : phone
      } else {
        again[.email] = otherwise(email, &random)
      }
    }
    if random.percent(40) { again[.title] = nil }
    if random.percent(50) {
      again[.message] = random.pick(reminders)
      again.traits.insert(.message)
    }
    return again
  }

  private static let reminders = [
    "Following up on my earlier request.", "Nobody has called me yet.",
    "I have written before. Is anybody there?", "One more question about pricing.",
  ]

  /// Spellings that reach the same mailbox.
  private static func otherwise(_ email: String, _ random: inout SplitMix64) -> String {
    guard let at = email.firstIndex(of: "@") else { return email }
    let (mailbox, host) = (email[..<at], email[at...])
    switch random.below(4) {
    case 0: return email
    case 1: return email.uppercased()
    case 2: return mailbox + "+" + random.pick(["demo", "news", "signals", "webinar"]) + host
    default:
      return host == "@gmail.com" ? mailbox.filter { $0 != "." } + "@googlemail.com" : " \(email)"
    }
  }
}

/// Addresses of private people.
enum FreeMail {
  static func address(
    of person: Maker.Person, in market: Market, _ random: inout SplitMix64
  ) -> String {
    let tail = random.percent(70) ? String(random.between(1, 99)) : ""
    let hosts = ["gmail.com", "gmail.com", "outlook.com", "yahoo.com"] + (local[market.code] ?? [])
    return "\(person.mailbox)\(tail)@\(random.pick(hosts))"
  }

  private static let local = [
    "DE": ["gmx.de", "web.de"], "AT": ["gmx.at"], "FR": ["orange.fr"], "GB": ["yahoo.co.uk"],
    "IT": ["libero.it"], "JP": ["yahoo.co.jp"], "KR": ["naver.com"], "PL": ["wp.pl"],
  ]
}

/// What careless typing does to a record without losing its sense.
enum LeadSpelling {
  static func roughen(_ lead: inout SampleLead, _ random: inout SplitMix64) {
    lead.traits.insert(.oddSpelling)
    switch random.below(5) {
    case 0: lead[.company] = lead[.company]?.uppercased()
    case 1: lead[.company] = lead[.company].map { "  \($0)  " }
    case 2:
      lead[.firstName] = lead[.firstName]?.uppercased()
      lead[.lastName] = lead[.lastName]?.uppercased()
    case 3:
      // One field for the whole name.
      let parts = [lead[.firstName], lead[.lastName]].compactMap { $0 }
      lead[.name] = parts.joined(separator: " ")
      lead[.firstName] = nil
      lead[.lastName] = nil
    default:
      lead[.email] = lead[.email].map {
        $0.replacingFirst("@", by: random.pick([" @", "@@", "(at)"]))
      }
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ mark: Character, by other: String) -> String {
    guard let index = firstIndex(of: mark) else { return self }
    return self[..<index] + other + self[self.index(after: index)...]
  }
}
