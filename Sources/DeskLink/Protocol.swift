import DeskRules

/// What the two ends of the socket say to each other: frames of a u32 big-endian length and that many
/// bytes of JSON, at most 1 MiB.
public enum LinkProtocol {
  /// Said first by both ends; a host of another version is told apart before anything is asked.
  public static let version = 1
  /// The longest frame in either direction, in bytes.
  public static let maximumFrame = 1 << 20
}

/// What a client sends.
enum ClientFrame: Codable, Sendable {
  case hello(version: Int)
  case ask(id: UInt64, request: DeskRequest)
}

/// What the host sends.
enum HostFrame: Codable, Sendable {
  case welcome(version: Int)
  case answer(id: UInt64, answer: DeskAnswer)
  /// Something changed in these topics since the last such frame.
  case changed([Topic])
  /// The host will close the connection, and why.
  case goodbye(String)
}

/// Why a connection could not be made or went away.
public enum LinkProblem: Error, Sendable, Equatable {
  /// Nobody listens at the socket.
  case nobodyServes
  /// The socket is there, but this user may not use it.
  case notPermitted
  /// The other end speaks another version of the protocol.
  case otherVersion(theirs: Int, ours: Int)
  /// The connection ended.
  case closed(String)
  /// No answer came in time.
  case noAnswer(seconds: Int)

  /// One line for the person at the terminal.
  public var sentence: String {
    switch self {
    case .nobodyServes: "no host serves this workspace"
    case .notPermitted:
      "you may not connect to this workspace: its owner can add you to the site's group"
    case .otherVersion(let theirs, let ours):
      "the host speaks protocol \(theirs) and this program \(ours): restart the older of the two"
    case .closed(let why): "the connection to the host ended: \(why)"
    case .noAnswer(let seconds): "the host did not answer within \(seconds) s"
    }
  }
}
