import CPlatform
import Foundation
import Glibc

/// Reading and writing whole files by the calls that tell what went wrong.
enum Files {
  /// All bytes of a regular file; nil when there is none.
  static func read(_ path: String) throws(WorkspaceProblem) -> [UInt8]? {
    guard let (descriptor, size) = try descriptor(of: path) else { return nil }
    defer { close(descriptor) }
    guard let bytes = readAll(descriptor, expecting: size) else {
      throw .cannotRead(path: path, why: String(cString: strerror(errno)))
    }
    return bytes
  }

  /// A regular file, open for reading; nil when there is none.
  static func open(_ path: String) throws(WorkspaceProblem) -> OpenFile? {
    try descriptor(of: path).map { OpenFile($0.descriptor, place: path) }
  }

  private static func descriptor(
    of path: String
  ) throws(WorkspaceProblem) -> (descriptor: Int32, size: Int)? {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .cannotRead(path: path, why: String(cString: strerror(errno)))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .cannotRead(path: path, why: "it is no regular file")
    }
    return (descriptor, Int(status.st_size))
  }

  /// Reads a descriptor to its end; nil on an error, left in `errno`.
  static func readAll(_ descriptor: Int32, expecting size: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Writes a file whole: under another name first, synced, then renamed in. Replaces what was there, and
  /// is there after a loss of power.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600)
    throws(WorkspaceProblem)
  {
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path) }
    let written = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let why = errno
    close(descriptor)
    guard written, rename(temporary, path) == 0 else {
      unlink(temporary)
      errno = written ? errno : why
      throw failure(path)
    }
    try syncFolder(folder(of: path))
  }

  /// Adds a line to a file and makes it durable. Half a line that a crash left at the end is taken off first,
  /// so that the new one stands alone.
  static func append(_ line: String, to path: String) throws(WorkspaceProblem) {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard let size = cutHalfALine(off: descriptor),
      writeAll(Array((line + "\n").utf8), to: descriptor), fsync(descriptor) == 0
    else { throw failure(path) }
    if size == 0 { try syncFolder(folder(of: path)) }
  }

  /// Returns the size that is left; nil on an error, left in `errno`.
  private static func cutHalfALine(off descriptor: Int32) -> off_t? {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { return nil }
    var whole = size
    var byte: UInt8 = 0
    while whole > 0 {
      guard pread(descriptor, &byte, 1, whole - 1) == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { break }
      whole -= 1
    }
    return whole == size || ftruncate(descriptor, whole) == 0 ? whole : nil
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the names in a folder durable.
  static func syncFolder(_ path: String) throws(WorkspaceProblem) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var at = 0
      while at < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + at }, buffer.count - at)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        at += count
      }
      return true
    }
  }

  private static func failure(_ path: String) -> WorkspaceProblem {
    .cannotMake(path: path, why: String(cString: strerror(errno)))
  }
}
