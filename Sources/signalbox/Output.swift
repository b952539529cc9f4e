import CPlatform
import Glibc

/// Data goes to standard output, messages to standard error; a reader that has gone ends the program
/// quietly, as `| head` expects.
enum Output {
  /// A line of data.
  static func line(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

  /// Bytes of data as they are.
  static func bytes(_ bytes: [UInt8]) { write(bytes, to: 1) }

  /// A line for the person at the terminal, under the program's name.
  static func message(_ text: String) { error("signalbox: " + text) }

  /// A line for the person at the terminal.
  static func error(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

  /// A question to the person at the terminal, who answers on the same line.
  static func prompt(_ text: String) { write(Array(text.utf8), to: 2) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var at = 0
      while at < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + at }, buffer.count - at)
        if count < 0 {
          if errno == EINTR { continue }
          sb_exit(errno == EPIPE ? 0 : Failure.Status.badAnswer.rawValue)
        }
        at += count
      }
    }
  }
}

/// How far a long piece of work is: on standard error, only for a person, only once it takes over a second.
struct Progress {
  private let what: String
  private let isForPerson = isatty(2) == 1
  private let began = sb_boottime_ns()
  private var shown: Int64 = 0

  init(_ what: String) { self.what = what }

  /// Tells that so much of so much is done; at most ten times a second.
  mutating func update(_ done: Int, of total: Int?) {
    let now = sb_boottime_ns()
    guard isForPerson, now - began > 1_000_000_000, now - shown > 100_000_000 else { return }
    shown = now
    let share = total.map { $0 > 0 ? " of \($0) (\(done * 100 / $0) %)" : "" } ?? ""
    Output.progress("\r\(what): \(done)\(share)\u{1B}[K")
  }

  /// Clears the line.
  func end() {
    if shown > 0 { Output.progress("\r\u{1B}[K") }
  }
}

extension Output {
  fileprivate static func progress(_ text: String) { write(Array(text.utf8), to: 2) }
}

/// The terminal behind standard output.
enum Terminal {
  /// Its columns; nil where there is none.
  static var width: Int? {
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}
