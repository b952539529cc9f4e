import DeskRules
import Glibc
import LeadModel
import Ledger
import Store

/// Verifying the log against every checkpoint that the workspace has.
struct LogVerification {
  /// How long a tail may go without a checkpoint before that is a bad answer.
  private static let patience = 2 * Instant.hour

  let workspace: Workspace
  let store: Store
  let keys: [PublicKey]

  func run(now: Instant) -> VerifySummary {
    let given: [SignedCheckpoint]
    do {
      let text = try Files.read(workspace.checkpoints + "/checkpoints.txt") ?? []
      given = try CheckpointFile.decode(String(decoding: text, as: UTF8.self))
    } catch {
      return VerifySummary(
        verdict: .broken, entries: 0, head: "", brokenAt: nil,
        text: "the checkpoints in \(workspace.checkpoints) cannot be read")
    }
    let outcome = store.verify(checkpoints: given, publicKeys: keys)
    return VerifySummary(
      verdict: Self.verdict(outcome, now: now), entries: outcome.entries,
      head: Hex.encode(outcome.head.bytes), brokenAt: outcome.brokenAt, text: outcome.sentence)
  }

  private static func verdict(_ outcome: VerifyOutcome, now: Instant) -> VerifySummary.Verdict {
    switch outcome.verdict {
    case .intact: .intact
    case .tailNotAnchored(_, let since): now - since > patience ? .broken : .tailNotAnchored
    case .unknownKey: .unknownKey
    case .broken: .broken
    case .unreadable: .unreadable
    }
  }
}
