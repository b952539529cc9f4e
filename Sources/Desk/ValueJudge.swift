import LeadModel
import RoutingEngine
import Settings

/// Tells which values of a record routing can make nothing of, by the very code that reads them for a decision.
struct ValueJudge {
  /// The fields that are judged; others hold any text.
  let fields: Set<LeadField>

  private let normaliser: Normaliser
  /// Whether a product's name is known, of those met so far.
  private var products: [String: Bool] = [:]
  private static let mostProducts = 10_000

  private static let always: Set<LeadField> = [
    .email, .phone, .country, .language, .employees, .revenue, .website, .ip, .submittedAt,
    .enrichedAt, .assignedAt, .firstContactAt, .meetingAt,
  ]

  /// Without rules, what only rules can know is not judged.
  init(_ rules: RuleSet?, _ defaults: IntakeDefaults) throws(WorkspaceProblem) {
    fields = rules == nil ? Self.always : Self.always.union([.region, .segment, .products])
    let words: RuleSet = if let rules { rules } else { try Self.smallest() }
    normaliser = Normaliser(ruleSet: words, site: defaults, digest: { _ in "" })
  }

  /// The rules of a new workspace, of which only the defaults are used.
  private static func smallest() throws(WorkspaceProblem) -> RuleSet {
    do throws(SettingsProblems) {
      return try RuleSetFile(parsing: Array(DefaultFiles(user: "me").rules.utf8)).ruleSet
    } catch {
      throw .badSettings(error.problems.map(\.description))
    }
  }

  /// The values that are there and cannot be read.
  mutating func notRead(_ record: LeadRecord) -> [(field: LeadField, text: String)] {
    let lead = normaliser.normalise(record, receivedAt: Instant(milliseconds: 0))
    var found: [(field: LeadField, text: String)] = []
    for field in LeadField.allCases where fields.contains(field) {
      guard let text = record[field] else { continue }
      switch field {
      case .products:
        if lead.flags.contains(.unknownProduct) { found += unknownProducts(text) }
      case .revenue: if lead.revenue == nil { found.append((field, Self.amount(text, record))) }
      case .website: if lead.websiteHost == nil { found.append((field, text)) }
      case .ip: if lead.ip == nil { found.append((field, text)) }
      default: if lead[field] == nil { found.append((field, text)) }
      }
    }
    return found
  }

  /// With the currency of its own column, which may be why it is not read.
  private static func amount(_ text: String, _ record: LeadRecord) -> String {
    guard let currency = record[.currency]?.trimmed, !currency.isEmpty,
      !MissingValue.words.contains(text.trimmed.lowercased())
    else { return text }
    return "\(text.trimmed) \(currency)"
  }

  private mutating func unknownProducts(_ text: String) -> [(field: LeadField, text: String)] {
    text.split { ";,|".contains($0) }.map { String($0).trimmed }
      .filter { !$0.isEmpty && !isKnown(product: $0) }
      .map { (.products, $0) }
  }

  private mutating func isKnown(product: String) -> Bool {
    if let known = products[product] { return known }
    var record = LeadRecord(origin: Origin(file: ""))
    record[.products] = product
    let isKnown = !normaliser.normalise(record, receivedAt: Instant(milliseconds: 0))
      .products.isEmpty
    if products.count < Self.mostProducts { products[product] = isKnown }
    return isKnown
  }
}
