import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger

/// A file that was taken in and is still watched, since its writer may go on.
struct GrowingFile {
  let listed: ListedFile
  let job: any SteppedJob
  var claimed: ClaimedFile
  /// When to look again, in monotonic milliseconds.
  var lookAt: Int64
}

/// A file that the store knows to be done with, on its way out of `.work`.
enum LeavingFile {
  case processed(ListedFile, day: String, rejected: RejectedSpool?)
  case rejected(ListedFile, error: [UInt8])

  var file: ListedFile {
    switch self {
    case .processed(let file, _, _), .rejected(let file, _): file
    }
  }
}

// How files end.
extension IntakeRunner {
  /// How often a file that cannot be read is tried before it makes way for the rest.
  private static let mostReadings = 3

  /// Commits that the file is done, then moves it. A crash in between leaves it in `.work`, from where it is
  /// read once more: all its rows are known then.
  func finish(
    _ job: ClaimedJob, _ taken: TakenFile, tail: (any SteppedJob)?, now: Instant, monotonic: Int64
  ) {
    do {
      try desk.commit([taken.unit(job, at: max(now, desk.state.at))])
    } catch { return failed(job.listed, job: job, error, now: now, monotonic: monotonic) }
    recovered(job.listed, now: now)
    count(taken.counts, rejected: false)
    for message in taken.messages { say(message) }
    guard let tail else {
      let day = String(now.description.prefix(10))
      return leave(
        .processed(job.listed, day: day, rejected: taken.rejected), now: now, monotonic: monotonic)
    }
    do {
      try taken.rejected?.publish()
    } catch { trouble(Self.sentence(error), now: now, monotonic: monotonic) }
    var claimed = ClaimedFile(
      size: tail.range.upperBound, modified: job.listed.modified, now: monotonic,
      settle: drop.settings.settle)
    claimed.hasRead(upTo: tail.range.upperBound)
    lookAtTail(
      of: GrowingFile(listed: job.listed, job: tail, claimed: claimed, lookAt: monotonic),
      now: now, monotonic: monotonic)
  }

  /// Lets a file go that stands as it was read; else waits for what is added, and reads that as a further
  /// delivery.
  func lookAtTail(of file: GrowingFile, now: Instant, monotonic: Int64) {
    var file = file
    let day = String(now.description.prefix(10))
    let leaving = LeavingFile.processed(file.listed, day: day, rejected: nil)
    guard let status = try? files.status(file.listed) else {
      return leave(leaving, now: now, monotonic: monotonic)
    }
    let step = file.claimed.next(
      size: status.size, modified: status.modified, now: monotonic)
    switch step {
    case .finish: leave(leaving, now: now, monotonic: monotonic)
    case .finishChanged(let reason):
      say("\(file.listed.place): \(reason)")
      leave(leaving, now: now, monotonic: monotonic)
    case .wait(let until):
      file.lookAt = until
      growing.append(file)
    case .readTail(let range):
      begin(
        tail: range,
        of: GrowingFile(
          listed: status, job: file.job, claimed: file.claimed, lookAt: monotonic),
        now: now, monotonic: monotonic)
    }
  }

  /// Refuses a file as a whole.
  func reject(
    _ file: ListedFile, job: ClaimedJob?, why: String, now: Instant, monotonic: Int64,
    text: String? = nil
  ) {
    do {
      try desk.commit([rejection(file, job: job, why: why, at: max(now, desk.state.at))])
    } catch { return failed(file, job: job, error, now: now, monotonic: monotonic) }
    recovered(file, now: now)
    count(IntakeCounts(), rejected: true)
    say(why)
    leave(
      .rejected(file, error: Array(((text ?? why) + "\n").utf8)), now: now, monotonic: monotonic)
  }

  private func rejection(
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
    guard let job else { return CommitUnit(entries: [entry]) }
    let finished = FileFinished(
      id: job.id, result: "rejected", reason: why, counts: IntakeCounts(), hash: digest(of: file),
      at: now)
    return CommitUnit(changes: [.fileFinished(finished)], entries: [entry])
  }

  /// SHA-256 of a refused file as far as the limit for files goes.
  private func digest(of file: ListedFile) -> [UInt8] {
    var digest = StreamingDigest()
    let end = min(file.size, desk.configuration.limits.fileBytes)
    try? files.open(file).pass(0..<max(0, end)) { digest.update($0) }
    return digest.finish().bytes
  }

  /// Moves a file out of `.work`. Where that does not work it is tried again, and nothing else is taken
  /// meanwhile.
  func leave(_ leaving: LeavingFile, now: Instant, monotonic: Int64) {
    do {
      switch leaving {
      case .processed(let file, let day, let rejected):
        try rejected?.publish()
        _ = try files.moveToProcessed(file, day: day)
      case .rejected(let file, let error): _ = try files.moveToRejected(file, error: error)
      }
      recovered(leaving.file, now: now)
      drop.finished(leaving.file)
    } catch let problem as DropFileProblem where problem.code == ENOENT {
      say("\(leaving.file.place) is gone from .work")
      drop.finished(leaving.file)
    } catch {
      self.leaving.append(leaving)
      trouble(Self.sentence(error), now: now, monotonic: monotonic)
    }
  }
}

// Trouble with store and disk.
extension IntakeRunner {
  /// The store or the disk failed: the file stays in `.work` and is taken up again. One that alone cannot be
  /// read makes way in the end.
  func failed(
    _ file: ListedFile, job: ClaimedJob?, _ error: any Error, now: Instant, monotonic: Int64
  ) {
    let times = putBack[file.place, default: 0] + 1
    putBack[file.place] = times
    let why = Self.sentence(error)
    if let problem = error as? DropFileProblem {
      if problem.code == ENOENT {
        say(why)
        return drop.finished(file)
      }
      if times >= Self.mostReadings, ![ENOSPC, EDQUOT, EROFS].contains(problem.code) {
        return reject(file, job: job, why: why, now: now, monotonic: monotonic)
      }
    }
    drop.finished(file)
    say("\(file.place) waits in .work: \(why)")
    trouble(why, now: now, monotonic: monotonic)
  }

  /// Pauses intake for a while.
  func trouble(_ why: String, now: Instant, monotonic: Int64) {
    let isNew = troubleUntil == nil
    troubleUntil = monotonic + Self.patience
    desk.setIntake(.paused(why))
    if isNew { pause(nil, why, now: now) }
  }

  /// What was tried has worked: intake is live again.
  func recovered(_ file: ListedFile, now: Instant) {
    putBack[file.place] = nil
    guard troubleUntil != nil else { return }
    troubleUntil = nil
    resume(nil, now: now)
  }

  static func sentence(_ error: any Error) -> String {
    switch error {
    case let problem as DropFileProblem: problem.sentence
    case let problem as DeskProblem: problem.sentence
    default: Desk.problem(error).sentence
    }
  }

  // MARK: Pausing

  func pause(_ folder: Intake.DropFolder?, _ reason: String, now: Instant) {
    say(reason)
    if folder == nil { desk.setIntake(.paused(reason)) }
    _ = try? desk.commit([Self.entry(.intakePaused, folder, reason, at: max(now, desk.state.at))])
  }

  func resume(_ folder: Intake.DropFolder?, now: Instant) {
    if folder == nil, !drop.isPaused, troubleUntil == nil { desk.setIntake(.live) }
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
}
