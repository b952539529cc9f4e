import DeskRules
import Foundation
import LeadModel
import Ledger
import Store

// What whoever runs the desk asks of it.
extension Desk {
  /// Answers requests about checkpoints and settings. `uid` is the asker's: who owns the workspace may do
  /// with it what an admin may.
  func operate(
    _ request: DeskRequest, by actor: Actor, uid: UInt32, now wall: Instant
  ) throws -> DeskAnswer {
    if case .verifyCheckpoints(let files) = request { return .verified(verify(files, now: wall)) }
    if let refusal = mayOperate(actor, uid: uid) {
      try record(refusal, of: request, by: actor, now: max(wall, state.at))
      return .refused(refusal)
    }
    guard mode == .host else { return .failed("that needs a host") }
    switch request {
    case .checkpoint: return try signCheckpoint(now: max(wall, state.at))
    case .reload: return try readSettingsAgain(by: actor, now: wall)
    default: return .failed("that is no question about the running of the desk")
    }
  }

  private func verify(_ files: [CheckpointText], now: Instant) -> VerifySummary {
    let verification = LogVerification(
      workspace: workspace, store: store, keys: notary.publicKeys)
    return files.allSatisfy(\.isFromWitness)
      ? verification.extends(files) : verification.run(against: files, now: now)
  }

  private func mayOperate(_ actor: Actor, uid: UInt32) -> Refusal? {
    isOwner(uid) || actor.isSolo || actor.roles.contains(.admin)
      ? nil
      : Refusal(
        .role, "\(actor.name) may not run the desk: any admin or the workspace's owner may")
  }

  private func readSettingsAgain(by actor: Actor, now wall: Instant) throws -> DeskAnswer {
    do throws(DeskProblem) {
      try reload(now: wall, by: actor)
    } catch {
      guard case .workspace(let problem) = error else { throw error }
      return .badSettings(problem.sentences)
    }
    return .done(
      ActReceipt(entry: try store.head().seq, text: "Settings and people were read again"))
  }

  private func signCheckpoint(now: Instant) throws -> DeskAnswer {
    notary.anchor(store, now: now)
    guard let signed = try store.latestCheckpoint() else {
      return .failed("the log is empty: there is nothing to sign yet")
    }
    guard signed.checkpoint.count == (try store.head().seq) else {
      return .failed("no checkpoint could be written into \(workspace.checkpoints)")
    }
    return .done(
      ActReceipt(
        entry: signed.checkpoint.count,
        text: "A signed checkpoint covers all \(signed.checkpoint.count) entries, up to "
          + signed.checkpoint.head.hex))
  }

  private func record(
    _ refusal: Refusal, of request: DeskRequest, by actor: Actor, now: Instant
  ) throws {
    guard mode == .host else { return }
    let name = request == .reload ? "reload" : "checkpoint"
    var payload = Payload()
    payload.put("act", name)
    payload.put("refused", refusal.refused.rawValue)
    try commit([
      CommitUnit(entries: [
        EntryDraft(
          at: now, actor: actor.name, role: actor.roleText, kind: .actRefused,
          subject: "act/\(name)", payload: payload.bytes)
      ])
    ])
  }
}
