import DeskRules
import Intake
import LeadModel
import Ledger

/// A file that was taken in, before that is committed.
struct TakenFile {
  var counts = IntakeCounts()
  var hash: [UInt8]
  var changes: [Change] = []
  var messages: [String] = []
  /// Its rejected rows, where there are some.
  var rejected: RejectedSpool?

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
