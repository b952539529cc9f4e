import LeadModel

/// Names as ids, addresses and hosts have them: ASCII, lower case.
enum PlainText {
  /// `Lucía Navarro` is `lucia.navarro`.
  static func handle(_ name: String) -> String { joined(name, by: ".") }

  /// `Nordhafen Logistik` is `nordhafen-logistik`.
  static func host(_ name: String) -> String { joined(name, by: "-") }

  private static func joined(_ text: String, by separator: String) -> String {
    text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      .map { ascii($0) }.filter { !$0.isEmpty }.joined(separator: separator)
  }

  /// Latin letters without their marks; letters of other scripts fall away.
  static func ascii(_ text: some StringProtocol) -> String {
    var out = ""
    for character in text {
      if character.isASCII {
        out.append(character)
      } else if let plain = plainLetters[character] {
        out += plain
      }
    }
    return out
  }

  private static let plainLetters: [Character: String] = [
    "à": "a", "á": "a", "â": "a", "ã": "a", "ä": "ae", "å": "a", "æ": "ae", "ç": "c", "č": "c",
    "è": "e", "é": "e", "ê": "e", "ë": "e", "ę": "e", "ą": "a", "ć": "c", "ı": "i", "í": "i",
    "î": "i", "ï": "i", "ł": "l", "ń": "n", "ñ": "n", "ó": "o", "ô": "o", "õ": "o", "ö": "oe",
    "ø": "o", "ř": "r", "ś": "s", "š": "s", "ß": "ss", "ú": "u", "ü": "ue", "ý": "y", "ż": "z",
    "ź": "z", "ž": "z", "ō": "o", "ū": "u",
  ]
}
