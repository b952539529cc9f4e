import LeadModel

/// Somebody who uses the desk, as `people.toml` describes them.
public struct Person: Sendable, Equatable {
  /// The name of the OS user: who they are.
  public var user: String
  /// Their name in the log.
  public var actor: String
  /// Their name on screens.
  public var name: String
  /// What they may do.
  public var roles: Set<ActorRole>
  /// Which seat of the council they hold: `revops`, `leader:EMEA`; nil is none.
  public var seat: String?
  /// IANA zone of ``hours``; nil is the organisation's.
  public var timezone: String?
  /// When people work who are no reps.
  public var hours: WeeklyHours
  /// The rep of the roster that they are.
  public var rep: RepID?
  /// Regions that a manager answers for, as written.
  public var regions: [RegionID]
  /// Queues that they may work besides their own, as written.
  public var queues: [QueueID]
  /// Roles that they may take with `--as`.
  public var mayActAs: Set<ActorRole>
}
