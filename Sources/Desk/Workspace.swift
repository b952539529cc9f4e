import CPlatform
import Foundation
import Glibc

/// The folder that everything about one desk lies in, and where in it each thing lies.
public struct Workspace: Sendable, Equatable {
  /// Absolute, without a slash at the end.
  public let root: String

  /// Takes the path of a folder, absolute or relative to the working directory. Asks nothing of the disk.
  public init(root: String) {
    let absolute =
      root.hasPrefix("/") ? root : FileManager.default.currentDirectoryPath + "/" + root
    self.root = URL(filePath: absolute).standardizedFileURL.path(percentEncoded: false)
      .droppingTrailingSlash()
  }

  public var siteFile: String { path("signalbox.toml") }
  public var rulesFile: String { path("rules.toml") }
  public var peopleFile: String { path("people.toml") }
  public var leakageFile: String { path("leakage.toml") }
  public var store: String { path("signalbox.sqlite") }
  public var lock: String { path("signalbox.lock") }
  public var socket: String { path("link/desk.sock") }
  public var keys: String { path("keys") }
  public var checkpoints: String { path("checkpoints") }
  public var logs: String { path("log") }
  public var drop: String { path("drop") }
  public var work: String { path("drop/.work") }
  public var processed: String { path("processed") }
  public var rejected: String { path("rejected") }
  public var outbox: String { path("outbox") }

  /// Whether a store was made here.
  public var hasStore: Bool { access(store, F_OK) == 0 }
  /// Whether this user may look into the folder: its owner may, others reach the socket only.
  public var isOpenToUs: Bool { access(root, R_OK | X_OK) == 0 }
  /// Whether the folder is a workspace that a host can serve.
  public var isComplete: Bool { access(siteFile, F_OK) == 0 }

  /// A path below the root.
  public func path(_ name: String) -> String { root + "/" + name }

  /// The folders of a workspace with their permissions: nobody else reads or lists them, files are put
  /// into the drop folders and no further.
  static let folders: [(name: String, mode: mode_t)] = [
    ("roster", 0o700), ("crm", 0o700), ("geo", 0o700), ("drop", 0o711), ("drop/.work", 0o700),
    ("drop/.work/leads", 0o700), ("drop/.work/activities", 0o700), ("drop/.work/crm", 0o700),
    ("drop/.work/roster", 0o700), ("drop/leads", 0o1730), ("drop/activities", 0o1730),
    ("drop/crm", 0o1730),
    ("drop/roster", 0o1730), ("processed", 0o700), ("rejected", 0o700), ("outbox", 0o700),
    ("link", 0o750), ("keys", 0o700), ("checkpoints", 0o700), ("log", 0o700),
  ]

  /// Makes the folders that are missing. They are there after a loss of power: what is synced in one of them
  /// would be lost with its folder's name.
  public func makeFolders() throws(WorkspaceProblem) {
    try Self.makeFolder(root, mode: 0o711)
    var isAnyNew = false
    for folder in Self.folders {
      let isNew = try Self.makeFolder(path(folder.name), mode: folder.mode)
      isAnyNew = isAnyNew || isNew
    }
    if isAnyNew { try Files.syncFolder(root) }
  }

  /// Returns whether it was missing.
  @discardableResult
  private static func makeFolder(_ path: String, mode: mode_t) throws(WorkspaceProblem) -> Bool {
    if mkdir(path, mode) == 0 {
      // mkdir's mode is cut by the umask, chmod's is not.
      chmod(path, mode)
      return true
    }
    guard errno == EEXIST else {
      throw .cannotMake(path: path, why: String(cString: strerror(errno)))
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .cannotMake(path: path, why: "something else has that name")
    }
    return false
  }
}

extension Workspace {
  /// The workspace that a command is about: the one named, else `SIGNALBOX_WORKSPACE`, else the nearest
  /// folder from the working directory upwards that holds `signalbox.toml`.
  public static func find(named: String?, environment: [String: String]) throws(WorkspaceProblem)
    -> Workspace
  {
    if let named = named ?? environment["SIGNALBOX_WORKSPACE"].flatMap({ $0.isEmpty ? nil : $0 }) {
      let workspace = Workspace(root: named)
      guard access(workspace.root, F_OK) == 0 else { throw .noSuchFolder(workspace.root) }
      return workspace
    }
    var folder = FileManager.default.currentDirectoryPath
    while true {
      let workspace = Workspace(root: folder)
      if workspace.isComplete { return workspace }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { throw .noneFound }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }
}

/// Why there is no workspace to work with.
public enum WorkspaceProblem: Error, Equatable {
  case noneFound
  case noSuchFolder(String)
  case notAWorkspace(String)
  case notEmpty(String)
  case cannotMake(path: String, why: String)
  case cannotRead(path: String, why: String)
  /// Settings, rules or data that do not hold, each problem one line.
  case badSettings([String])

  /// One line each.
  public var sentences: [String] {
    switch self {
    case .noneFound:
      [
        "no workspace here: name one with -w DIR, make one with \"signalbox init DIR\", "
          + "or look around with \"signalbox demo\""
      ]
    case .noSuchFolder(let path): ["the workspace \"\(path)\" does not exist"]
    case .notAWorkspace(let path):
      ["\"\(path)\" holds no signalbox.toml: make a workspace with \"signalbox init \(path)\""]
    case .notEmpty(let path):
      ["\"\(path)\" is not empty: a workspace is made in a new or empty folder"]
    case .cannotMake(let path, let why): ["cannot make \"\(path)\": \(why)"]
    case .cannotRead(let path, let why): ["cannot read \"\(path)\": \(why)"]
    case .badSettings(let lines): lines
    }
  }
}

extension String {
  fileprivate func droppingTrailingSlash() -> String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}
