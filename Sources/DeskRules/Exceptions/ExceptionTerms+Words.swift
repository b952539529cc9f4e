import LeadModel

// How messages and lists put terms.
extension ExceptionTerms {
  /// What the exception does, for whom, in which scope: `capacity_of ana.silva 10`,
  /// `route_to bo for account A-1`.
  public var words: String {
    let parts = [kind.rawValue, rep?.text, value].compactMap(\.self)
    return parts.joined(separator: " ") + (isUnlimited ? "" : " for " + scopeWords)
  }

  /// `account A-1 and campaign spring`.
  private var scopeWords: String {
    [
      account.map { "account \($0)" }, domain.map { "domain \($0)" },
      campaign.map { "campaign \($0)" },
    ].compactMap(\.self).joined(separator: " and ")
  }
}

extension ExceptionReference {
  /// `account:A-1`, as requests write it.
  public var text: String { kind.rawValue + ":" + id }
}
