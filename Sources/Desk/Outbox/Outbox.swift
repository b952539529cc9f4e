import CPlatform
import DeskRules
import Glibc
import LeadModel
import Ledger
import Store

/// Puts changes of owner into `outbox/`, one line each, for whoever brings them to the CRM.
///
/// Works beside the desk, on a connection of its own: it reads the log from where the outbox ends, writes a
/// file whole under a name that nobody takes, and gives it its name when it is on the disk. That it is there
/// is committed afterwards, so that a crash in between writes the same changes once more: at least once,
/// each with a key by which a repeat is told.
public struct Outbox {
  /// How far one pass came.
  public struct Pass: Sendable, Equatable {
    /// The last entry that was looked at.
    public var last: Int64
    /// The file that was written; nil where no lead changed hands.
    public var file: OutboxWritten?
  }

  /// Changes in one file at most, so that no file and no reading of the store grows without end.
  static let mostRows = 100_000
  /// Log entries in memory at a time.
  private static let entriesAtOnce = 500

  private let workspace: Workspace
  private let store: Store
  private let emails: [RepID: String]

  /// Opens the store for reading. `emails` are those of the roster.
  public init(_ workspace: Workspace, emails: [RepID: String]) throws(DeskProblem) {
    self.workspace = workspace
    self.emails = emails
    do { store = try Store.open(at: workspace.store, mode: .readOnly) } catch {
      throw .store(error.sentence)
    }
  }

  /// Writes what changed after an entry and after what the outbox holds already; nil where the log has
  /// nothing newer.
  public func write(after scanned: Int64, now: Instant) throws(DeskProblem) -> Pass? {
    defer { try? store.close() }
    do {
      let first = max(scanned, try store.lastOutboxEntry()) + 1
      let end = try store.head().seq
      guard first <= end else { return nil }
      let draft = OutboxDraft(folder: workspace.outbox)
      let last = try collect(from: first, to: end, into: draft)
      guard draft.rows > 0 else { return Pass(last: last, file: nil) }
      let name = try draft.publish(now: now)
      return Pass(
        last: last,
        file: OutboxWritten(
          name: name, first: try store.lastOutboxEntry() + 1, last: last, rows: draft.rows, at: now)
      )
    } catch { throw Desk.problem(error) }
  }

  /// Returns the last entry that the draft covers.
  private func collect(from first: Int64, to end: Int64, into draft: OutboxDraft) throws -> Int64 {
    var reader = OwnerChanges(store)
    var next = first
    while next <= end, draft.rows < Self.mostRows {
      let entries = try entries(from: next, to: end)
      for entry in entries {
        guard let change = try reader.change(in: entry) else { continue }
        try draft.add(change.line(email: change.owner.flatMap { emails[$0] }))
      }
      next = entries.count < Self.entriesAtOnce ? end + 1 : (entries.last?.seq ?? end) + 1
    }
    return next - 1
  }

  /// The next entries that may tell of a change, a handful: what they are about is read between them.
  private func entries(from first: Int64, to end: Int64) throws -> [LogRow] {
    var entries: [LogRow] = []
    try store.forEachEntry(kinds: OwnerChanges.kinds, from: first) { entry in
      guard entry.seq <= end else { return false }
      entries.append(entry)
      return entries.count < Self.entriesAtOnce
    }
    return entries
  }
}

/// A file of the outbox on its way: written under a name that consumers leave alone.
final class OutboxDraft {
  private let folder: String
  private let temporary: String
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []
  private(set) var rows = 0

  init(folder: String) {
    self.folder = folder
    temporary = folder + "/.assignments.part"
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  func add(_ line: [UInt8]) throws {
    if descriptor < 0 {
      // What a host left that went down is written anew.
      unlink(temporary)
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw problem(errno) }
    }
    buffer += line
    buffer.append(10)
    rows += 1
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Makes the file durable under the first name of this minute that is free. Returns the name.
  func publish(now: Instant) throws -> String {
    try flush()
    guard fsync(descriptor) == 0 else { throw problem(errno) }
    let base = "assignments-" + Self.minute(now)
    for number in 1... {
      let name = base + (number == 1 ? "" : "-\(number)") + ".ndjson"
      let moved = sb_rename_noreplace(SB_CWD, temporary, SB_CWD, folder + "/" + name)
      if moved == -EEXIST { continue }
      guard moved >= 0 else { throw problem(-moved) }
      close(descriptor)
      descriptor = -1
      try Files.syncFolder(folder)
      return name
    }
    return base
  }

  /// `20260302-0915`, UTC.
  private static func minute(_ now: Instant) -> String {
    let text = now.description.filter(\.isNumber)
    return text.prefix(8) + "-" + text.dropFirst(8).prefix(4)
  }

  private func flush() throws {
    guard Files.writeAll(buffer, to: descriptor) else { throw problem(errno) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func problem(_ code: Int32) -> WorkspaceProblem {
    .cannotMake(path: temporary, why: String(cString: strerror(code)))
  }
}
