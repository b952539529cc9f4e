import Foundation
import Glibc
import LeadModel
import Ledger
import Store

extension Desk {
  /// What was written into a backup.
  public struct Backup: Sendable, Equatable {
    /// Where it lies.
    public var path: String
    /// How many entries its log has, and the hash of the last, 64 hex digits.
    public var entries: Int64
    public var head: String
    public var bytes: Int64
  }

  /// Writes a verified copy of a workspace's store, whether a host serves it or not: through a connection of
  /// its own for reading, which only the workspace's owner gets. A file that has the name is replaced.
  public static func backup(
    workspace: Workspace, to target: String
  ) throws(DeskProblem) -> Backup {
    guard workspace.hasStore else {
      throw .store("the workspace \"\(workspace.root)\" has no store yet: there is nothing to keep")
    }
    let path = Workspace(root: target).root
    guard !isInside(path, workspace.store) else {
      throw .store("\"\(path)\" is the store itself: name another file")
    }
    do {
      let store = try Store.open(at: workspace.store, mode: .readOnly)
      defer { try? store.close() }
      let head = try store.backup(to: path)
      var status = stat()
      return Backup(
        path: path, entries: head.seq, head: head.hash.hex,
        bytes: stat(path, &status) == 0 ? Int64(status.st_size) : 0)
    } catch { throw problem(error) }
  }

  /// Whether a path is the store or one of the files that SQLite keeps beside it.
  private static func isInside(_ path: String, _ store: String) -> Bool {
    path == store || ["-wal", "-shm", "-journal"].contains { path == store + $0 }
  }
}
