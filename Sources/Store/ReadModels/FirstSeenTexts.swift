/// Of what sort a text is that the rules may not know.
public enum UnseenKind: String, Sendable, Hashable, Codable, CaseIterable {
  case source, campaign
  /// A country that was not recognised.
  case country
  /// A product that was not recognised.
  case product
}
