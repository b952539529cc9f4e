import DeskRules
import LeadModel

/// One question of a form.
struct FormStep: Sendable, Equatable {
  /// What the answer is for.
  enum Field: String, Sendable, Hashable {
    case code, note, how, length, delegate, rep, outcome, dimension, segment, confirm
    case kind, scope, value, reference, role, from, until, name
  }

  /// What kind of answer it takes.
  enum Kind: Sendable, Equatable {
    /// One of these.
    case code([DeskTerms.Term])
    /// One of these, or own words.
    case open([DeskTerms.Term])
    /// One of these by one letter, that needs no Enter; Enter takes the one that is chosen.
    case letter([Letter])
    /// A rep by id or name, or what stands above them.
    case rep(first: DeskTerms.Term?, isOptional: Bool)
    /// Words; what an empty line means, where it means something.
    case sentence(empty: String?)
    /// How long, or nothing.
    case duration
    /// Text of a form; what an empty line means.
    case text(TextForm, empty: String)
    /// This word.
    case word(String)
  }

  /// A choice with the letter that takes it.
  struct Letter: Sendable, Equatable {
    let letter: Character
    let term: DeskTerms.Term
    init(_ letter: Character, _ code: String, _ text: String) {
      self.letter = letter
      term = DeskTerms.Term(code: code, text: text)
    }
  }

  let field: Field
  let question: String
  let kind: Kind

  init(_ field: Field, _ question: String, _ kind: Kind) {
    self.field = field
    self.question = question
    self.kind = kind
  }
}

/// Text that has to be written in some way.
enum TextForm: Sendable, Equatable {
  /// `account:ACME domain:acme.example campaign:spring`, any of them.
  case scope
  /// A whole number from 0.
  case number
  /// `DE:de;AT:de`
  case pairs
  /// Hours as the roster writes them.
  case hours
  /// `account:ID`, `product:ID` or `coverage:BR:pt`; several apart by blanks.
  case references
  /// `yyyy-MM-dd`, or so many days after this one: `30d`.
  case date(after: LocalDate)

  /// Why a text cannot be taken; nil when it can. The host looks closer.
  func problem(_ text: String) -> String? {
    switch self {
    case .scope:
      return ExceptionScope(text) == nil
        ? "write account:ID, domain:NAME or campaign:NAME, apart by blanks" : nil
    case .number: return Int(text).map { $0 >= 0 } == true ? nil : "write a number from 0"
    case .pairs:
      let pairs = text.split(separator: ";").map { $0.split(separator: ":") }
      let isRight = !pairs.isEmpty && pairs.allSatisfy { $0.count == 2 && $0[0].count == 2 }
      return isRight ? nil : "write country and language: DE:de;AT:de"
    case .hours: return text.isEmpty ? "write hours: Mon-Fri 09:00-17:00" : nil
    case .references:
      return Self.references(text) == nil
        ? "write account:ID, product:ID or coverage:BR:pt, apart by blanks" : nil
    case .date: return date(text) == nil ? "write yyyy-MM-dd, or days: 30d" : nil
    }
  }

  /// The day that a text names.
  func date(_ text: String) -> LocalDate? {
    guard case .date(let start) = self else { return nil }
    if text.last == "d", let days = Int(text.dropLast()), (0...3660).contains(days) {
      return start + days
    }
    return LocalDate(parsing: text)
  }

  /// What a business reason points at; nil where that is not readable or nothing.
  static func references(_ text: String) -> [ExceptionReference]? {
    var result: [ExceptionReference] = []
    for piece in text.split(separator: " ") {
      let parts = piece.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let kind = ExceptionReference.Kind(rawValue: String(parts[0])) else {
        return nil
      }
      result.append(ExceptionReference(kind: kind, id: String(parts[1])))
    }
    return result.isEmpty ? nil : result
  }
}

/// Which leads an exception is for, as it is typed.
struct ExceptionScope: Sendable, Equatable {
  var account: String?
  var domain: String?
  var campaign: String?

  /// Reads `account:ACME domain:acme.example`; nil for anything else. Empty text is no scope.
  init?(_ text: String) {
    for piece in text.split(separator: " ") {
      let parts = piece.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      switch parts[0] {
      case "account": account = String(parts[1])
      case "domain": domain = String(parts[1])
      case "campaign": campaign = String(parts[1])
      default: return nil
      }
    }
  }
}
