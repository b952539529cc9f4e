import LeadModel

/// An invented lead, before a form or a CRM has given it headers, an id and a date format.
public struct SampleLead: Sendable, Equatable {
  /// Unique among the leads of one seed; ids of records are made from it.
  public var number: Int
  /// When the person pressed the button.
  public var submittedAt: Instant
  /// The text of each field that was filled in, without `id` and `submitted_at`.
  public var values: [LeadField: String]
  /// What makes it worth having in a sample.
  public var traits: Set<SampleTrait>
  /// How many people the company employs, where the form asked; ranges at their lower bound.
  var headcount: Int?
  /// The country that the lead is really from, alpha-2.
  var market: String

  subscript(field: LeadField) -> String? {
    get { values[field] }
    set { values[field] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }
}

/// What a sample lead shows.
public enum SampleTrait: String, Sendable, CaseIterable {
  /// The country is missing, or nothing that anyone knows.
  case incompleteGeo
  /// Employees are missing.
  case blankCompanySize
  /// The same person again, perhaps written otherwise.
  case duplicate
  /// From a company on the list of named accounts.
  case namedAccount
  /// From a company with an open deal.
  case openDeal
  /// From a contact whom a rep has in a running sequence.
  case inSequence
  /// With an address of a free mail provider.
  case freeMail
  /// Asks for a product that nobody sells.
  case unknownProduct
  /// Shouted, padded, abbreviated.
  case oddSpelling
  /// With a message.
  case message
  /// Long, bidirectional, with escape characters, formula-like: whatever breaks a weak reader.
  case hostile
}
