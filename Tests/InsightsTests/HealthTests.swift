import Insights
import LeadModel
import Testing

@Suite struct HealthTests {
  private let period = Period(
    from: Instant(milliseconds: 0), to: Instant(milliseconds: 7 * Instant.day))

  private func levels(_ set: (inout Health.Evidence) -> Void) -> [String: Report.Figure] {
    var evidence = Health.Evidence()
    set(&evidence)
    let rows = Health(evidence).report(period).rows
    return Dictionary(
      rows.map { ($0.by[0].value, $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func levelsSayWhatTheyAreMadeOf() {
    var web = LeadTally(key: "web")
    (web.received, web.contingent) = (40, 30)
    let levels = levels {
      $0.sources = [web]
      $0.regions = [("EMEA", 12, 6)]
      $0.contacted = Attainment(met: 10, due: 30)
      $0.placed = Attainment(met: 30, due: 30)
    }
    #expect(levels["enrichment taken as reliable"]?.count == 40)
    #expect(levels["enrichment taken as reliable"]?.breached == true)
    // Half of twelve are no half.
    let few = levels["rules overfitted to one region"]
    #expect(few?.count == 12 && few?.few == true && few?.value == 0 && few?.breached == false)
    #expect(levels["SLA measured as assigned"]?.count == 30)
    #expect(levels["unlogged overrides"]?.count == 0)
    #expect(levels.count == 8)
  }

  @Test func aQueueThatNobodyMindsIsNoSample() {
    let level = levels { $0.orphaned = ["emea"] }["queue ownership"]
    #expect(level?.value == 2 && level?.breached == true)
    #expect(level?.count == 1 && level?.few == false)
  }
}
