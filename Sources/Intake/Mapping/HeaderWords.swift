import Foundation
import LeadModel

/// The words of a header as people write them: `Product_Interest__c`, `companyName`, `E-Mail-Adresse`,
/// `3. What is your work email?`, `会社名（必須）`.
struct HeaderWords {
  /// Folded, in order, without numbering.
  let words: [String]

  /// A header may be a page of text: what stands behind the first words tells nothing.
  private static let mostWords = 24
  private static let mostScalars = 240

  init(_ header: String) {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var wasLower = false
    func close() {
      if !word.isEmpty { words.append(Self.plain(String(word))) }
      word = String.UnicodeScalarView()
    }
    var scalars = Array(header.unicodeScalars.prefix(Self.mostScalars))
    // Salesforce marks custom fields so.
    if scalars.suffix(3).elementsEqual("__c".unicodeScalars) { scalars.removeLast(3) }
    for scalar in scalars {
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        close()
        wasLower = false
        continue
      }
      if wasLower, scalar.properties.isUppercase { close() }
      wasLower = scalar.properties.isLowercase
      word.append(scalar)
    }
    close()
    self.words = Array(words.prefix(Self.mostWords).drop(while: Self.isNumbering))
  }

  /// All words as one: what whole names are compared by.
  var key: String { words.joined() }

  /// Folded, Latin letters without accents: people leave them out.
  static func plain(_ word: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in Folding.fold(word).unicodeScalars {
      switch scalar.value {
      case ..<0xC0: plain.append(scalar)
      case 0x142: plain.append("l")
      case 0xF8: plain.append("o")
      case ..<0x250:
        let letters = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
        plain.append(letters[letters.startIndex])
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// `3`, `q3`, `frage` in front of a question.
  private static func isNumbering(_ word: String) -> Bool {
    let digits = word.first == "q" ? word.dropFirst() : word[...]
    return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// Whether a word of a header only leads up to the thing that is asked for.
  static func isFiller(_ word: String) -> Bool {
    fillers.contains(word) || word.utf8.allSatisfy { (48...57).contains($0) }
      || word.unicodeScalars.allSatisfy(wideFillers.contains)
  }

  private static let fillers: Set<String> = Set(
    """
    what which is are was the a an of for to in at on do does did you your yours we us our i my me s
    can could please enter provide tell give select choose fill how many much where who when be best
    reach located based live work working business primary main current corporate official lead
    leads contact person customer prospect form field answer question optional required mandatory
    and or with from by there have has whom it full
    ihr ihre ihrer ihrem ihren sie bitte wie lautet ist sind die der das dem den des welche welchem
    welcher welches aus kommen kommt geschaftlich geschäftlich geschäftliche geschäftlichen dienstlich
    dienstliche pflichtfeld pflicht kunde kunden kontakt wo und für von vom im hat haben viele
    angeben eingeben
    votre vos quel quelle quels quelles est sont le la les de du des l d un une professionnel
    professionnelle obligatoire combien dans avez vous
    su sus tu cual cuál es el los del que qué en profesional corporativo corporativa cuántos
    cuantos tiene
    il lo tuo tua suo sua qual è di della dell aziendale quanti quante vostra vostro
    uw je jouw wat het van welk welke zakelijk zakelijke hoeveel heeft
    seu sua o do da é em quantos quantas tem
    twój twoja twoje pana pani państwa jaki jaka jakie jest w z służbowy służbowa ilu ile
    """.split(whereSeparator: \.isWhitespace).map { plain(String($0)) })

  /// Characters that lead up to the thing asked for where words stand without spaces.
  private static let wideFillers: Set<Unicode.Scalar> = Set(
    "おごのをはがに御貴様必須任意您的你请請輸入输入填写填寫".unicodeScalars)

  /// Whether a scalar belongs to a script that is written without spaces.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9D: true
    default: false
    }
  }

  /// Part of a header that names something known, and how much else there is.
  struct Part {
    /// Its words as one.
    var key: String
    /// Words or characters besides it that say something of their own.
    var leftOver: Int
  }

  /// Every part of the header that may be a name: runs of words, and runs of characters where words
  /// stand without spaces. Longer ones first.
  var parts: [Part] {
    var parts: [Part] = []
    let own = words.map { Self.isFiller($0) ? 0 : 1 }
    for length in stride(from: min(6, words.count), through: 1, by: -1) {
      for start in 0...(words.count - length) {
        let others = own[..<start].reduce(0, +) + own[(start + length)...].reduce(0, +)
        let key = words[start..<start + length].joined()
        parts.append(Part(key: key, leftOver: others))
      }
    }
    for (place, word) in words.enumerated() where word.unicodeScalars.contains(where: Self.isWide) {
      let others = own[..<place].reduce(0, +) + own[(place + 1)...].reduce(0, +)
      parts += Self.pieces(of: Array(word.unicodeScalars.prefix(24)), others)
    }
    return parts
  }

  private static func pieces(of scalars: [Unicode.Scalar], _ others: Int) -> [Part] {
    var pieces: [Part] = []
    for length in stride(from: scalars.count - 1, through: 2, by: -1) {
      for start in 0...(scalars.count - length) {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<start + length])
        let rest = scalars[..<start] + scalars[(start + length)...]
        pieces.append(
          Part(
            key: String(text), leftOver: others + rest.count { !wideFillers.contains($0) }))
      }
    }
    return pieces
  }
}
