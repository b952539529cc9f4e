/// What the polling of the drop directory goes by.
public struct DropSettings: Sendable {
  /// How long size and modification time must have stood still, in milliseconds.
  public var settle: Int64
  /// How often a file may be attempted before it is taken for poison.
  public var mostAttempts: Int
  /// How long a second name of a file may be a publisher's work in progress, in milliseconds.
  public var secondNamePatience: Int64
  /// How many files are claimed after one look, so that what arrives meanwhile gets its turn.
  public var claimsPerLook: Int

  /// The defaults are 2 s, three attempts, 60 s and 1000 files.
  public init(
    settle: Int64 = 2000, mostAttempts: Int = 3, secondNamePatience: Int64 = 60_000,
    claimsPerLook: Int = 1000
  ) {
    self.settle = settle
    self.mostAttempts = mostAttempts
    self.secondNamePatience = secondNamePatience
    self.claimsPerLook = claimsPerLook
  }
}

/// Something to be done with the drop directory.
public enum DropAction: Equatable, Sendable {
  /// Move the file into `.work/FOLDER/` under its name without replacing anything, then say
  /// ``DropDirectory/claimed(_:found:)`` or ``DropDirectory/claimFailed(_:)``.
  case claim(ListedFile)
  /// Take up the file that lies in `.work`: commit that this attempt begins, then read it, then say
  /// ``DropDirectory/finished(_:)``. `attempt` counts from 1.
  case process(ListedFile, attempt: Int)
  /// Move the file from `.work` to `rejected/` with the reason; it has brought the host down
  /// before.
  case park(ListedFile, reason: String)
  /// Say once why the file stays where it lies.
  case refuse(ListedFile, reason: String)
  /// Alert once: nothing is taken from there until it is back. nil is the whole drop directory.
  case pause(DropFolder?, reason: String)
  /// It is back.
  case resume(DropFolder?)
}

/// What is to be done after one look.
public struct DropPlan: Equatable, Sendable {
  /// In this order.
  public var actions: [DropAction] = []
  /// When a waiting file can be ready at the earliest, in monotonic milliseconds; nil when none
  /// waits.
  public var lookAgain: Int64?
  /// How many files wait: not settled yet, or beyond the number for one look.
  public var waiting = 0
}
