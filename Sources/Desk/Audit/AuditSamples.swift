import Insights
import LeadModel
import RoutingEngine
import Store

/// Samples that were drawn, the latest few of them. A week that has ended gets no more assignments, so its
/// sample stays as it is.
struct AuditSamples {
  private static let kept = 8

  private var zone = ""
  private var samples: [AuditSample] = []

  /// The sample of a week that has ended.
  mutating func sample(
    of week: ISOWeek, in zone: Zone, _ store: Store
  ) throws(StoreProblem) -> AuditSample {
    // Weeks begin elsewhere in another zone.
    if zone.name != self.zone { self = AuditSamples(zone: zone.name) }
    if let known = samples.first(where: { $0.week == week }) { return known }
    let period = week.period(in: zone)
    var sample = AuditSample(of: week)
    try store.forEachEngineAssignment(from: period.from, to: period.to) { sample.add($0) }
    samples = samples.suffix(Self.kept - 1) + [sample]
    return sample
  }
}

extension AuditSamples {
  private init(zone: String) { self.zone = zone }
}
