import LeadModel

/// A claimed file that is taken in a piece at a time, so that the desk answers in between.
protocol SteppedJob: AnyObject {
  /// The file.
  var file: ClaimedJob { get }
  /// What was taken so far.
  var counts: IntakeCounts { get }
  /// What was taken, when all was.
  var taken: TakenFile { get }
  /// Takes the next piece. Returns false when all was taken.
  func step(_ desk: Desk, now: Instant) throws -> Bool
}
