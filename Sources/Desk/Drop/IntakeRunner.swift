import CPlatform
import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger
import Settings

/// What intake does, as the status line says it.
public enum IntakeStatus: Sendable, Equatable {
  case live
  /// Nothing is taken, and why.
  case paused(String)

  var name: String {
    switch self {
    case .live: "live"
    case .paused: "paused"
    }
  }
  var reason: String? {
    switch self {
    case .live: nil
    case .paused(let why): why
    }
  }
}

/// Carries out what the drop directory's state machine decides, a piece at a time.
public final class IntakeRunner {
  /// Whether there is more to do at once, or when to look again (monotonic milliseconds).
  public enum Progress: Equatable {
    case more
    case idle(lookAgain: Int64?)
  }

  private let desk: Desk
  private let files: LiveDropFiles
  private var drop: DropDirectory
  private var actions: [DropAction] = []
  private var job: LeadsJob?
  private var deliverers: DeliveryRights
  /// What was taken since the last call of ``takeSummary()``.
  private var summary = IntakeSummary(
    files: 0, filesRejected: 0, counts: IntakeCounts(), messages: [])
  /// Files whose tail is waited for.
  private var growing: [(job: LeadsJob, claimed: ClaimedFile)] = []

  /// Readable when a file arrived; −1 where the system gives no watches.
  public var descriptor: Int32 { files.watcher.descriptor }

  public init(_ desk: Desk) {
    self.desk = desk
    files = LiveDropFiles(desk.workspace)
    let settle = Int64(desk.configuration.site.intake.settleSeconds * 1000)
    drop = DropDirectory(settings: DropSettings(settle: settle))
    deliverers = DeliveryRights(desk.configuration.site)
  }

  /// The settings were read again: rights and settling time anew, and the directories that stand there are
  /// accepted.
  public func reload() {
    drop.settings.settle = Int64(desk.configuration.site.intake.settleSeconds * 1000)
    drop.adopt()
    deliverers = DeliveryRights(desk.configuration.site)
  }

