import LeadModel

/// The columns of a file of activities.
enum ActivityField: String, CaseIterable {
  case lead, source, kind, at, actor, channel, auto

  static let headers = HeaderMap<ActivityField>(
    allCases.map { (name: $0.rawValue, field: $0) }
      + synonyms.flatMap { field, names in
        names.map { (name: $0, field: field) }
      })

  private static let synonyms: [(ActivityField, [String])] = [
    (.lead, ["Lead ID", "Email", "Email Address", "Record ID", "Lead Email", "Contact ID"]),
    (.source, ["Lead Source"]),
    (.kind, ["Type", "Activity Type", "Event", "Event Type"]),
    (
      .at,
      ["Date", "Timestamp", "Time", "Activity Date", "Occurred At", "Created At", "Created Date"]
    ),
    (.actor, ["User", "Owner", "Assigned To", "Performed By", "Activity Assigned To"]),
    (.channel, ["Medium"]),
    (.auto, ["Automatic", "Automated", "Is Automatic"]),
  ]
}

/// What a piece of a file of activities gave.
public struct ActivityBatch: Sendable {
  /// In file order.
  public var activities: [Activity] = []
  /// Where each of the activities stood, one for one.
  public var origins: [Origin] = []
  /// Warnings and rejected rows, in file order.
  public var findings: [Finding] = []

  /// Nothing yet.
  public init() {}

  /// Empties the lists and keeps their memory for the next piece.
  public mutating func removeAll() {
    activities.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
  }
}

/// Reads the activities of a file whose shape is known, piece by piece.
public struct ActivityReader: Sendable {
  private var reader: RecordReader<ActivityHandler>

  /// `localTime` says which instant a date and time without offset is in the site's time zone.
  public init(
    name: String, shape: FileShape, limits: IntakeLimits,
    localTime: @escaping @Sendable (WallClock) -> Instant?
  ) {
    reader = RecordReader(
      name: name, shape: shape, limits: limits, listKey: "activities",
      handler: ActivityHandler(localTime: localTime))
  }

  /// Appends to the batch what the bytes complete. Throws when they are not those looked at before.
  public mutating func feed(
    _ bytes: UnsafeRawBufferPointer, into batch: inout ActivityBatch
  ) throws(FileRefusal) {
    try reader.feed(bytes.bindMemory(to: UInt8.self), into: &batch)
  }

  /// Takes what is left as the end of the file.
  public mutating func finish(into batch: inout ActivityBatch) throws(FileRefusal) {
    try reader.finish(into: &batch)
  }

  /// The line on which the bytes read so far end, from 1: where a continuation begins.
  public var line: Int { reader.currentLine }

  /// Both passes over a file that is in memory.
  public static func read(
    _ bytes: UnsafeRawBufferPointer, name: String, limits: IntakeLimits = IntakeLimits(),
    localTime: @escaping @Sendable (WallClock) -> Instant?
  ) throws(FileRefusal) -> (shape: FileShape, batch: ActivityBatch) {
    var preflight = try Preflight(
      name: name, size: Int64(bytes.count), columns: .activities, limits: limits)
    try preflight.feed(bytes)
    let shape = try preflight.finish()
    var reader = ActivityReader(name: name, shape: shape, limits: limits, localTime: localTime)
    var batch = ActivityBatch()
    batch.findings = shape.warnings
    try reader.feed(bytes, into: &batch)
    try reader.finish(into: &batch)
    return (shape, batch)
  }
}

/// Makes rows and objects into activities.
struct ActivityHandler: RecordHandler {
  private static let kinds = [
    "contacted", "meeting", "disqualified", "recycled", "converted", "note",
  ]

  let localTime: @Sendable (WallClock) -> Instant?
  private var columns: [ActivityField?] = []

  init(localTime: @escaping @Sendable (WallClock) -> Instant?) { self.localTime = localTime }

  mutating func header(_ names: [String]) {
    columns = names.map(ActivityField.headers.field(named:))
  }

  mutating func row(_ row: TableRow, into batch: inout ActivityBatch) {
    var values: [ActivityField: String] = [:]
    for at in row.fields.indices {
      guard let field = columns[at], let text = row.text(at)?.trimmed, !text.isEmpty else {
        continue
      }
      if values[field] == nil { values[field] = text }
    }
    take(values, origin: row.origin, row: .fields(row.texts), &batch)
  }

  mutating func object(
    _ members: [JSONMember], source: UnsafeBufferPointer<UInt8>, origin: Origin,
    into batch: inout ActivityBatch
  ) {
    var values: [ActivityField: String] = [:]
    for member in members {
      guard let field = ActivityField.headers.field(named: member.key),
        case .text(let text) = member.value, !text.trimmed.isEmpty
      else { continue }
      if values[field] == nil { values[field] = text.trimmed }
    }
    take(values, origin: origin, row: .bytes(Array(source)), &batch)
  }

  mutating func note(_ finding: Finding, into batch: inout ActivityBatch) {
    batch.findings.append(finding)
  }

  private mutating func take(
    _ values: [ActivityField: String], origin: Origin, row: RejectedRow,
    _ batch: inout ActivityBatch
  ) {
    switch activity(values) {
    case .success(let activity):
      batch.activities.append(activity)
      batch.origins.append(origin)
    case .failure(let problem):
      batch.findings.append(
        Finding(severity: .rowRejected, origin: origin, reason: problem.reason, row: row))
    }
  }

  private struct Problem: Error { var reason: String }

  private func activity(_ values: [ActivityField: String]) -> Result<Activity, Problem> {
    guard let lead = values[.lead] else {
      return .failure(Problem(reason: "the activity names no lead"))
    }
    guard let kind = values[.kind]?.lowercased(), Self.kinds.contains(kind) else {
      let given = values[.kind].map { "\(quoted($0)) is no kind of activity" } ?? "it has no kind"
      return .failure(Problem(reason: "\(given): use \(Self.kinds.joined(separator: " "))"))
    }
    guard let atText = values[.at] else {
      return .failure(Problem(reason: "the activity has no time in \"at\""))
    }
    guard let at = instant(atText) else {
      return .failure(
        Problem(
          reason: "\(quoted(atText)) in \"at\" is no time: write it as 2026-03-02T09:15:00Z"))
    }
    guard let auto = DatasetValue.boolean(values[.auto] ?? "") else {
      return .failure(
        Problem(reason: "\(quoted(values[.auto] ?? "")) in \"auto\" is neither true nor false"))
    }
    return .success(
      Activity(
        lead: lead, source: values[.source], kind: kind, at: at, actor: values[.actor],
        channel: values[.channel], auto: auto))
  }

  /// RFC 3339, a local date and time, or seconds since 1970 (milliseconds from 100,000,000,000 up).
  private func instant(_ text: String) -> Instant? {
    if let clock = WallClock(parsing: text) {
      return clock.offsetMinutes.map(clock.instant(offsetMinutes:)) ?? localTime(clock)
    }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(text) else {
      return nil
    }
    let milliseconds = number >= 100_000_000_000 ? number : number * 1000
    let lastOfYear9999: Int64 = 253_402_300_799_999
    return milliseconds <= lastOfYear9999 ? Instant(milliseconds: milliseconds) : nil
  }
}
