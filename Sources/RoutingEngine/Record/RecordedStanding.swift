import LeadModel

/// Answers about reps as they were recorded with a decision.
///
/// A question that was not asked then has no recorded answer; it is counted and answered with nothing:
/// no load, on shift, no leave.
public struct RecordedStanding: StandingSource, Sendable {
  /// What was answered about one rep: without references, since a log has very many.
  private struct Answer: Sendable {
    var standing: RepStanding?
    var shift: ShiftAnswer?
    var isOnLeave: Bool?
  }

  /// The reps that the answers are about, apart so that looking for one touches little memory.
  private var reps: [Int32] = []
  private var answers: [Answer] = []
  /// Delegates by position among the answers; few reps are on leave.
  private var delegates: [(place: Int, reps: [RepID])] = []
  /// Where the next question is answered if reps are asked about in the order of the record, as the same
  /// steps do.
  private var hint = 0
  private var opening: NextOpening?
  private var openingRep: Int?
  private var openingWasAsked = false
  /// How many questions had no recorded answer.
  public private(set) var missing = 0

  /// No answers at all.
  public init() {}

  /// Where the answers about the rep stand; nil for one who was not asked about.
  private func place(of rep: Int) -> Int? {
    if hint < reps.count, reps[hint] == Int32(truncatingIfNeeded: rep) { return hint }
    return reps.firstIndex(of: Int32(truncatingIfNeeded: rep))
  }

  /// The same, remembering that the next is probably asked about next.
  private mutating func find(_ rep: Int) -> Int? {
    let place = place(of: rep)
    if let place { hint = place + 1 }
    return place
  }

  /// What was recorded of load and week count of the rep.
  mutating func recordedStanding(of rep: Int) -> RepStanding? {
    find(rep).flatMap { answers[$0].standing }
  }
  /// What was recorded of the rep's shift.
  mutating func recordedShift(of rep: Int) -> ShiftAnswer? {
    find(rep).flatMap { answers[$0].shift }
  }
  private func recordedDelegates(of rep: Int) -> [RepID]? {
    guard !delegates.isEmpty, let place = place(of: rep) else { return nil }
    return delegates.first { $0.place == place }?.reps
  }

  /// Whether load and week count of the rep were recorded.
  public func holds(_ rep: Int) -> Bool {
    place(of: rep).map { answers[$0].standing != nil } ?? false
  }
  /// Whether the shift of the rep was recorded.
  public func holdsShift(_ rep: Int) -> Bool {
    place(of: rep).map { answers[$0].shift != nil } ?? false
  }

  /// Whether it was asked if the rep is on leave.
  func holdsLeave(_ rep: Int) -> Bool {
    place(of: rep).map { answers[$0].isOnLeave != nil } ?? false
  }
  /// Whether delegates of the rep's leave were asked for.
  func holdsDelegates(_ rep: Int) -> Bool {
    recordedDelegates(of: rep) != nil
  }
  /// Whether the recorded opening is also the first of these reps: it is when all of them were among those
  /// asked about then, and the one who opens is still there.
  func holdsOpening(among reps: [Int]) -> Bool {
    guard openingWasAsked, reps.allSatisfy({ holdsShift($0) }) else { return false }
    return opening == nil || openingRep.map { reps.contains($0) } ?? false
  }

