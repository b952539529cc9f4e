import LeadModel

/// Text that weak readers and terminals trip over. All of it is harmless as data.
enum HostileText {
  static func apply(to lead: inout SampleLead, _ random: inout SplitMix64) {
    lead.traits.insert(.hostile)
    switch random.below(10) {
    case 0:
      lead[.company] =
        "The "
        + Array(repeating: "Very Long Name", count: 60)
        .joined(separator: " ") + " Company Ltd"
    case 1: lead[.company] = "🚄🚢 Träger & Söhne 👩🏽‍🔧🇪🇺 GmbH"
    case 2: lead[.company] = "شركة الخليج للسكك الحديدية \u{202E}moc.elpmaxe\u{202C}"
    case 3: lead[.lastName] = "\u{1B}[31mRed\u{1B}[0m\u{1B}]0;owned\u{07}"
    case 4: lead[.company] = "=HYPERLINK(\"http://evil.example\",\"Click\")"
    case 5: lead[.lastName] = "Robert'); DROP TABLE lead;--"
    case 6: lead[.message] = "<script>alert('x')</script>\r\n\"quoted\", and; a\ttab"
    case 7: lead[.firstName] = "Z̷̛̪a̸̢͝l̶̰̈́g̵̜̓o̶̤͝\u{200B}\u{FEFF}"
    case 8: lead[.message] = "Line one\nLine two, with \"quotes\"\n\n-- \nSent from my phone"
    default:
      lead[.company] = "@SUM(1+1)*cmd|' /C calc'!A0"
      lead[.title] = "-2+3"
    }
  }
}
