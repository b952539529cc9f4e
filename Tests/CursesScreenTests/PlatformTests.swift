import CPlatform
import Glibc
import Testing

/// A folder that goes away with the test.
private final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/platform-XXXXXX".utf8CString)
    let made = mkdtemp(&template).map { String(cString: $0) }
    path = try #require(made)
  }

  deinit {
    for name in ["a", "b", "fifo", "link", "lock"] { unlink(path + "/" + name) }
    rmdir(path)
  }

  func create(_ name: String) {
    close(sb_create_new(SB_CWD, path + "/" + name, 0o600))
  }
}

@Suite("The C calls")
struct PlatformTests {
  @Test("an event counter is readable until it is drained")
  func events() {
    let fd = sb_eventfd()
    defer { close(fd) }
    var descriptor = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
    #expect(sb_poll(&descriptor, 1, 0) == 0)
    #expect(sb_event_signal(fd) == 0 && sb_event_signal(fd) == 0)
    #expect(sb_poll(&descriptor, 1, -1) == 1)
    #expect(sb_event_drain(fd) == 1)
    #expect(sb_event_drain(fd) == 0)
  }

  @Test("moving never replaces")
  func rename() throws {
    let folder = try Folder()
    folder.create("a")
    #expect(sb_create_new(SB_CWD, folder.path + "/a", 0o600) == -EEXIST)
    let directory = sb_open_directory(SB_CWD, folder.path)
    defer { close(directory) }
    #expect(sb_rename_noreplace(directory, "a", directory, "b") == 0)
    folder.create("a")
    #expect(sb_rename_noreplace(directory, "a", directory, "b") == -EEXIST)
    #expect(sb_rename_noreplace(directory, "x", directory, "y") == -ENOENT)
    #expect(sb_sync_directory(directory) == 0)
  }

  @Test("links are not followed, and a FIFO does not hold us up")
  func opening() throws {
    let folder = try Folder()
    folder.create("a")
    symlink(folder.path + "/a", folder.path + "/link")
    mkfifo(folder.path + "/fifo", 0o600)
    #expect(sb_open_nofollow(SB_CWD, folder.path + "/link") == -ELOOP)
    let fd = sb_open_nofollow(SB_CWD, folder.path + "/fifo")
    defer { close(fd) }
    var status = sb_file_status()
    #expect(fd >= 0 && sb_file_status(fd, &status) == 0)
    #expect(status.kind == CChar(UInt8(ascii: "p")))
    #expect(sb_name_status(SB_CWD, folder.path + "/link", &status) == 0)
    #expect(status.kind == CChar(UInt8(ascii: "l")))
  }

  @Test("a lock is held by one")
  func locks() throws {
    let folder = try Folder()
    let first = sb_lock_file(folder.path + "/lock")
    #expect(first >= 0)
    #expect(sb_lock_file(folder.path + "/lock") == -EWOULDBLOCK)
    close(first)
    let second = sb_lock_file(folder.path + "/lock")
    #expect(second >= 0)
    close(second)
  }

  @Test("the peer of a socket is its maker")
  func peer() {
    var pair: [Int32] = [0, 0]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
    defer { pair.forEach { close($0) } }
    var peer = sb_ucred()
    #expect(sb_peer(pair[0], &peer) == 0)
    #expect(peer.pid == getpid() && peer.uid == getuid() && peer.gid == getgid())
    #expect(sb_peer(-1, &peer) == -EBADF)
  }

  @Test("a started session reports through its pipe and leads itself")
  func spawning() {
    var ends: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    #expect(sb_pipe(&ends) == 0 && sb_pipe(&output) == 0)
    let words: [String] = ["sh", "-c", "pwd; ps -o sid= -p $$; printf R >&3"]
    let arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    let child = sb_spawn_session("/bin/sh", arguments, nil, output[1], ends[1])
    close(ends[1])
    close(output[1])
    #expect(child > 0)
    #expect(text(from: ends[0]) == "R")
    #expect(text(from: output[0]).split(whereSeparator: \.isWhitespace) == ["/", "\(child)"])
    var status: Int32 = 0
    #expect(waitpid(child, &status, 0) == child && status == 0)
    #expect(sb_spawn_session("/nowhere", arguments, nil, 2, 2) == -ENOENT)
  }

  private func text(from fd: Int32) -> String {
    defer { close(fd) }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(fd, &byte, 1) == 1 { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("clocks, file system and program")
  func facts() {
    let before = sb_boottime_ns()
    #expect(before > 0 && sb_boottime_ns() >= before)
    #expect(sb_wallclock_ns() > 1_700_000_000_000_000_000)
    var magic: UInt64 = 0
    #expect(sb_filesystem_magic("/proc", &magic) == 0 && magic == 0x9FA0)
    var path = [CChar](repeating: 0, count: 4_096)
    let length = sb_program_path(&path, UInt(path.count))
    #expect(length > 1 && path[0] == CChar(UInt8(ascii: "/")))
    #expect(sb_program_path(&path, 2) == -ENAMETOOLONG)
  }
}
