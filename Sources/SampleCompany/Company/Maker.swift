import LeadModel

/// Makes people, companies and numbers as they would come from a market.
enum Maker {
  struct Company: Sendable, Equatable {
    var name: String
    var domain: String
  }

  struct Person: Sendable, Equatable {
    var first: String
    var last: String

    /// The part of an address before the `@`; a name in another script gets a plain one.
    var mailbox: String {
      let parts = [PlainText.handle(first), PlainText.handle(last)].filter { !$0.isEmpty }
      return parts.isEmpty ? "info" : parts.joined(separator: ".")
    }
  }

  static func company(in market: Market, _ random: inout SplitMix64) -> Company {
    let first = random.pick(market.culture.companyWords.0)
    let second = random.pick(market.culture.companyWords.1)
    let legal = random.percent(82) ? " " + random.pick(market.legalForms) : ""
    let host = PlainText.host("\(first) \(second)")
    let isHyphenated = random.percent(60)
    let top = random.percent(72) ? market.topLevelDomain : random.pick(["com", "com", "eu", "io"])
    return Company(
      name: "\(first) \(second)\(legal)",
      domain: (isHyphenated ? host : String(host.filter { $0 != "-" })) + "." + top)
  }

  static func person(in market: Market, _ random: inout SplitMix64) -> Person {
    Person(
      first: random.pick(market.culture.firstNames).spacesForUnderscores,
      last: random.pick(market.culture.lastNames).spacesForUnderscores)
  }

  static func digits(_ pattern: String, _ random: inout SplitMix64) -> String {
    var out = ""
    for character in pattern {
      out += character == "#" ? String(random.below(10)) : String(character)
    }
    return out
  }

  static func address(in market: Market, _ random: inout SplitMix64) -> String {
    "\(market.addressPrefix).\(random.below(128)).\(random.between(1, 254))"
  }
}

extension String {
  fileprivate var spacesForUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension Market {
  /// Two rows share a country where its zones or languages are far apart: `US-W` is in `US`.
  var code: String { String(country.prefix(2)) }
}
