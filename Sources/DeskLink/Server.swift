import CPlatform
import DeskRules
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A question as it reached the host, with who asked it.
public struct Question: Sendable {
  /// The connection to answer on.
  public let connection: ConnectionID
  public let id: UInt64
  /// The user at the other end, as the kernel saw it at connect.
  public let uid: UInt32
  public let request: DeskRequest
}

/// One connection for as long as the host runs.
public struct ConnectionID: Hashable, Sendable {
  let value: UInt64
}

/// What the host hears from the network.
public enum LinkEvent: Sendable {
  case asked(Question)
  case connected(ConnectionID, uid: UInt32)
  case disconnected(ConnectionID)
}

/// Serves the workspace's socket on one thread of its own. Questions arrive in ``events``, answers are sent
/// from the main thread.
public final class Server: Sendable {
  /// What happened, for the main thread.
  public let events = Mailbox<LinkEvent>()
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let hub: ConnectionHub
  private let path: String

  /// Serves at `path`, taking the place of a dead socket: only for the holder of the workspace's lock.
  ///
  /// The socket appears there once it can be connected to and `prepare` has set whose it is, given the name
  /// that it has until then: nobody meets one that is half made.
  public convenience init(path: String, prepare: (String) -> Void) throws {
    try self.init(path: path, limits: ConnectionHandler.Limits(), prepare: prepare)
  }

  init(
    path: String, limits: ConnectionHandler.Limits, prepare: (String) -> Void = { _ in }
  ) throws {
    self.path = path
    let unready = Self.unready(path)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    self.group = group
    let hub = ConnectionHub(events: events, limits: limits)
    self.hub = hub
    do {
      channel = try ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 128)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            guard let handler = try hub.admit(channel) else {
              channel.close(promise: nil)
              return
            }
            try channel.pipeline.syncOperations.addHandler(handler)
          }
        }
        .bind(unixDomainSocketPath: unready, cleanupExistingSocketFile: true).wait()
      prepare(unready)
      guard rename(unready, path) == 0 else { throw IOError(errnoCode: errno, reason: "rename") }
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
  }

  /// The socket's name until it is ready, in the same folder and no longer: such paths have little room.
  private static func unready(_ path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    return folder + "new.sock"
  }

  /// How many are connected now.
  public var connectionCount: Int { hub.count }

  /// Sends the answer to a question; one whose asker has gone is dropped.
  public func send(_ answer: DeskAnswer, to question: Question) {
    hub.send(.answer(id: question.id, answer: answer), to: question.connection)
  }

  /// From now on tells the connection of changes.
  public func subscribe(_ connection: ConnectionID) { hub.subscribe(connection) }

  /// Tells every subscriber that something changed. Topics that a slow reader has not been told yet are
  /// added up, never queued.
  public func publish(_ topics: Set<Topic>) { hub.publish(topics) }

  /// Stops serving: the socket goes first, so that nobody connects to a host that is leaving.
  public func close() {
    unlink(path)
    try? channel.close().wait()
    hub.closeAll()
    try? group.syncShutdownGracefully()
  }
}

/// The connections of a server. Shared between the main thread and the network's.
final class ConnectionHub: Sendable {
  /// So many at once for one user.
  static let connectionsPerUser = 16

  private struct State {
    var next: UInt64 = 1
    var connections: [ConnectionID: (channel: any Channel, uid: UInt32)] = [:]
  }
  private let state = Mutex(State())
  private let events: Mailbox<LinkEvent>
  private let limits: ConnectionHandler.Limits

  init(events: Mailbox<LinkEvent>, limits: ConnectionHandler.Limits) {
    self.events = events
    self.limits = limits
  }

  var count: Int { state.withLock { $0.connections.count } }

  /// Takes a new connection in, or nil where its user has too many. On the network's thread.
  func admit(_ channel: any Channel) throws -> ConnectionHandler? {
    guard let uid = try peerUser(of: channel) else { return nil }
    let id: ConnectionID? = state.withLock {
      let own = $0.connections.values.count { $0.uid == uid }
      guard own < Self.connectionsPerUser else { return nil }
      let id = ConnectionID(value: $0.next)
      $0.next += 1
      $0.connections[id] = (channel, uid)
      return id
    }
    guard let id else { return nil }
    channel.closeFuture.whenComplete { [self] _ in remove(id) }
    events.put(.connected(id, uid: uid))
    return ConnectionHandler(id: id, uid: uid, events: events, limits: limits)
  }

  private func remove(_ id: ConnectionID) {
    state.withLock { $0.connections[id] = nil }
    events.put(.disconnected(id))
  }

  private func channel(_ id: ConnectionID) -> (any Channel)? {
    state.withLock { $0.connections[id]?.channel }
  }

  func send(_ frame: HostFrame, to id: ConnectionID) {
    channel(id)?.triggerUserOutboundEvent(HubEvent.send(frame), promise: nil)
  }

  func subscribe(_ id: ConnectionID) {
    channel(id)?.triggerUserOutboundEvent(HubEvent.subscribe, promise: nil)
  }

  func publish(_ topics: Set<Topic>) {
    guard !topics.isEmpty else { return }
    for channel in state.withLock({ $0.connections.values.map(\.channel) }) {
      channel.triggerUserOutboundEvent(HubEvent.changed(topics), promise: nil)
    }
  }

  func closeAll() {
    for channel in state.withLock({ $0.connections.values.map(\.channel) }) {
      channel.close(promise: nil)
    }
  }

  /// The kernel's word on who connected.
  private func peerUser(of channel: any Channel) throws -> UInt32? {
    try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
      of: NIOBSDSocket.Handle.self
    ) { descriptor in
      var peer = sb_ucred()
      return sb_peer(descriptor, &peer) >= 0 ? peer.uid : nil
    } ?? nil
  }
}

/// What the hub tells a connection's handler.
enum HubEvent: Sendable {
  case send(HostFrame)
  case subscribe
  case changed(Set<Topic>)
}
