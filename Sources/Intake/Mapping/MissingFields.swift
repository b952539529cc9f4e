import LeadModel

/// What happens to leads that lack what routing asks for.
enum MissingFields {
  /// Of the fields that no column feeds, those that matter, most weighty first.
  static func of(_ fed: Set<LeadField>) -> [ExportMap.Missing] {
    needs.filter { need in !need.fields.contains(where: fed.contains) && !need.spared(fed) }
      .map { ExportMap.Missing(fields: $0.fields, then: $0.then) }
  }

  private struct Need {
    /// Any of them serves.
    var fields: [LeadField]
    var then: String
    /// Whether other fields make the need void.
    var spared: @Sendable (Set<LeadField>) -> Bool = { _ in false }
  }

  private static let needs: [Need] = [
    Need(
      fields: [.id, .email, .phone, .company, .firstName, .lastName, .name],
      then: "every row is rejected: nothing tells whose it is"),
    Need(
      fields: [.email],
      then: "no lead is recognised by its address as one that came before, and no account by its "
        + "domain unless a website is given"),
    Need(
      fields: [.company, .website, .accountID],
      then: "accounts are found by the domain of the email only"),
    Need(
      fields: [.country],
      then:
        "inferred from domain, IP address or phone, and marked as inferred; a lead of which none "
        + "tells, nor a region, waits in a fallback queue (no_geo)"),
    Need(
      fields: [.language],
      then: "the usual language of the country is taken, and marked as inferred"),
    Need(
      fields: [.products],
      then: "told by campaign or source where rules.toml maps them; else every rep counts as fit "
        + "for the product"),
    Need(
      fields: [.employees],
      then: "the segment comes from the account, revenue or a segment column; else the default "
        + "segment holds"),
    Need(
      fields: [.id],
      then: "a lead delivered again with any change counts as a new one; only exact copies are "
        + "recognised"),
    Need(
      fields: [.submittedAt],
      then: "the time of receipt counts as the time of submission (no_submit_time)"),
    Need(
      fields: [.source],
      then: "the source is intake.source of signalbox.toml"),
  ]
}
