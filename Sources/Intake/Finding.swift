import LeadModel

/// Something to tell the person who delivered a file: where it is, and one sentence about it.
public struct Finding: Sendable, Equatable {
  /// What became of the thing that the finding is about.
  public enum Severity: String, Sendable, Equatable, Codable {
    /// It went through; somebody may want to know.
    case warning
    /// The row was left out, the rest of the file went on.
    case rowRejected
    /// A value of a file that is accepted or refused as a whole: the file is refused.
    case error
  }

  /// What became of it.
  public var severity: Severity
  /// Where it is.
  public var origin: Origin
  /// One sentence without a full stop, the user's own text in quotes.
  public var reason: String
  /// The row itself, where one was rejected.
  public var row: RejectedRow?

  /// Takes what the properties describe.
  public init(severity: Severity, origin: Origin, reason: String, row: RejectedRow? = nil) {
    self.severity = severity
    self.origin = origin
    self.reason = reason
    self.row = row
  }
}

/// A rejected row as it was delivered, for the file of rejected rows.
public enum RejectedRow: Sendable, Equatable {
  /// The fields of a row that could be split, in the order of the file's columns; may be fewer.
  case fields([String])
  /// The bytes of a row that could not, in UTF-8 as far as they are text.
  case bytes([UInt8])
}

/// Why a whole file is refused: one sentence that names the place and a remedy.
public struct FileRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where it was noticed.
  public var origin: Origin
  /// One sentence without a full stop, the user's own text in quotes.
  public var reason: String

  /// Takes what the properties describe.
  public init(origin: Origin, reason: String) {
    self.origin = origin
    self.reason = reason
  }

  /// `FILE:LINE:COLUMN: reason`.
  public var description: String { "\(origin.text): \(reason)" }
}

extension Finding: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: reason`.
  public var description: String { "\(origin.text): \(reason)" }
}

extension Origin {
  /// `FILE:LINE:COLUMN`, as far as they are known.
  var text: String {
    var text = file
    if let line { text += ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    return text
  }
}

/// The user's own text in quotes, short enough for one line and without control characters.
func quoted(_ text: some StringProtocol) -> String { Quoting.quoted(text) }
