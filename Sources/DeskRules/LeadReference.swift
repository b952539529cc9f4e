import LeadModel

/// How a person names a lead: `#4127`, `SOURCE/ID`, its id, or any prefix of that which fits one lead only.
public enum LeadReference: Sendable, Equatable {
  case number(LeadNumber)
  /// An id, `SOURCE/ID`, or a prefix: which of them, the store finds out.
  case text(String)

  /// Reads what a person typed; nil for an empty text.
  public init?(_ typed: String) {
    let trimmed = typed.trimmingSpaces()
    guard !trimmed.isEmpty else { return nil }
    if trimmed.hasPrefix("#"), let number = Int64(trimmed.dropFirst()) {
      self = .number(LeadNumber(number))
    } else {
      self = .text(trimmed)
    }
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  fileprivate func trimmingSpaces() -> String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
