import DeskRules
import NIOCore

/// One client's connection on the network's thread: frames in, frames out, within bounds.
///
/// A client that sends garbage, or half a frame and then nothing, is closed and harms nobody. A client
/// that does not read is not written to: changes are kept as one set, and after a bound of unread answers
/// the connection is closed.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = HubEvent
  typealias OutboundOut = ByteBuffer

  /// What a connection may cost.
  struct Limits: Sendable {
    /// A frame that has begun has to be whole within this time, however its bytes trickle in.
    var frameDeadline = TimeAmount.seconds(10)
    /// Questions that may wait for their answers.
    var openQuestions = 256
  }

  /// Bytes of answers that may wait for a reader.
  static let unreadLimit = 8 << 20

  private let id: ConnectionID
  private let uid: UInt32
  private let events: Mailbox<LinkEvent>
  private let frames = NIOSingleStepByteToMessageProcessor(
    FrameDecoder(), maximumBufferSize: LinkProtocol.maximumFrame + 4)
  private var greeted = false
  private var subscribed = false
  private var news: Set<Topic> = []
  private var unread = 0
  private var openQuestions = 0
  private var deadline: Scheduled<Void>?
  private let limits: Limits

  init(id: ConnectionID, uid: UInt32, events: Mailbox<LinkEvent>, limits: Limits) {
    self.id = id
    self.uid = uid
    self.events = events
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    do {
      var isWhole = false
      try frames.process(buffer: unwrapInboundIn(data)) { frame in
        isWhole = true
        try take(frame.decoded(as: ClientFrame.self), context: context)
      }
      watchForHalfFrame(afterWhole: isWhole, context: context)
    } catch {
      refuse("that was no frame of this protocol", context: context)
    }
  }

  private func take(_ frame: ClientFrame, context: ChannelHandlerContext) throws {
    switch frame {
    case .hello(let version):
      greeted = version == LinkProtocol.version
      write(.welcome(version: LinkProtocol.version), context: context)
    case .ask(let number, let request):
      guard greeted else { return refuse("say hello first", context: context) }
      openQuestions += 1
      guard openQuestions <= limits.openQuestions else {
        return refuse("too many questions wait for their answers", context: context)
      }
      events.put(.asked(Question(connection: id, id: number, uid: uid, request: request)))
    }
  }

  /// The time runs from the first byte of a frame: more bytes of the same one do not prolong it.
  private func watchForHalfFrame(afterWhole isWhole: Bool, context: ChannelHandlerContext) {
    if isWhole || frames.unprocessedBytes == 0 {
      deadline?.cancel()
      deadline = nil
    }
    guard frames.unprocessedBytes > 0, deadline == nil else { return }
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: limits.frameDeadline) {
      channel.close(promise: nil)
    }
  }

  func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    guard let event = event as? HubEvent else {
      return context.triggerUserOutboundEvent(event, promise: promise)
    }
    switch event {
    case .send(let frame):
      if case .answer = frame { openQuestions -= 1 }
      write(frame, context: context)
    case .subscribe: subscribed = true
    case .changed(let topics):
      guard subscribed else { return }
      news.formUnion(topics)
      tellNews(context: context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    tellNews(context: context)
    context.fireChannelWritabilityChanged()
  }

  private func tellNews(context: ChannelHandlerContext) {
    guard !news.isEmpty, context.channel.isWritable else { return }
    let topics = news.sorted { $0.rawValue < $1.rawValue }
    news = []
    write(.changed(topics), context: context)
  }

  private func write(_ value: HostFrame, context: ChannelHandlerContext) {
    guard let bytes = encoded(value, context: context) else { return }
    let size = bytes.readableBytes
    unread += size
    guard unread <= Self.unreadLimit else {
      context.close(promise: nil)
      return
    }
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in
      handler.value.unread -= size
    }
  }

  private func encoded(_ value: HostFrame, context: ChannelHandlerContext) -> ByteBuffer? {
    if let bytes = try? frame(value, allocator: context.channel.allocator) { return bytes }
    guard case .answer(let number, _) = value else { return nil }
    let sorry = DeskAnswer.failed("the answer is longer than a frame: ask for fewer rows")
    return try? frame(
      HostFrame.answer(id: number, answer: sorry), allocator: context.channel.allocator)
  }

  private func refuse(_ why: String, context: ChannelHandlerContext) {
    write(.goodbye(why), context: context)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
