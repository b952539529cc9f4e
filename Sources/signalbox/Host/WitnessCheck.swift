import Desk
import DeskLink
import DeskRules
import Foundation

/// Holds the host's log against what this user last saw of it: each user is a witness.
enum WitnessCheck {
  /// Asks the host, which costs one short question. Returns what to tell the user, loudly, where the log is
  /// not the one that was seen; nil where it goes on from it, or where nothing can be told.
  static func warning(_ client: Client, _ workspace: Workspace) -> String? {
    guard let witness = witness(workspace), let answer = try? client.ask(witness.question) else {
      return nil
    }
    return warning(answer, witness)
  }

  /// The same for whoever asks in their own way: send ``Witness/question``, hand the answer over.
  static func warning(_ answer: DeskAnswer, _ witness: Witness) -> String? {
    guard case .verified(let summary) = answer,
      case .contradicts(let why) = witness.compare(summary)
    else { return nil }
    return why
  }

  /// What this user saw of a workspace; nil where they have no place to keep it.
  static func witness(_ workspace: Workspace) -> Witness? {
    Witness(workspace, environment: ProcessInfo.processInfo.environment)
  }
}
