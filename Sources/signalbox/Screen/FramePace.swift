/// When the next frame may be painted: at most twenty a second. What a person does is answered at once, also
/// while the desk has much to tell: frames that nobody asked for keep further apart, so that they never take
/// the turn of an answer. All times are milliseconds of a clock that only goes forward.
struct FramePace {
  /// Between two frames that answer keys, and between frames that people wait for.
  private static let short: Int64 = 50
  /// Between any frame and one that nobody waits for.
  private static let long: Int64 = 100
  /// People wait for what follows at the start, and for what the desk answers to a single key.
  private static let start: Int64 = 1000
  private static let afterKey: Int64 = 150
  private static let single: Int64 = 200

  private let begin: Int64
  private var lastFrame: Int64 = .min / 2
  private var lastAnswer: Int64 = .min / 2
  private var lastKey: Int64 = .min / 2
  private var isSingle = false
  private var isAnswer = false

  init(now: Int64) { begin = now }

  /// Somebody did something: the next frame answers it.
  mutating func pressed(at now: Int64) {
    isSingle = now - lastKey >= Self.single
    lastKey = now
    isAnswer = true
  }

  mutating func painted(at now: Int64) {
    lastFrame = now
    if isAnswer { lastAnswer = now }
    isAnswer = false
  }

  /// When a frame that is due may be painted.
  func next(_ now: Int64) -> Int64 {
    if isAnswer { return lastAnswer + Self.short }
    let isAwaited =
      now - begin < Self.start || (isSingle && now - lastKey <= Self.afterKey)
    return lastFrame + (isAwaited ? Self.short : Self.long)
  }
}
