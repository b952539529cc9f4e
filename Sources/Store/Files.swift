import Glibc

/// The few calls on files that SQLite does not make for us.
enum Files {
  /// Forces a file, or the names in a folder, to the disk.
  static func sync(_ path: String) throws(StoreProblem) {
    let fd = open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { throw failure(path) }
    defer { close(fd) }
    guard fsync(fd) == 0 else { throw failure(path) }
  }

  /// Makes an empty file that only its owner can read, where there is none.
  static func make(_ path: String) throws(StoreProblem) {
    let fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard fd >= 0 else { throw failure(path) }
    close(fd)
  }

  /// Forces a finished file to the disk and gives it its name.
  static func publish(_ draft: String, as path: String) throws(StoreProblem) {
    try sync(draft)
    guard rename(draft, path) == 0 else { throw failure(path) }
    try sync(FileCheck.folder(of: path))
  }

  private static func failure(_ path: String) -> StoreProblem {
    let code = errno
    return code == ENOSPC || code == EDQUOT
      ? .full(path: path) : .cannotOpen(path: path, why: String(cString: strerror(code)))
  }
}
