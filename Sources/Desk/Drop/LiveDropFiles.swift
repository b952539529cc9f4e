import CPlatform
import Glibc
import Intake

/// A file operation of the drop directory that did not succeed.
struct DropFileProblem: Error {
  let what: String
  let code: Int32
  var sentence: String { "\(what): \(String(cString: strerror(code)))" }
}

/// The file operations of the drop directory on the real file system, by names as bytes. Everything is opened
/// relative to open directories, and links are never followed.
final class LiveDropFiles: DropFileOperations {
  private let workspace: Workspace
  private(set) var watcher: DropWatcher

  init(_ workspace: Workspace) {
    self.workspace = workspace
    watcher = DropWatcher(drop: workspace.drop)
  }

  /// Watches the directories that stand there now.
  func watchAnew() { watcher = DropWatcher(drop: workspace.drop) }

  func list() -> DropListing {
    var listing = DropListing(
      root: Self.directory(workspace.drop), work: Self.directory(workspace.work), folders: [:])
    watcher.drain()
    for folder in Intake.DropFolder.allCases {
      let path = workspace.drop + "/" + folder.rawValue
      listing.folders[folder] = Self.directory(path)
      listing.files += Self.files(in: path, folder: folder).map { file in
        var file = file
        file.arrivedByRename = watcher.hasSeenRename(file)
        return file
      }
      listing.claimed += Self.files(in: workspace.work + "/" + folder.rawValue, folder: folder)
    }
    watcher.keep(only: listing.files)
    return listing
  }

  func claim(_ file: ListedFile) throws -> ListedFile? {
    let work = workspace.work + "/" + file.folder.rawValue
    let from = try Directory(workspace.drop + "/" + file.folder.rawValue)
    let to = try Directory(work)
    let moved = file.name.withCString {
      sb_rename_noreplace(from.descriptor, $0, to.descriptor, $0)
    }
    if moved == -ENOENT || moved == -EEXIST { return nil }
    guard moved >= 0 else {
      throw DropFileProblem(what: "cannot claim \(file.place)", code: -moved)
    }
    watcher.forget(file)
    sb_sync_directory(from.descriptor)
    sb_sync_directory(to.descriptor)
    return Self.look(at: file.name, in: to, folder: file.folder)
  }

  func status(_ file: ListedFile) throws -> ListedFile {
    let work = try Directory(workspace.work + "/" + file.folder.rawValue)
    guard let found = Self.look(at: file.name, in: work, folder: file.folder) else {
      throw DropFileProblem(what: "\(file.place) is gone from .work", code: ENOENT)
    }
    return found
  }

  func moveToProcessed(_ file: ListedFile, day: String) throws -> FileName {
    let path = workspace.processed + "/" + day
    mkdir(path, 0o700)
    return try move(file, to: path)
  }

  func moveToRejected(_ file: ListedFile, error: [UInt8]) throws -> FileName {
    let name = try move(file, to: workspace.rejected)
    _ = try write(error, near: name, suffix: ".error.txt")
    return name
  }

  func writeRejectedRows(_ file: ListedFile, rows: [UInt8]) throws -> FileName {
    try write(rows, near: file.name, suffix: ".rows.csv")
  }

