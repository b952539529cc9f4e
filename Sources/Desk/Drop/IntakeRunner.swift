import DeskRules
import Glibc
import Intake
import LeadModel

/// Carries out what the drop directory's state machine decides, a piece at a time.
public final class IntakeRunner {
  /// Whether there is more to do at once, or when to look again (monotonic milliseconds).
  public enum Progress: Equatable {
    case more
    case idle(lookAgain: Int64?)
  }

  /// After trouble with store or disk, how long to wait before trying again, in milliseconds.
  static let patience: Int64 = 2000

  let desk: Desk
  let files: LiveDropFiles
  var drop: DropDirectory
  private var actions: [DropAction] = []
  private var job: (any SteppedJob)?
  private var deliverers: DeliveryRights
  /// What was taken since the last call of ``takeSummary()``.
  private var summary = IntakeSummary(
    files: 0, filesRejected: 0, counts: IntakeCounts(), messages: [])
  /// Files that were taken and lie in `.work` until they stand still.
  var growing: [GrowingFile] = []
  /// Files that are done with and have to be moved.
  var leaving: [LeavingFile] = []
  /// Until when nothing is tried, after trouble with store or disk.
  var troubleUntil: Int64?
  /// How often each file was put back because of such trouble, by its place.
  var putBack: [String: Int] = [:]

  /// Readable when a file arrived; −1 where the system gives no watches.
  public var descriptor: Int32 { files.watcher.descriptor }

  /// For a desk that is open for writing.
  public init(_ desk: Desk) {
    self.desk = desk
    files = LiveDropFiles(desk.workspace)
    drop = DropDirectory(settings: DropSettings(settle: desk.settleMilliseconds))
    deliverers = DeliveryRights(desk.configuration)
  }

  /// The settings were read again: rights and settling time anew, and the directories that stand there are
  /// accepted.
  public func reload() {
    drop.settings.settle = desk.settleMilliseconds
    drop.adopt()
    files.watchAnew()
    deliverers = DeliveryRights(desk.configuration)
  }

  /// Does the next piece of work: a batch of a file, or one action, or a look around.
  public func step(now: Instant, monotonic: Int64) -> Progress {
    if let troubleUntil, monotonic < troubleUntil {
      // Else the descriptor would stay readable, and the host would not come to rest.
      files.watcher.drain()
      return .idle(lookAgain: nil)
    }
    if let job {
      work(job, now: now, monotonic: monotonic)
      return .more
    }
    if !leaving.isEmpty {
      leave(leaving.removeFirst(), now: now, monotonic: monotonic)
      return .more
    }
    if !actions.isEmpty {
      carryOut(actions.removeFirst(), now: now, monotonic: monotonic)
      return .more
    }
    if let index = growing.firstIndex(where: { $0.lookAt <= monotonic }) {
      lookAtTail(of: growing.remove(at: index), now: now, monotonic: monotonic)
      return .more
    }
    let plan = drop.look(
      files.list(), now: monotonic, mayDeliver: deliverers.mayDeliver,
      attempts: { self.attempts($0) })
    actions = plan.actions
    guard actions.isEmpty else { return .more }
    return .idle(lookAgain: (growing.map(\.lookAt) + [plan.lookAgain].compactMap(\.self)).min())
  }

  /// What was taken since the last call.
  public func takeSummary() -> IntakeSummary {
    defer {
      summary = IntakeSummary(files: 0, filesRejected: 0, counts: IntakeCounts(), messages: [])
    }
    return summary
  }

  /// Rows taken since the last call of ``takeSummary()``, those of the file at hand among them.
  public var rowsTaken: Int { summary.counts.rows + (job?.counts.rows ?? 0) }

  /// Attempts that may have brought the host down: one that ended in trouble with the disk did not.
  private func attempts(_ file: ListedFile) -> Int {
    let begun = (try? desk.unfinished(file))?.attempt ?? 0
    return putBack[file.place] == nil ? begun : max(0, begun - 1)
  }

  private func carryOut(_ action: DropAction, now: Instant, monotonic: Int64) {
    switch action {
    case .claim(let file):
      do {
        guard let found = try files.claim(file) else { return drop.claimFailed(file) }
        actions.insert(
          drop.claimed(file, found: found, mayDeliver: deliverers.mayDeliver), at: 0)
      } catch {
        drop.claimFailed(file)
        trouble(Self.sentence(error), now: now, monotonic: monotonic)
      }
    case .process(let file, let attempt):
      begin(file, attempt: attempt, now: now, monotonic: monotonic)
    case .park(let file, let reason):
      reject(file, job: currentJob(file), why: reason, now: now, monotonic: monotonic)
    case .refuse(let file, let reason): say("\(file.place) stays where it is: \(reason)")
    case .pause(let folder, let reason): pause(folder, reason, now: now)
    case .resume(let folder): resume(folder, now: now)
    }
  }

  // MARK: Taking a file in

