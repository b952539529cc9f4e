import CNcurses
import CPlatform
import Glibc
import TerminalKit

extension CursesScreen {
  /// Reads everything that waits, without waiting for more (but for the rest of an escape
  /// sequence, at most the escape delay). Call it when the input descriptor is ready and when
  /// poll was interrupted by a signal: a new window size arrives only here.
  public func readEvents() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var isResized = false
    var failures = 0
    while failures < 64 {
      guard let input = read(isResized: &isResized) else { continue }
      guard input == .idle else {
        events += decoder.feed(input)
        continue
      }
      // Nothing read while bytes wait means bytes that are no UTF-8: they are dropped.
      switch pollInput() {
      case .ready: failures += 1
      case .gone: return events + [.hangUp]
      case .empty:
        events += decoder.feed(.idle)
        failures = .max
      }
    }
    // Of many sizes only the last counts.
    if isResized { events.append(.resize(size)) }
    return events
  }

  private enum Poll {
    case ready, empty, gone
  }

  private func pollInput() -> Poll {
    var descriptor = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
    guard sb_poll(&descriptor, 1, 0) > 0 else { return .empty }
    let bits = Int32(descriptor.revents)
    if bits & (POLLHUP | POLLERR | POLLNVAL) != 0 { return .gone }
    return bits & POLLIN != 0 ? .ready : .empty
  }

  /// One reading; nil for keys that mean nothing here.
  private func read(isResized: inout Bool) -> KeyDecoder.Input? {
    var value: UInt32 = 0
    switch UInt32(sbn_read(&value)) {
    case SBN_CHARACTER.rawValue: return Unicode.Scalar(value).map(KeyDecoder.Input.scalar)
    case SBN_KEY.rawValue: break
    default: return .idle
    }
    let meaning = UInt32(sbn_meaning(value))
    if meaning == SBN_CODE_RESIZE.rawValue {
      isResized = true
      return nil
    }
    if meaning == SBN_CODE_OWN.rawValue { return OwnKeys.input(code: value) }
    if meaning == SBN_CODE_MOUSE.rawValue { return readMouse() }
    if meaning > SBN_CODE_FUNCTION.rawValue {
      return .key(.function(Int(meaning - SBN_CODE_FUNCTION.rawValue)))
    }
    return Self.keys[meaning].map(KeyDecoder.Input.key)
  }

  private func readMouse() -> KeyDecoder.Input? {
    var x: Int32 = 0
    var y: Int32 = 0
    let action: MouseEvent.Action? =
      switch UInt32(sbn_mouse_event(&x, &y)) {
      case SBN_PRESS.rawValue: .press
      case SBN_WHEEL_UP.rawValue: .wheelUp
      case SBN_WHEEL_DOWN.rawValue: .wheelDown
      default: nil
      }
    return action.map { .mouse(MouseEvent($0, at: Position(x: Int(x), y: Int(y)))) }
  }

  private static let keys: [UInt32: Key] = [
    SBN_CODE_UP.rawValue: .up, SBN_CODE_DOWN.rawValue: .down,
    SBN_CODE_LEFT.rawValue: .left, SBN_CODE_RIGHT.rawValue: .right,
    SBN_CODE_HOME.rawValue: .home, SBN_CODE_END.rawValue: .end,
    SBN_CODE_PAGE_UP.rawValue: .pageUp, SBN_CODE_PAGE_DOWN.rawValue: .pageDown,
    SBN_CODE_INSERT.rawValue: .named(.insert), SBN_CODE_DELETE.rawValue: .delete,
    SBN_CODE_BACKSPACE.rawValue: .backspace, SBN_CODE_ENTER.rawValue: .enter,
    SBN_CODE_BACK_TAB.rawValue: .backTab,
    SBN_CODE_SHIFT_UP.rawValue: .modified(.shift, .up),
    SBN_CODE_SHIFT_DOWN.rawValue: .modified(.shift, .down),
    SBN_CODE_SHIFT_LEFT.rawValue: .modified(.shift, .left),
    SBN_CODE_SHIFT_RIGHT.rawValue: .modified(.shift, .right),
  ]
}
