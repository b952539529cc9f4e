/// The countries of ISO 3166-1 with what routing needs to know of them.
public struct CountryTable: Sendable {
  /// What is known of one country.
  public struct Entry: Sendable, Equatable {
    /// Alpha-2.
    public let code: CountryCode
    /// Three upper-case letters.
    public let alpha3: String
    /// The English short name.
    public let name: String
    /// Other spellings.
    public let aliases: [String]
    /// Digits without `+`; nil where the country shares a code and is not its main user.
    public let diallingCode: String?
    /// What is spoken unless told otherwise.
    public let language: LanguageCode?
    /// One of ``CountryTable/regions``; nil for places without a market.
    public let region: RegionID?
  }

  /// The table that the program brings along.
  public static let shipped = CountryTable(csv: PackageResources.countries_csv)

  /// The built-in regions.
  public static let regions: [RegionID] = ["NA", "EMEA", "APAC", "LATAM"]

  /// In the order of their alpha-2 codes.
  public let all: [Entry]
  private let byCode: [CountryCode: Int]
  private let byAlpha3: [String: CountryCode]
  private let byName: [String: CountryCode]

  /// What is known of a country; nil when ISO has no such code.
  public func entry(_ code: CountryCode) -> Entry? { byCode[code].map { all[$0] } }

  /// The country with that alpha-2 or alpha-3 code, in any case.
  public func code(alpha2Or3 text: String) -> CountryCode? {
    switch text.utf8.count {
    case 2: CountryCode(text).flatMap { byCode[$0] == nil ? nil : $0 }
    case 3: byAlpha3[text.uppercased()]
    default: nil
    }
  }

  /// The country with that English short name or alias, in any case.
  public func code(name text: String) -> CountryCode? { byName[Folding.fold(text)] }

  /// Reads the embedded table; a line that is no entry is our own fault and stops the program.
  private init(csv: [UInt8]) {
    let entries = String(decoding: csv, as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst()
      .map { Self.entry(fields: Self.fields($0)) }
      .sorted { $0.code < $1.code }
    all = entries
    byCode = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.code, $0) })
    byAlpha3 = Dictionary(uniqueKeysWithValues: entries.map { ($0.alpha3, $0.code) })
    var names: [String: CountryCode] = [:]
    for entry in entries {
      for name in [entry.name] + entry.aliases { names[Folding.fold(name)] = entry.code }
    }
    byName = names
  }

  private static func entry(fields: [String]) -> Entry {
    precondition(fields.count == 7, "the country table has seven columns: \(fields)")
    guard let code = CountryCode(fields[0]) else {
      preconditionFailure("the country table has codes of two letters: \(fields)")
    }
    return Entry(
      code: code, alpha3: fields[1], name: fields[2],
      aliases: fields[3].split(separator: ";").map(String.init),
      diallingCode: fields[4].isEmpty ? nil : fields[4], language: LanguageCode(fields[5]),
      region: fields[6].isEmpty ? nil : RegionID(fields[6]))
  }

  /// Splits a line at commas outside quotes; the table has no quotes within quotes.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
