import DeskRules
import Intake
import LeadModel
import Ledger
import RoutingEngine

/// A file of activities: what people did elsewhere, recorded as if they had done it here.
struct ActivitiesJob {
  private let desk: Desk
  private let job: ClaimedJob
  private let bytes: [UInt8]

  init(_ desk: Desk, _ job: ClaimedJob, bytes: [UInt8]) {
    self.desk = desk
    self.job = job
    self.bytes = bytes
  }

  /// Records them. An activity that was recorded before, from this file or another, changes nothing.
  func take(now wall: Instant) throws -> TakenFile {
    let now = max(wall, desk.state.at)
    let zone = Zone(desk.configuration.site.intake.timezone) ?? .utc
    let batch = try bytes.withUnsafeBytes { buffer throws(FileRefusal) in
      try ActivityReader.read(
        buffer, name: "\(job.listed.name)", limits: desk.configuration.limits,
        localTime: { clock in
          zone.instant(
            of: WallTime(
              milliseconds: Int64(clock.date.daysSinceEpoch) * Instant.day
                + clock.millisecondsOfDay), .first)
        }
      ).batch
    }
    var taken = TakenFile(hash: Digest.sha256(bytes))
    for finding in batch.findings {
      taken.messages.append(finding.description)
      if finding.severity == .rowRejected { reject(finding.origin, finding.reason, &taken) }
    }
    for (activity, origin) in zip(batch.activities, batch.origins) {
      taken.counts.rows += 1
      try record(activity, origin, now: now, &taken)
    }
    taken.counts.rows =
      batch.activities.count + batch.findings.count { $0.severity == .rowRejected }
    return taken
  }

  private func record(
    _ activity: Activity, _ origin: Origin, now: Instant, _ taken: inout TakenFile
  ) throws {
    guard let number = try desk.lead(named: activity.lead, source: activity.source),
      let snapshot = try desk.snapshot(of: number)
    else { return reject(origin, "no lead is known as \"\(activity.lead)\"", &taken) }
    let key = "activity:" + Hex.encode(Digest.sha256(identity(activity, number)))
    if try desk.store.receipt(forKey: key) != nil {
      taken.counts.redelivered += 1
      return
    }
    let outcome = RecordActivity(activity, deliveredBy: job.deliverer)
      .decide(snapshot, rules: desk.rules.ruleSet, now: now)
    switch outcome {
    case .refused(let refusal): reject(origin, refusal.why, &taken)
    case .done(var unit, _):
      unit.key = key
      try desk.commit([unit])
      desk.follow(unit.changes)
      taken.counts.updated += 1
    }
  }

  private func identity(_ activity: Activity, _ lead: LeadNumber) -> String {
    [
      "\(lead.value)", activity.kind, "\(activity.at)", activity.actor ?? "",
      activity.channel ?? "", "\(activity.auto)",
    ].joined(separator: "\u{1F}")
  }

  private func reject(_ origin: Origin, _ reason: String, _ taken: inout TakenFile) {
    taken.counts.rejected += 1
    taken.messages.append("\(origin.file):\(origin.line ?? 0): \(reason)")
    taken.changes.append(
      .rowRejected(RowRejected(file: job.id, line: origin.line ?? 0, reason: reason)))
  }
}
