import DeskRules
import Intake
import LeadModel
import Ledger
import RoutingEngine

/// A file of activities: what people did elsewhere, recorded as if they had done it here.
struct ActivitiesJob {
  /// Activities of one commit.
  private static let unitsPerCommit = 500

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
    let (shape, batch) = try bytes.withUnsafeBytes { buffer throws(FileRefusal) in
      try ActivityReader.read(
        buffer, name: "\(job.listed.name)", limits: desk.configuration.limits,
        localTime: { clock in
          zone.instant(
            of: WallTime(
              milliseconds: Int64(clock.date.daysSinceEpoch) * Instant.day
                + clock.millisecondsOfDay), .first)
        })
    }
    var taking = Taking(
      desk: desk, job: job, now: now,
      taken: TakenFile(
        hash: Digest.sha256(bytes),
        rejected: RejectedSpool(job, header: shape.header, folder: desk.workspace.rejected)))
    for finding in batch.findings { try taking.note(finding) }
    for (activity, origin) in zip(batch.activities, batch.origins) {
      try taking.record(activity, origin)
      if taking.units.count >= Self.unitsPerCommit { try taking.flush() }
    }
    try taking.flush()
    return taking.taken
  }
}

/// Activities on their way to one commit.
private struct Taking {
  let desk: Desk
  let job: ClaimedJob
  let now: Instant
  var taken: TakenFile
  private(set) var units: [CommitUnit] = []
  /// What the units are about: the same lead again is read after they are committed.
  private var leads: Set<LeadNumber> = []

  init(desk: Desk, job: ClaimedJob, now: Instant, taken: TakenFile) {
    self.desk = desk
    self.job = job
    self.now = now
    self.taken = taken
  }

  mutating func record(_ activity: Activity, _ origin: Origin) throws {
    guard let number = try desk.lead(named: activity.lead, source: activity.source),
      var lead = try desk.originalSnapshot(of: number)
    else {
      // An address is not repeated where more people read than may know it.
      let named = activity.lead.contains("@") ? "of this address" : "as \"\(activity.lead)\""
      return try reject(activity, origin, "no lead is known \(named)")
    }
    if leads.contains(lead.row.number) {
      try flush()
      guard let fresh = try desk.originalSnapshot(of: number) else { return }
      lead = fresh
    }
    let key = "activity:" + Hex.encode(Digest.sha256(Self.identity(activity, lead.row.number)))
    if try desk.store.receipt(forKey: key) != nil {
      taken.counts.rows += 1
      taken.counts.redelivered += 1
      return
    }
    let outcome = RecordActivity(
      activity, deliveredBy: job.deliverer, rep: activity.actor.flatMap(desk.rep(named:))
    ).decide(lead, rules: desk.rules.ruleSet, now: now)
    switch outcome {
    case .refused(let refusal): try reject(activity, origin, refusal.why)
    case .done(var unit, _):
      unit.key = key
      units.append(unit)
      leads.insert(lead.row.number)
      taken.counts.rows += 1
      taken.counts.updated += 1
    }
  }

  /// Commits what there is; the state follows.
  mutating func flush() throws {
    try desk.commit(units)
    for unit in units { desk.follow(unit.changes) }
    units = []
    leads = []
  }

  /// Notes what reading the file found.
  mutating func note(_ finding: Finding) throws {
    if taken.messages.count < 100 { taken.messages.append(finding.description) }
    guard finding.severity == .rowRejected else { return }
    taken.counts.rows += 1
    taken.counts.rejected += 1
    taken.changes.append(
      .rowRejected(
        RowRejected(file: job.id, line: finding.origin.line ?? 0, reason: finding.reason)))
    try taken.rejected?.append(finding)
  }

  private mutating func reject(_ activity: Activity, _ origin: Origin, _ reason: String) throws {
    let row = [
      activity.lead, activity.source, activity.kind, "\(activity.at)", activity.actor,
      activity.channel, activity.auto ? "true" : "false",
    ].map { $0 ?? "" }
    try note(
      Finding(
        severity: .rowRejected, origin: origin, reason: reason,
        row: .bytes(Array(row.joined(separator: ",").utf8))))
  }

  private static func identity(_ activity: Activity, _ lead: LeadNumber) -> String {
    [
      "\(lead.value)", activity.kind, "\(activity.at)", activity.actor ?? "",
      activity.channel ?? "", "\(activity.auto)",
    ].joined(separator: "\u{1F}")
  }
}
