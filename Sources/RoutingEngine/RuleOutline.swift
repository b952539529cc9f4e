import LeadModel

/// A rule set laid out as its file writes it: every setting with its path and its value as text.
enum RuleOutline {
  /// A value as TOML writes it.
  enum Value: Equatable {
    case plain(String)
    /// Texts whose order is that of the file.
    case list([String])

    var text: String {
      switch self {
      case .plain(let text): text
      case .list(let items): TOMLText.list(items)
      }
    }
    var isEmptyList: Bool { self == .list([]) }
  }

  /// One key.
  struct Setting {
    var path: String
    var value: Value
    /// Whether the file need not write it.
    var isDefault = false
  }

  /// One thing with an id, such as a pool.
  struct Thing {
    /// By which the same thing is found in other rules: ids match in any case.
    var key: String
    /// `pool.velocity`.
    var path: String
    /// As lists of such things name it.
    var label: String
    var fields: [(name: String, value: Value?, isDefault: Bool)]

    /// Its settings, under its own path or that of its counterpart.
    func settings(path: String? = nil) -> [Setting] {
      fields.compactMap { field in
        field.value.map {
          Setting(path: "\(path ?? self.path).\(field.name)", value: $0, isDefault: field.isDefault)
        }
      }
    }

    /// What is worth telling of one that the other rules do not have.
    var telling: [Setting] { settings().filter { !$0.isDefault && !$0.value.isEmptyList } }
  }

  /// All things of one kind.
  struct Family {
    /// `pools`.
    var name: String
    /// Whether their order counts.
    var isOrdered: Bool
    var things: [Thing]
  }

  // MARK: Plain settings

  static func settings(_ rules: RuleSet) -> [Setting] {
    let organisation = rules.organisation
    var all = [
      Setting(path: "org.name", value: text(organisation.name)),
      Setting(path: "org.timezone", value: text(organisation.timezone)),
      Setting(path: "org.currency", value: text(organisation.currency)),
      Setting(path: "org.owner", value: text(rules.owner)),
    ]
    for (country, language) in rules.countryLanguages.sorted(by: { $0.key < $1.key }) {
      all.append(
        Setting(path: "countries.language.\(country)", value: text(language.description)))
    }
    for (alias, country) in rules.countryAliases.sorted(by: { $0.key < $1.key }) {
      all.append(
        Setting(
          path: "countries.aliases.\(TOMLText.key(alias))", value: text(country.description)))
    }
    return all + working(rules)
  }

  private static func working(_ rules: RuleSet) -> [Setting] {
    let (capacity, enrichment) = (rules.capacity, rules.enrichment)
    var all = [
      Setting(path: "segments.default", value: text(rules.defaultSegment.text)),
      Setting(path: "capacity.default", value: number(capacity.standard)),
      Setting(path: "capacity.counts", value: .list(capacity.counts.map(\.rawValue))),
      Setting(path: "capacity.release_after_days", value: number(capacity.releaseAfterDays)),
      Setting(path: "coverage.model", value: text(rules.coverageModel.rawValue)),
      Setting(path: "dedupe.window_days", value: number(rules.dedupeWindowDays)),
      Setting(path: "enrichment.stale_after_days", value: number(enrichment.staleAfterDays)),
      Setting(path: "enrichment.geo", value: .list(enrichment.geo.map(\.rawValue))),
      Setting(path: "enrichment.generic_cctlds", value: .list(enrichment.genericCCTLDs)),
      Setting(path: "enrichment.free_email_domains", value: .list(enrichment.freeEmailDomains)),
      Setting(path: "council.window", value: text(rules.council.window.text)),
    ]
    if let zone = rules.council.timezone {
      all.append(Setting(path: "council.timezone", value: text(zone)))
    }
    return all + [
      Setting(path: "council.quorum", value: number(rules.council.quorum)),
      Setting(path: "drain.every_minutes", value: number(rules.drainEveryMinutes)),
    ]
  }

  static func text(_ text: String) -> Value { .plain(TOMLText.quoted(text)) }
  static func number(_ number: Int) -> Value { .plain(String(number)) }
  static func flag(_ flag: Bool) -> Value { .plain(flag ? "true" : "false") }
}

/// Values as a TOML file writes them.
enum TOMLText {
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\u{0}"..<" ", "\u{7F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  static func list(_ items: [String]) -> String {
    "[" + items.map(quoted).joined(separator: ", ") + "]"
  }

  /// A key, in quotes unless it may stand without.
  static func key(_ text: String) -> String {
    let isBare = text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isBare && !text.isEmpty ? text : quoted(text)
  }

  /// A number of hundredths as a decimal without needless zeros.
  static func decimal(hundredths: Int64) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return String(whole) }
    let digits = rest < 10 ? "0\(rest)" : String(rest)
    return "\(whole)." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
  }
}
