/// A line of text that the user types.
public struct Prompt: Hashable, Sendable {
  /// The characters typed so far.
  public private(set) var characters: [Character]
  /// The cursor's place, 0 … `characters.count`.
  public private(set) var cursor: Int
  /// The most characters that it takes.
  public var limit: Int

  /// Creates a line with the cursor at its end.
  public init(_ text: String = "", limit: Int = 500) {
    characters = Array(text)
    cursor = characters.count
    self.limit = limit
  }

  /// The text as typed.
  public var text: String { String(characters) }

  /// Replaces the text and puts the cursor at its end.
  public mutating func setText(_ text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  /// Does what a key means while typing. Returns false for keys that it has no use for
  /// (Enter, Esc, Tab, up and down among them): they are the caller's.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .named(.left), .control("b"): cursor = max(0, cursor - 1)
    case .named(.right), .control("f"): cursor = min(characters.count, cursor + 1)
    case .named(.home), .control("a"): cursor = 0
    case .named(.end), .control("e"): cursor = characters.count
    case .named(.backspace), .control("h"): remove(from: cursor - 1, to: cursor)
    case .named(.delete), .control("d"): remove(from: cursor, to: cursor + 1)
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: characters.count)
    case .control("w"), .modified(.alt, .backspace): remove(from: wordStart, to: cursor)
    case .modified(.control, .left), .alt("b"): cursor = wordStart
    case .modified(.control, .right), .alt("f"): cursor = wordEnd
    default: return false
    }
    return true
  }

  /// Inserts pasted text: line ends and tabs become blanks, other controls are left out.
  public mutating func paste(_ text: String) {
    insert(
      text.compactMap { character in
        if character.isNewline || character == "\t" { return " " }
        return character.isPrintable ? character : nil
      })
  }

  private mutating func insert(_ new: [Character]) {
    let room = max(0, limit - characters.count)
    characters.insert(contentsOf: new.prefix(room), at: cursor)
    cursor += min(room, new.count)
  }

  private mutating func remove(from start: Int, to end: Int) {
    let range = max(0, start)..<min(max(0, end), characters.count)
    guard !range.isEmpty else { return }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, characters[place] == " " { place += 1 }
    while place < characters.count, characters[place] != " " { place += 1 }
    return place
  }

  /// Draws the line after its label, scrolled so that the cursor is seen, and places the cursor.
  public func draw(
    into frame: inout Frame, rect: Rect, label: StyledText = "", style: Style = .text,
    isFocused: Bool = true
  ) {
    guard !rect.isEmpty else { return }
    frame.fill(rect.row(0), style: style)
    let used = frame.put(label, x: rect.x, y: rect.y, width: rect.width)
    let room = rect.width - used
    guard room > 0 else { return }
    let start = firstVisible(room: room)
    let before = TextWidth.columns(String(characters[start..<cursor]))
    let x = rect.x + used
    frame.put(
      String(characters[start...]), x: x, y: rect.y, width: room, style: style, ellipsis: "")
    if isFocused { frame.cursor = Position(x: x + min(before, room - 1), y: rect.y) }
  }

  /// The first character to show so that the cursor has a column of its own.
  private func firstVisible(room: Int) -> Int {
    var start = cursor
    var width = 1
    while start > 0 {
      width += TextWidth.columns(String(characters[start - 1]))
      if width > room { break }
      start -= 1
    }
    return start
  }
}
