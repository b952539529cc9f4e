import DeskRules
import LeadModel
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
  public func verify(now: Instant) -> VerifySummary {
    LogVerification(workspace: workspace, store: store, keys: notary.publicKeys).run(now: now)
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
