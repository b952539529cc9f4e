import CPlatform
import Console
import Desk
import DeskLink
import DeskRules
import Foundation
import Glibc
import Synchronization

/// The console's connection: questions out, messages in, and a new connection when the host goes away.
final class ConsoleLink {
  private let launcher: HostLauncher
  private var client: Client?
  private var tags: [UInt64: RequestTag] = [:]
  private var lastID: UInt64 = 1
  /// What this user saw of the log, and the question that holds the host's against it.
  private let witness: Witness?
  private var witnessID: UInt64?
  /// New connections, from the thread that makes them.
  private let made = Mailbox<Result<Client, LostLink>>()
  /// The site's theme.
  var theme: String? { launcher.workspace.siteTheme }

  struct LostLink: Error, Sendable { let why: String }

  /// Connects, starting a host where none serves.
  init(_ launcher: HostLauncher) throws {
    self.launcher = launcher
    witness = WitnessCheck.witness(launcher.workspace)
    client = try launcher.connect()
    askWitness()
  }

  /// Readable when messages wait; −1 while there is no connection.
  var descriptor: Int32 { client?.events.descriptor ?? -1 }
  /// Readable when a new connection was made, or could not be.
  var reconnected: Int32 { made.descriptor }

  func ask(_ request: DeskRequest, _ tag: RequestTag) {
    guard let client else { return }
    lastID += 1
    tags[lastID] = tag
    client.send(request, id: lastID)
  }

  /// What happened since the last call.
  func take() -> [ConsoleMessage] {
    var messages: [ConsoleMessage] = []
    for event in client?.events.take() ?? [] {
      switch event {
      case .answered(let id, let answer):
        if id == witnessID {
          messages += judge(answer)
        } else if let tag = tags.removeValue(forKey: id) {
          messages.append(.answered(answer, to: tag))
        }
      case .changed(let topics): messages.append(.changed(topics))
      case .closed(let problem):
        drop()
        messages.append(.linkLost(problem.sentence))
      }
    }
    for result in made.take() {
      switch result {
      case .success(let client):
        self.client = client
        askWitness()
        messages.append(.linkRestored)
      case .failure(let lost):
        messages.append(.linkLost(lost.why))
        reconnect(afterMilliseconds: 1000)
      }
    }
    return messages
  }

  /// Whether the host's log goes on from what this user saw: asked with every connection.
  private func askWitness() {
    guard let client, let witness else { return }
    lastID += 1
    witnessID = lastID
    client.send(witness.question, id: lastID)
  }

  private func judge(_ answer: DeskAnswer) -> [ConsoleMessage] {
    witnessID = nil
    guard let witness, let why = WitnessCheck.warning(answer, witness) else { return [] }
    return [.alarmed(why)]
  }

  private func drop() {
    witnessID = nil
    if let client { Thread.detachNewThread { client.close() } }
    client = nil
    tags = [:]
    reconnect(afterMilliseconds: 0)
  }

  /// Connects on a thread of its own, so that the screen goes on answering.
  private func reconnect(afterMilliseconds delay: Int64) {
    let (launcher, made) = (launcher, made)
    Thread.detachNewThread {
      _ = sb_poll(nil, 0, delay * 1_000_000)
      do {
        made.put(.success(try launcher.connect()))
      } catch {
        let why = (error as? Failure)?.lines.first ?? "\(error)"
        made.put(.failure(LostLink(why: why)))
      }
    }
  }

  func close() { client?.close() }
}
