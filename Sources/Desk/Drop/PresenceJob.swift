import DeskRules
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Store

/// One claimed file of presence on its way through: read as a whole first, since one with errors adds
/// nothing, then read again and kept a piece at a time. What is known already changes nothing, so a file
/// that is taken up again after a crash, or comes twice, is simply taken once more.
final class PresenceJob: SteppedJob {
  /// Weeks of reps of one commit.
  private static let weeksPerCommit = 500

  private(set) var file: ClaimedJob
  let range: Range<Int64>
  private(set) var counts = IntakeCounts()
  private var state: State
  private let open: OpenFile
  private let limits: IntakeLimits
  private var digest = StreamingDigest()
  private var added = PresenceAdded()

  private enum State {
    case checking(PresenceScan)
    case reading(PresenceScan, PresenceGatherer)
    /// Bringing what was gathered into order.
    case sorting(PresenceScan?, PresenceGatherer)
    /// Keeping it, then reading on, where there is more.
    case keeping(PresenceScan?, PresenceGatherer)
    case adopting
  }

  /// For a file of that size at most when it was claimed.
  init(_ file: ClaimedJob, descriptor: OpenFile, limits: IntakeLimits) throws {
    guard file.listed.size <= limits.fileBytes else {
      throw FileRefusal(
        origin: Origin(file: "\(file.listed.name)"),
        reason: "the file has more than the \(limits.fileBytes) bytes that are allowed")
    }
    self.file = file
    range = 0..<file.listed.size
    self.limits = limits
    open = descriptor
    state = .checking(Self.scan(file, descriptor, limits))
  }

  /// A file that grew is read again from its beginning: what is known changes nothing.
  func continuation(withinRow: Bool) -> FileShape? { nil }

  private static func scan(
    _ file: ClaimedJob, _ open: OpenFile, _ limits: IntakeLimits
  ) -> PresenceScan {
    PresenceScan(open, 0..<file.listed.size, name: "\(file.listed.name)", limits: limits)
  }

  func step(_ desk: Desk, now wall: Instant) throws -> Bool {
    let now = max(wall, desk.state.at)
    switch state {
    case .checking(let scan): try check(scan, desk)
    case .reading(let scan, var gatherer):
      // Given away for the time, so that it is not copied.
      state = .adopting
      let isGoingOn = try scan.step(into: &gatherer)
      if isGoingOn, !gatherer.isFull {
        state = .reading(scan, gatherer)
      } else {
        state = .sorting(isGoingOn ? scan : nil, gatherer)
      }
    case .sorting(let scan, var gatherer):
      state = .adopting
      _ = gatherer.next(0)
      state = .keeping(scan, gatherer)
    case .keeping(let scan, var gatherer):
      state = .adopting
      try keep(gatherer.next(Self.weeksPerCommit), desk, now: now)
      if gatherer.count > 0 {
        state = .keeping(scan, gatherer)
      } else if let scan {
        state = .reading(scan, gatherer)
      }
    case .adopting:
      // An attempt that was cut off may have kept what nobody has gone by yet.
      if added.minutes > 0 || file.wasBegunBefore { try desk.adoptCurrentVersion(now: now) }
      return false
    }
    return true
  }

  private func check(_ scan: PresenceScan, _ desk: Desk) throws {
    let isGoingOn = try scan.step(pieces: { digest.update($0) }, { _, _ in })
    if isGoingOn { return }
    guard scan.isSound else { throw RefusedDataset(problems: scan.problems) }
    let gatherer = PresenceGatherer(
      desk.data.roster.reps, fallback: desk.rules.schedules.organisationZone)
    state = .reading(Self.scan(file, open, limits), gatherer)
  }

  private func keep(
    _ gathered: [PresenceGatherer.Gathered], _ desk: Desk, now: Instant
  ) throws {
    let piece = try PresenceAdded(gathered, unknownTo: desk.store)
    counts.rows += gathered.reduce(0) { $0 + $1.rows }
    counts.updated += piece.rows
    counts.redelivered = counts.rows - counts.updated
    for week in gathered { added.look(at: week, roster: desk.rules.schedules.roster, now: now) }
    if piece.weeks.isEmpty { return }
    var unit = piece.unit(by: file.deliverer, file: file.id, at: now)
    if file.wasBegunBefore, file.attempt > 0 {
      // Only attempts in a row that come no further make a file poison.
      file.attempt = 0
      unit.changes.append(.fileAttempted(file.attempted))
    }
    try desk.commit([unit])
    desk.presence.add(piece.weeks)
    added.minutes += piece.minutes
  }

  var taken: TakenFile {
    TakenFile(counts: counts, hash: digest.finish().bytes, messages: added.messages(file))
  }
}

/// Presence that is not known yet.
struct PresenceAdded {
  private(set) var weeks: [PresenceWeek] = []
  /// How many rows gave them.
  private(set) var rows = 0
  var minutes = 0
  private var strangers = 0
  private var stranger: RepID?
  private var ahead = 0

  init() {}

  /// Of what was gathered, the minutes that the store does not have.
  init(_ gathered: [PresenceGatherer.Gathered], unknownTo store: Store) throws {
    let unknown = try store.unknownMinutes(of: gathered.map(\.week))
    for (found, seen) in zip(gathered, unknown) where !seen.isEmpty {
      weeks.append(PresenceWeek(rep: found.week.rep, week: found.week.week, seen: seen))
      rows += found.rows
      minutes += seen.minuteCount
    }
  }

  /// The unit that keeps them, with its entry.
  func unit(by actor: String, file: Int64?, at now: Instant) -> CommitUnit {
    var payload = Payload()
    payload.put("dataset", "presence")
    payload.put("file", file)
    payload.put("rows", rows)
    payload.put("weeks", weeks.count)
    payload.put("minutes", minutes)
    return CommitUnit(
      changes: [.presenceAdded(weeks)],
      entries: [
        EntryDraft(
          at: now, actor: actor, kind: .datasetReplaced, subject: "dataset/presence",
          payload: payload.bytes)
      ])
  }

  /// Notes what the person who delivered the file may want to know.
  mutating func look(at found: PresenceGatherer.Gathered, roster: RosterIndex, now: Instant) {
    if roster.index(of: found.week.rep) == nil {
      strangers += found.rows
      stranger = stranger ?? found.week.rep
    }
    // A week may have begun on the other side of the earth.
    if found.week.week > WallTime(milliseconds: now.milliseconds).date.monday + 7 {
      ahead += found.rows
    }
  }

  /// Those notes, a sentence each.
  func messages(_ file: ClaimedJob) -> [String] {
    var messages: [String] = []
    if let stranger {
      messages.append(
        "\(file.listed.name): \(Self.rows(strangers)) of people who are not in reps.csv, such as "
          + "\"\(stranger)\": kept, and of no effect until they are")
    }
    if ahead > 0 {
      messages.append(
        "\(file.listed.name): \(Self.rows(ahead)) of weeks that have not begun: kept for their time"
      )
    }
    return messages
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row is" : "\(count) rows are" }
}
