import Glibc
import LeadModel

extension Files {
  /// Replaces a file that people edit: under another name first, synced, with the same mode and owner, then
  /// renamed. A link stays a link: what it points to is replaced.
  ///
  /// - Throws: `notPermitted` for whoever may not write the file, or cannot leave it its owner.
  static func replace(_ path: String, expecting old: [UInt8], with new: [UInt8])
    throws(ReplacementProblem)
  {
    guard let target = resolved(path) else { throw .failed(path, errno) }
    var status = stat()
    guard stat(target, &status) == 0 else { throw .failed(path, errno) }
    guard access(target, W_OK) == 0 else { throw .notPermitted(path, errno) }
    guard let present = try? read(target), present == old else { throw .changedMeanwhile(path) }
    let temporary = target + ".new"
    unlink(temporary)
    let descriptor = Glibc.open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw errno == EACCES || errno == EPERM || errno == EROFS
        ? .notPermitted(path, errno) : .failed(path, errno)
    }
    // Owner first: changing it clears bits of the mode.
    let isOwned = fchown(descriptor, status.st_uid, status.st_gid) == 0
    let keepsMode = isOwned && fchmod(descriptor, status.st_mode & 0o7777) == 0
    let isWritten = keepsMode && writeAll(new, to: descriptor) && fsync(descriptor) == 0
    let why = errno
    Glibc.close(descriptor)
    guard isWritten, rename(temporary, target) == 0 else {
      let reason = isWritten ? errno : why
      unlink(temporary)
      throw isOwned ? .failed(path, reason) : .notPermitted(path, reason)
    }
    let folder = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
    try? syncFolder(folder.isEmpty ? "/" : folder)
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}

/// Why a file that people edit was left as it is.
enum ReplacementProblem: Error {
  case notPermitted(String, Int32)
  /// Somebody else wrote it since it was read.
  case changedMeanwhile(String)
  case failed(String, Int32)

  /// One line.
  var sentence: String {
    switch self {
    case .notPermitted(let path, let code):
      "you may not write \"\(path)\" (\(String(cString: strerror(code)))): ask its owner"
    case .changedMeanwhile(let path): "\"\(path)\" was changed meanwhile: run this again"
    case .failed(let path, let code):
      "cannot write \"\(path)\": \(String(cString: strerror(code)))"
    }
  }
}
