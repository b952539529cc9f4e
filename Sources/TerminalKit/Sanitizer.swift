/// Makes untrusted text harmless outside of a frame: window titles, notifications, messages on
/// standard error. Text that is drawn into a `Frame` needs no call: drawing does the same.
public enum Sanitizer {
  /// The text as a frame would show it, without limit of width. It has no control, escape or
  /// bidirectional characters and no invisible ones. Pure ASCII text is returned as it is.
  public static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for glyph in Glyphs(text) { glyph.append(to: &result) }
    return result
  }

  /// The text cleaned and in printable ASCII: accents dropped, everything else as `?`.
  public static func ascii(_ text: String) -> String {
    var result = ""
    for glyph in Glyphs(text) { ASCIIFolding.append(glyph, to: &result) }
    return result
  }
}
