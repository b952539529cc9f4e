/// A claimed file on its way from `.work` to where it ends: was all of it read, or has it grown?
///
/// A writer who still holds the file open can go on after the claim. What is added is read as a
/// further delivery once it stands still; other changes are noted, since the bytes that were read
/// are gone.
public struct ClaimedFile: Sendable {
  /// What to do next.
  public enum Step: Equatable, Sendable {
    /// Move it to `processed/` or `rejected/`.
    case finish
    /// Look at the file again at that time, in monotonic milliseconds.
    case wait(until: Int64)
    /// Read these bytes as a further delivery, then say ``ClaimedFile/hasRead(upTo:)``.
    case readTail(Range<Int64>)
    /// Move it, and say that its content changed after it had been read.
    case finishChanged(reason: String)
  }

  private var readTo: Int64
  private var size: Int64
  private var modified: Int64
  private var since: Int64
  private let settle: Int64

  /// The state in which reading began: `size` bytes are read. `settle` in milliseconds.
  public init(size: Int64, modified: Int64, now: Int64, settle: Int64) {
    readTo = size
    self.size = size
    self.modified = modified
    self.since = now
    self.settle = settle
  }

  /// All bytes before that position have been read.
  public mutating func hasRead(upTo end: Int64) { readTo = end }

  /// What to do with the file as it is now, after what was there has been read.
  public mutating func next(size: Int64, modified: Int64, now: Int64) -> Step {
    let stoodStill = size == self.size && modified == self.modified
    let touched = modified != self.modified
    if !stoodStill {
      self.size = size
      self.modified = modified
      since = now
    }
    if size < readTo {
      return .finishChanged(reason: "the file was cut after it had been read")
    }
    if size == readTo {
      return touched
        ? .finishChanged(reason: "the file was written to after it had been read") : .finish
    }
    let until = since + settle
    return stoodStill && now >= until ? .readTail(readTo..<size) : .wait(until: until)
  }
}
