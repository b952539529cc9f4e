import LeadModel

/// What stands in the log for a value that says who a person is: whoever has the lead's secret and
/// the value can show that it was this one; once the secret is gone, nobody can tell anything from
/// it.
public enum Commitment {
  /// The HMAC-SHA-256 under the lead's secret of `name=value` in UTF-8, as 64 hex digits.
  ///
  /// The name is part of it, so that equal values of two fields of one lead do not look alike.
  public static func of(secret: [UInt8], name: String, value: String) -> String {
    var commitments = Commitments(secret: secret)
    return commitments.of(name: name, value: value)
  }

  /// The same for a field of a lead, under its canonical column name.
  public static func of(secret: [UInt8], field: LeadField, value: String) -> String {
    of(secret: secret, name: field.rawValue, value: value)
  }
}

/// The commitments of one lead: its secret is made ready once, and one buffer holds every value.
public struct Commitments {
  private let digest: KeyedDigest
  private var text: [UInt8] = []

  public init(secret: [UInt8]) { digest = KeyedDigest(key: secret) }

  /// As ``Commitment/of(secret:name:value:)``.
  public mutating func of(name: String, value: String) -> String {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: name.utf8)
    text.append(UInt8(ascii: "="))
    text.append(contentsOf: value.utf8)
    return digest.code(of: text).hex
  }
}
