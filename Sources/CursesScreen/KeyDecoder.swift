import TerminalKit

/// Turns what ncurses reads into events.
///
/// ncurses knows the sequences of its terminal description; what it does not know arrives byte by
/// byte. This decoder swallows unknown sequences whole, so that none of their letters is taken
/// for a command, reads mouse reports that the description does not announce, keeps pasted text
/// together, and mends a sequence that a slow line cut behind its Escape.
struct KeyDecoder {
  /// One reading.
  enum Input: Hashable {
    /// A character of the terminal's encoding.
    case scalar(Unicode.Scalar)
    /// A key that ncurses recognised.
    case key(Key)
    /// The limits of pasted text.
    case pasteBegins, pasteEnds
    /// The window got or lost the keyboard.
    case focus(Bool)
    /// The mouse, as ncurses read it.
    case mouse(MouseEvent)
    /// Nothing more is waiting.
    case idle
  }

  private enum State: Hashable {
    case ground
    /// After Escape, with nothing read behind it yet.
    case escape
    /// Inside of a sequence that began with Escape [ and has these parameters.
    case control(String)
    /// After Escape O: one more letter.
    case single
    /// Inside of a string that ends with BEL or Escape \.
    case string(sawEscape: Bool)
    /// Inside of pasted text.
    case paste
  }

  /// The most characters of one paste; the rest is dropped.
  var pasteLimit = 1 << 20
  private static let parameterLimit = 64

  private var state = State.ground
  private var pasted = String.UnicodeScalarView()
  private var pasteCount = 0
  /// The last thing that happened was a lone Escape: what follows may be the rest of a sequence.
  private var escapeWasLast = false

  /// Takes one reading and returns the events that it completes.
  mutating func feed(_ input: Input) -> [TerminalEvent] {
    if state == .paste { return feedPaste(input) }
    switch input {
    case .scalar(let scalar): return feed(scalar)
    case .idle: return feedIdle()
    case .key(let key): return flush() + [.key(key)]
    case .mouse(let event): return flush() + [.mouse(event)]
    case .focus(let hasFocus): return flush() + [.focus(hasFocus)]
    case .pasteBegins:
      let events = flush()
      (state, pasted, pasteCount) = (.paste, String.UnicodeScalarView(), 0)
      return events
    case .pasteEnds: return flush()
    }
  }

  /// Ends an unfinished sequence because something else arrived.
  private mutating func flush() -> [TerminalEvent] {
    defer { (state, escapeWasLast) = (.ground, false) }
    return state == .escape ? [.key(.escape)] : []
  }

  private mutating func feedIdle() -> [TerminalEvent] {
    // ncurses has waited for the rest already: this is the key.
    guard state == .escape else { return [] }
    (state, escapeWasLast) = (.ground, true)
    return [.key(.escape)]
  }

  private mutating func feed(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
    switch state {
    case .ground: return feedGround(scalar)
    case .escape: return feedEscape(scalar)
    case .control(let parameters): return feedControl(scalar, parameters)
    case .single:
      state = .ground
      return Self.singleKeys[scalar].map { [.key(.named($0))] } ?? []
    case .string(let sawEscape):
      let isEnd = scalar == "\u{7}" || (sawEscape && scalar == "\\")
      state = isEnd ? .ground : .string(sawEscape: scalar == "\u{1B}")
      return []
    case .paste: return []
    }
  }

  private mutating func feedGround(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
    defer { escapeWasLast = false }
    if escapeWasLast, scalar == "[" || scalar == "O" {
      state = scalar == "[" ? .control("") : .single
      return []
    }
    if scalar == "\u{1B}" {
      state = .escape
      return []
    }
    return Self.key(scalar).map { [.key($0)] } ?? []
  }

  private mutating func feedEscape(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
    switch scalar {
    case "[": state = .control("")
    case "O": state = .single
    case "]", "P", "_", "^", "X": state = .string(sawEscape: false)
    case "\u{1B}": return [.key(.escape)]
    default:
      state = .ground
      return Self.key(scalar).flatMap(Self.withAlt).map { [.key($0)] } ?? []
    }
    return []
  }

  private mutating func feedControl(
    _ scalar: Unicode.Scalar, _ parameters: String
  ) -> [TerminalEvent] {
    switch scalar.value {
    case 0x20...0x3F where parameters.utf8.count < Self.parameterLimit:
      state = .control(parameters + String(scalar))
      return []
    case 0x40...0x7E:
      state = .ground
      return Self.event(final: scalar, parameters: parameters).map { [$0] } ?? []
    default:
      // A control inside of a sequence ends it, as terminals do.
      state = scalar == "\u{1B}" ? .escape : .ground
      return []
    }
  }

  private mutating func feedPaste(_ input: Input) -> [TerminalEvent] {
    switch input {
    case .scalar(let scalar):
      guard pasteCount < pasteLimit else { return [] }
      pasteCount += 1
      pasted.append(scalar == "\r" ? "\n" : scalar)
      guard scalar == "~", pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else {
        return []
      }
      pasted.removeLast(Self.pasteEnd.count)
      return endPaste()
    case .pasteEnds: return endPaste()
    // Keys inside of pasted text are sequences that were copied with it.
    default: return []
    }
  }

  private mutating func endPaste() -> [TerminalEvent] {
    defer { (state, pasted) = (.ground, String.UnicodeScalarView()) }
    return [.paste(String(pasted))]
  }

  private static let pasteEnd = "\u{1B}[201~".unicodeScalars
}
