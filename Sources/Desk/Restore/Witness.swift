import DeskRules
import Foundation
import Glibc
import LeadModel
import Ledger

/// What one user saw of a workspace's log, kept in that user's own folder: whoever connects holds the log
/// against it, so that each user is a witness that nothing was cut off or rewritten.
public struct Witness: Sendable {
  /// What comparing showed.
  public enum Finding: Sendable, Equatable {
    /// Nothing was seen here before, or nothing could be kept.
    case first
    /// The log goes on from what was seen.
    case extends
    /// It does not; one sentence for the user, loud.
    case contradicts(String)
  }

  /// The file with the last checkpoint that was seen.
  public let path: String
  private let workspace: Workspace

  /// The file lies in `$XDG_STATE_HOME/signalbox/witness/`, else in `~/.local/state/signalbox/witness/`; nil
  /// where there is neither.
  public init?(_ workspace: Workspace, environment: [String: String]) {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let given = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let state = given ?? home.map({ $0 + "/.local/state" }) else { return nil }
    self.workspace = workspace
    let name = Hex.encode(Array(Digest.sha256(Array(workspace.root.utf8)).prefix(8)))
    path = state + "/signalbox/witness/\(name).txt"
  }

  /// What to ask the host: whether its log extends what was seen.
  public var question: DeskRequest {
    let line = seen?.line
    return .verifyCheckpoints(line.map { [CheckpointText(file: "", text: $0 + "\n")] } ?? [])
  }

  /// Compares the answer with what was seen, and keeps the newer checkpoint where the log extends it.
  public func compare(_ summary: VerifySummary) -> Finding {
    let latest = summary.checkpoint.flatMap { SignedCheckpoint(line: $0) }
    guard let seen else {
      if let latest { keep(latest) }
      return .first
    }
    guard summary.verdict != .unreadable else { return .extends }
    guard summary.verdict == .intact else { return .contradicts(warning(seen, summary.text)) }
    guard let latest else {
      return .contradicts(warning(seen, "the host shows no checkpoint any more"))
    }
    guard latest.checkpoint.count >= seen.checkpoint.count else {
      return .contradicts(
        warning(seen, "the host's last checkpoint covers only \(latest.checkpoint.count) entries"))
    }
    if latest != seen { keep(latest) }
    return .extends
  }

  /// Begins anew from what the host shows now: for a user who knows why the log is another one.
  public func forget() { unlink(path) }

  private func warning(_ seen: SignedCheckpoint, _ why: String) -> String {
    "THE LOG IS NOT THE ONE YOU SAW: on \(seen.checkpoint.at) it had \(seen.checkpoint.count) entries "
      + "ending in \(seen.checkpoint.head.hex.prefix(16)); now \(why). Ask who runs the desk; if it was "
      + "restored from a backup, delete \(path)"
  }

  private var seen: SignedCheckpoint? {
    guard let text = try? Files.read(path) else { return nil }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    return lines.last.flatMap { SignedCheckpoint(line: $0) }
  }

  /// A user without a place to write is no witness, and works on.
  private func keep(_ checkpoint: SignedCheckpoint) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let text = "# \(workspace.root)\n\(checkpoint.line)\n"
    try? Files.write(Array(text.utf8), to: path)
  }
}