  func begin(_ file: ListedFile, attempt: Int, now: Instant, monotonic: Int64) {
    var job: ClaimedJob?
    do {
      let file = try files.status(file)
      let begun = try attempted(file, attempt: attempt, now: now)
      job = begun
      switch file.folder {
      case .leads:
        self.job = try LeadsJob(
          begun, descriptor: try files.open(file), map: desk.configuration.fieldMap,
          limits: desk.configuration.limits, rejected: desk.workspace.rejected)
      case .activities:
        let taken = try ActivitiesJob(desk, begun, bytes: content(of: begun)).take(now: now)
        finish(begun, taken, tail: nil, now: now, monotonic: monotonic)
      case .roster where DataFile(delivered: "\(file.name)", to: "roster") == .presence:
        self.job = try PresenceJob(
          begun, descriptor: try files.open(file), limits: desk.configuration.limits)
      case .roster, .crm:
        let taken = try DatasetJob(desk, begun, bytes: content(of: begun)).take(now: now)
        finish(begun, taken, tail: nil, now: now, monotonic: monotonic)
      }
    } catch let refusal as FileRefusal {
      reject(file, job: job, why: refusal.description, now: now, monotonic: monotonic)
    } catch let problems as RefusedDataset {
      reject(
        file, job: job, why: problems.first, now: now, monotonic: monotonic, text: problems.text)
    } catch {
      failed(file, job: job, error, now: now, monotonic: monotonic)
    }
  }

  /// Reads what was added to a file of leads after it had been taken.
  func begin(tail range: Range<Int64>, of file: GrowingFile, now: Instant, monotonic: Int64) {
    do {
      let open = try files.open(file.listed)
      let last = try open.bytes(range.lowerBound - 1..<range.lowerBound).first
      let isWithinRow = last != UInt8(ascii: "\n") && last != UInt8(ascii: "\r")
      guard let shape = file.job.continuation(withinRow: isWithinRow) else {
        return begin(file.listed, attempt: 1, now: now, monotonic: monotonic)
      }
      let begun = try attempted(file.listed, attempt: 1, now: now)
      job = try LeadsJob(
        tail: range, of: begun, shape: shape, descriptor: open, map: desk.configuration.fieldMap,
        limits: desk.configuration.limits, rejected: desk.workspace.rejected)
    } catch {
      failed(file.listed, job: nil, error, now: now, monotonic: monotonic)
    }
  }

  /// Commits that this attempt begins, before anything is read.
  private func attempted(_ file: ListedFile, attempt: Int, now: Instant) throws -> ClaimedJob {
    let before = try desk.unfinished(file)
    let id = before?.id ?? desk.counters.nextFile()
    let taken = before?.takenAt ?? max(now, desk.state.at)
    let job = ClaimedJob(
      id: id, listed: file, deliverer: Desk.userName(file.owner), receivedAt: taken,
      attempt: attempt, wasBegunBefore: before != nil)
    try desk.commit([CommitUnit(changes: [.fileAttempted(job.attempted)])])
    return job
  }

  private func currentJob(_ file: ListedFile) -> ClaimedJob? {
    guard let row = try? desk.unfinished(file) else { return nil }
    return ClaimedJob(
      id: row.id, listed: file, deliverer: Desk.userName(file.owner), receivedAt: row.takenAt,
      attempt: row.attempt, wasBegunBefore: true)
  }

  private func work(_ job: any SteppedJob, now: Instant, monotonic: Int64) {
    do {
      if try job.step(desk, now: now) { return }
      self.job = nil
      finish(job.file, job.taken, tail: job, now: now, monotonic: monotonic)
    } catch let refusal as FileRefusal {
      self.job = nil
      reject(
        job.file.listed, job: job.file, why: refusal.description, now: now, monotonic: monotonic)
    } catch let problems as RefusedDataset {
      self.job = nil
      reject(
        job.file.listed, job: job.file, why: problems.first, now: now, monotonic: monotonic,
        text: problems.text)
    } catch {
      self.job = nil
      failed(job.file.listed, job: job.file, error, now: now, monotonic: monotonic)
    }
  }

  // MARK: Telling

  func say(_ message: String) {
    if summary.messages.count < 100 { summary.messages.append(message) }
    desk.messages.append(message)
  }

  /// Adds a file that is done with to the summary.
  func count(_ counts: IntakeCounts, rejected: Bool) {
    summary.files += 1
    if rejected { summary.filesRejected += 1 }
    summary.counts += counts
  }

  /// All bytes of a claimed file that were there when it was looked at, within the limit.
  private func content(of job: ClaimedJob) throws -> [UInt8] {
    let limit = desk.configuration.limits.fileBytes
    guard job.listed.size <= limit else {
      throw FileRefusal(
        origin: Origin(file: "\(job.listed.name)"),
        reason: "the file has more than the \(limit) bytes that are allowed")
    }
    return try files.open(job.listed).bytes(0..<job.listed.size)
  }
}