  /// Load, week count and last assignment, as recorded.
  public mutating func standing(of rep: Int) -> RepStanding {
    if let standing = recordedStanding(of: rep) { return standing }
    missing += 1
    return RepStanding()
  }
  /// Whether the rep is on shift, as recorded.
  public mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    if let shift = recordedShift(of: rep) { return shift }
    missing += 1
    return ShiftAnswer()
  }
  /// Whether the rep is on leave, as recorded.
  public mutating func isOnLeave(_ rep: Int) -> Bool {
    find(rep).flatMap { answers[$0].isOnLeave } ?? false
  }
  /// The first delegate of the rep's leave, as recorded.
  public mutating func leaveDelegate(of rep: Int) -> RepID? { leaveDelegates(of: rep).first }
  /// The delegates of the rep's leave, in file order, as recorded.
  public mutating func leaveDelegates(of rep: Int) -> [RepID] {
    recordedDelegates(of: rep) ?? []
  }
  /// When the first of the reps comes on shift, as recorded.
  public mutating func nextOpening(among reps: [Int]) -> NextOpening? { opening }

  /// Reads the answers that stand at a place of a record.
  static func read(
    _ bytes: [UInt8], at offset: Int, roster: RosterIndex
  ) throws(RecordProblem) -> RecordedStanding {
    var standing = RecordedStanding()
    try standing.read(bytes, at: offset, roster: roster)
    return standing
  }

  /// The same in place of what it holds.
  mutating func read(
    _ bytes: [UInt8], at offset: Int, roster: RosterIndex
  ) throws(RecordProblem) {
    do {
      try bytes.withUnsafeBytes {
        var cursor = JSONCursor($0, at: offset)
        try read(&cursor, roster)
      }
    } catch let problem as JSONCursor.Problem {
      throw RecordProblem(offset: problem.offset, expected: problem.expected)
    } catch {
      throw RecordProblem(offset: offset, expected: "answers about reps")
    }
  }

  private mutating func clear() {
    reps.removeAll(keepingCapacity: true)
    answers.removeAll(keepingCapacity: true)
    delegates.removeAll(keepingCapacity: true)
    hint = 0
    opening = nil
    openingRep = nil
    openingWasAsked = false
    missing = 0
  }

  /// Reads what ``StandingWriter`` wrote. Reps whom the roster no longer knows are left out.
  private mutating func read(_ cursor: inout JSONCursor, _ roster: RosterIndex) throws {
    clear()
    try cursor.object { key, cursor in
      switch key {
      case "reps": try cursor.forEach { try readAnswer(&$0, roster) }
      case "next_opening":
        openingWasAsked = true
        if !cursor.null() { opening = try NextOpening(&cursor) }
      default: try cursor.skip()
      }
    }
    openingRep = opening.flatMap { roster.index(of: $0.rep) }
  }

  /// One rep's answers.
  private mutating func readAnswer(_ cursor: inout JSONCursor, _ roster: RosterIndex) throws {
    var rep: Int?
    var answer = Answer()
    var standing = RepStanding()
    var hasStanding = false
    var shift: ShiftAnswer?
    var stand: [RepID]?
    try cursor.object { key, cursor in
      switch key {
      case "rep": rep = try cursor.text { roster.index(ofUTF8: $0) }
      case "load":
        standing.load = Int(try cursor.integer())
        hasStanding = true
      case "week":
        standing.week = Int(try cursor.integer())
        hasStanding = true
      case "last":
        standing.lastAssigned = try cursor.instant()
        hasStanding = true
      case "shift":
        shift = ShiftAnswer(off: try cursor.text(Self.removal), path: shift?.path ?? .primary)
      case "contract":
        shift = ShiftAnswer(off: shift?.off, path: try cursor.bool() ? .secondary : .primary)
      case "on_leave": answer.isOnLeave = try cursor.bool()
      case "delegates": stand = try cursor.array { RepID(try $0.string()) }
      default: try cursor.skip()
      }
    }
    guard let rep else { return }
    if hasStanding { answer.standing = standing }
    answer.shift = shift
    if let stand { delegates.append((answers.count, stand)) }
    reps.append(Int32(truncatingIfNeeded: rep))
    answers.append(answer)
  }

  private static func removal(_ shift: UnsafeRawBufferPointer) -> RemovalReason? {
    if shift.isEqual(to: "on") { return nil }
    if shift.isEqual(to: "off_shift") { return .offShift }
    return RemovalReason(rawValue: String(decoding: shift, as: UTF8.self)) ?? .offShift
  }
}

/// Recorded answers first, and another source for what was not asked when the decision was made: how a
/// preview decides under other rules.
public struct RecordedOrElse<Other: StandingSource>: StandingSource {
  private var recorded: RecordedStanding
  /// The source that answers the rest.
  public var other: Other
  /// Whether recorded figures and shifts hold: they do not where they were counted by other rules.
  private let figuresHold: Bool
  private let shiftsHold: Bool
  /// Positions of the reps whose answers had to come from the other source.
  public private(set) var derived: Set<Int> = []

  /// Takes the record, and where to ask otherwise.
  public init(
    _ recorded: RecordedStanding, orElse other: Other, figuresHold: Bool = true,
    shiftsHold: Bool = true
  ) {
    self.recorded = recorded
    self.other = other
    self.figuresHold = figuresHold
    self.shiftsHold = shiftsHold
  }

  /// Load, week count and last assignment, as recorded or derived.
  public mutating func standing(of rep: Int) -> RepStanding {
    if figuresHold, let standing = recorded.recordedStanding(of: rep) { return standing }
    derived.insert(rep)
    return other.standing(of: rep)
  }
  /// Whether the rep is on shift, as recorded or derived.
  public mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    if shiftsHold, let shift = recorded.recordedShift(of: rep) { return shift }
    derived.insert(rep)
    return other.shift(of: rep, hours: hours)
  }
  /// Whether the rep is on leave, as recorded or derived.
  public mutating func isOnLeave(_ rep: Int) -> Bool {
    shiftsHold && recorded.holdsLeave(rep) ? recorded.isOnLeave(rep) : other.isOnLeave(rep)
  }
  /// The first delegate of the rep's leave, as recorded or derived.
  public mutating func leaveDelegate(of rep: Int) -> RepID? { leaveDelegates(of: rep).first }
  /// The delegates of the rep's leave in file order, as recorded or derived.
  public mutating func leaveDelegates(of rep: Int) -> [RepID] {
    shiftsHold && recorded.holdsDelegates(rep)
      ? recorded.leaveDelegates(of: rep) : other.leaveDelegates(of: rep)
  }
  /// When the first of the reps comes on shift, as recorded or derived.
  public mutating func nextOpening(among reps: [Int]) -> NextOpening? {
    shiftsHold && recorded.holdsOpening(among: reps)
      ? recorded.nextOpening(among: reps) : other.nextOpening(among: reps)
  }
}