  /// Does the next piece of work: a batch of a file, or one action, or a look around.
  public func step(now: Instant, monotonic: Int64) -> Progress {
    if let job {
      work(job, now: now)
      return .more
    }
    if !actions.isEmpty {
      carryOut(actions.removeFirst(), now: now, monotonic: monotonic)
      return .more
    }
    let plan = drop.look(
      files.list(), now: monotonic, mayDeliver: deliverers.mayDeliver,
      attempts: { self.attempts($0) })
    actions = plan.actions
    return actions.isEmpty ? .idle(lookAgain: plan.lookAgain) : .more
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

  private func attempts(_ file: ListedFile) -> Int {
    (try? desk.unfinished(file))?.attempt ?? 0
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
        say("\(error)")
      }
    case .process(let file, let attempt): begin(file, attempt: attempt, now: now)
    case .park(let file, let reason): reject(file, job: nil, why: reason, now: now)
    case .refuse(let file, let reason): say("\(file.place) stays where it is: \(reason)")
    case .pause(let folder, let reason): pause(folder, reason, now: now)
    case .resume(let folder): resume(folder, now: now)
    }
  }

  // MARK: Taking a file in

  private func begin(_ file: ListedFile, attempt: Int, now: Instant) {
    do {
      let job = try attempted(file, attempt: attempt, now: now)
      switch file.folder {
      case .leads:
        let descriptor = try files.open(file)
        self.job = try LeadsJob(
          job, descriptor: descriptor, map: desk.configuration.fieldMap,
          limits: desk.configuration.limits)
      case .activities: finish(job, try takeActivities(job, now: now), now: now)
      case .roster, .crm: finish(job, try takeDataset(job, now: now), now: now)
      }
    } catch let refusal as FileRefusal {
      reject(file, job: currentJob(file), why: refusal.description, now: now)
    } catch let problems as RefusedDataset {
      reject(file, job: currentJob(file), why: problems.first, now: now, text: problems.text)
    } catch {
      failed(file, error)
    }
  }

  /// Commits that this attempt begins, before anything is read.
  private func attempted(_ file: ListedFile, attempt: Int, now: Instant) throws -> ClaimedJob {
    let before = try desk.unfinished(file)
    let id = before?.id ?? desk.counters.nextFile()
    let taken = before?.takenAt ?? max(now, desk.state.at)
    let job = ClaimedJob(
      id: id, listed: file, deliverer: Desk.userName(file.owner), receivedAt: taken,
      attempt: attempt)
    try desk.commit([CommitUnit(changes: [.fileAttempted(job.attempted)])])
    return job
  }

  private func currentJob(_ file: ListedFile) -> ClaimedJob? {
    guard
      let row = try? desk.unfinished(file)
    else { return nil }
    return ClaimedJob(
      id: row.id, listed: file, deliverer: Desk.userName(file.owner), receivedAt: row.takenAt,
      attempt: row.attempt)
  }

  private func work(_ job: LeadsJob, now: Instant) {
    do {
      if try job.step(desk, now: now) { return }
      self.job = nil
      let (changes, rows) = job.ending
      if !rows.isEmpty, job.counts.rejected > 0 {
        _ = try files.writeRejectedRows(job.file.listed, rows: rows)
      }
      finish(
        job.file,
        TakenFile(
          counts: job.counts, hash: job.hash, changes: changes, messages: job.messages), now: now)
    } catch let refusal as FileRefusal {
      self.job = nil
      reject(job.file.listed, job: job.file, why: refusal.description, now: now)
    } catch {
      self.job = nil
      failed(job.file.listed, error)
    }
  }

  /// Commits that the file is done, then moves it. A crash in between leaves it in `.work`, from where it is
  /// read once more: all its rows are known then.
  private func finish(_ job: ClaimedJob, _ taken: TakenFile, now: Instant) {
    do {
      try desk.commit([taken.unit(job, at: max(now, desk.state.at))])
      _ = try files.moveToProcessed(job.listed, day: Self.day(now))
      drop.finished(job.listed)
      summary.files += 1
      summary.counts += taken.counts
      for message in taken.messages { say(message) }
    } catch { failed(job.listed, error) }
  }

  private func reject(
    _ file: ListedFile, job: ClaimedJob?, why: String, now: Instant, text: String? = nil
  ) {
    do {
      try desk.commit([Self.rejection(file, job: job, why: why, at: max(now, desk.state.at))])
      _ = try files.moveToRejected(file, error: Array(((text ?? why) + "\n").utf8))
      drop.finished(file)
      summary.files += 1
      summary.filesRejected += 1
      say(why)
    } catch { failed(file, error) }
  }

  private static func rejection(
    _ file: ListedFile, job: ClaimedJob?, why: String, at now: Instant
  ) -> CommitUnit {
    var payload = Payload()
    payload.put("file", job?.id)
    payload.put("name", "\(file.name)")
    payload.put("folder", file.folder.rawValue)
    payload.put("bytes", file.size)
    let entry = EntryDraft(
      at: now, actor: Desk.userName(file.owner), kind: .intakeRejected,
      subject: "file/\(job.map { String($0.id) } ?? file.place)", payload: payload.bytes)
    let changes = job.map {
      [
        Change.fileFinished(
          FileFinished(
            id: $0.id, result: "rejected", reason: why, counts: IntakeCounts(),
            hash: Digest.sha256([UInt8]()), at: now))
      ]
    }
    return CommitUnit(changes: changes ?? [], entries: [entry])
  }

  /// The store or the disk failed: the file stays in `.work` and is taken up again.
  private func failed(_ file: ListedFile, _ error: any Error) {
    drop.finished(file)
    let why: String =
      switch error {
      case let problem as DropFileProblem: problem.sentence
      case let problem as DeskProblem: problem.sentence
      default: Desk.problem(error).sentence
      }
    say("\(file.place) waits in .work: \(why)")
    desk.setIntake(.paused(why))
  }

  // MARK: Pausing

  private func pause(_ folder: Intake.DropFolder?, _ reason: String, now: Instant) {
    say(reason)
    if folder == nil { desk.setIntake(.paused(reason)) }
    _ = try? desk.commit([Self.entry(.intakePaused, folder, reason, at: max(now, desk.state.at))])
  }

  private func resume(_ folder: Intake.DropFolder?, now: Instant) {
    if folder == nil { desk.setIntake(.live) }
    _ = try? desk.commit([Self.entry(.intakeResumed, folder, nil, at: max(now, desk.state.at))])
  }

  private static func entry(
    _ kind: EntryKind, _ folder: Intake.DropFolder?, _ reason: String?, at now: Instant
  ) -> CommitUnit {
    var payload = Payload()
    payload.put("folder", folder?.rawValue)
    payload.put("reason", reason)
    return CommitUnit(entries: [
      EntryDraft(at: now, actor: "engine", kind: kind, subject: "drop", payload: payload.bytes)
    ])
  }

  private func say(_ message: String) {
    if summary.messages.count < 100 { summary.messages.append(message) }
    desk.messages.append(message)
  }

  private static func day(_ now: Instant) -> String { String(now.description.prefix(10)) }

  /// All bytes of a claimed file within the limit.
  func content(of job: ClaimedJob) throws -> [UInt8] {
    let limit = desk.configuration.limits.fileBytes
    guard job.listed.size <= limit else {
      throw FileRefusal(
        origin: Origin(file: "\(job.listed.name)"),
        reason: "the file has more than the \(limit) bytes that are allowed")
    }
    let descriptor = try files.open(job.listed)
    defer { close(descriptor) }
    guard let bytes = Files.readAll(descriptor, expecting: Int(job.listed.size)) else {
      throw DropFileProblem(what: "cannot read \(job.listed.place)", code: errno)
    }
    return bytes
  }

  /// The activities of a file, each once however often it is delivered.
  private func takeActivities(_ job: ClaimedJob, now: Instant) throws -> TakenFile {
    try ActivitiesJob(desk, job, bytes: content(of: job)).take(now: now)
  }

  private func takeDataset(_ job: ClaimedJob, now: Instant) throws -> TakenFile {
    try DatasetJob(desk, job, bytes: content(of: job)).take(now: now)
  }
}

