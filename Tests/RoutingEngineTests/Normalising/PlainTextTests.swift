import Testing

@testable import RoutingEngine

/// Names and websites in ASCII are read from their bytes: the answer has to be that of the careful way.
@Suite struct PlainTextTests {
  private static let pieces = [
    "a", "W", "www.", "WwW", ".", "..", ":", "/", "//", "://", "@", "?", "#", "\\", " ", "  ", "-",
    "\t", "\r\n", "\u{0}", "\u{1F}", "\u{7F}", "Co", "co.", "GmbH", "incorporated", "&", "_", "7",
    "Z", "acme.de", "user@", ":443",
  ]

  /// As many texts of random pieces, the same each time.
  private static func texts(_ count: Int) -> [String] {
    var dice = Dice(seed: 5)
    return (0..<count).map { _ in
      (0..<dice.roll(9)).map { _ in dice.pick(pieces) }.joined()
    }
  }

  @Test func hosts() {
    var found = 0
    for text in Self.texts(4000) {
      let host = DomainForm.host(ofWebsite: text)
      #expect(host == DomainForm.host(ofUnicode: text), "\(text.debugDescription)")
      if host != nil { found += 1 }
    }
    #expect(found > 100)
  }

  @Test func keys() {
    for text in Self.texts(4000) {
      let key = CompanyName.key(text)
      #expect(key == CompanyName.key(ofUnicode: text), "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("https://a@b@WWW.Acme.DE.:8080/x@y?z", "acme.de"), ("//acme.de#@other.de", "acme.de"),
    ("acme.de/go://other.de", "other.de"), ("http://user:word@acme.de", "acme.de"),
    ("www.www.de", "www.de"), ("http://Größe.de", "größe.de"), ("acme.de\\@evil.de", "acme.de"),
    ("http://acme.de:\u{301}1", "acme.de:\u{301}1"), ("a c.de", nil), ("acme", nil),
    ("www.de", nil),
    ("acme..de", nil), ("", nil),
  ])
  func odd(website: String, expected: String?) {
    #expect(DomainForm.host(ofWebsite: website) == expected)
  }
}
