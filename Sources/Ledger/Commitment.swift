import LeadModel

/// What stands in the log for a value that says who a person is: whoever has the lead's secret and
/// the value can show that it was this one; once the secret is gone, nobody can tell anything from
/// it.
public enum Commitment {
  /// The HMAC-SHA-256 under the lead's secret of `name=value` in UTF-8, as 64 hex digits.
  ///
  /// The name is part of it, so that equal values of two fields of one lead do not look alike.
  public static func of(secret: [UInt8], name: String, value: String) -> String {
    Digest.hmac(key: secret, Array("\(name)=\(value)".utf8)).hex
  }

  /// The same for a field of a lead, under its canonical column name.
  public static func of(secret: [UInt8], field: LeadField, value: String) -> String {
    of(secret: secret, name: field.rawValue, value: value)
  }
}
