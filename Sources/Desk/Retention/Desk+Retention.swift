import DeskRules
import Glibc
import LeadModel
import Store

extension Desk {
  /// How long files are kept, in days; 0 keeps them.
  public var keepFilesDays: Int { configuration.site.keepFilesDays }

  /// Files of one log entry.
  private static let filesInEntry = 100

  /// Logs that the time of these files is over, and deletes them.
  ///
  /// The entry is a `person.erased` about `files/retention`: what goes is the last copy of what leads said
  /// of themselves.
  public func delete(_ files: [Retention.Expired], now wall: Instant) throws(DeskProblem) {
    let now = max(wall, state.at)
    for start in stride(from: 0, to: files.count, by: Self.filesInEntry) {
      let some = files[start..<min(start + Self.filesInEntry, files.count)]
        .filter { isUnchanged($0) }
      guard !some.isEmpty else { continue }
      do { try commit([CommitUnit(entries: [expiry(some, at: now)])]) } catch {
        throw Desk.problem(error)
      }
      for file in some { unlink(workspace.path(file.path)) }
    }
    for day in Set(files.compactMap { Self.day($0.path) }) { rmdir(workspace.path(day)) }
    news.insert(.files)
  }

  /// What was written since it was hashed is left for the next time.
  private func isUnchanged(_ file: Retention.Expired) -> Bool {
    var status = stat()
    return lstat(workspace.path(file.path), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && Retention.modified(status) == file.modifiedNanoseconds
      && Int64(status.st_size) == file.bytes
  }

  private func expiry(_ files: [Retention.Expired], at now: Instant) -> EntryDraft {
    var payload = Payload()
    payload.put("files_days", keepFilesDays)
    payload.put(
      "files",
      objects: files.map { file in
        var entry = Payload()
        entry.put("path", file.path)
        entry.put("bytes", file.bytes)
        entry.put("old_sha256", file.hash)
        entry.put("new_sha256", nil as String?)
        return entry
      })
    return EntryDraft(
      at: now, actor: "clock", kind: .personErased, subject: "files/retention",
      payload: payload.bytes)
  }

  /// The folder of a day, which goes with its last file.
  private static func day(_ path: String) -> String? {
    guard path.hasPrefix("processed/"), let slash = path.lastIndex(of: "/") else { return nil }
    return String(path[..<slash])
  }
}
