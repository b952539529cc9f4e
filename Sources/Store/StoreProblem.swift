import GRDB
import LeadModel

/// Why the store could not do what was asked.
public enum StoreProblem: Error, Sendable, Equatable {
  /// There is no file, or it cannot be opened.
  case cannotOpen(path: String, why: String)
  /// The file is not a store of this program.
  case foreignFile(path: String, what: String)
  /// A newer release wrote it.
  case newerSchema(path: String, found: Int, known: Int)
  /// The file lies where locks cannot be trusted.
  case networkFileSystem(path: String, name: String)
  /// SQLite did not keep a setting that durability or safety depends on.
  case settingRefused(name: String, wanted: String, found: String)
  /// Another process holds the store.
  case busy(path: String)
  /// The volume of the store has no room. Nothing of the commit was done.
  case full(path: String)
  /// The store was opened for reading, or the volume is read-only.
  case readOnly(path: String)
  /// The store takes no more changes until it is opened anew: two commits in a row met I/O errors, or
  /// damage was found.
  case stopped(path: String, why: String)
  /// Reading or writing failed. Nothing of the commit was done.
  case inputOutput(path: String, why: String)
  /// A commit met an I/O error, and whether it was done could not be found out.
  case outcomeUnknown(path: String, why: String)
  /// The file is damaged.
  case corrupt(path: String, why: String)
  /// A change contradicts what is stored; a fault of whoever decided it. Nothing of the commit was
  /// done.
  case refused(String)
  /// A row holds what this release cannot read.
  case unreadable(String)

  /// One line for the user: what, where, what to do.
  public var sentence: String {
    switch self {
    case .cannotOpen(let path, let why): "cannot open the store \"\(path)\": \(why)"
    case .foreignFile(let path, let what):
      "\"\(path)\" is no store of signalbox: \(what); move it away or name another workspace"
    case .newerSchema(let path, let found, let known):
      "\"\(path)\" was written by a newer signalbox (schema \(found), this one knows \(known)): "
        + "install that release"
    case .networkFileSystem(let path, let name):
      "\"\(path)\" lies on \(name), where file locks cannot be trusted: move the workspace to a "
        + "local disk"
    case .settingRefused(let name, let wanted, let found):
      "SQLite does not keep \(name) at \(wanted) (it says \(found)): this system's SQLite cannot "
        + "be used"
    case .busy(let path):
      "the store \"\(path)\" is in use by another process: end it, or try again"
    case .full(let path):
      "no room left on the volume of \"\(path)\": free some; nothing was lost"
    case .readOnly(let path): "the store \"\(path)\" can only be read now"
    case .stopped(let path, let why):
      "the store \"\(path)\" takes no more changes (\(why)): check the disk, then start the host anew"
    case .inputOutput(let path, let why):
      "the disk of \"\(path)\" failed (\(why)): nothing was changed; check the disk"
    case .outcomeUnknown(let path, let why):
      "the disk of \"\(path)\" failed (\(why)) and whether the change was kept is unknown: "
        + "check the disk, then restart"
    case .corrupt(let path, let why):
      "the store \"\(path)\" is damaged or its disk cannot be read (\(why)): check the disk, else "
        + "restore a backup"
    case .refused(let why): "the store refused a change: \(why)"
    case .unreadable(let what): "the store holds \(what), which this release cannot read"
    }
  }
}

extension StoreProblem {
  /// What an error of SQLite or GRDB means for a store at this path.
  init(_ error: any Error, path: String) {
    if let problem = error as? StoreProblem {
      self = problem
      return
    }
    guard let error = error as? DatabaseError else {
      self = .cannotOpen(path: path, why: "\(error)")
      return
    }
    let why = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_IOERR: self = .inputOutput(path: path, why: why)
    case .SQLITE_CORRUPT: self = .corrupt(path: path, why: why)
    case .SQLITE_NOTADB: self = .foreignFile(path: path, what: "it is no SQLite database")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .cannotOpen(path: path, why: why)
    default: self = .refused(why)
    }
  }
}