  func read(
    _ file: ListedFile, from offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws -> Int {
    try open(file).read(at: offset, into: buffer)
  }

  /// Opens a claimed file for reading.
  func open(_ file: ListedFile) throws -> OpenFile {
    let work = try Directory(workspace.work + "/" + file.folder.rawValue)
    let descriptor = file.name.withCString { sb_open_nofollow(work.descriptor, $0) }
    guard descriptor >= 0 else {
      throw DropFileProblem(what: "cannot read \(file.place)", code: -descriptor)
    }
    return OpenFile(descriptor, place: file.place)
  }

  private func move(_ file: ListedFile, to path: String) throws -> FileName {
    let from = try Directory(workspace.work + "/" + file.folder.rawValue)
    let to = try Directory(path)
    for number in 1... {
      let name = file.name.candidate(number)
      let moved = file.name.withCString { old in
        name.withCString { sb_rename_noreplace(from.descriptor, old, to.descriptor, $0) }
      }
      if moved == -EEXIST { continue }
      guard moved >= 0 else {
        throw DropFileProblem(what: "cannot move \(file.place)", code: -moved)
      }
      sb_sync_directory(to.descriptor)
      sb_sync_directory(from.descriptor)
      return name
    }
    throw DropFileProblem(what: "no name is free for \(file.place)", code: EEXIST)
  }

  private func write(_ bytes: [UInt8], near name: FileName, suffix: String) throws -> FileName {
    let directory = try Directory(workspace.rejected)
    for number in 1... {
      let name = name.candidate(number, suffix: suffix)
      let descriptor = name.withCString { sb_create_new(directory.descriptor, $0, 0o600) }
      if descriptor == -EEXIST { continue }
      guard descriptor >= 0 else {
        throw DropFileProblem(what: "cannot write rejected/\(name)", code: -descriptor)
      }
      defer { close(descriptor) }
      guard Files.writeAll(bytes, to: descriptor), fsync(descriptor) == 0 else {
        throw DropFileProblem(what: "cannot write rejected/\(name)", code: errno)
      }
      sb_sync_directory(directory.descriptor)
      return name
    }
    throw DropFileProblem(what: "no name is free beside \(name)", code: EEXIST)
  }
}

extension LiveDropFiles {
  /// An open directory that closes itself.
  private final class Directory {
    let descriptor: Int32
    init(_ path: String) throws {
      descriptor = sb_open_directory(SB_CWD, path)
      guard descriptor >= 0 else {
        throw DropFileProblem(what: "cannot open \"\(path)\"", code: -descriptor)
      }
    }
    deinit { close(descriptor) }
  }

  private static func directory(_ path: String) -> DirectoryState {
    var status = sb_file_status()
    let found = sb_name_status(SB_CWD, path, &status)
    if found == -ENOENT || found == -ENOTDIR { return .missing }
    guard found >= 0 else { return .unreadable(String(cString: strerror(-found))) }
    guard status.kind == CChar(UInt8(ascii: "d")) else { return .notADirectory }
    guard access(path, R_OK | X_OK) == 0 else {
      return .unreadable(String(cString: strerror(errno)))
    }
    return .present(FileIdentity(device: status.device, inode: status.inode))
  }

  private static func files(in path: String, folder: Intake.DropFolder) -> [ListedFile] {
    guard let directory = try? Directory(path),
      let stream = fdopendir(dup(directory.descriptor))
    else { return [] }
    defer { closedir(stream) }
    var files: [ListedFile] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
          Array(
            UnsafeBufferPointer(
              start: start,
              count: strnlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), 256)))
        }
      }
      if name == [46] || name == [46, 46] { continue }
      if let file = look(at: FileName(bytes: name), in: directory, folder: folder) {
        files.append(file)
      }
    }
    return files
  }

  private static func look(
    at name: FileName, in directory: Directory, folder: Intake.DropFolder
  ) -> ListedFile? {
    var status = sb_file_status()
    let found = name.withCString { sb_name_status(directory.descriptor, $0, &status) }
    guard found >= 0 else { return nil }
    let isReadable = name.withCString { faccessat(directory.descriptor, $0, R_OK, 0) == 0 }
    return ListedFile(
      folder: folder, name: name, kind: FileKind(status.kind), size: status.size,
      modified: status.modified_ns,
      identity: FileIdentity(device: status.device, inode: status.inode),
      links: Int(status.links), owner: status.owner, permissions: status.permissions,
      isReadable: isReadable)
  }
}

extension FileName {
  /// The name for the system's calls.
  func withCString<T>(_ body: (UnsafePointer<CChar>) throws -> T) rethrows -> T {
    try (bytes + [0]).withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { rebound in
        guard let start = rebound.baseAddress else { preconditionFailure("a name has a byte") }
        return try body(start)
      }
    }
  }
}

extension FileKind {
  /// The letters of `sb_file_status`.
  init(_ letter: CChar) {
    switch UInt8(bitPattern: letter) {
    case UInt8(ascii: "f"): self = .regular
    case UInt8(ascii: "d"): self = .directory
    case UInt8(ascii: "l"): self = .symbolicLink
    case UInt8(ascii: "p"): self = .fifo
    case UInt8(ascii: "s"): self = .socket
    case UInt8(ascii: "c"), UInt8(ascii: "b"): self = .device
    default: self = .unknown
    }
  }
}
