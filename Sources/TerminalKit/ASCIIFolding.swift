/// Showing any glyph in printable ASCII without moving a column.
public enum ASCIIFolding {
  /// The ASCII characters for a glyph, exactly as many as it has columns.
  static func append(_ glyph: Glyph, to text: inout String) {
    if glyph.isContinuation { return }
    if glyph.base.isASCII {
      text.unicodeScalars.append(glyph.base)
    } else {
      text.append(letters[glyph.base] ?? signs[glyph.base] ?? "?")
    }
    if glyph.width == 2 { text.append(" ") }
  }

  /// The single ASCII character for a glyph's base.
  static func scalar(for base: Unicode.Scalar) -> Unicode.Scalar {
    if base.isASCII { return base }
    return (letters[base] ?? signs[base])?.unicodeScalars.first ?? "?"
  }

  /// Latin letters to their bare form, so that names stay readable.
  private static let letters: [Unicode.Scalar: Character] = table([
    "A": "ÀÁÂÃÄÅĀĂĄÆ", "C": "ÇĆĈĊČ", "D": "ÐĎĐ", "E": "ÈÉÊËĒĔĖĘĚ", "G": "ĜĞĠĢ", "H": "ĤĦ",
    "I": "ÌÍÎÏĨĪĬĮİ", "J": "Ĵ", "K": "Ķ", "L": "ĹĻĽĿŁ", "N": "ÑŃŅŇŊ", "O": "ÒÓÔÕÖØŌŎŐŒ",
    "R": "ŔŖŘ", "S": "ŚŜŞŠȘ", "T": "ŢŤŦȚÞ", "U": "ÙÚÛÜŨŪŬŮŰŲ", "W": "Ŵ", "Y": "ÝŶŸ", "Z": "ŹŻŽ",
    "a": "àáâãäåāăąæª", "c": "çćĉċč", "d": "ðďđ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ",
    "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ", "o": "òóôõöøōŏőœº",
    "r": "ŕŗř", "s": "śŝşšșß", "t": "ţťŧțþ", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ",
    "z": "źżž",
  ])

  /// Signs to what the ASCII glyph set or a typewriter has for them.
  private static let signs: [Unicode.Scalar: Character] = table([
    "-": "─╴╶–—‐‑−", "|": "│▌¦", "+": "┌┐└┘├┤┬┴┼▪±", "=": "━═‖", "#": "┃┏┓┗┛┣┫║╔╗╚╝╠╣█▉▊▋▣■▓",
    ".": "·…░▏▎▍", ":": "▒", "*": "★•", "@": "●", "o": "○°", "%": "◐", ">": "→▸►»", "<": "←«‹",
    "v": "✓▼↓", "x": "✗×", "!": "⚑¡", "^": "▲↑", "'": "‘’´", "\"": "“”„", "c": "©", "r": "®",
    "_": "▁▂", "$": "€£¥", "2": "²", "3": "³", "1": "¹", "u": "µ",
  ])

  private static func table(_ rows: [Character: String]) -> [Unicode.Scalar: Character] {
    var result: [Unicode.Scalar: Character] = [:]
    for (ascii, others) in rows {
      for scalar in others.unicodeScalars { result[scalar] = ascii }
    }
    return result
  }
}
