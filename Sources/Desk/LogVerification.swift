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

  /// The whole log, against the workspace's own checkpoints.
  func run(now: Instant) -> VerifySummary { run(from: nil, now: now).summary }

  /// The log from a place on, all of it without one, against the workspace's own checkpoints.
  func run(from place: Checkpoint?, now: Instant) -> VerifiedLog {
    switch own() {
    case .success(let checkpoints): verify(checkpoints, from: place, now: now)
    case .failure(let problem): VerifiedLog(summary: Self.broken(problem.why), place: nil)
    }
  }

  /// The whole log, against the workspace's checkpoints and those of files that the asker read: each has to
  /// be readable, signed by a known key, and on the chain.
  func run(against files: [CheckpointText], now: Instant) -> VerifySummary {
    switch (own(), Self.read(files)) {
    case (.failure(let problem), _), (_, .failure(let problem)): return Self.broken(problem.why)
    case (.success(let own), .success(let given)):
      return stranger(given) ?? offChain(given)
        ?? verify(own + given.map(\.checkpoint), from: nil, now: now).summary
    }
  }

  /// Whether the log as it is stored extends these checkpoints. What a witness asks at every connection: a
  /// look at one place each, which shows a log that was cut or replaced, not one that was tampered with.
  func extends(_ files: [CheckpointText]) -> VerifySummary {
    switch Self.read(files) {
    case .failure(let problem): return Self.broken(problem.why)
    case .success(let given):
      if let wrong = stranger(given) ?? offChain(given) { return wrong }
      let head = (try? store.head()) ?? .genesis
      return VerifySummary(
        verdict: .intact, entries: head.seq, head: head.hash.hex, brokenAt: nil,
        text: "extends every checkpoint given", checkpoint: latest)
    }
  }

  private var latest: String? { (try? store.latestCheckpoint())?.line }

  private func verify(
    _ checkpoints: [SignedCheckpoint], from place: Checkpoint?, now: Instant
  ) -> VerifiedLog {
    let outcome = store.verify(checkpoints: checkpoints, publicKeys: keys, from: place)
    let summary = VerifySummary(
      verdict: Self.verdict(outcome, now: now), entries: outcome.entries,
      head: Hex.encode(outcome.head.bytes), brokenAt: outcome.brokenAt, text: outcome.sentence,
      checkpoint: latest)
    return VerifiedLog(summary: summary, place: Self.wholeUpTo(outcome, now: now))
  }

  private static func wholeUpTo(_ outcome: VerifyOutcome, now: Instant) -> Checkpoint? {
    switch outcome.verdict {
    case .intact, .tailNotAnchored:
      outcome.entries > 0
        ? Checkpoint(count: outcome.entries, head: outcome.head, at: now) : nil
    case .unknownKey, .broken, .unreadable: nil
    }
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

// Reading checkpoints.
extension LogVerification {
  /// A checkpoint with the file that it came from.
  private struct Given {
    var file: String
    var checkpoint: SignedCheckpoint

    /// As messages name it.
    var words: String {
      "the checkpoint of \(checkpoint.checkpoint.at)" + (file.isEmpty ? "" : " in \"\(file)\"")
    }
  }

  private struct Unreadable: Error { var why: String }

  private func own() -> Result<[SignedCheckpoint], Unreadable> {
    do {
      let text = try Files.read(workspace.checkpoints + "/checkpoints.txt") ?? []
      return .success(try CheckpointFile.decode(String(decoding: text, as: UTF8.self)))
    } catch {
      return .failure(
        Unreadable(why: "the checkpoints in \(workspace.checkpoints) cannot be read"))
    }
  }

  private static func read(_ files: [CheckpointText]) -> Result<[Given], Unreadable> {
    var given: [Given] = []
    for file in files {
      do throws(CheckpointFile.BadLine) {
        given += try CheckpointFile.decode(file.text).map { Given(file: file.file, checkpoint: $0) }
      } catch {
        let name = file.file.isEmpty ? "what was given" : "\"\(file.file)\""
        return .failure(Unreadable(why: "line \(error.line) of \(name) is no checkpoint"))
      }
    }
    return .success(given)
  }

  private func stranger(_ given: [Given]) -> VerifySummary? {
    guard let wrong = given.first(where: { !$0.checkpoint.isSigned(byOneOf: keys) }) else {
      return nil
    }
    return VerifySummary(
      verdict: .unknownKey, entries: 0, head: "", brokenAt: nil,
      text: "\(wrong.words) is signed by an unknown key (\(wrong.checkpoint.key))",
      checkpoint: latest)
  }

  /// The first checkpoint, by its place in the log, that the log does not extend.
  private func offChain(_ given: [Given]) -> VerifySummary? {
    do {
      let head = try store.head()
      for one in given.sorted(by: {
        $0.checkpoint.checkpoint.count < $1.checkpoint.checkpoint.count
      }) {
        let (count, hash) = (one.checkpoint.checkpoint.count, one.checkpoint.checkpoint.head)
        let found = try store.entryHash(count)
        guard found != hash.hex else { continue }
        let why =
          found == nil
          ? "the log ends at entry \(head.seq), but \(one.words) covers \(count)"
          : "the log was rewritten at or before entry \(count): \(one.words) has another hash there"
        return VerifySummary(
          verdict: .broken, entries: head.seq, head: head.hash.hex,
          brokenAt: min(count, head.seq + 1), text: why, checkpoint: latest)
      }
      return nil
    } catch {
      return VerifySummary(
        verdict: .unreadable, entries: 0, head: "", brokenAt: nil, text: "\(error)")
    }
  }

  private static func broken(_ why: String) -> VerifySummary {
    VerifySummary(verdict: .broken, entries: 0, head: "", brokenAt: nil, text: why)
  }
}

extension Store {
  /// The stored hash of an entry, 64 hex digits; nil where the log has none of this number.
  func entryHash(_ seq: Int64) throws(StoreProblem) -> String? {
    var hash: String?
    try forEachEntry(from: seq) { entry in
      if entry.seq == seq { hash = entry.hash }
      return false
    }
    return hash
  }
}
