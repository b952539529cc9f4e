import DeskRules
import LeadModel
import Ledger
import Store

/// Long reading of the log beside a desk at work: on a connection of its own, without setting up a desk.
public struct LogReading {
  private let workspace: Workspace
  private let store: Store
  private let notary: Notary

  /// Opens the store of a workspace for reading.
  public init(_ workspace: Workspace) throws(DeskProblem) {
    self.workspace = workspace
    do {
      store = try Store.open(at: workspace.store, mode: .readOnly)
      notary = try Notary(reading: workspace)
    } catch { throw Desk.problem(error) }
  }

  /// Verifies the whole log from its raw rows.
  public func verify(now: Instant) -> VerifySummary { verify(from: nil, now: now).summary }

  /// Verifies the log from a place on up to where it was found whole before, all of it without one.
  public func verify(from place: Checkpoint?, now: Instant) -> VerifiedLog {
    LogVerification(workspace: workspace, store: store, keys: notary.publicKeys)
      .run(from: place, now: now)
  }

  /// Answers what is asked of the log as a whole: verification, with checkpoints or without, and replay.
  public func answer(_ request: DeskRequest, now: Instant) throws(DeskProblem) -> DeskAnswer {
    switch request {
    case .replay: return .replayed(try replay())
    case .verifyCheckpoints(let files):
      let verification = LogVerification(
        workspace: workspace, store: store, keys: notary.publicKeys)
      return .verified(verification.run(against: files, now: now))
    default: return .verified(verify(now: now))
    }
  }

  /// Derives every decision again and compares.
  public func replay() throws(DeskProblem) -> ReplaySummary {
    do { return try Replaying(store).run() } catch { throw Desk.problem(error) }
  }
}

/// What verifying the log showed, and up to where it is whole.
public struct VerifiedLog: Sendable, Equatable {
  public var summary: VerifySummary
  /// The last entry, where all up to it were found right; the next start verifies from there on.
  public var place: Checkpoint?
}

extension VerifiedLog {
  /// The log of a store that could not even be opened.
  public init(unreadable why: String) {
    summary = VerifySummary(
      verdict: .unreadable, entries: 0, head: "", brokenAt: nil, text: why)
  }
}
