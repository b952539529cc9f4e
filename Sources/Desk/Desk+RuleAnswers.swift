import DeskRules
import LeadModel
import RoutingEngine
import Store

// What is told of rules, their versions and requests to change them.
extension Desk {
  /// The number of the rules in force.
  public var ruleVersion: Int { rules.ruleSet.version }

  /// How many changes of the roster are listed.
  private static let mostRosterChanges = 1000

  /// Answers about rules, their versions and what others would do.
  func answerAboutRules(
    _ request: DeskRequest, from actor: Actor, now: Instant
  ) throws -> DeskAnswer {
    switch request {
    case .changeRequests:
      return .changeRequests(try withholding(store.changeRequests(), from: actor))
    case .changeRequest(let number):
      guard let change = try store.changeRequest(number) else {
        return .refused(Refusal(.unknown, "there is no change \(number)"))
      }
      return .changeRequest(try changeDetail(change, for: actor, now: now))
    case .ruleVersions: return .ruleVersions(try store.ruleVersions())
    case .ruleDifference(let from, let to):
      guard let old = try ruleSet(from), let new = try ruleSet(to) else {
        return try unknownVersion(of: [from, to])
      }
      return .ruleDifference(RuleDifference.all(from: old, to: new))
    case .ruleText(let version):
      let wanted = version ?? rules.ruleSet.version
      guard let stored = try store.ruleSet(wanted) else { return try unknownVersion(of: [wanted]) }
      return .text(stored.source)
    case .lintRules(let source): return .lint(look(at: source).lint)
    case .rosterChanges:
      return .rosterChanges(
        try store.rosterChanges(unreviewedOnly: false, limit: Self.mostRosterChanges))
    case .preview(let request):
      // A host answers this on a thread of its own, and asks the desk only where it has none.
      switch try Preview(store, configuration).run(request, now: now) {
      case .success(let result):
        return .previewed(result.page(offset: request.offset, limit: request.limit))
      case .failure(let refusal): return .refused(refusal)
      }
    default: return .failed("that is no question about rules")
    }
  }

  private func changeDetail(
    _ change: StoredChange, for actor: Actor, now: Instant
  ) throws -> ChangeRequestDetail {
    var differences: [RuleDifference] = []
    if let document = change.document {
      let wanted = try RuleDocument.rules(in: document)
      // What a published request changed stays what it was, whatever came afterwards.
      let before = try change.row.version.flatMap { try ruleSet($0 - 1) } ?? rules.ruleSet
      differences = RuleDifference.all(from: before, to: wanted)
    }
    return ChangeRequestDetail(
      row: try withholding([change.row], from: actor).first ?? change.row, differences: differences,
      source: change.source,
      obstacle: try publication(of: change).obstacle(solo: actor.isSolo, now: now)?.why)
  }

  /// A published version; nil if there is none of this number.
  func ruleSet(_ version: Int) throws -> RuleSet? {
    try store.ruleSet(version).map { try RuleDocument.rules(in: $0.document) }
  }

  private func unknownVersion(of versions: [Int]) throws -> DeskAnswer {
    let last = rules.ruleSet.version
    let unknown = versions.first { !(1...last).contains($0) } ?? 0
    return .refused(
      Refusal(
        .unknown, "there is no version \(unknown) of the rules: the last is \(last)"))
  }
}

extension RuleDifference {
  static func all(from old: RuleSet, to new: RuleSet) -> [RuleDifference] {
    old.differences(to: new).map { RuleDifference(path: $0.path, old: $0.old, new: $0.new) }
  }
}
