import LeadModel

/// Reps by position: 0 ..< count in byte order of their ids, so that a smaller index is a smaller id and
/// the order of the roster file cannot matter.
public struct RosterIndex: Sendable, Equatable {
  /// In byte order of ids.
  public let reps: [Rep]
  private let positions: BytePositions

  public init(_ reps: [Rep]) {
    self.reps = reps.sorted { $0.id < $1.id }
    positions = BytePositions(self.reps.map(\.id.text))
  }

  public var count: Int { reps.count }
  public subscript(index: Int) -> Rep { reps[index] }
  /// Where the rep stands; nil for a rep who is not in the roster, who counts as inactive.
  public func index(of rep: RepID) -> Int? {
    var text = rep.text
    return text.withUTF8 { positions[UnsafeRawBufferPointer($0)] }
  }
  /// The same for an id as it stands in bytes.
  func index(ofUTF8 rep: UnsafeRawBufferPointer) -> Int? { positions[rep] }
}

/// How much a rep has to do, before the decision at hand.
public struct RepStanding: Sendable, Equatable, Codable {
  /// Leads that count as load.
  public var load: Int
  /// Assignments since Monday 00:00 in the organisation's zone.
  public var week: Int
  public var lastAssigned: Instant?
  public init(load: Int = 0, week: Int = 0, lastAssigned: Instant? = nil) {
    self.load = load
    self.week = week
    self.lastAssigned = lastAssigned
  }
}

/// Whether a rep is on shift.
public struct ShiftAnswer: Sendable, Equatable, Codable {
  /// nil is on shift; else `off_shift`, `on_leave` or `away`.
  public var off: RemovalReason?
  /// `secondary` when the contract model answered for want of observations.
  public var path: StepPath
  public var isOn: Bool { off == nil }
  public init(off: RemovalReason? = nil, path: StepPath = .primary) {
    self.off = off
    self.path = path
  }
}

/// The first moment at which one of several reps comes on shift.
public struct NextOpening: Sendable, Equatable, Codable {
  public var at: Instant
  public var rep: RepID
  /// IANA zone in which to say it: the rep's.
  public var zone: String
  /// `HH:mm` in that zone, and the local date.
  public var localTime: String
  public var localDate: LocalDate
  public init(at: Instant, rep: RepID, zone: String, localTime: String, localDate: LocalDate) {
    self.at = at
    self.rep = rep
    self.zone = zone
    self.localTime = localTime
    self.localDate = localDate
  }
}

/// Answers about reps at the instant of a decision: live from state and calendars, or as recorded.
///
/// Reps are given by their position in the ``RosterIndex``.
public protocol StandingSource {
  /// Load, week count and last assignment.
  mutating func standing(of rep: Int) -> RepStanding
  /// Whether the rep is on shift; `hours` replaces the rep's own hours and model (`hours_of`).
  mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer
  /// Whether the rep is on leave on the rep's own local date (leave entries only, not away).
  mutating func isOnLeave(_ rep: Int) -> Bool
  /// The delegate that the first leave entry covering the rep's local date names, if any does.
  mutating func leaveDelegate(of rep: Int) -> RepID?
  /// The delegates that leave entries covering the rep's local date name, in file order: the first who
  /// can stand in does.
  mutating func leaveDelegates(of rep: Int) -> [RepID]
  /// The first moment within 14 days at which one of the reps is on shift; ties go to the smaller index.
  mutating func nextOpening(among reps: [Int]) -> NextOpening?
}

extension StandingSource {
  /// For sources that know of one leave at a time.
  public mutating func leaveDelegates(of rep: Int) -> [RepID] {
    leaveDelegate(of: rep).map { [$0] } ?? []
  }
}
