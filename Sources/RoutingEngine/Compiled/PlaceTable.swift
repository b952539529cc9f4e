import LeadModel

/// What the rule set knows of every country: its region, its default language and how sentences say it.
struct PlaceTable: Sendable {
  /// By ``index(_:)`` of the country; -1 is no region.
  private let regionOfCountry: [Int16]
  /// By ``index(_:)`` of the country; nil where nothing is known.
  private let languageOfCountry: [LanguageCode?]
  /// Ids, without regard to case.
  let regionTable: FoldedTable

  init(_ rules: RuleSet) {
    var regions = [Int16](repeating: -1, count: Self.codes)
    var table = FoldedTable()
    for (number, region) in rules.regions.enumerated() {
      table.insert(region.id.text, number)
      for country in region.countries { regions[Self.index(country)] = Int16(number) }
    }
    var languages = [LanguageCode?](repeating: nil, count: Self.codes)
    for entry in CountryTable.shipped.all {
      let index = Self.index(entry.code)
      languages[index] = rules.countryLanguages[entry.code] ?? entry.language
    }
    regionOfCountry = regions
    regionTable = table
    languageOfCountry = languages
  }

  /// The position of the country's region in the rule set.
  func region(of country: CountryCode) -> Int? {
    let region = regionOfCountry[Self.index(country)]
    return region < 0 ? nil : Int(region)
  }
  func language(of country: CountryCode) -> LanguageCode? { languageOfCountry[Self.index(country)] }
  /// The English name, with its article where it has one. Names of the table need no escaping in JSON.
  func name(of country: CountryCode) -> [UInt8] { Self.countryNames[Self.index(country)] }
  func name(of language: LanguageCode) -> [UInt8] { Self.languageNames[Self.index(language)] }

  /// How many codes of two letters there are.
  static let codes = 26 * 26
  /// 0 ..< ``codes``, in alphabetic order.
  @inline(__always)
  static func index(_ code: CountryCode) -> Int {
    (Int(code.packed >> 8) - 65) * 26 + Int(code.packed & 0xFF) - 65
  }
  /// 0 ..< ``codes``, in alphabetic order.
  @inline(__always)
  static func index(_ code: LanguageCode) -> Int {
    (Int(code.packed >> 8) - 97) * 26 + Int(code.packed & 0xFF) - 97
  }

  private static let countryNames: [[UInt8]] = {
    var names = [[UInt8]](repeating: [], count: codes)
    for entry in CountryTable.shipped.all {
      let article = withArticle.contains(entry.code) ? "the " : ""
      names[index(entry.code)] = Array((article + entry.name).utf8)
    }
    return names
  }()

  private static let languageNames: [[UInt8]] = (0..<codes).map { index in
    let letters = [UInt8(97 + index / 26), UInt8(97 + index % 26)]
    let code = LanguageCode(String(decoding: letters, as: UTF8.self))
    return code.map { Array(LanguageTable.name(of: $0).utf8) } ?? []
  }

  private static let withArticle: Set<CountryCode> = [
    "AE", "BS", "CD", "CF", "CG", "DO", "FK", "FO", "GB", "GM", "IM", "KM", "KY", "MH", "MP", "MV",
    "NL", "PH", "SB", "SC", "TC", "UM", "US", "VG", "VI",
  ]
}
