import LeadModel
import Testing

@testable import RoutingEngine

@Suite struct RuleSetDifferenceTests {
  private static func rules() -> RuleSet {
    RuleSet(
      version: 3, countryAliases: ["great britain": "GB"],
      regions: [Region(id: "EMEA", countries: ["DE", "FR"])],
      products: [Product(id: "core"), Product(id: "flow", name: "Flow")],
      productPriority: ["core", "flow"], segments: [Segment(id: "smb", employeesFrom: 0)],
      defaultSegment: "smb",
      pools: [Pool(id: "first", segments: ["smb"]), Pool(id: "rest")],
      queues: [FallbackQueue(id: "world", manager: "mara", isDefault: true)],
      slas: [SLARule(clock: .queue, minutes: 60)])
  }

  private func lines(_ change: (inout RuleSet) -> Void) -> [String] {
    var after = Self.rules()
    change(&after)
    return Self.rules().differences(to: after).map {
      "\($0.path): \($0.old ?? "–") → \($0.new ?? "–")"
    }
  }

  @Test func theVersionDoesNotCount() {
    #expect(lines { $0.version = 4 }.isEmpty)
  }

  @Test func settingsAreToldAsTheFileWritesThem() {
    let found = lines {
      $0.capacity.standard = 25
      $0.organisation.name = "A \"B\""
      $0.countryAliases["deutschland"] = "DE"
      $0.countryAliases["great britain"] = nil
      $0.council.timezone = "Europe/Berlin"
      $0.enrichment.geo = [.domain]
      $0.segments[0].revenueFrom = 1250
    }
    #expect(
      found == [
        #"org.name: "" → "A \"B\"""#, #"countries.aliases."great britain": "GB" → –"#,
        "capacity.default: 20 → 25",
        #"enrichment.geo: ["domain", "ip", "phone", "account"] → ["domain"]"#,
        #"countries.aliases.deutschland: – → "DE""#, #"council.timezone: – → "Europe/Berlin""#,
        "segment.smb.revenue_from: – → 12.5",
      ])
  }

  @Test func thingsAreFoundByTheirIdsInAnyCase() {
    let found = lines {
      $0.pools[1].id = "Rest"
      $0.pools[1].onEmpty = .queue
      $0.pools[0].segments = []
    }
    #expect(
      found == [
        #"pool.first.segments: ["smb"] → []"#, #"pool.Rest.id: "rest" → "Rest""#,
        #"pool.Rest.on_empty: "relax" → "queue""#,
      ])
  }

  @Test func whatComesAndGoesIsToldWithoutItsDefaults() {
    let found = lines {
      $0.pools.remove(at: 0)
      $0.queues.append(FallbackQueue(id: "emea", regions: ["EMEA"], manager: "bo"))
    }
    #expect(
      found == [
        #"pool.first.id: "first" → –"#, #"pool.first.segments: ["smb"] → –"#,
        #"queue.emea.id: – → "emea""#, #"queue.emea.regions: – → ["EMEA"]"#,
        #"queue.emea.manager: – → "bo""#,
      ])
  }

  @Test func ordersThatCountAreTold() {
    #expect(
      lines { $0.pools.swapAt(0, 1) } == [
        #"pools (order): ["first", "rest"] → ["rest", "first"]"#
      ])
    #expect(
      lines { $0.productPriority = ["flow", "core"] } == [
        #"products (order): ["core", "flow"] → ["flow", "core"]"#
      ])
    // One that is put first is not only new: it takes leads of those behind it.
    #expect(
      lines { $0.pools.insert(Pool(id: "new"), at: 0) } == [
        #"pool.new.id: – → "new""#,
        #"pools (order): ["first", "rest"] → ["new", "first", "rest"]"#,
      ])
    #expect(lines { $0.regions[0].mode = .shadow } == [#"region.EMEA.mode: "live" → "shadow""#])
  }

  @Test func ofLongListsOnlyWhatCameAndWentIsTold() {
    let found = lines {
      $0.enrichment.freeEmailDomains.removeAll { $0 == "aol.com" }
      $0.enrichment.freeEmailDomains.append("post.example")
    }
    #expect(
      found == [
        #"enrichment.free_email_domains (members): ["aol.com"] → ["post.example"]"#
      ])
  }

  @Test func promisesAreKnownByWhatTheyHoldFor() {
    let found = lines {
      $0.slas[0].minutes = 30
      $0.slas.append(SLARule(clock: .queue, segments: ["smb"], minutes: 5))
    }
    #expect(
      found == ["sla.queue.minutes: 60 → 30", "sla.queue[segments=smb].minutes: – → 5"])
  }
}
