@testable import CursesScreen
@testable import TerminalKit

/// What holds for everything that goes to the terminal or comes from it.
enum TerminalLaws {
  static func text(_ bytes: [UInt8]) throws(BrokenLaw) {
    let given = Array(bytes.prefix(4096)) == bytes ? SignalText.all(bytes) : [SignalText.any(bytes)]
    for written in given {
      let clean = Sanitizer.clean(written)
      try harmless(clean)
      try law(Sanitizer.clean(clean) == clean, "cleaning twice makes another text")
      let columns = TextWidth.columns(written)
      try law(TextWidth.columns(clean) == columns, "a clean text has another width")
      let ascii = Sanitizer.ascii(written)
      try law(ascii.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "no ASCII: \(ascii)")
      try fits(written, width: 1 + Int(bytes.first ?? 0) % 80, columns: columns)
      try drawn(written, clean: clean, columns: columns)
    }
  }

  /// No control, no escape, nothing that turns the direction of text or cannot be seen.
  static func harmless(_ text: String) throws(BrokenLaw) {
    for scalar in text.unicodeScalars where scalar.value >= 0x7F || scalar.value < 0x20 {
      let isIgnorable = scalar.properties.isDefaultIgnorableCodePoint
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        throw BrokenLaw("U+\(String(scalar.value, radix: 16)) got through")
      default:
        try law(!isIgnorable, "U+\(String(scalar.value, radix: 16)) cannot be seen")
      }
    }
  }

  private static func fits(_ text: String, width: Int, columns: Int) throws(BrokenLaw) {
    let clip = TextWidth.clip(text, to: width)
    try law(TextWidth.columns(clip) <= width, "clipped to \(TextWidth.columns(clip)) of \(width)")
    let pad = TextWidth.pad(text, to: width, align: .center)
    try law(TextWidth.columns(pad) == width, "padded to \(TextWidth.columns(pad)) of \(width)")
    try harmless(pad)
    // A wide character does not fit one column.
    for line in TextWidth.wrap(text, width: max(2, width)) {
      let columns = TextWidth.columns(line)
      try law(columns <= max(2, width), "a line of \(columns) of \(width)")
      try harmless(line)
    }
  }

  private static func drawn(
    _ written: String, clean: String, columns: Int
  ) throws(BrokenLaw) {
    guard columns < 2000 else { return }
    var frame = Frame(Size(cols: max(1, columns), rows: 1))
    frame.put(written, x: 0, y: 0)
    try law(
      columns == 0 || frame.rowText(0) == clean,
      "drawn otherwise: \(frame.rowText(0).debugDescription) is \(clean.debugDescription)")
    for string in [ControlStrings.title(written), ControlStrings.notification(written)] {
      try harmless(String(string.dropFirst(4).dropLast()))
      try law(string.utf8.filter { $0 == 0x1B }.count == 1, "two sequences in a title")
    }
  }

  /// A byte of 0xFF says that nothing is waiting; 0xFE begins and 0xFD ends a paste.
  static func keys(_ bytes: [UInt8]) throws(BrokenLaw) {
    var decoder = KeyDecoder()
    var events = 0
    for part in bytes.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 >= 0xFD && $0 != 0xFE })
    {
      for (place, pasted) in part.split(separator: 0xFE, omittingEmptySubsequences: false)
        .enumerated()
      {
        if place > 0 { events += decoder.feed(.pasteBegins).count }
        for scalar in decoded(pasted).unicodeScalars {
          events += decoder.feed(.scalar(scalar)).count
        }
      }
      events += decoder.feed(.idle).count
    }
    try law(events <= 2 * bytes.count + 2, "\(events) events of \(bytes.count) bytes")
    try settles(&decoder)
    try notation(decoded(bytes.prefix(64)))
  }

  /// Whatever came before, a key is a key again once all is quiet and a paste has ended.
  private static func settles(_ decoder: inout KeyDecoder) throws(BrokenLaw) {
    for input in [.pasteEnds, .key(.named(.enter)), .idle] as [KeyDecoder.Input] {
      _ = decoder.feed(input)
    }
    let events = decoder.feed(.scalar("q"))
    try law(
      "\(events)" == "\([TerminalEvent.key(.character("q"))])", "q is \(events) afterwards")
  }

  private static func notation(_ text: String) throws(BrokenLaw) {
    guard let key = Key(notation: text) else { return }
    let shown = key.description
    try law(Key(notation: shown) == key, "\(text.debugDescription) is shown as \(shown)")
  }
}

/// The texts that bytes may stand for.
private enum SignalText {
  static func any(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// As UTF-8, and as scalars of three bytes each, which reach every plane soon.
  static func all(_ bytes: [UInt8]) -> [String] {
    var scalars = String.UnicodeScalarView()
    for at in stride(from: 0, to: bytes.count - 2, by: 3) {
      let value = UInt32(bytes[at]) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2])
      Unicode.Scalar(value & 0x1F_FFFF).map { scalars.append($0) }
    }
    return [any(bytes), String(scalars)]
  }
}
