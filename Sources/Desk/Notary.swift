import Foundation
import Glibc
import LeadModel
import Ledger
import Store

/// Keeps the key that signs checkpoints, and puts them where they can be found: in the store, in the
/// workspace's folder, and in a folder elsewhere where one is set.
struct Notary {
  /// Entries after which a checkpoint is due.
  private static let entriesBetween: Int64 = 1000
  /// Time after which one is due when there is news.
  private static let timeBetween = Instant.hour

  private let folder: String
  private let copy: String?
  /// nil where the desk is only read.
  private let key: SigningKey?
  /// Keys whose signatures are accepted.
  let publicKeys: [PublicKey]
  private var last: Checkpoint?
  /// The last entry of the log, as far as it was noted.
  private var headSeq: Int64?

  /// For a host: makes the key where there is none.
  init(_ workspace: Workspace, copy: String?, store: Store) throws {
    folder = workspace.checkpoints
    self.copy = copy
    let key = try Self.signingKey(workspace)
    self.key = key
    publicKeys = [key.publicKey]
    last = try store.latestCheckpoint()?.checkpoint
  }

  /// For a reader, who needs the public half only.
  init(reading workspace: Workspace) throws {
    folder = workspace.checkpoints
    copy = nil
    key = nil
    let path = workspace.keys + "/checkpoint.pub"
    publicKeys = try Files.read(path).flatMap { KeyFile.decodePublic($0) }.map { [$0] } ?? []
  }

  private static func signingKey(_ workspace: Workspace) throws -> SigningKey {
    let path = workspace.keys + "/checkpoint.key"
    if let text = try Files.read(path) {
      guard let key = KeyFile.decodePrivate(text) else {
        throw WorkspaceProblem.cannotRead(path: path, why: "it holds no signing key")
      }
      try publish(key.publicKey, in: workspace)
      return key
    }
    guard let key = SigningKey(seed: Secret.fresh()) else {
      throw WorkspaceProblem.cannotMake(path: path, why: "the library makes no key")
    }
    try Files.write(KeyFile.encode(key), to: path)
    try publish(key.publicKey, in: workspace)
    return key
  }

  /// Puts the public half beside the key, from which readers take it. At every start, because a host may
  /// have been killed between writing the one and the other.
  private static func publish(_ key: PublicKey, in workspace: Workspace) throws {
    let path = workspace.keys + "/checkpoint.pub"
    let text = KeyFile.encode(key)
    guard try Files.read(path) != text else { return }
    try Files.write(text, to: path)
  }

  /// Notes where the log ends now.
  mutating func note(_ head: ChainHead) { headSeq = head.seq }

  /// Signs a checkpoint where one is due: at the first entry, every 1,000, and every hour with news.
  mutating func anchorIfDue(_ store: Store, now: Instant) {
    guard key != nil else { return }
    if headSeq == nil { headSeq = try? store.head().seq }
    guard let headSeq, headSeq > (last?.count ?? 0) else { return }
    if let last, headSeq - last.count < Self.entriesBetween, now - last.at < Self.timeBetween {
      return
    }
    anchor(store, now: now)
  }

  /// Signs a checkpoint for the present head, unless it has one. One that cannot be written is tried
  /// again with the next: verification tells meanwhile that the tail is not anchored.
  mutating func anchor(_ store: Store, now: Instant) {
    guard let key, let head = try? store.head(), head.seq > (last?.count ?? 0) else { return }
    let checkpoint = Checkpoint(count: head.seq, head: head.hash, at: now)
    guard let signed = checkpoint.signed(by: key),
      (try? store.addCheckpoint(signed)) != nil,
      (try? Files.append(signed.line, to: folder + "/checkpoints.txt")) != nil
    else { return }
    last = checkpoint
    headSeq = head.seq
    if let copy { try? Files.append(signed.line, to: copy + "/checkpoints.txt") }
  }
}
