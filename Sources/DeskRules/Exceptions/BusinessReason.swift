import LeadModel
import RoutingEngine

/// Why somebody wants an exception: a sentence with a code, and something that exists behind it.
struct BusinessReason {
  let grounds: ExceptionGrounds

  /// The code as the rules spell it.
  func code(_ text: String) throws(Refusal) -> String {
    let codes = grounds.ruleSet.reasonCodes.filter { $0.uses.contains(.exception) }
    let wanted = text.trimmed.lowercased()
    guard let reason = codes.first(where: { $0.code.lowercased() == wanted }) else {
      throw Refusal(
        .usage,
        "\"\(text)\" is no reason for an exception here: "
          + Guess.among(codes.map(\.code), for: wanted))
    }
    return reason.code
  }

  func reason(_ text: String) throws(Refusal) -> String {
    try Sentence.read(text, for: "an exception").get()
  }

  /// What two reasons are compared by.
  static func key(_ reason: String) -> String {
    Folding.fold(reason).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func ownerRole(_ text: String) throws(Refusal) -> String {
    guard let role = ExceptionReading.filled(text) else {
      throw Refusal(.usage, "the owner is missing: name the role that answers for the exception")
    }
    return role
  }

  /// Each once; all of them exist.
  func references(_ given: [ExceptionReference]) throws(Refusal) -> [ExceptionReference] {
    var references: [ExceptionReference] = []
    for item in given {
      let found = try reference(item)
      if !references.contains(found) { references.append(found) }
    }
    guard !references.isEmpty else {
      throw Refusal(
        .usage,
        "a reference is missing: name an account, a product or a coverage gap, such as "
          + "account:A-1, product:platform or coverage:BR:pt")
    }
    return references
  }

  private func reference(_ given: ExceptionReference) throws(Refusal) -> ExceptionReference {
    let id = given.id.trimmed
    switch given.kind {
    case .account:
      guard !grounds.customers.lineage(of: AccountID(id)).isEmpty else {
        throw Refusal(
          .unknown,
          "the reference \"\(given.text)\" names no account in the CRM: give the id as "
            + "the CRM has it")
      }
      return ExceptionReference(kind: .account, id: id)
    case .product:
      guard let product = grounds.rules.product(id) else {
        throw Refusal(
          .unknown,
          "the reference \"\(given.text)\" names no product of the rules: "
            + ExceptionReading.choice(grounds.ruleSet.products.map(\.id.text), for: id))
      }
      return ExceptionReference(kind: .product, id: product.text)
    case .coverage: return try gap(id, given)
    }
  }

  /// A pair of country and language that no active rep covers.
  private func gap(
    _ id: String, _ given: ExceptionReference
  ) throws(Refusal) -> ExceptionReference {
    let entry: CoverageEntry
    do throws(CoverageEntryProblem) { entry = try CoverageEntry(parsing: id) } catch {
      throw Refusal(.usage, "the reference \"\(given.text)\" \(error)")
    }
    guard let country = CountryTable.shipped.code(alpha2Or3: entry.place),
      let language = entry.language
    else {
      throw Refusal(
        .usage,
        "the reference \"\(given.text)\" is no country with a language: write it like "
          + "coverage:BR:pt")
    }
    let reps = grounds.rules.covering(country, in: language)
    if let first = reps.first {
      let others = reps.count > 1 ? " and \(reps.count - 1) more" : ""
      throw Refusal(
        .conflict,
        "\(country):\(language) is no coverage gap: \(first)\(others) "
          + "\(reps.count > 1 ? "cover" : "covers") it")
    }
    return ExceptionReference(kind: .coverage, id: "\(country):\(language)")
  }
}
