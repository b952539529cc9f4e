import LeadModel
import Testing

@Suite struct CountryTableTests {
  private let table = CountryTable.shipped

  @Test func everyCountry() throws {
    #expect(table.all.count == 249)
    let germany = try #require(table.entry("DE"))
    #expect(germany.alpha3 == "DEU")
    #expect(germany.aliases == ["Deutschland", "Federal Republic of Germany"])
    #expect(germany.diallingCode == "49")
    #expect(germany.language == "de")
    #expect(germany.region == "EMEA")
    #expect(table.entry("US")?.diallingCode == nil)
    #expect(table.entry("AQ")?.region == nil)
    #expect(table.all.allSatisfy { $0.region.map(CountryTable.regions.contains) ?? true })
  }

  @Test func quotedFieldsWithCommas() {
    #expect(
      table.entry("BO")?.aliases == [
        "Bolivia, Plurinational State of", "Plurinational State of Bolivia",
      ])
    #expect(table.code(name: "korea, republic of") == "KR")
  }

  @Test(
    arguments: [
      ("de", "DE"), ("DEU", "DE"), ("nam", "NA"), ("NA", "NA"), ("XX", nil), ("ZZZ", nil),
      ("", nil),
    ] as [(String, CountryCode?)])
  func codes(text: String, expected: CountryCode?) {
    #expect(table.code(alpha2Or3: text) == expected)
  }

  @Test(
    arguments: [
      ("GERMANY", "DE"), ("deutschland", "DE"), ("uk", "GB"), ("U.S.A.", "US"),
      ("österreich", "AT"),
      ("O\u{308}STERREICH", "AT"), ("CÔTE D’IVOIRE", "CI"), ("Atlantis", nil),
    ] as [(String, CountryCode?)])
  func names(text: String, expected: CountryCode?) { #expect(table.code(name: text) == expected) }
}

@Suite struct LanguageTableTests {
  @Test(
    arguments: [
      ("de", "de"), ("DE-at", "de"), ("de_AT", "de"), ("nb", "no"), ("nn-NO", "no"),
      ("German", "de"),
      ("ENGLISH", "en"), ("Castilian", "es"), ("zh-Hant-TW", "zh"), ("xx", nil), ("deu", nil),
      ("Klingon", nil), ("", nil),
    ] as [(String, LanguageCode?)])
  func codes(text: String, expected: LanguageCode?) {
    #expect(LanguageTable.code(text) == expected)
  }

  @Test func everyDefaultLanguageHasAName() {
    for entry in CountryTable.shipped.all {
      guard let language = entry.language else { continue }
      #expect(LanguageTable.name(of: language) != language.description, "\(entry.code)")
    }
    #expect(LanguageTable.name(of: "es") == "Spanish")
    #expect(LanguageTable.name(of: "zu") == "Zulu")
  }
}

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Weiß", "WEISS"), ("WEIẞ", "weiss"), ("ﬁn", "FIN"), ("ΟΔΟΣ", "οδος"), ("İ", "i\u{307}"),
    ("O\u{308}l", "ÖL"), ("ŒUVRE", "œuvre"), ("ǅ", "ǆ"), ("ſ", "S"), ("ᾳ", "ΑΙ"),
  ])
  func alike(a: String, b: String) {
    #expect(Bytes.equal(Folding.fold(a), Folding.fold(b)))
  }

  @Test func different() {
    #expect(Folding.fold("ı") != Folding.fold("I"))
    #expect(Folding.fold("é") != Folding.fold("e"))
    #expect(Folding.fold("Already lower") == "already lower")
  }
}
