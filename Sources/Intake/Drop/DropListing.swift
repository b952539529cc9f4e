/// The folders into which files are delivered, in the order in which they are taken: what decides
/// first, then what is decided upon.
public enum DropFolder: String, CaseIterable, Sendable, Comparable, Codable {
  case roster, crm, leads, activities

  /// The order of taking.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .roster: 0
    case .crm: 1
    case .leads: 2
    case .activities: 3
    }
  }
}

/// What a name in a folder stands for.
public enum FileKind: String, Sendable, Equatable {
  case regular, directory, symbolicLink, fifo, socket, device, unknown

  /// With an article, for sentences.
  var words: String {
    switch self {
    case .regular: "a file"
    case .directory: "a directory"
    case .symbolicLink: "a symbolic link"
    case .fifo: "a FIFO"
    case .socket: "a socket"
    case .device: "a device"
    case .unknown: "no regular file"
    }
  }
}

/// Which file or directory something is, whatever its name.
public struct FileIdentity: Hashable, Sendable {
  /// The number of the file system.
  public var device: UInt64
  /// The number in that file system.
  public var inode: UInt64

  /// Takes what stat says.
  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

/// One file in a delivery folder or in `.work`, as a listing saw it. Links are described
/// themselves.
public struct ListedFile: Hashable, Sendable {
  /// The folder that it lies in, or was claimed from.
  public var folder: DropFolder
  /// Its base name.
  public var name: FileName
  /// What it is.
  public var kind: FileKind
  /// Bytes.
  public var size: Int64
  /// Nanoseconds since 1970; only compared with itself.
  public var modified: Int64
  /// Device and inode.
  public var identity: FileIdentity
  /// How many names it has.
  public var links: Int
  /// The user who owns it: the one who delivered it.
  public var owner: UInt32
  /// The nine permission bits.
  public var permissions: UInt32
  /// Whether the host may read it.
  public var isReadable: Bool
  /// Whether it is known to have been renamed into place, and so is whole.
  public var arrivedByRename: Bool

  /// Takes what the properties describe.
  public init(
    folder: DropFolder, name: FileName, kind: FileKind = .regular, size: Int64, modified: Int64,
    identity: FileIdentity, links: Int = 1, owner: UInt32, permissions: UInt32 = 0o644,
    isReadable: Bool = true, arrivedByRename: Bool = false
  ) {
    self.folder = folder
    self.name = name
    self.kind = kind
    self.size = size
    self.modified = modified
    self.identity = identity
    self.links = links
    self.owner = owner
    self.permissions = permissions
    self.isReadable = isReadable
    self.arrivedByRename = arrivedByRename
  }

  /// `leads/NAME`, safe to show.
  public var place: String { "\(folder.rawValue)/\(name)" }
}

/// What stands at a path where a directory is expected.
public enum DirectoryState: Hashable, Sendable {
  /// A directory that can be listed.
  case present(FileIdentity)
  /// Nothing.
  case missing
  /// Something else, such as a file or a link.
  case notADirectory
  /// A directory that cannot be listed, and why, in words.
  case unreadable(String)
}

/// All of the drop directory as it was at one moment.
public struct DropListing: Sendable {
  /// The drop directory itself.
  public var root: DirectoryState
  /// `.work` in it.
  public var work: DirectoryState
  /// Its delivery folders; one that is left out counts as missing.
  public var folders: [DropFolder: DirectoryState]
  /// What lies in the delivery folders, in any order.
  public var files: [ListedFile]
  /// What lies in `.work`: claimed and not finished.
  public var claimed: [ListedFile]

  /// Takes what the properties describe.
  public init(
    root: DirectoryState, work: DirectoryState, folders: [DropFolder: DirectoryState],
    files: [ListedFile] = [], claimed: [ListedFile] = []
  ) {
    self.root = root
    self.work = work
    self.folders = folders
    self.files = files
    self.claimed = claimed
  }
}
