import LeadModel

/// A departure from the rules that is on the books when the demo begins.
public struct SampleException: Sendable, Equatable {
  public var terms: ExceptionTerms
  public var code: String
  public var reason: String
  public var references: [ExceptionReference]
  public var ownerRole: String
  /// Days until it ends.
  public var days: Int
  /// Who asks for it.
  public var requester: String
  /// Who of the council has approved; two put it in force.
  public var approvers: [String]
}

extension SampleCompany {
  /// Exceptions of different kinds and ages: in force, near their sunset, and one that waits for a vote.
  public var openingExceptions: [SampleException] {
    [
      SampleException(
        terms: ExceptionTerms(kind: .capacityOf, rep: "ana.silva", value: "30"),
        code: "capacity",
        reason: "Takes the Lisbon launch until the new hires are through training",
        references: [ExceptionReference(kind: .product, id: "fleet")],
        ownerRole: "EMEA sales leader", days: 60, requester: "mara.okonjo",
        approvers: ["lena.fischer", "dana.whitfield"]),
      SampleException(
        terms: ExceptionTerms(kind: .productFor, rep: "kwame.mensah", value: "rail-services"),
        code: "other", reason: "Covers rail services in the UK while the team is rebuilt",
        references: [ExceptionReference(kind: .product, id: "rail-services")],
        ownerRole: "Sales Enablement", days: 12, requester: "lena.fischer",
        approvers: ["tomas.ibarra", "mara.okonjo"]),
      SampleException(
        terms: ExceptionTerms(kind: .routeTo, rep: "jonas.weber", campaign: "innotrans-follow-up"),
        code: "relationship",
        reason: "Ran the booth at InnoTrans and promised to call back in person",
        references: [ExceptionReference(kind: .product, id: "signal")],
        ownerRole: "EMEA sales leader", days: 30, requester: "mara.okonjo",
        approvers: ["lena.fischer"]),
    ]
  }

  /// A change of the rules that somebody has proposed: a queue of its own for Latin America, whose leads wait
  /// in that of the rest of the world.
  public var openingProposal: (rules: String, reason: String, author: String, approver: String) {
    let world = "[[queue]]\nid = \"fallback-world\""
    let latam = """
      [[queue]]
      id = "fallback-latam"
      name = "LATAM fallback"
      regions = ["LATAM"]
      manager = "sam.reyes"
      deputy = "you"

      """
    return (
      SettingsText.rules.replacing(world, with: latam + world),
      "Latin America waits behind the rest of the world: give it a queue and a clock of its own",
      "tomas.ibarra", "lena.fischer"
    )
  }
}

extension String {
  /// The text with the first occurrence replaced.
  fileprivate func replacing(_ wanted: String, with other: String) -> String {
    guard let range = firstRange(of: wanted) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
