import DeskRules
import NIOCore
import NIOPosix
import Synchronization

/// What a client hears from its host.
public enum ClientEvent: Sendable {
  case answered(id: UInt64, DeskAnswer)
  case changed(Set<Topic>)
  /// The connection ended; nothing more will come.
  case closed(LinkProblem)
}

/// A connection to the host of a workspace, with a thread of its own.
///
/// The console sends and reads ``events`` as they come; commands ask one thing at a time with
/// ``ask(_:timeoutSeconds:)``.
public final class Client: Sendable {
  /// What happened, for the main thread.
  public let events: Mailbox<ClientEvent>
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  /// How the connection ended, once a question met its end.
  private let ending = Mutex<LinkProblem?>(nil)
  private let lastID = Mutex<UInt64>(0)

  /// Connects and greets; at most 5 seconds.
  public init(path: String) throws(LinkProblem) {
    let events = Mailbox<ClientEvent>()
    self.events = events
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    self.group = group
    let welcomed = group.next().makePromise(of: Int.self)
    do {
      channel = try ClientBootstrap(group: group)
        .connectTimeout(.seconds(5))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              ClientHandler(events: events, welcomed: welcomed))
          }
        }
        .connect(unixDomainSocketPath: path).wait()
    } catch {
      welcomed.fail(error)
      try? group.syncShutdownGracefully()
      throw Self.problem(error)
    }
    let theirs: Int
    do {
      group.next().scheduleTask(in: .seconds(5)) {
        welcomed.fail(LinkProblem.noAnswer(seconds: 5))
      }
      theirs = try welcomed.futureResult.wait()
    } catch {
      try? channel.close().wait()
      try? group.syncShutdownGracefully()
      throw error as? LinkProblem ?? .closed("it went away while greeting")
    }
    guard theirs == LinkProtocol.version else {
      try? channel.close().wait()
      try? group.syncShutdownGracefully()
      throw .otherVersion(theirs: theirs, ours: LinkProtocol.version)
    }
  }

  /// An id that no question had before: a late answer to an earlier one is told from that to the next.
  func nextID() -> UInt64 {
    lastID.withLock {
      $0 += 1
      return $0
    }
  }

  /// Why no question can be asked any more; nil while the connection stands.
  ///
  /// Whoever met the end of the connection took its event with it: the next who asks has to hear of it
  /// too, and not wait for an answer that cannot come.
  func ended() -> LinkProblem? {
    channel.isActive ? nil : ending.withLock { $0 } ?? .closed("the host ended")
  }

  /// Remembers how the connection ended.
  func note(_ problem: LinkProblem) { ending.withLock { $0 = problem } }

  /// Sends a question; its answer arrives in ``events`` under the id.
  public func send(_ request: DeskRequest, id: UInt64) {
    channel.writeAndFlush(ClientFrame.ask(id: id, request: request), promise: nil)
  }

  /// Ends the connection and its thread.
  public func close() {
    try? channel.close().wait()
    try? group.syncShutdownGracefully()
  }

  private static func problem(_ error: any Error) -> LinkProblem {
    guard let error = error as? IOError else { return .nobodyServes }
    return error.errnoCode == 13 ? .notPermitted : .nobodyServes
  }
}

/// The client's end on the network's thread.
private final class ClientHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ClientFrame
  typealias OutboundOut = ByteBuffer

  private let events: Mailbox<ClientEvent>
  private let welcomed: EventLoopPromise<Int>
  private let frames = NIOSingleStepByteToMessageProcessor(
    FrameDecoder(), maximumBufferSize: LinkProtocol.maximumFrame + 4)
  private var farewell = "the host ended"
  private var isOver = false

  init(events: Mailbox<ClientEvent>, welcomed: EventLoopPromise<Int>) {
    self.events = events
    self.welcomed = welcomed
  }

  func channelActive(context: ChannelHandlerContext) {
    if let hello = try? frame(
      ClientFrame.hello(version: LinkProtocol.version), allocator: context.channel.allocator)
    {
      context.writeAndFlush(wrapOutboundOut(hello), promise: nil)
    }
    context.fireChannelActive()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let question = unwrapOutboundIn(data)
    guard let bytes = try? frame(question, allocator: context.channel.allocator) else {
      if case .ask(let id, _) = question {
        events.put(.answered(id: id, .failed("the question is longer than a frame may be")))
      }
      promise?.fail(LinkProblem.closed("the question is longer than a frame"))
      return
    }
    context.write(wrapOutboundOut(bytes), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    do {
      try frames.process(buffer: unwrapInboundIn(data)) { frame in
        switch try frame.decoded(as: HostFrame.self) {
        case .welcome(let version): welcomed.succeed(version)
        case .answer(let id, let answer): events.put(.answered(id: id, answer))
        case .changed(let topics): events.put(.changed(Set(topics)))
        case .goodbye(let why): farewell = why
        }
      }
    } catch {
      farewell = "what the host said could not be read"
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func end() {
    guard !isOver else { return }
    isOver = true
    welcomed.fail(LinkProblem.closed(farewell))
    events.put(.closed(.closed(farewell)))
  }
}
