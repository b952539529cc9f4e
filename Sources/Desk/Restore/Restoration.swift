import CPlatform
import DeskRules
import Foundation
import Glibc
import LeadModel
import Ledger
import Store

extension Desk {
  /// What putting a backup in place changed.
  public struct Restored: Sendable, Equatable {
    /// Where the store that was there before lies now; nil where there was none.
    public var kept: String?
    /// How many entries the log had before; nil where there was none, or it could not be read.
    public var before: Int64?
    /// How many the backup has.
    public var after: Int64
    /// The last entry that both have, 0 where there was nothing before.
    public var common: Int64
    /// Entries of the log before that are in the backup no more.
    public var lost: Int64 { max(0, (before ?? 0) - common) }
  }

  /// Puts a backup in the place of a workspace's store. The caller holds the workspace's lock: nobody serves.
  ///
  /// The backup is copied and verified, and the entry that tells of it written, before it takes the place;
  /// the store before is kept beside it under a dated name. An interruption leaves the one or the other.
  public static func restore(
    workspace: Workspace, from source: String, now: Instant
  ) throws(DeskProblem) -> Restored {
    do { return try Restoration(workspace, now: now).run(from: Workspace(root: source).root) } catch
    {
      throw problem(error)
    }
  }
}

/// The steps of putting a backup in place.
struct Restoration {
  private let workspace: Workspace
  private let now: Instant
  /// The copy, until it is in place.
  private let draft: String

  init(_ workspace: Workspace, now: Instant) {
    self.workspace = workspace
    self.now = now
    draft = workspace.store + ".restoring"
  }

  func run(from source: String) throws -> Desk.Restored {
    defer { remove(draft) }
    try copy(source)
    let copy = try Store.open(at: draft, mode: .readWrite)
    var isOpen = true
    defer { if isOpen { try? copy.close() } }
    try verify(copy, source)
    var restored = try compare(copy)
    if workspace.hasStore { restored.kept = workspace.store + ".before-" + Self.stamp(now) }
    try note(restored, in: copy, source)
    // Where the copy's own desk found its log whole says nothing of the file that it came in.
    try copy.keepVerified(nil)
    // All of it into the one file that takes the place.
    try copy.walCheckpointTruncate()
    try copy.close()
    isOpen = false
    settleOldStore()
    try setAsideCheckpoints(after: restored.common)
    try swap(keeping: restored.kept)
    return restored
  }

  // MARK: The backup

  /// A copy under a name of its own, in the folder where it is to lie.
  private func copy(_ source: String) throws {
    remove(draft)
    let input = open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else {
      throw WorkspaceProblem.cannotRead(path: source, why: String(cString: strerror(errno)))
    }
    defer { close(input) }
    var status = stat()
    guard fstat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw WorkspaceProblem.cannotRead(path: source, why: "it is no regular file")
    }
    let output = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard output >= 0 else {
      throw WorkspaceProblem.cannotMake(path: draft, why: String(cString: strerror(errno)))
    }
    defer { close(output) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { chunk.deallocate() }
    while true {
      let count = read(input, chunk.baseAddress, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw WorkspaceProblem.cannotRead(path: source, why: String(cString: strerror(errno)))
      }
      if count == 0 { break }
      guard Files.writeAll(Array(chunk[..<count]), to: output) else {
        throw WorkspaceProblem.cannotMake(path: draft, why: String(cString: strerror(errno)))
      }
    }
    guard fsync(output) == 0 else {
      throw WorkspaceProblem.cannotMake(path: draft, why: String(cString: strerror(errno)))
    }
  }

  /// The copy must be whole: as a database, as a log, and as a desk.
  private func verify(_ copy: Store, _ source: String) throws {
    if let damage = try copy.damage().first {
      throw DeskProblem.store("\"\(source)\" is damaged: \(damage)")
    }
    let outcome = copy.verify(checkpoints: [], publicKeys: [])
    if case .broken = outcome.verdict {
      throw DeskProblem.store("the log in \"\(source)\" is \(outcome.sentence)")
    }
    if case .unreadable = outcome.verdict {
      throw DeskProblem.store("\"\(source)\": \(outcome.sentence)")
    }
    if let violation = try copy.violations().first {
      throw DeskProblem.store("\"\(source)\" contradicts itself: \(violation)")
    }
  }

  // MARK: What is there

