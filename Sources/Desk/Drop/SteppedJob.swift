import Intake
import LeadModel

/// A claimed file that is taken in a piece at a time, so that the desk answers in between.
protocol SteppedJob: AnyObject {
  /// The file.
  var file: ClaimedJob { get }
  /// What was taken so far.
  var counts: IntakeCounts { get }
  /// What was taken, when all was.
  var taken: TakenFile { get }
  /// The bytes that are read: no more than were looked at, however the file grows meanwhile.
  var range: Range<Int64> { get }
  /// How to read what follows when the file grows, `withinRow` telling whether the last byte ended no line;
  /// nil where all of it is read again.
  func continuation(withinRow: Bool) -> FileShape?
  /// Takes the next piece. Returns false when all was taken.
  func step(_ desk: Desk, now: Instant) throws -> Bool
}