/// A file that was taken in, before that is committed.
struct TakenFile {
  var counts = IntakeCounts()
  var hash: [UInt8]
  var changes: [Change] = []
  var messages: [String] = []

  /// The unit that says so.
  func unit(_ job: ClaimedJob, at now: Instant) -> CommitUnit {
    var payload = Payload()
    payload.put("file", job.id)
    payload.put("name", "\(job.listed.name)")
    payload.put("folder", job.listed.folder.rawValue)
    payload.put("sha256", Hex.encode(hash))
    payload.put("rows", counts.rows)
    payload.put("assigned", counts.assigned)
    payload.put("queued", counts.queued)
    payload.put("duplicate", counts.duplicate)
    payload.put("shadowed", counts.shadowed)
    payload.put("updated", counts.updated)
    payload.put("redelivered", counts.redelivered)
    payload.put("rejected", counts.rejected)
    let finished = FileFinished(
      id: job.id, result: "accepted", reason: nil, counts: counts, hash: hash, at: now)
    return CommitUnit(
      changes: changes + [.fileFinished(finished)],
      entries: [
        EntryDraft(
          at: now, actor: job.deliverer, kind: .intakeAccepted, subject: "file/\(job.id)",
          payload: payload.bytes)
      ])
  }
}

/// A roster or CRM file with errors: it replaces nothing.
struct RefusedDataset: Error {
  let problems: [Finding]
  var first: String {
    let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    return (problems.first?.description ?? "the file cannot be read") + more
  }
  var text: String { problems.map(\.description).joined(separator: "\n") }
}
