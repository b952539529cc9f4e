import CPlatform
import GRDB
import Glibc

/// What can be told about a store's file before SQLite touches it, so that a wrong file stays as it
/// was.
enum FileCheck {
  /// What lies at the path.
  enum Found { case nothing, store }

  /// Looks at type, links, header, schema and file system.
  ///
  /// Closing the file here lets go of every lock this process holds on it (POSIX), so this is done
  /// only before the process has the store open.
  static func look(
    at path: String, fileSystem: (String) -> UInt64?
  ) throws(StoreProblem) -> Found {
    if let name = fileSystem(folder(of: path)).flatMap({ networkFileSystems[$0] }) {
      throw .networkFileSystem(path: path, name: name)
    }
    var info = stat()
    guard lstat(path, &info) == 0 else {
      if errno == ENOENT { return .nothing }
      throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw .foreignFile(path: path, what: "it is no regular file")
    }
    guard info.st_nlink == 1 else {
      throw .foreignFile(path: path, what: "it has a second name (hard link)")
    }
    try checkHeader(path)
    return .store
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The magic number of the file system at a path (statfs(2)); nil when it cannot be told.
  static func fileSystemMagic(_ path: String) -> UInt64? {
    var magic: UInt64 = 0
    return sb_filesystem_magic(path, &magic) == 0 ? magic : nil
  }

  /// Numbers that CPlatform does not name are from Linux' magic.h.
  private static let networkFileSystems: [UInt64: String] = [
    SB_FS_NFS: "NFS", SB_FS_SMB: "SMB", SB_FS_SMB2: "SMB", SB_FS_CIFS: "SMB (CIFS)",
    SB_FS_FUSE: "FUSE", SB_FS_9P: "9p", 0x5346_414F: "AFS", 0x7375_7245: "Coda",
    0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre", 0x0116_1970: "GFS2",
  ]

  /// The header of an SQLite file: magic at 0, user version at 60, application id at 68,
  /// big-endian.
  private static func checkHeader(_ path: String) throws(StoreProblem) {
    let fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard fd >= 0 else { throw .cannotOpen(path: path, why: String(cString: strerror(errno))) }
    defer { close(fd) }
    var header = [UInt8](repeating: 0, count: 100)
    guard read(fd, &header, 100) == 100, header.starts(with: "SQLite format 3\0".utf8) else {
      throw .foreignFile(path: path, what: "it is no SQLite database")
    }
    func word(_ at: Int) -> UInt32 { header[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    guard word(68) == UInt32(bitPattern: Schema.applicationID) else {
      throw .foreignFile(path: path, what: "it is the SQLite database of another program")
    }
    guard Int(word(60)) <= Migrations.current else {
      throw .newerSchema(path: path, found: Int(word(60)), known: Migrations.current)
    }
  }
}