  /// The last entry that both logs have. Entries hang together by their hashes, so that where one is the
  /// same all before it are.
  private func compare(_ copy: Store) throws -> Desk.Restored {
    let after = try copy.head().seq
    guard workspace.hasStore else {
      return Desk.Restored(kept: nil, before: nil, after: after, common: 0)
    }
    // What cannot be read is a reason to restore, not against it.
    guard let old = try? Store.open(at: workspace.store, mode: .readOnly),
      let before = try? old.head().seq
    else { return Desk.Restored(kept: nil, before: nil, after: after, common: 0) }
    defer { try? old.close() }
    var (same, differs) = (Int64(0), min(before, after) + 1)
    while differs - same > 1 {
      let middle = (same + differs) / 2
      if let hash = try? old.entryHash(middle), hash == (try copy.entryHash(middle)) {
        same = middle
      } else {
        differs = middle
      }
    }
    guard same > 0 || before == 0 || after == 0 else {
      throw DeskProblem.store(
        "the backup is of another desk: its log has no entry in common with that of "
          + "\"\(workspace.root)\"")
    }
    return Desk.Restored(kept: nil, before: before, after: after, common: same)
  }

  /// `store.restored`, the first entry of the log that goes on from the backup.
  private func note(_ restored: Desk.Restored, in copy: Store, _ source: String) throws {
    var payload = Payload()
    payload.put("entries", restored.after)
    payload.put("head", try copy.head().hash.hex)
    payload.put("entries_before", restored.before)
    payload.put("common", restored.common)
    payload.put("lost", restored.lost)
    let last = try copy.log(limit: 1).rows.first?.at
    try copy.commit([
      CommitUnit(entries: [
        EntryDraft(
          at: max(now, last ?? now), actor: Desk.userName(geteuid()), kind: .storeRestored,
          subject: "store", payload: payload.bytes)
      ])
    ])
  }

  /// Checkpoints of entries that are no more go to a file of their own: the log cannot extend them, and
  /// verification against the whole folder says so.
  private func setAsideCheckpoints(after common: Int64) throws {
    let path = workspace.checkpoints + "/checkpoints.txt"
    guard let bytes = try Files.read(path) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).utf8.split(separator: 10).compactMap {
      SignedCheckpoint(line: Substring($0))
    }
    let stale = lines.filter { $0.checkpoint.count > common }
    guard !stale.isEmpty else { return }
    func text(_ lines: [SignedCheckpoint]) -> [UInt8] {
      Array(lines.map { $0.line + "\n" }.joined().utf8)
    }
    let aside = workspace.checkpoints + "/before-restore-\(Self.stamp(now)).txt"
    try Files.write(text(stale), to: aside)
    try Files.write(text(lines.filter { $0.checkpoint.count <= common }), to: path)
  }

  // MARK: Putting it in place

  /// The old store and the new one change names in one step, so that there is one at every moment.
  private func swap(keeping kept: String?) throws {
    // What the last host did not bring into its file goes along with it, and must not meet another.
    let aside = kept ?? workspace.store + ".before-" + Self.stamp(now)
    if let kept, rename(draft, kept) != 0 { throw failure(kept, errno) }
    for end in ["-wal", "-shm"] { rename(workspace.store + end, aside + end) }
    let placed =
      kept.map { sb_rename_exchange($0, workspace.store) }
      ?? (rename(draft, workspace.store) == 0 ? 0 : -errno)
    guard placed == 0 else {
      for end in ["-wal", "-shm"] { rename(aside + end, workspace.store + end) }
      if let kept { rename(kept, draft) }
      throw failure(workspace.store, -placed)
    }
    try Files.syncFolder(workspace.root)
  }

  private func failure(_ path: String, _ code: Int32) -> WorkspaceProblem {
    .cannotMake(path: path, why: String(cString: strerror(code)))
  }

  /// Brings what the last host left beside the old store into its file, where that can be read at all.
  private func settleOldStore() {
    guard workspace.hasStore,
      let old = try? Store.open(at: workspace.store, mode: .readWrite)
    else { return }
    try? old.walCheckpointTruncate()
    try? old.close()
    // The caller holds the lock: where nothing is left in it, what lies beside the file is of no use.
    var status = stat()
    guard stat(workspace.store + "-wal", &status) == 0, status.st_size == 0 else { return }
    for end in ["-wal", "-shm"] { unlink(workspace.store + end) }
  }

  private func remove(_ path: String) {
    for end in ["", "-wal", "-shm", "-journal"] { unlink(path + end) }
  }

  /// `20260302-091500`, UTC.
  private static func stamp(_ now: Instant) -> String {
    let digits = now.description.filter(\.isNumber)
    return digits.prefix(8) + "-" + digits.dropFirst(8).prefix(6)
  }
}
