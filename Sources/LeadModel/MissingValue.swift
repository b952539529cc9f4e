/// Texts that people and systems write where they have nothing to say: a field that holds one is missing.
public enum MissingValue {
  /// Lower case, white space collapsed. `na` says something in a country or region field.
  public static let words = [
    "", "-", "--", "?", "n/a", "na", "none", "null", "nil", "unknown", "undefined",
    "not provided", "not specified", "select", "tbd",
  ]
}
