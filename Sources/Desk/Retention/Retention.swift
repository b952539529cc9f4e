import DeskRules
import Glibc
import LeadModel
import Ledger

/// Files that came in and are kept no longer, by `retention.files_days`.
///
/// Looking is done beside the desk, since every file is hashed; what is found is logged before it is deleted,
/// so that a crash in between leaves a file that is found and logged again.
public struct Retention: Sendable {
  /// A file of `processed/` or `rejected/` whose time is over.
  public struct Expired: Sendable, Equatable {
    /// From the workspace.
    public var path: String
    public var bytes: Int64
    /// 64 hex digits.
    public var hash: String
    var modifiedNanoseconds: Int64
  }

  private let workspace: Workspace
  private let days: Int

  /// `days` is `retention.files_days`: 0 keeps everything.
  public init(_ workspace: Workspace, days: Int) {
    self.workspace = workspace
    self.days = days
  }

  /// What is to be deleted at an instant, with the hash of each. Links and folders that are not the desk's
  /// are left.
  public func expired(at now: Instant) -> [Expired] { names(at: now).compactMap(look) }

  /// Of `processed/` by the day that each file was accepted, of `rejected/` by when it was put there.
  private func names(at now: Instant) -> [String] {
    guard days > 0 else { return [] }
    let oldest = now - Int64(days) * Instant.day
    let processed = FolderNames.read(workspace.processed).flatMap { day -> [String] in
      guard let date = Instant(rfc3339: day + "T00:00:00Z"), date + Instant.day <= oldest else {
        return []
      }
      return FolderNames.read(workspace.processed + "/" + day).map { "processed/\(day)/\($0)" }
    }
    let rejected = FolderNames.read(workspace.rejected).map { "rejected/" + $0 }
      .filter { Self.placed(workspace.path($0)).map { $0 <= oldest } ?? false }
    return processed + rejected
  }

  /// How many files there are, and how many of them are past their time: for `doctor`.
  func counts(at now: Instant) -> (files: Int, expired: Int) {
    let days = FolderNames.read(workspace.processed)
    let processed = days.map { FolderNames.read(workspace.processed + "/" + $0).count }
    return (
      processed.reduce(0, +) + FolderNames.read(workspace.rejected).count,
      names(at: now).count
    )
  }

  /// When a file was given its name here: a rename changes the status of the file, not its content.
  private static func placed(_ path: String) -> Instant? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    let seconds = max(status.st_mtim.tv_sec, status.st_ctim.tv_sec)
    return Instant(milliseconds: Int64(seconds) * 1000)
  }

  private func look(_ path: String) -> Expired? {
    let descriptor = open(
      workspace.path(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var digest = StreamingDigest()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      digest.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
    return Expired(
      path: path, bytes: Int64(status.st_size), hash: digest.finish().hex,
      modifiedNanoseconds: Self.modified(status))
  }

  static func modified(_ status: stat) -> Int64 {
    Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }
}

/// The names in a folder.
enum FolderNames {
  /// All but `.` and `..`, in byte order; none where the folder cannot be read. Names that are not UTF-8 are
  /// left out.
  static func read(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}
