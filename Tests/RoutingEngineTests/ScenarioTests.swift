import Foundation
import LeadModel
import RoutingEngine
import Testing

/// The cases of `Scenarios/*.txt`: each rule and tie-break of routing on each path, thought out by hand.
@Suite struct ScenarioTests {
  static let all: [Scenario] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Scenarios")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted().flatMap { file -> [Scenario] in
      let url = folder.appendingPathComponent(file)
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
      return Scenario.parse(text, file: file)
    }
  }()

  @Test func thereAreEnough() { #expect(Self.all.count >= 150) }

  @Test(arguments: all)
  func decidesAsExpected(scenario: Scenario) throws {
    let company = try scenario.build()
    var engine = RoutingEngine(
      CompiledRules(company.rules, roster: RosterIndex(company.reps), rosterVersion: "abc"))
    var standing = company.standing
    if scenario.lines.contains(where: { $0.word == "exception" && $0.has("on") }) {
      standing.hoursOn.insert("Mon-Fri 09:00-17:00")
    }
    var json: [UInt8] = []
    _ = engine.decide(company.facts, standing: &standing, json: &json)
    let decision = try Decision(json: json)
    try #require(scenario.expectations.first?.word == "expect")
    for line in scenario.expectations { check(line, decision) }
    if !scenario.expectations.contains(where: { $0.word == "flags" }) {
      #expect(decision.flags == [], "flags")
    }
    let naive = NaiveRouter(rules: company.rules, reps: company.reps)
    if !company.rules.regions.contains(where: { $0.mode != .live }) {
      let expected = naive.decide(company.facts, standing)
      #expect(expected.owner == decision.owner)
      #expect(expected.queue == decision.queue)
      #expect(expected.reason == decision.reason)
    }
  }

  private func check(_ line: Scenario.Line, _ decision: Decision) {
    switch line.word {
    case "expect": checkOutcome(line, decision)
    case "flags":
      let flags = line.names.map { $0.replacing(" ", with: "_") }
      #expect(decision.flags.map(\.rawValue) == flags)
    case "steps":
      #expect(decision.steps.map(\.step.rawValue) == line.names.map(Self.underscored))
    case "step": checkStep(line, decision)
    case "fact":
      for (key, value) in line.values { checkFact(key, value, decision.leadFields) }
    case "says": #expect(decision.sentence == line.names[0])
    case "removed":
      let removed = decision.steps.flatMap { $0.removed ?? [] }
      let written = removed.map { "\($0.rep):\($0.why.rawValue)" }
      #expect(written == line.names.map(Self.underscored))
    case "ranked":
      let ranked = decision.steps.flatMap { $0.ranked ?? [] }
      #expect(ranked.map(\.rep.text) == line.names)
    default: Issue.record("no expectation \(line.word)")
    }
  }

  private static func underscored(_ text: String) -> String { text.replacing(" ", with: "_") }

  /// `expect assigned ana 7`, `expect queued emea no_coverage contingent`, …
  private func checkOutcome(_ line: Scenario.Line, _ decision: Decision) {
    let names = line.names.map(Self.underscored)
    #expect(decision.outcome.rawValue == names[0])
    #expect((decision.owner?.text ?? decision.queue?.text) == names[1])
    #expect(decision.contingent == names.contains("contingent"))
    for name in names.dropFirst(2) where name != "contingent" {
      if let dimension = Int(name) {
        #expect(decision.dimension == dimension)
      } else {
        #expect(decision.reason?.rawValue == name || decision.route.rawValue == name)
      }
    }
    if decision.outcome == .queued, names.count > 2 { #expect(decision.dimension == 8) }
  }

  /// `step coverage narrowed secondary 3>2 country=DE`
  private func checkStep(_ line: Scenario.Line, _ decision: Decision) {
    let name = Self.underscored(line.names[0])
    guard let step = decision.steps.first(where: { $0.step.rawValue == name }) else {
      Issue.record("no step \(name)")
      return
    }
    for word in line.names.dropFirst() {
      if word.contains(">") {
        #expect("\(step.entering ?? -1)>\(step.leaving ?? -1)" == word)
      } else if let path = StepPath(rawValue: word) {
        #expect(step.path == path)
      } else {
        #expect(step.result.rawValue == word)
      }
    }
    for (key, value) in line.values {
      #expect((step.fields?[key] ?? nil) == (value == "-" ? nil : value), "\(name) \(key)")
    }
  }

  /// `fact language=de:default:DE`
  private func checkFact(_ key: String, _ text: String, _ facts: Decision.LeadFacts) {
    let fact: Decision.Value
    switch key {
    case "country": fact = facts.country
    case "language": fact = facts.language
    case "region": fact = facts.region
    case "account": fact = facts.account
    case "segment": fact = facts.segment
    default: fact = facts.product
    }
    let parts = text.split(separator: ":", maxSplits: 1).map { Self.underscored(String($0)) }
    #expect((fact.value ?? "-") == parts[0], "\(key)")
    if parts.count > 1 { #expect(fact.from == parts[1], "\(key)") }
  }
}
