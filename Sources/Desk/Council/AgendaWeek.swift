import DeskRules
import Foundation
import Insights
import LeadModel
import RoutingEngine
import Store

/// What happened in the seven days before a meeting of the council.
struct AgendaWeek {
  private let desk: Desk
  private let from: Instant
  private let to: Instant
  private let time: LocalTime

  init(_ desk: Desk, now: Instant) {
    self.desk = desk
    from = now - 7 * Instant.day
    to = now + 1
    time = LocalTime(desk.rules.schedules.organisationZone)
  }

  // MARK: Reason codes

  private struct Code: Decodable { var code: String? }

  /// Codes that people gave for overrides and exceptions more often than the council may pass over.
  func oftenUsedCodes() throws -> Report.Section? {
    var counts: [String: Int] = [:]
    let decoder = JSONDecoder()
    try desk.store.entries(
      kinds: [.leadReassigned, .leadClaimed, .exceptionRequested, .exceptionRenewed],
      from: from, to: to
    ) { entry in
      if let code = try? decoder.decode(Code.self, from: Data(entry.payload.utf8)).code {
        counts[code, default: 0] += 1
      }
      return true
    }
    let often = counts.filter { Double($0.value) > Threshold.reasonCode.limit }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !often.isEmpty else { return nil }
    return Report.Section(
      title: "Reason codes used often", columns: ["code", "uses", "meaning"],
      rows: often.map { code, uses in [code, "\(uses)", meaning(of: code)] })
  }

  private func meaning(of code: String) -> String {
    desk.rules.ruleSet.reasonCodes.first { $0.code == code }?.text ?? ""
  }

  // MARK: First seen

  /// Countries, products, campaigns and sources that no lead had before and that the rules do not know.
  func firstSeen() throws -> Report.Section? {
    let known = Known(desk.rules.ruleSet)
    let texts = try desk.store.firstSeen(from: from, to: to).filter { !known.has($0) }
    guard !texts.isEmpty else { return nil }
    return Report.Section(
      title: "First seen this week", columns: ["kind", "text", "leads", "first lead"],
      rows: texts.map { [$0.kind.rawValue, $0.value, "\($0.count)", $0.lead.description] })
  }

  /// What the rules name, in any case. Countries and products only come up where they were not known.
  private struct Known {
    private let sources: Set<String>
    private let campaigns: Set<String>

    init(_ rules: RuleSet) {
      sources = Set(
        (rules.sources.map(\.id) + rules.products.flatMap(\.sources)).map(Folding.fold))
      campaigns = Set(rules.products.flatMap(\.campaigns).map(Folding.fold))
    }

    func has(_ text: FirstSeenText) -> Bool {
      switch text.kind {
      case .source: sources.contains(Folding.fold(text.value))
      case .campaign: campaigns.contains(Folding.fold(text.value))
      case .country, .product: false
      }
    }
  }

  // MARK: Decisions

  private struct InForce: Decodable {
    var inForce: Bool?
    enum CodingKeys: String, CodingKey { case inForce = "in_force" }
  }

  /// What the council decided: votes that were not the last one decide nothing.
  func decisions() throws -> Report.Section? {
    let exceptions = Dictionary(
      try desk.store.exceptions().map { ("exception/\($0.number)", $0.terms.words) },
      uniquingKeysWith: { first, _ in first })
    let decoder = JSONDecoder()
    var rows: [[String]] = []
    try desk.store.entries(
      kinds: [
        .exceptionApproved, .exceptionRejected, .exceptionRevoked, .exceptionSignedOff,
        .rulesPublished, .rulesRolledBack, .rulesRejected, .rosterReviewed,
      ], from: from, to: to
    ) { entry in
      let vote = try? decoder.decode(InForce.self, from: Data(entry.payload.utf8))
      guard vote?.inForce ?? true else { return true }
      let what = entry.subject.replacing("/", with: " ")
      rows.append([
        time.minute(entry.at), entry.kind.rawValue,
        exceptions[entry.subject].map { "\(what): \($0)" } ?? what, entry.actor,
      ])
      return true
    }
    guard !rows.isEmpty else { return nil }
    return Report.Section(
      title: "Last week's decisions", columns: ["at", "decision", "about", "by"], rows: rows)
  }
}
