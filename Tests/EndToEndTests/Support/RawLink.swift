import CPlatform
import Foundation
import Glibc

/// A connection to a desk's socket that speaks bytes, for saying what no client would.
final class RawLink {
  private let descriptor: Int32

  /// nil where nobody listens.
  init?(_ path: String) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { space in
      guard path.utf8.count < space.count else { return false }
      space.copyBytes(from: path.utf8)
      return true
    }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard fits, connected == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// The process that listens at the other end.
  var peer: pid_t? {
    var credentials = sb_ucred()
    return sb_peer(descriptor, &credentials) >= 0 ? pid_t(credentials.pid) : nil
  }

  /// Writes bytes; false where the other end has closed.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    let sent = bytes.withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    return sent == bytes.count
  }

  /// A frame as the protocol has it.
  @discardableResult
  func send(frame json: String) -> Bool {
    let body = Array(json.utf8)
    let length = UInt32(body.count).bigEndian
    return send(withUnsafeBytes(of: length) { Array($0) } + body)
  }

  /// Reads what comes until the other end closes; false if it never does.
  func isClosed() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return eventually {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
    }
  }

  /// Reads so many bytes, and leaves what comes after them; fewer where they do not come.
  func receive(exactly count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: max(1, count))
    _ = eventually {
      let got = recv(descriptor, &buffer, count - bytes.count, Int32(MSG_DONTWAIT))
      if got > 0 { bytes += buffer[..<got] }
      return bytes.count >= count || got == 0
    }
    return bytes
  }

  /// Reads until at least so many bytes came.
  func receive(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    _ = eventually {
      let got = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if got > 0 { bytes += buffer[..<got] }
      return bytes.count >= count || got == 0
    }
    return bytes
  }
}
