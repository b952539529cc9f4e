import LeadModel

/// Which header names mean which field.
///
/// Names match without regard to case, spaces, `_`, `-`, `/`, `.` and a trailing `:` or `*`, so
/// that `Account Type *`, `account_type` and `AccountType` are one name.
public struct HeaderMap<Field: Hashable & Sendable>: Sendable {
  private var fields: [String: Field] = [:]

  /// Later names do not replace earlier ones.
  init(_ names: some Sequence<(name: String, field: Field)>) {
    for (name, field) in names {
      let key = Self.key(name)
      if !key.isEmpty, fields[key] == nil { fields[key] = field }
    }
  }

  /// The field that a header names; nil when the program has no name for it.
  public func field(named header: String) -> Field? { fields[Self.key(header)] }

  /// What of a header is compared; empty where it has nothing that could be.
  package static func key(_ header: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in Folding.fold(header).unicodeScalars {
      switch scalar {
      case "_", "-", "/", ".": continue
      case _ where scalar.properties.isWhitespace: continue
      default: kept.append(scalar)
      }
    }
    while let last = kept.last, last == ":" || last == "*" { kept.removeLast() }
    return String(kept)
  }
}

/// Which header names mean which field of a lead.
public typealias FieldMap = HeaderMap<LeadField>

extension HeaderMap<LeadField> {
  /// The names of the common CRMs' exports, which the program brings along.
  public static let builtIn = FieldMap(user: [])

  /// The user's own names first, then the built-in ones. Of the user's names that are the same to
  /// ``field(named:)``, the first counts.
  public init(user: [(header: String, field: LeadField)]) {
    let own = user.map { (name: $0.header, field: $0.field) }
    let canonical = LeadField.allCases.map { (name: $0.rawValue, field: $0) }
    self.init(own + canonical + BuiltInHeaders.all)
  }
}
